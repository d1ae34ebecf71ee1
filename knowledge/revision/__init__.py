"""What changed between two versions of a directive, clause by clause: the plan of an update."""
