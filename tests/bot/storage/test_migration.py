"""The tables' history, forwards and backwards."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.storage.audit import AuditLog
from bot.storage.database import Database
from bot.storage.migration import downgrade, upgrade
from bot.storage.people import People
from bot.storage.tables import metadata


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database whose tables may be changed."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('database_file')}"
    return str(request.getfixturevalue("own_postgresql_url"))


REVISIONS = ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"]


def tables_of(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_exactly_the_tables_that_the_code_uses(database: Database):
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []
    assert tables_of(database) == set(metadata.tables)


def test_each_migration_can_be_undone_and_done_again(database: Database):
    for revision in [*reversed(REVISIONS[:-1]), "base"]:
        downgrade(database.engine, revision)
    assert tables_of(database) == set()
    for revision in REVISIONS:
        upgrade(database.engine, revision)
    assert tables_of(database) == set(metadata.tables)


def test_going_back_a_step_and_forth_again_keeps_the_tables_of_the_earlier_steps(
    database: Database, person
):
    downgrade(database.engine, "0003")
    upgrade(database.engine)
    assert People(database).get(person.id) == person


def test_a_migration_that_fails_leaves_nothing_half_done(database: Database):
    downgrade(database.engine, "0004")
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE audit (taken INTEGER)"))
    before = tables_of(database)
    with pytest.raises(Exception, match="audit"):
        upgrade(database.engine)
    assert tables_of(database) == before


def test_upgrading_twice_changes_nothing(database: Database):
    AuditLog(database).record("shell", "kept")
    upgrade(database.engine)
    assert len(AuditLog(database).latest()) == 1
