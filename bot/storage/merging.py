"""Two persons who turned out to be one: the younger entry's rows go over to the elder's."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, select, update

from bot.storage.database import Database
from bot.storage.role import Role, highest
from bot.storage.tables import (
    feedback,
    metadata,
    people,
    profiles,
    publications,
    rulings,
    submissions,
)


def merge(database: Database, one: int, other: int) -> int:
    """Joins two persons and returns the number that stays, the smaller one."""
    kept, gone = sorted((one, other))
    if kept == gone:
        return kept
    with database.write() as connection:
        _drop_what_both_have(connection, kept, gone)
        _hand_over(connection, kept, gone)
        _unite_roles(connection, kept, gone)
        connection.execute(delete(people).where(people.c.id == gone))
    return kept


def _drop_what_both_have(connection: Connection, kept: int, gone: int) -> None:
    has_profile = exists().where(profiles.c.person_id == kept)
    connection.execute(delete(profiles).where(profiles.c.person_id == gone, has_profile))
    voted = select(feedback.c.receipt_id).where(feedback.c.person_id == kept)
    connection.execute(
        delete(feedback).where(feedback.c.person_id == gone, feedback.c.receipt_id.in_(voted))
    )


def _hand_over(connection: Connection, kept: int, gone: int) -> None:
    for table in metadata.sorted_tables:
        if "person_id" in table.c:
            connection.execute(
                update(table).where(table.c.person_id == gone).values(person_id=kept)
            )
    for column in (
        rulings.c.officer_id,
        submissions.c.submitted_by,
        publications.c.requested_by,
        publications.c.decided_by,
    ):
        connection.execute(update(column.table).where(column == gone).values({column.name: kept}))


def _unite_roles(connection: Connection, kept: int, gone: int) -> None:
    rows = connection.execute(
        select(people.c.invited_role, people.c.configured_role, people.c.label)
        .where(people.c.id.in_((kept, gone)))
        .order_by(people.c.id)
    ).all()
    connection.execute(
        update(people)
        .where(people.c.id == kept)
        .values(
            invited_role=highest(Role(row[0]) if row[0] else None for row in rows),
            configured_role=highest(Role(row[1]) if row[1] else None for row in rows),
            label=next((row[2] for row in rows if row[2]), ""),
        )
    )
