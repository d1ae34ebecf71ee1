"""Where a question was asked and its answer shown, so that both can be found and edited."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select, update

from bot.storage.addresses import address_of, address_values, stands_at
from bot.storage.database import Database
from bot.storage.identity import Address
from bot.storage.tables import receipt_messages


class Part(StrEnum):
    """What a message is to its receipt."""

    QUESTION = "question"
    ANSWER = "answer"


class ReceiptMessages:
    """The messages of every receipt."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tie(
        self, receipt_id: str, part: Part, message: Address, content: dict[str, Any] | None = None
    ) -> None:
        """Notes that the message belongs to the receipt. ``content`` is what it shows, as the
        channel sent it: told again, the newer one is kept."""
        messages = receipt_messages
        known = select(messages.c.id).where(
            messages.c.receipt_id == receipt_id, stands_at(messages, message)
        )
        with self._database.write() as connection:
            if (row := connection.execute(known).first()) is None:
                connection.execute(
                    insert(messages).values(
                        receipt_id=receipt_id,
                        part=part,
                        content=content,
                        **address_values(message),
                    )
                )
            elif content is not None:
                connection.execute(
                    update(messages).where(messages.c.id == row.id).values(content=content)
                )

    def answers_of(self, receipt_id: str) -> tuple[Address, ...]:
        """Where the answer is shown, in the order in which it was sent."""
        query = (
            select(receipt_messages)
            .where(
                receipt_messages.c.receipt_id == receipt_id,
                receipt_messages.c.part == Part.ANSWER,
            )
            .order_by(receipt_messages.c.id)
        )
        with self._database.read() as connection:
            return tuple(address_of(row) for row in connection.execute(query).mappings())

    def content_at(self, receipt_id: str, message: Address) -> dict[str, Any] | None:
        """What a message of the receipt shows; ``None`` where that was not kept."""
        messages = receipt_messages
        query = select(messages.c.content).where(
            messages.c.receipt_id == receipt_id, stands_at(messages, message)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def receipt_at(self, message: Address) -> str | None:
        """The newest receipt that this message, question or answer, belongs to."""
        query = (
            select(receipt_messages.c.receipt_id)
            .where(stands_at(receipt_messages, message))
            .order_by(receipt_messages.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar()
