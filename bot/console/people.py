"""``attache invite`` and ``attache people``: who may ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from bot.storage.role import Role
from knowledge.settings import read_settings

# A question at the terminal does not wait for the database's and Telegram's libraries.
if TYPE_CHECKING:
    from bot.storage.database import Database

people = typer.Typer(help="The people who may ask.", no_args_is_help=True)
out = Console()

Config = Annotated[Path | None, typer.Option("--config", help="Another config.toml.")]
Number = Annotated[int, typer.Argument(help="The person's number, from `attache people list`.")]


def register(app: typer.Typer) -> None:
    """Adds ``invite`` and ``people`` to the commands."""
    app.command()(invite)
    app.add_typer(people, name="people")


def invite(
    role: Annotated[Role, typer.Option(help="What whoever is invited may do.")] = Role.DIPLOMAT,
    label: Annotated[str, typer.Option(help="A word that the list of people will show.")] = "",
    hours: Annotated[int | None, typer.Option(min=1, help="How long it can be used.")] = None,
    config: Config = None,
) -> None:
    """Make an invitation: a Telegram link that lets one person in, once."""
    from bot.access.invitations import Invitations
    from bot.telegram_channel.deep_link import bot_username, deep_link

    settings = read_settings(Settings, config)
    valid_for = timedelta(hours=hours or settings.access.invite_hours)
    with _database(settings) as database:
        invited = Invitations(database).invite(role, by=None, valid_for=valid_for, label=label)
    link = deep_link(asyncio.run(bot_username(settings.telegram)), invited.start_parameter)
    out.print(link, soft_wrap=True, highlight=False)
    hint = f"For one {role}, once, within {valid_for.total_seconds() / 3600:.0f} hours."
    out.print(hint, style="dim", highlight=False)


@people.command("list")
def list_people(config: Config = None) -> None:
    """Who may ask, and who might once."""
    from bot.access.roster import Roster

    with _database(read_settings(Settings, config)) as database:
        table = Table("number", "role", "since", "label", "accounts", box=None)
        for person in Roster(database).list():
            role = "revoked" if person.revoked else str(person.role or "none")
            accounts = ", ".join(map(str, person.identities))
            since = f"{person.since:%Y-%m-%d}"
            table.add_row(str(person.id), role, since, person.label, accounts)
    out.print(table)


@people.command()
def revoke(number: Number, config: Config = None) -> None:
    """Take a person's access away, at once and everywhere."""
    from bot.access.roster import Roster

    with _database(read_settings(Settings, config)) as database:
        Roster(database).revoke(number, by=None)
    out.print(f"Person {number} may not ask any more.", highlight=False)


@people.command()
def reinstate(number: Number, config: Config = None) -> None:
    """Give a person's access back."""
    from bot.access.roster import Roster

    with _database(read_settings(Settings, config)) as database:
        Roster(database).reinstate(number, by=None)
    out.print(f"Person {number} may ask again.", highlight=False)


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    from bot.storage.database import open_database

    database = open_database(settings.storage.url)
    try:
        yield database
    finally:
        database.close()
