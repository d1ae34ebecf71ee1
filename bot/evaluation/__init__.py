"""Measures how often the right clause and the right verdict come out."""
