"""The audit log only grows."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from bot.storage.audit import AuditLog, actor_of
from bot.storage.database import Database


def test_the_log_tells_who_did_what_when_and_to_which_digest(database: Database, clock):
    log = AuditLog(database)
    log.record(actor_of(3), "approved", "publication x1", "sha256:aa")
    log.record(actor_of(None), "rolled back")
    newest, first = log.latest()
    assert (newest.actor, newest.action) == ("shell", "rolled back")
    assert (first.actor, first.subject, first.digest) == ("person 3", "publication x1", "sha256:aa")
    assert first.at == clock()
    assert log.latest(before=newest.id) == (first,)


def test_nobody_can_rewrite_the_log(database: Database):
    AuditLog(database).record("person 3", "approved")
    with pytest.raises(DatabaseError, match="not rewritten"), database.write() as connection:
        connection.execute(text("UPDATE audit SET actor = 'person 4'"))
    assert AuditLog(database).latest()[0].actor == "person 3"
