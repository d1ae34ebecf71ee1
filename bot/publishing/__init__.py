"""A directive is updated: sent, read, planned, rehearsed, requested, approved, live."""
