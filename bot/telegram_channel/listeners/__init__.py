"""One small module for each thing that a person can do; none of them speaks to Telegram itself.

A listener reads and thinks, and returns a ``Commit``: what it puts on record, in one transaction
with the calls to make. So a crash leaves neither a record without a reply nor the reverse.
"""
