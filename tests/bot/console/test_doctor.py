"""``attache doctor``: each finding says what is, and what to do where it is not good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from bot.console.doctor import examine
from bot.console.finding import Finding
from bot.settings import Settings, SlackSettings, StorageSettings, TelegramSettings
from bot.storage.engine import connect
from bot.storage.migration import downgrade
from knowledge.settings import EmbeddingSettings, KnowledgeSettings

HUSH = SecretStr("1234:hush-hush-hush-hush")

Examine = Callable[..., list[Finding]]


@pytest.fixture
def findings(tmp_path: Path) -> Examine:
    """Examines settings in which nothing is set but what a test sets."""

    def of(about: str, **sections: object) -> list[Finding]:
        nothing = {
            "knowledge": KnowledgeSettings(directory=tmp_path / "nowhere"),
            "storage": StorageSettings(url=f"sqlite:///{tmp_path}/attache.sqlite"),
        }
        return [one for one in examine(Settings(**nothing | sections)) if about in one.what]

    return of


def test_a_channel_without_a_token_is_not_served_and_that_is_no_fault(findings: Examine) -> None:
    for name, variable in (("Telegram", "TELEGRAM__TOKEN"), ("Slack", "SLACK__BOT_TOKEN")):
        (found,) = findings(name)
        assert found.good
        assert found.what == f"{name} has no token, so it is not served."
        assert variable in found.cure


@pytest.mark.parametrize(
    ("mode", "lacking", "variable"),
    [
        ("socket", "Slack: Socket Mode needs an app-level token.", "ATTACHE_SLACK__APP_TOKEN"),
        ("http", "Slack: HTTP mode needs the signing secret.", "ATTACHE_SLACK__SIGNING_SECRET"),
    ],
)
def test_slack_needs_what_its_mode_needs(
    findings: Examine, mode: str, lacking: str, variable: str
) -> None:
    slack = SlackSettings(bot_token=HUSH, mode=mode, allowed_teams=("T1",))
    (found,) = findings("Slack", slack=slack)
    assert (found.good, found.what) == (False, lacking)
    assert variable in found.cure


@pytest.mark.parametrize("given", [{"app_token": HUSH}, {"mode": "http", "signing_secret": HUSH}])
def test_slack_with_what_its_mode_needs_is_in_order(
    findings: Examine, given: dict[str, object]
) -> None:
    slack = SlackSettings(bot_token=HUSH, allowed_teams=("T1",), **given)
    (found,) = findings("Slack", slack=slack)
    assert found.good
    assert not found.cure


def test_slack_in_which_nobody_may_ask_is_told(findings: Examine) -> None:
    (found,) = findings("Slack", slack=SlackSettings(bot_token=HUSH, app_token=HUSH))
    assert not found.good
    assert "Nobody may ask" in found.what
    assert "allowed_teams" in found.cure


def test_a_webhook_needs_an_address_and_a_secret(findings: Examine) -> None:
    telegram = TelegramSettings(token=HUSH, mode="webhook")
    address, secret = findings("Telegram", telegram=telegram)
    assert (address.good, secret.good) == (False, False)
    assert "webhook_url" in address.cure
    assert "ATTACHE_TELEGRAM__WEBHOOK_SECRET" in secret.cure


def test_polling_needs_a_token_alone(findings: Examine) -> None:
    (found,) = findings("Telegram", telegram=TelegramSettings(token=HUSH))
    assert found == Finding(good=True, what="Telegram has a token, and what polling needs.")


def test_a_database_that_is_not_there_yet_is_told_and_not_made(
    findings: Examine, tmp_path: Path
) -> None:
    (found,) = findings("database ")
    assert found.good
    assert found.what.endswith("attache.sqlite is not there yet.")
    assert not list(tmp_path.iterdir())


def test_a_database_of_this_version_is_in_order(findings: Examine, database_file: Path) -> None:
    (found,) = findings("database ", storage=StorageSettings(url=f"sqlite:///{database_file}"))
    assert found.good
    assert found.what.endswith("can be opened, and is of this version.")


def test_a_database_of_an_earlier_version_is_told_and_not_migrated(
    findings: Examine, database_file: Path
) -> None:
    url = f"sqlite:///{database_file}"
    engine = connect(url)
    downgrade(engine, "0001")
    engine.dispose()
    for _ in range(2):
        (found,) = findings("database ", storage=StorageSettings(url=url))
        assert found.good
        assert "was made by an earlier version" in found.what
        assert "backup" in found.cure


def test_a_database_of_a_later_version_is_a_fault(findings: Examine, database_file: Path) -> None:
    engine = create_engine(f"sqlite:///{database_file}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    (found,) = findings("database ", storage=StorageSettings(url=f"sqlite:///{database_file}"))
    assert not found.good
    assert "restore the backup" in found.cure


def test_a_database_that_could_never_be_made_is_a_fault(findings: Examine, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    url = f"sqlite:///{taken}/var/attache.sqlite"
    (found,) = findings("attache.sqlite", storage=StorageSettings(url=url))
    assert not found.good
    assert "[storage] url" in found.cure


def test_no_finding_shows_a_password(findings: Examine) -> None:
    pytest.importorskip("psycopg")
    url = "postgresql://ada:hush@127.0.0.1:1/attache"
    found = findings("", storage=StorageSettings(url=url))
    assert not [one for one in found if "hush" in one.what + one.cure]
    assert [one for one in found if "the database cannot be opened" in one.what and not one.good]


def test_another_model_than_the_snapshots_is_told(findings: Examine, model_knowledge: Path) -> None:
    library = KnowledgeSettings(directory=model_knowledge)
    embedding = EmbeddingSettings(model="another-model")
    (found,) = findings("another-model", knowledge=library, embedding=embedding)
    assert not found.good
    assert "attache index build" in found.cure
    assert not findings("another model", knowledge=library)
