"""The slow work between the steps: files are read, snapshots staged and rehearsed, one at a time.

Of all bot processes over one folder of snapshots one holds the workshop's lock and works; it does
so in processes of their own, at low priority. Whatever dies, the next one begins the step anew.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.evaluation.rehearsal import REHEARSAL
from bot.publishing.facts import REPLACE, YES, missing_of
from bot.publishing.processes import BOT, INDEXER, lines_of
from bot.publishing.publishing import Publishing, uploads_of
from bot.publishing.workshop_lock import workshop_lock
from bot.settings import Settings
from bot.storage.audit import SYSTEM, AuditLog
from bot.storage.database import Database
from bot.storage.news import NewsKind
from bot.storage.submissions import Reading, Staged, Submission, Submissions, SubmissionState
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

_NOT_INSTALLED = (
    "This server answers, and indexes nothing. Whoever runs it can install the indexer: "
    "pip install 'attache-desk[indexer]'."
)
_NEWS_KEPT = timedelta(days=90)
_WORK = (SubmissionState.RECEIVED, SubmissionState.COMPLETE)


class Workshop:
    """Works for as long as it runs; any number may run at once."""

    def __init__(self, settings: Settings, database: Database, publishing: Publishing) -> None:
        self._settings = settings
        self._database = database
        self._publishing = publishing
        self._uploads = uploads_of(publishing.store)
        self._submissions = Submissions(database)
        self._audit = AuditLog(database)

    async def run(self, *, pause: float = 1.0, sweep_every: float = 3600.0) -> None:
        """Publish what is due and work what waits, until cancelled."""
        swept = -sweep_every
        while True:
            worked = False
            try:
                await asyncio.to_thread(self._publishing.releasing.carry_out_due)
                if time.monotonic() - swept >= sweep_every:
                    await asyncio.to_thread(self.sweep)
                    swept = time.monotonic()
                worked = await self.work_once()
            except (SQLAlchemyError, OSError, KnowledgeError) as fault:
                logger.error("The workshop was disturbed (%s)", type(fault).__name__)
            if not worked:
                await asyncio.sleep(pause)

    async def work_once(self) -> bool:
        """Take the oldest file one step on; false where none waits, or another process works."""
        with workshop_lock(self._publishing.store.directory) as lock:
            if lock is None:
                return False
            await asyncio.to_thread(self._publishing.releasing.note_live)
            waiting = await asyncio.to_thread(self._submissions.in_states, _WORK)
            if not waiting:
                return False
            return await self._step(waiting[0], lock)

    def sweep(self) -> None:
        """Delete what is over, and old: rows, files, and holds on snapshots."""
        now = self._database.now()
        days = timedelta(days=self._settings.publishing.submission_days)
        with self._database.write():
            waiting = [one.submission_id or "" for one in self._publishing.releasing.waiting()]
            for gone in self._submissions.delete_before(now - days, sparing=waiting):
                self._audit.record(SYSTEM, "swept", f"submission {gone}")
        self._publishing.news.delete_before(
            now - timedelta(days=self._settings.privacy.receipts_days)
        )
        self._uploads.keep_only(self._submissions.ids())
        self._publishing.hold_only_what_waits()

    async def _step(self, submission: Submission, lock: int) -> bool:
        received = submission.state is SubmissionState.RECEIVED
        try:
            return await (self._read if received else self._prepare)(submission, lock)
        except SQLAlchemyError:
            raise
        except Exception:  # a boundary: whatever a file does to us, the others are worked
            logger.exception("submission %s cannot be worked", submission.id)
            kind = NewsKind.READ if received else NewsKind.PREPARED
            await asyncio.to_thread(self._refuse, submission, _incident(submission.id), kind)
            return True

    async def _read(self, submission: Submission, lock: int) -> bool:
        path = self._uploads.path(submission.id)
        arguments = ["check", str(path), "--json"]
        told = await self._ask(INDEXER, arguments, submission, lock) if path else _GONE
        if told["event"] != "read":
            await asyncio.to_thread(self._refuse, submission, told, NewsKind.READ)
            return True
        reading = Reading(
            told["facts"], told["offered_title"], told["clauses"], tuple(told["warnings"])
        )
        await asyncio.to_thread(self._enter_reading, submission, reading)
        return True

    def _enter_reading(self, submission: Submission, reading: Reading) -> None:
        live = self._publishing.submitting.live_directives()
        missing = missing_of(reading.facts, live)
        state = SubmissionState.ASKING if missing else SubmissionState.COMPLETE
        self._change(submission, NewsKind.READ, state=state, reading=reading, missing=missing)

    async def _prepare(self, submission: Submission, lock: int) -> bool:
        path = self._uploads.path(submission.id)
        arguments = ["update", str(path), "--json", *_facts(submission.answers)]
        told = await self._ask(INDEXER, arguments, submission, lock) if path else _GONE
        if told.get("busy"):
            return False  # a build from a shell is at work: after a pause
        if told["event"] != "staged":
            await asyncio.to_thread(self._refuse, submission, told, NewsKind.PREPARED)
            return True
        fields = {key: told[key] for key in Staged.__slots__}
        staged = Staged(**{**fields, "warnings": tuple(told["warnings"])})
        self._publishing.store.hold(staged.snapshot)
        rehearsed = await self._ask(BOT, ["rehearse", staged.snapshot, "--json"], submission, lock)
        if rehearsed["event"] != "rehearsed":
            await asyncio.to_thread(self._refuse, submission, rehearsed, NewsKind.PREPARED)
            return True
        await asyncio.to_thread(
            self._change,
            submission,
            NewsKind.PREPARED,
            state=SubmissionState.PREPARED,
            staged=staged,
            rehearsal=REHEARSAL.dump_python(
                REHEARSAL.validate_python(rehearsed["rehearsal"]), mode="json"
            ),
        )
        return True

    def _refuse(self, submission: Submission, told: Mapping[str, Any], kind: NewsKind) -> None:
        wanted = tuple(told.get("wanted", ()))
        words = f"{_sentence(told['message'])} {told['remedy'] if not wanted else ''}".strip()
        state = SubmissionState.ASKING if wanted else SubmissionState.REFUSED
        self._change(submission, kind, state=state, missing=wanted, remark=words)

    def _change(self, submission: Submission, kind: NewsKind, **values: object) -> None:
        """Enters what came of a step, unless the file was cancelled meanwhile."""
        with self._database.write():
            changed = self._submissions.change(
                submission.id, since=(submission.state,), progress="", **values
            )
            if changed is None:
                return
            subject = f"submission {submission.id}"
            digest = changed.staged.digest if changed.staged else submission.digest
            self._audit.record(SYSTEM, f"{kind}: {changed.state}", subject, digest)
            self._publishing.news.add(kind, SYSTEM, submission_id=submission.id)

    async def _ask(
        self, module: str, arguments: list[str], submission: Submission, lock: int
    ) -> Mapping[str, Any]:
        """The last thing that the program tells; a program that tells nothing has failed."""
        if module == INDEXER and importlib.util.find_spec("sentence_transformers") is None:
            return _refusal(_NOT_INSTALLED)
        last: Mapping[str, Any] | None = None
        shown = 0.0
        async for told in lines_of(module, arguments, self._settings, holding=lock):
            if told.get("event") != "progress":
                last = told
            elif time.monotonic() - shown >= 1:
                shown = time.monotonic()
                await asyncio.to_thread(self._show_progress, submission, module, told)
        if last is not None:
            return last
        logger.error("submission %s: %s %s told nothing", submission.id, module, arguments[0])
        return _incident(submission.id)

    def _show_progress(self, submission: Submission, module: str, told: Mapping[str, Any]) -> None:
        doing = "indexing" if module == INDEXER else "rehearsing"
        words = f"{doing}: {told['done']} of {told['total']}"
        self._submissions.change(submission.id, since=(submission.state,), progress=words)


def _facts(answers: Mapping[str, str]) -> list[str]:
    facts = [f"--fact={key}={value}" for key, value in answers.items() if key != REPLACE]
    return [*facts, *(["--replace"] if answers.get(REPLACE) == YES else [])]


def _refusal(message: str) -> dict[str, Any]:
    return {"event": "refused", "message": message, "remedy": ""}


def _incident(number: str) -> dict[str, Any]:
    return _refusal(
        f"Something went wrong that should not have (incident {number}). Send the file again; if "
        "it happens once more, tell who runs this server."
    )


def _sentence(words: str) -> str:
    """A message of the reader as a sentence of its own."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


_GONE = _refusal("The file is not there any more. Send it again.")
