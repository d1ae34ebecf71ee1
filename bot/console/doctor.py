"""Looks whether everything that an answer needs is in place."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.console.finding import Finding
from bot.console.serving import database_finding, slack_findings, telegram_findings
from bot.settings import Settings
from knowledge.errors import KnowledgeError
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, the ones that everything else stands on first."""
    yield from _snapshot(settings)
    yield _indexer()
    yield database_finding(settings.storage.url)
    yield from telegram_findings(settings.telegram)
    yield from slack_findings(settings.slack)


def _snapshot(settings: Settings) -> Iterator[Finding]:
    store = SnapshotStore(settings.knowledge.directory)
    try:
        snapshot = Snapshot.open(store)
        card = snapshot.encoder.card
        card.check(store.encoders / card.fingerprint, wholly=True)
    except KnowledgeError as fault:
        yield Finding(good=False, what=str(fault), cure=fault.remedy)
        return
    yield Finding(
        good=True,
        what=f"Snapshot {snapshot.name}: {len(snapshot.clauses)} clauses, all files as built, "
        f"model {snapshot.manifest.model} ({snapshot.manifest.model_fingerprint}).",
    )
    if not card.seals:
        yield Finding(
            good=True,
            what="The query encoder is of an earlier version, and damage to it would go unnoticed.",
            cure="Build the snapshot again: `attache index build SOURCE…`.",
        )
    configured = settings.embedding.model
    if configured != snapshot.manifest.model:
        yield Finding(
            good=False,
            what=f"The configuration names another model than the snapshot's: {configured}.",
            cure="Build the snapshot again: `attache index build SOURCE…`; or name its model under "
            "[embedding] in config.toml.",
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
