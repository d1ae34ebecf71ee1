"""What happens when somebody writes, presses, fills in or opens something.

A listener takes what came in and gives back a `Commit`: effects and calls, decided in one
transaction. The router picks the listener; the worker runs what it gives back.
"""
