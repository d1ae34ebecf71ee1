"""A workshop that needs no process of its own: what it is sent says what is to come of it.

A file is lines of ``key: value``, an empty line, then a clause a line (``1.1 Staff may …``). The
keys are the directive's facts, ``refuse`` for a file that cannot be read, and ``turns wrong`` for
a golden question that a rehearsal finds right today and wrong with the update.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.evaluation.rehearsal import REHEARSAL, Flip, Given, Rehearsal, Turn
from bot.publishing.facts import missing_of
from bot.publishing.publishing import open_publishing, uploads_of
from bot.settings import Settings
from bot.storage.audit import SYSTEM
from bot.storage.database import open_database
from bot.storage.news import NewsKind
from bot.storage.submissions import Reading, Staged, Submission, Submissions, SubmissionState
from indexer.norms import read_norms
from knowledge.clause import Clause, ClauseRef
from knowledge.directive import Directive, Rank
from knowledge.revision.editions import Edition, editions_in
from knowledge.snapshot.manifest import FORMAT, Manifest, SourceRecord, file_digest, manifest_digest
from knowledge.snapshot.opened import CLAUSES, CLAUSES_FILE
from knowledge.snapshot.store import SnapshotStore
from knowledge.vocabulary import Vocabulary

_VOCABULARY = Vocabulary.open()
_WORK = (SubmissionState.RECEIVED, SubmissionState.COMPLETE)


class ModelWorkshop:
    """Works in a thread of its own while the block lasts, and makes plans when it may."""

    def __init__(self, folder: Path) -> None:
        knowledge = {"directory": folder / "knowledge"}
        self._database = open_database(f"sqlite:///{folder / 'attache.sqlite'}")
        self._publishing = open_publishing(
            Settings.model_validate({"knowledge": knowledge}), self._database
        )
        self._submissions = Submissions(self._database)
        self._numbers = itertools.count(1)
        self._over = threading.Event()
        self.may_prepare = threading.Event()
        self.may_prepare.set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> ModelWorkshop:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(10)
        self._database.close()

    def make_live(self, text: str) -> str:
        """Publishes a snapshot that holds this directive alone."""
        name = self._write((_edition(text),))
        self._publishing.store.publish(name)
        return name

    def _run(self) -> None:
        while not self._over.wait(0.03):
            for submission in self._submissions.in_states(_WORK):
                if submission.state is SubmissionState.RECEIVED:
                    self._read(submission)
                elif self.may_prepare.is_set():
                    self._prepare(submission)

    def _text(self, submission: Submission) -> str:
        path = uploads_of(self._publishing.store).path(submission.id)
        assert path is not None
        return path.read_text(encoding="utf-8")

    def _read(self, submission: Submission) -> None:
        facts, clauses = _parsed(self._text(submission))
        if refusal := facts.get("refuse"):
            self._change(submission, NewsKind.READ, state=SubmissionState.REFUSED, remark=refusal)
            return
        told = {key: value for key, value in facts.items() if key != "turns wrong"}
        missing = missing_of(told, self._publishing.submitting.live_directives())
        state = SubmissionState.ASKING if missing else SubmissionState.COMPLETE
        reading = Reading(told, "", len(clauses), ())
        self._change(submission, NewsKind.READ, state=state, missing=missing, reading=reading)

    def _prepare(self, submission: Submission) -> None:
        store = self._publishing.store
        text = self._text(submission)
        edition = _edition(text, submission.answers)
        live = store.current()
        key = edition.directive.key
        others = (one for one in editions_in(store.folder(live)) if one.directive.key != key)
        name = self._write((*others, edition))
        staged = Staged(
            snapshot=name,
            digest=manifest_digest(store.folder(name)),
            against=live,
            directive=edition.directive.key,
            day=str(edition.directive.in_force_from or date(2026, 3, 1)),
            embedded=1,
            warnings=(),
        )
        rehearsal = _rehearsal(live, name, _parsed(text)[0].get("turns wrong", ""))
        self._change(
            submission,
            NewsKind.PREPARED,
            state=SubmissionState.PREPARED,
            staged=staged,
            rehearsal=REHEARSAL.dump_python(rehearsal, mode="json"),
        )

    def fail_to_prepare(self, rehearsal: Mapping[str, str]) -> None:
        """Enters a rehearsal that nobody can read."""
        (submission,) = self._submissions.in_states((SubmissionState.COMPLETE,))
        live = self._publishing.store.current()
        staged = Staged(live, "", live, "MFA-SMD v2", "2026-03-01", 0, ())
        state = SubmissionState.PREPARED
        self._change(
            submission, NewsKind.PREPARED, state=state, staged=staged, rehearsal=dict(rehearsal)
        )

    def _change(self, submission: Submission, kind: NewsKind, **values: object) -> None:
        with self._database.write():
            if self._submissions.change(submission.id, since=(submission.state,), **values):
                self._publishing.news.add(kind, SYSTEM, submission_id=submission.id)

    def _write(self, editions: Sequence[Edition]) -> str:
        return write_snapshot(self._publishing.store, f"2026{next(self._numbers):04}", editions)


def write_snapshot(store: SnapshotStore, name: str, editions: Sequence[Edition]) -> str:
    """A folder that can be compared and published, if not searched."""
    folder = store.snapshots / name
    folder.mkdir(parents=True)
    clauses = tuple(clause for edition in editions for clause in edition.clauses)
    (folder / CLAUSES_FILE).write_bytes(CLAUSES.dump_json(clauses))
    sources = tuple(
        SourceRecord(edition.directive, "directive.md", "", "", len(edition.clauses), 1.0)
        for edition in editions
    )
    Manifest(
        format=FORMAT,
        snapshot=name,
        built=datetime.now(UTC),
        model="none",
        model_fingerprint="none",
        dimension=1,
        clauses=len(clauses),
        vectors=len(clauses),
        sources=sources,
        files={CLAUSES_FILE: file_digest(folder / CLAUSES_FILE)},
    ).write(folder)
    return name


def _parsed(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    head, _, body = text.partition("\n\n")
    facts = dict(re.findall(r"^([a-z_ ]+): (.+)$", head, re.MULTILINE))
    return facts, re.findall(r"^(\d[\d.]*) (.+)$", body, re.MULTILINE)


def _edition(text: str, answers: object = None) -> Edition:
    facts, clauses = _parsed(text)
    facts |= dict(answers or {})
    day = facts.get("in_force_from")
    directive = Directive(
        id=facts["id"],
        title=facts.get("title", "Social media"),
        jurisdiction=facts.get("jurisdiction", "home"),
        rank=Rank(facts.get("rank", "directive")),
        version=facts["version"],
        in_force_from=date.fromisoformat(day) if day else None,
    )
    return Edition(directive, tuple(_clause(directive, *each) for each in clauses))


def _clause(directive: Directive, number: str, text: str) -> Clause:
    ref = ClauseRef(directive.id, directive.version, number)
    bare = Clause(ref, text, 0, len(text), heading=(f"Article {number.split('.')[0]}",))
    return replace(bare, norms=read_norms(bare, _VOCABULARY))


def _rehearsal(live: str, staged: str, wrong: str) -> Rehearsal:
    flips = ()
    if wrong:
        before, after = Given("forbidden", "MFA-SMD v1 §1.1"), Given("permitted", "MFA-SMD v2 §1.2")
        flips = (Flip(wrong, before, after, Turn.WRONG, "one", before),)
    right = 10 - len(flips)
    return Rehearsal(live, staged, date(2026, 11, 22), 10, 0, 10, right, flips, ())
