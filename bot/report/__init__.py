"""What people asked: what nothing covered, what did not help, which clauses, what is overdue."""
