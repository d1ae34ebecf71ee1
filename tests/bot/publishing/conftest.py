"""Two admins, a live snapshot with its successor staged, and the parts that publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.publishing.publishing import Publishing, open_publishing
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.identity import Address, Identity, Platform
from bot.storage.people import People, Person
from bot.storage.role import Role
from bot.storage.submissions import Staged, Submission, SubmissionState
from knowledge.settings import EmbeddingSettings, KnowledgeSettings
from knowledge.snapshot.manifest import manifest_digest
from knowledge.snapshot.store import SnapshotStore
from tests.small_library import SmallLibrary

TODAY = date(2026, 11, 9)
CHAT = Address(Platform.TELEGRAM, "77", message="1")


@pytest.fixture
def library(small_library: SmallLibrary, tmp_path: Path) -> SmallLibrary:
    """A copy that a test may change."""
    directory = shutil.copytree(small_library.directory, tmp_path / "knowledge")
    return replace(small_library, directory=directory)


@pytest.fixture
def store(library: SmallLibrary) -> SnapshotStore:
    return SnapshotStore(library.directory)


@pytest.fixture
def settings(library: SmallLibrary, database_file: Path) -> Settings:
    defaults = Settings()
    storage = defaults.storage.model_copy(update={"url": f"sqlite:///{database_file}"})
    publishing = defaults.publishing.model_copy(update={"golden": library.golden})
    return Settings(
        knowledge=KnowledgeSettings(directory=library.directory),
        embedding=EmbeddingSettings(model=str(library.model)),
        storage=storage,
        publishing=publishing,
    )


@pytest.fixture
def publishing(settings: Settings, database: Database) -> Publishing:
    return open_publishing(settings, database, today=lambda: TODAY)


@pytest.fixture
def admin(database: Database) -> Person:
    return People(database).add(Identity.telegram(1), invited_role=Role.ADMIN)


@pytest.fixture
def other_admin(database: Database) -> Person:
    return People(database).add(Identity.slack("T1", "U2"), configured_role=Role.ADMIN)


@pytest.fixture
def diplomat(database: Database) -> Person:
    return People(database).add(Identity.telegram(3), invited_role=Role.DIPLOMAT)


@pytest.fixture
def prepared(
    publishing: Publishing, library: SmallLibrary, store: SnapshotStore, admin: Person
) -> Callable[..., Submission]:
    """A submission as the workshop leaves it, without its processes."""

    def prepare(message: str = "1", rehearsal: object = None) -> Submission:
        sent = publishing.submitting.submit(
            b"text", "v2.md", by=admin.id, where=CHAT.place.at(message)
        )
        assert isinstance(sent, Submission)
        staged = Staged(
            library.second,
            manifest_digest(store.folder(library.second)),
            library.first,
            "TEST v2",
            "2026-03-01",
            3,
            (),
        )
        done = publishing.submissions.change(
            sent.id,
            since=(SubmissionState.RECEIVED,),
            state=SubmissionState.PREPARED,
            staged=staged,
            rehearsal=rehearsal,
        )
        assert done is not None
        return done

    return prepare
