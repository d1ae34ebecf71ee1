"""The bindery: files in, a snapshot out. The only room that imports sentence_transformers."""
