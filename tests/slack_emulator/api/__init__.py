"""The Web API: one module for each family of methods, and the gateway in front of them."""
