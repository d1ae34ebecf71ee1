"""What an entry makes the bot do: decided once, kept with the effects, then done step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.slack_channel.calls import (
    Call,
    Edit,
    HandOut,
    Post,
    Redraw,
    Whisper,
    call_of,
    payload_of,
)
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.outbox import Message, Outbox, SendState
from bot.storage.tables import outbox


@dataclass(frozen=True, slots=True)
class Step:
    """A call on its way out. ``call`` is ``None`` for one that has been made."""

    key: str
    call: Call | None
    state: SendState


class Plans:
    """The calls of inbox entries, in the outbox."""

    def __init__(self, database: Database, box: Outbox) -> None:
        self._database = database
        self._outbox = box

    def of_entry(self, entry_id: int) -> tuple[Step, ...]:
        """The steps that were decided before a crash; none where nothing was."""
        query = (
            select(outbox.c.key, outbox.c.payload, outbox.c.state)
            .where(outbox.c.entry_id == entry_id)
            .order_by(outbox.c.key)
        )
        with self._database.read() as connection:
            return tuple(
                Step(key, call_of(payload) if payload else None, SendState(state))
                for key, payload, state in connection.execute(query)
            )

    def keep(self, entry_id: int, person_id: int | None, calls: Sequence[Call]) -> None:
        """Keeps the calls; within the transaction of the effects that they tell of."""
        for number, call in enumerate(calls):
            self._outbox.plan(
                Message(
                    f"slack {entry_id} {number:03}",
                    address_of(call),
                    payload_of(call),
                    entry_id=entry_id,
                    person_id=person_id,
                )
            )


def address_of(call: Call) -> Address:
    """Where a call is heard."""
    match call:
        case Post() | Whisper() | HandOut():
            return Address(Platform.SLACK, call.chat, call.thread)
        case Edit() | Redraw():
            return Address(Platform.SLACK, call.chat, call.thread, call.message)
        case _:
            return Address(Platform.SLACK, getattr(call, "chat", "") or getattr(call, "user", ""))
