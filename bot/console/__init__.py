"""The terminal: the same answers for a person at a keyboard and for a program in a pipe."""
