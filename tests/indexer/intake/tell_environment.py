"""Stands in for the reading process, and tells which variables it was given."""

import os

if __name__ == "__main__":
    print(" ".join(os.environ))  # noqa: T201  # it is what this module is for
