"""``attache doctor`` reads all of the query encoder, which a bot that starts does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.console.doctor import examine
from bot.settings import Settings, StorageSettings
from knowledge.encoder import MODEL_FILE, EncoderCard
from knowledge.settings import KnowledgeSettings
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore
from tests.small_library import SmallLibrary


@pytest.fixture
def store(small_library: SmallLibrary, tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(shutil.copytree(small_library.directory, tmp_path / "knowledge"))


def told(store: SnapshotStore) -> list[tuple[bool, str, str]]:
    settings = Settings(
        knowledge=KnowledgeSettings(directory=store.directory),
        storage=StorageSettings(url=f"sqlite:///{store.directory}/attache.sqlite"),
    )
    findings = [one for one in examine(settings) if "query encoder" in one.what]
    return [(one.good, one.what, one.cure) for one in findings]


def rewrite_card(store: SnapshotStore, change: Callable[[EncoderCard], EncoderCard]) -> None:
    (folder,) = store.encoders.iterdir()
    change(EncoderCard.read(folder)).write(folder)


def test_an_encoder_as_it_was_exported_needs_no_word(store: SnapshotStore) -> None:
    assert told(store) == []


def test_a_file_that_differs_in_what_a_starting_bot_does_not_read_is_found(
    store: SnapshotStore,
) -> None:
    def with_another_digest(card: EncoderCard) -> EncoderCard:
        seal = replace(card.seals[MODEL_FILE], sha256="0" * 64)
        return replace(card, seals=card.seals | {MODEL_FILE: seal})

    rewrite_card(store, with_another_digest)
    assert Snapshot.open(store).name == store.current()
    ((good, what, cure),) = told(store)
    assert not good
    assert f"file {MODEL_FILE} of the query encoder" in what
    assert "attache index build" in cure


def test_an_encoder_of_an_earlier_version_is_told_with_its_cure(store: SnapshotStore) -> None:
    rewrite_card(store, lambda card: replace(card, seals={}))
    ((good, what, cure),) = told(store)
    assert good
    assert "earlier version" in what
    assert "attache index build" in cure
