"""The column types that the tables share: moments in UTC, situations, lists of words."""

# ruff: noqa: ARG002 - the signatures are SQLAlchemy's

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from knowledge.situation import Situation


class Moment(TypeDecorator[datetime]):
    """A point in time: aware, kept in UTC, so that it compares alike in every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets time zones, so a naive time would silently become another one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same moment, aware of being UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SituationJson(TypeDecorator[Situation]):
    """A situation as JSON, without what is not known."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self, value: Situation | None, dialect: Dialect
    ) -> dict[str, Any] | None:
        """Names to values, dates as ISO text."""
        if value is None:
            return None
        known = {field.name: getattr(value, field.name) for field in fields(Situation)}
        return {
            name: fact.isoformat() if isinstance(fact, date) else fact
            for name, fact in known.items()
            if fact is not None
        }

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Situation:
        """A fact that this version does not know (any more) is left out."""
        names = {field.name for field in fields(Situation)}
        known = {name: fact for name, fact in (value or {}).items() if name in names}
        if day := known.get("day"):
            known["day"] = date.fromisoformat(day)
        return Situation(**known)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words as JSON."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self, value: tuple[str, ...] | None, dialect: Dialect
    ) -> list[str] | None:
        """A tuple is a JSON list."""
        return None if value is None else list(value)

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:
        """Nothing stored is the empty tuple."""
        return tuple(value or ())
