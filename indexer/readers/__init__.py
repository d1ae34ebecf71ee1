"""From a file to sources: one reader for each format, found by suffix, else by content."""

from indexer.readers.registry import READERS, Reader, read_sources, readable_suffixes

__all__ = ["READERS", "Reader", "read_sources", "readable_suffixes"]
