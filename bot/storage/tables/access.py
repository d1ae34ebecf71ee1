"""Who may ask: people, their accounts, invites, links between accounts, profiles."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, UniqueConstraint

from bot.storage.columns import Moment
from bot.storage.tables.metadata import metadata, person_column

people = Table(
    "people",
    metadata,
    # AUTOINCREMENT: a number once given to a person is never another person's.
    Column("id", Integer, primary_key=True),
    Column("invited_role", String, nullable=True),
    Column("configured_role", String, nullable=True),
    Column("label", Text, nullable=False, server_default=""),
    Column("since", Moment, nullable=False),
    Column("revoked_at", Moment, nullable=True),
    sqlite_autoincrement=True,
)

identities = Table(
    "identities",
    metadata,
    Column("platform", String, primary_key=True),
    Column("account", String, primary_key=True),
    person_column(),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code_digest", String, nullable=False),
    Column("role", String, nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    Column("invited_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=True),
    person_column(nullable=True),
    UniqueConstraint("code_digest"),
    sqlite_autoincrement=True,
)

links = Table(
    "links",
    metadata,
    Column("code_digest", String, primary_key=True),
    person_column(),
    Column("expires_at", Moment, nullable=False),
    Column("used", Boolean, nullable=False, default=False),
)

profiles = Table(
    "profiles",
    metadata,
    person_column(primary_key=True),
    Column("account", String, nullable=True),
    Column("role", String, nullable=True),
    Column("language", String, nullable=True),
    Column("country", String, nullable=True),
    Column("show_details", Boolean, nullable=False, default=False),
)
