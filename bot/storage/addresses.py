"""An address as table columns, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, String, Table, and_
from sqlalchemy.engine import RowMapping

from bot.storage.identity import Address, Platform

_PARTS = ("platform", "team", "chat", "thread", "message")
_PLACE = ("platform", "team", "chat", "thread")


def address_columns() -> list[Column[Any]]:
    """``platform, team, chat, thread, message``, empty where an address does not say."""
    return [Column(name, String, nullable=False, server_default="") for name in _PARTS]


def address_values(address: Address) -> dict[str, str]:
    """What to store of an address."""
    return {name: str(getattr(address, name)) for name in _PARTS}


def address_of(row: RowMapping) -> Address:
    """The address that a row holds."""
    return Address(
        platform=Platform(row["platform"]),
        chat=row["chat"],
        thread=row["thread"],
        message=row["message"],
        team=row["team"],
    )


def stands_at(table: Table, address: Address) -> ColumnElement[bool]:
    """Rows at exactly this address, message included."""
    return and_(*(table.c[name] == str(getattr(address, name)) for name in _PARTS))


def stands_in(table: Table, address: Address) -> ColumnElement[bool]:
    """Rows in the same chat and thread, whatever the message."""
    return and_(*(table.c[name] == str(getattr(address, name)) for name in _PLACE))
