"""The library: what a clause is and how one is found. Imports neither bot nor indexer."""
