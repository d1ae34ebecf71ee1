"""Brings the tables to this version's shape, in one transaction, before anything else is done."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from bot.storage.errors import DatabaseNewerError

# Any number will do, so long as nothing else on the server locks it.
_POSTGRESQL_LOCK = 5_480_054


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Upgrades; of several processes that start at once, one does it and the others wait."""
    with engine.begin() as connection:
        _lock(connection)
        config = _config(connection)
        _refuse_newer(connection, ScriptDirectory.from_config(config))
        command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether the tables have this version's shape; raises ``DatabaseNewerError`` for a later."""
    with engine.connect().execution_options(reads_only=True) as connection:
        scripts = ScriptDirectory.from_config(_config(connection))
        _refuse_newer(connection, scripts)
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(scripts.get_heads())


def downgrade(engine: Engine, revision: str) -> None:
    """Goes back to an earlier shape; ``base`` drops everything."""
    with engine.begin() as connection:
        _lock(connection)
        command.downgrade(_config(connection), revision)


def _lock(connection: Connection) -> None:
    # On SQLite the transaction itself is the lock: it began as a writer.
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})"))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    unknown = set(MigrationContext.configure(connection).get_current_heads()) - known
    if unknown:
        raise DatabaseNewerError(
            f"the database is at revision {', '.join(sorted(unknown))}, which this version of the "
            "bot does not know"
        )
