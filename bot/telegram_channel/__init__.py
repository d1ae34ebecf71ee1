"""Telegram: the diplomats' channel. Listeners decide what to say, ``delivery`` says it once."""
