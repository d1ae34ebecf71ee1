"""Opening the one database, and its transactions."""

import stat
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.storage.audit import AuditLog
from bot.storage.database import Database, open_database
from bot.storage.errors import DatabaseNewerError, DatabaseUnreachableError
from bot.storage.tables import audit, identities

_OPEN = "import sys; from bot.storage.database import open_database; open_database(sys.argv[1])"


def test_a_new_database_is_made_with_its_folder_and_is_readable_by_its_owner_alone(tmp_path: Path):
    path = tmp_path / "var" / "attache.sqlite"
    opened = open_database(f"sqlite:///{path}")
    AuditLog(opened).record("shell", "tried")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    opened.close()


def test_processes_that_start_at_once_on_a_new_database_all_find_it_migrated(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/attache.sqlite"
    starts = [subprocess.Popen([sys.executable, "-c", _OPEN, url]) for _ in range(3)]
    assert [start.wait(timeout=30) for start in starts] == [0, 0, 0]


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mysql://localhost/attache", "neither SQLite nor PostgreSQL"),
        ("sqlite://", "in memory"),
        ("where the data is", "not a database URL"),
        ("sqlite:////proc/nowhere/attache.sqlite", "attache.sqlite"),
    ],
)
def test_a_url_that_cannot_be_opened_is_refused_with_the_cure(url: str, fault: str):
    with pytest.raises(DatabaseUnreachableError, match=fault) as refusal:
        open_database(url)
    assert "[storage] url" in refusal.value.remedy


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but somebody's notes. " * 50)
    with pytest.raises(DatabaseUnreachableError, match="not a database"):
        open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("Not a database")


def test_a_server_that_does_not_answer_is_refused_with_the_cure():
    pytest.importorskip("psycopg")
    with pytest.raises(DatabaseUnreachableError) as refusal:
        open_database("postgresql://127.0.0.1:1/attache")
    assert "PostgreSQL server must be running" in refusal.value.remedy


def test_a_database_of_a_later_version_is_refused_and_not_touched(database_file: Path):
    engine = create_engine(f"sqlite:///{database_file}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseNewerError, match="9999"):
        open_database(f"sqlite:///{database_file}")


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database):
    def fail_halfway() -> None:
        with database.write():
            AuditLog(database).record("shell", "first")
            AuditLog(database).record("shell", "second")
            raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert AuditLog(database).latest() == ()


def test_after_a_transaction_failed_the_next_one_stands_on_its_own(database: Database):
    with pytest.raises(RuntimeError), database.write():
        raise RuntimeError("the power fails")
    AuditLog(database).record("shell", "afterwards")
    assert [entry.action for entry in AuditLog(database).latest()] == ["afterwards"]


def test_a_read_inside_a_transaction_sees_what_it_wrote(database: Database):
    with database.write():
        AuditLog(database).record("shell", "written")
        assert AuditLog(database).latest()[0].action == "written"


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_was_committed(database: Database):
    seen: list[int] = []

    def read() -> None:
        with database.read() as connection:
            seen.append(len(connection.execute(select(audit)).all()))

    with database.write():
        AuditLog(database).record("shell", "not yet committed")
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=5)
    assert seen == [0]


def test_threads_that_write_at_once_all_succeed(database: Database):
    def write() -> None:
        for _ in range(10):
            AuditLog(database).record("shell", "wrote")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(AuditLog(database).latest(1000)) == 80


def test_a_row_of_nobody_is_refused(database: Database):
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(
            insert(identities).values(platform="slack", account="T1:U1", person_id=404)
        )


def test_a_time_without_a_zone_is_refused(database: Database, clock):
    clock.moment = datetime(2026, 11, 9)  # noqa: DTZ001 - that is the point
    with pytest.raises(Exception, match="no time zone"):
        AuditLog(database).record("shell", "when?")
