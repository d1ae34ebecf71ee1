"""Unguessable names: receipts, one-time codes, and the digests they are stored by."""

from __future__ import annotations

import secrets

from knowledge.clause import digest_of

# Crockford's alphabet without "u": nothing in it is misread when it is read aloud.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(length: int = 10) -> str:
    """A short name that nobody can guess: five bits a character."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_invite_code() -> str:
    """128 random bits in the characters that a Telegram deep link allows."""
    return secrets.token_urlsafe(16)


def new_link_code() -> str:
    """Short enough to be typed, and good for minutes only."""
    return new_id(8)


def code_digest(code: str) -> str:
    """What is stored of a code: it lets no one in who reads the database."""
    return digest_of(code.strip())
