"""What a publication changed: who is told of it, and which earlier answers it makes out of date."""
