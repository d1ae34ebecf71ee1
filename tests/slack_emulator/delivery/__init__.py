"""How events and interactions reach the app: sockets or signed HTTP, and again if need be."""
