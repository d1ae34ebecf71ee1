"""Measures: what retrieval finds, how fast, and what each part of it adds."""
