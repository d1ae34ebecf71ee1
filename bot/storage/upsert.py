"""Insert, or change what is there: the one statement that both databases spell alike but apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(
    connection: Connection, table: Table, values: Mapping[str, Any], *, key: Sequence[str]
) -> None:
    """Writes the row; one with the same ``key`` is changed to it."""
    changed = {name: value for name, value in values.items() if name not in key}
    if connection.dialect.name == "postgresql":
        connection.execute(
            postgresql.insert(table)
            .values(**values)
            .on_conflict_do_update(index_elements=list(key), set_=changed)
        )
    else:
        connection.execute(
            sqlite.insert(table)
            .values(**values)
            .on_conflict_do_update(index_elements=list(key), set_=changed)
        )


def insert_if_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Writes the row unless one with the same unique key is there; says whether it did."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing()
    # Not the row count: PostgreSQL's driver does not tell it where a key is generated.
    return connection.execute(statement.returning(*table.primary_key)).first() is not None
