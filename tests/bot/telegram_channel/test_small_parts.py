"""Calls as data, buttons' data, addresses of clauses, and settings that cannot work."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from bot.settings import Settings, TelegramSettings
from bot.telegram_channel.calls import (
    Buttons,
    Call,
    Edit,
    Post,
    Remove,
    Tie,
    Toast,
    call_of,
    payload_of,
)
from bot.telegram_channel.connection import open_bot
from bot.telegram_channel.deep_link import deep_link
from bot.telegram_channel.delivery.pace import DEFAULT_PACE
from bot.telegram_channel.errors import TokenError, WebhookError
from bot.telegram_channel.listeners.clause import directive_and_number
from bot.telegram_channel.render.callback_data import Act, DataTooLongError, data_of, parse
from bot.telegram_channel.render.message import Button, OutMessage
from bot.telegram_channel.render.rich_text import Entity
from bot.telegram_channel.render.view import View
from bot.telegram_channel.service import check_webhook

CONTENT = OutMessage("Hi", (Entity("bold", 0, 2),), ((Button("Why?", "v:1:w"),),))


@pytest.mark.parametrize(
    "call",
    [
        Post(5, CONTENT, 4, 3, Tie(receipt="r")),
        Edit(5, 6, CONTENT, None, Tie(escalation="e")),
        Buttons(5, 6, CONTENT.keyboard),
        Remove(5, 6),
        Toast("q", "Saved.", True),
    ],
)
def test_a_call_survives_waiting_in_the_table(call: Call) -> None:
    assert call_of(payload_of(call)) == call


def test_buttons_say_what_they_do_in_64_bytes() -> None:
    assert data_of(Act.CHOOSE, "7k3m9x2p4q", "account", "personal") == (
        "c:7k3m9x2p4q:account:personal"
    )
    assert parse("c:7k3m9x2p4q:account:personal") == (
        Act.CHOOSE,
        ("7k3m9x2p4q", "account", "personal"),
    )
    assert parse("z:1") is None
    with pytest.raises(DataTooLongError):
        data_of(Act.CHOOSE, "7k3m9x2p4q", "topic", "x" * 60)


@pytest.mark.parametrize(
    "view",
    [View(), View(why=True), View(True, True, True, False), View(vote=True)],
)
def test_a_view_survives_in_a_button(view: View) -> None:
    assert View.parse(str(view)) == view


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("23.1", (None, "23.1")),
        ("§ 23.1", (None, "23.1")),
        ("23 (1) (a)", (None, "23 (1) (a)")),
        ("article 23", (None, "23")),
        ("MFA-SMD 23.1", ("MFA-SMD", "23.1")),
        ("MFA-SMD v2 §23.1(a)", ("MFA-SMD", "23.1(a)")),
        ("23_1_a", (None, "23.1.a")),
        ("whatever", (None, "whatever")),
    ],
)
def test_a_clause_is_found_as_people_write_it(
    written: str, address: tuple[str | None, str]
) -> None:
    assert directive_and_number(written) == address


def test_an_invitation_is_a_link() -> None:
    assert deep_link("attache_bot", "i_abc") == "https://t.me/attache_bot?start=i_abc"


def test_without_a_token_nothing_starts() -> None:
    with pytest.raises(TokenError):
        open_bot(TelegramSettings(), DEFAULT_PACE)


@pytest.mark.parametrize(("url", "secret"), [("", "x" * 20), ("https://a.example/t", "short")])
def test_a_webhook_that_nobody_could_believe_is_refused(url: str, secret: str) -> None:
    telegram = TelegramSettings(mode="webhook", webhook_url=url, webhook_secret=SecretStr(secret))
    with pytest.raises(WebhookError):
        check_webhook(Settings(telegram=telegram))
