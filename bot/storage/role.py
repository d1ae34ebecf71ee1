"""The roles that people hold, each including those below it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; each role may do what those before it may."""

    DIPLOMAT = "diplomat"
    STAFF = "staff"
    DESK = "desk"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether whoever holds this role may do what ``other`` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


def highest(roles: Iterable[Role | None]) -> Role | None:
    """The role that includes the others; ``None`` where there is none."""
    held = [role for role in roles if role is not None]
    return max(held, key=list(Role).index, default=None)
