"""One immutable build of the index, and the folder that keeps the last few of them."""
