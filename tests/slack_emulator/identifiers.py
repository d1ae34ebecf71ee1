"""Ids that look like Slack's, the same in every run with the same seed."""

import random
import string
import uuid

ALPHABET = string.ascii_uppercase + string.digits


class Identifiers:
    """Makes ids, tokens and secrets from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def make(self, prefix: str, length: int = 10) -> str:
        """An id such as ``U07ABCD1234``: a letter that tells the kind, and ten more."""
        return f"{prefix}0{''.join(self._random.choices(ALPHABET, k=length - 1))}"

    def secret(self, length: int = 24) -> str:
        """Letters and digits, for tokens, tickets and links."""
        letters = string.ascii_letters + string.digits
        return "".join(self._random.choices(letters, k=length))

    def hexadecimal(self, length: int = 32) -> str:
        """Hexadecimal digits, for the signing secret and trigger ids."""
        return f"{self._random.getrandbits(length * 4):0{length}x}"

    def uuid(self) -> str:
        """A UUID, for envelopes and client_msg_id."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def number(self) -> int:
        """A long number, for the parts of a trigger id."""
        return self._random.randrange(10**11, 10**12)

    def chance(self) -> float:
        """A number in [0, 1), for faults that strike sometimes."""
        return self._random.random()
