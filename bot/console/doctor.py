"""Looks whether everything that an answer needs is in place."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.settings import Settings
from knowledge.errors import KnowledgeError
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``cure`` says what to do where it is not good."""

    good: bool
    what: str
    cure: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, the ones that everything else stands on first."""
    yield from _snapshot(settings)
    yield _indexer()
    yield _channel(
        "Telegram",
        present=settings.telegram.token is not None,
        cure="Set ATTACHE_TELEGRAM__TOKEN to serve it (docs/operating.md).",
    )
    yield _channel(
        "Slack",
        present=settings.slack.bot_token is not None,
        cure="Set ATTACHE_SLACK__BOT_TOKEN to serve it (docs/operating.md).",
    )


def _snapshot(settings: Settings) -> Iterator[Finding]:
    store = SnapshotStore(settings.knowledge.directory)
    try:
        snapshot = Snapshot.open(store)
    except KnowledgeError as fault:
        yield Finding(good=False, what=str(fault), cure=fault.remedy)
        return
    yield Finding(
        good=True,
        what=f"Snapshot {snapshot.name}: {len(snapshot.clauses)} clauses, all files as built, "
        f"model {snapshot.manifest.model} ({snapshot.manifest.model_fingerprint}).",
    )
    altered = [clause.ref for clause in snapshot.clauses if not snapshot.is_verbatim(clause)]
    yield Finding(
        good=not altered,
        what="Every clause is a slice of its source."
        if not altered
        else f"{len(altered)} clauses differ from their source, first {altered[0]}.",
        cure="Build the snapshot again: `attache index build SOURCE…`." if altered else "",
    )
    today = datetime.now(UTC).date()
    for directive in snapshot.directives.values():
        if directive.review_by and directive.review_by < today and directive.in_force(today):
            yield Finding(
                good=True,
                what=f"{directive.key} should have been reviewed by {directive.review_by}.",
            )


def _indexer() -> Finding:
    present = importlib.util.find_spec("sentence_transformers") is not None
    return Finding(
        good=True,
        what="The indexer is installed: directives can be indexed here."
        if present
        else "The indexer is not installed: this machine answers, and indexes nothing.",
        cure="" if present else "To index here: pip install 'attache-desk[indexer]'.",
    )


def _channel(name: str, *, present: bool, cure: str) -> Finding:
    if present:
        return Finding(good=True, what=f"{name} has a token.")
    return Finding(good=True, what=f"{name} has no token, so it is not served.", cure=cure)
