"""``attache invite`` and ``attache people``, at the server's shell."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.access.invitations import Invitations
from bot.console import people, serve
from bot.storage.database import Database
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from tests.telegram_emulator import TelegramEmulator

Attache = Callable[..., Result]


@pytest.fixture
def attache(database_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Attache:
    app = typer.Typer()
    people.register(app)
    serve.register(app)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATTACHE_STORAGE__URL", f"sqlite:///{database_file}")
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *words: CliRunner().invoke(app, words)


def test_an_invitation_is_a_link_that_lets_in(
    attache: Attache, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TelegramEmulator() as telegram:
        monkeypatch.setenv("ATTACHE_TELEGRAM__TOKEN", telegram.token)
        monkeypatch.setenv("ATTACHE_TELEGRAM__BASE_URL", telegram.url)
        result = attache("invite", "--role", "desk", "--label", "Ada")
        name = telegram.world.bot.username
    assert result.exit_code == 0, result.output
    link = re.match(rf"https://t\.me/{name}\?start=i_(\S+)\n", result.output)
    assert link is not None, result.output
    assert telegram.token not in result.output
    person = Invitations(database).redeem(link.group(1), Identity.telegram(5))
    assert (getattr(person, "role", None), getattr(person, "label", None)) == (Role.DESK, "Ada")


def test_without_telegram_the_link_has_a_name_to_fill_in(attache: Attache) -> None:
    result = attache("invite")
    assert result.output.startswith("https://t.me/YOUR_BOT?start=i_")
    assert "For one diplomat, once, within 72 hours." in result.output


def test_access_is_listed_taken_and_given_back(attache: Attache, database: Database) -> None:
    person = People(database).add(
        Identity.telegram(5), invited_role=Role.DIPLOMAT, label="Ada, Nairobi"
    )
    assert "Ada, Nairobi" in attache("people", "list").output
    assert attache("people", "revoke", str(person.id)).exit_code == 0
    assert "revoked" in attache("people", "list").output
    assert attache("people", "reinstate", str(person.id)).exit_code == 0
    assert "diplomat" in attache("people", "list").output
