"""Invites and link codes, as the database keeps them."""

import threading
from datetime import timedelta

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.invites import Invites
from bot.storage.links import Links
from bot.storage.people import People
from bot.storage.role import Role
from bot.storage.tables import invites, links

WEEK = timedelta(days=7)


def test_an_invite_is_found_by_its_code_and_lists_as_open_until_it_is_used(
    database: Database, person, clock
):
    repository = Invites(database)
    code = repository.create(Role.DESK, by="shell", valid_for=WEEK, label="Vienna")
    (invite,) = repository.open()
    assert repository.find(code) == invite
    assert (invite.role, invite.label, invite.expires_at) == (Role.DESK, "Vienna", clock() + WEEK)
    assert repository.mark_used(invite.id, person.id)
    assert not repository.mark_used(invite.id, person.id)
    assert repository.open() == ()


def test_no_code_is_stored(database: Database, person):
    codes = [
        Invites(database).create(Role.ADMIN, by="shell", valid_for=WEEK),
        Links(database).create(person.id),
    ]
    with database.read() as connection:
        stored = [
            str(value)
            for table in (invites, links)
            for row in connection.execute(select(table))
            for value in row
        ]
    assert not any(code in value for code in codes for value in stored)


def test_whoever_looks_at_an_invite_to_use_it_keeps_others_waiting(database: Database):
    """Else two who show one code at once would both find it unused and both be let in."""
    code = Invites(database).create(Role.DIPLOMAT, by="shell", valid_for=WEEK)

    def redeem(number: int) -> None:
        with database.write():
            invite = Invites(database).find(code)
            if invite.used_at is None:
                person = People(database).add(Identity.telegram(number), invited_role=invite.role)
                Invites(database).mark_used(invite.id, person.id)

    threads = [threading.Thread(target=redeem, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(People(database).everyone()) == 1
