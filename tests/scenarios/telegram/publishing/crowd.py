"""People who ask all the time, and what each answer shows: its version, and whether it is whole."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from knowledge.clause import Clause, ClauseRef
from knowledge.snapshot.opened import read_clauses
from knowledge.snapshot.store import SnapshotStore
from tests.scenarios.telegram.served import ServedBot
from tests.telegram_emulator import SeenMessage

_REFERENCE = re.compile(r"(\S+) v(\S+) §(\S+)")
_QUOTES = ("blockquote", "expandable_blockquote")


@dataclass(frozen=True)
class Told:
    """An answer with the moments of question and answer, by the monotonic clock; ``None`` where
    there was none in time."""

    asked: float
    answered: float
    message: SeenMessage | None

    @property
    def refs(self) -> tuple[ClauseRef, ...]:
        """The clauses that it quotes."""
        bold = self.message.pieces("bold") if self.message else []
        return tuple(
            ClauseRef(*match.groups()) for piece in bold if (match := _REFERENCE.fullmatch(piece))
        )

    @property
    def versions(self) -> frozenset[str]:
        """The versions of the directive that it names: one, where the answer is whole."""
        return frozenset(ref.version for ref in self.refs)

    def is_verbatim(self, clauses: Mapping[ClauseRef, Clause]) -> bool:
        """Whether each quote is its clause, to the character."""
        quotes = self.message.pieces(*_QUOTES) if self.message else []
        if not quotes or len(quotes) != len(self.refs):
            return False
        return all(
            quote in _shown(clauses[ref]) for quote, ref in zip(quotes, self.refs, strict=True)
        )


def _shown(clause: Clause) -> tuple[str, ...]:
    lead_in = f"{clause.lead_in.text}\n" if clause.lead_in else ""
    return (f"{lead_in}{clause.text}",)


def clauses_of(store: SnapshotStore, *names: str) -> dict[ClauseRef, Clause]:
    """All clauses of these snapshots."""
    return {clause.ref: clause for name in names for clause in read_clauses(store.folder(name))}


class Crowd:
    """Each asks, waits for the answer, thinks for ``pause`` seconds, and asks again."""

    def __init__(
        self, served: ServedBot, size: int, questions: Sequence[str], *, pause: float
    ) -> None:
        self.told: list[Told] = []
        self._questions = questions
        self._pause = pause
        self._over = threading.Event()
        people = People(served.database)
        self._people = [served.telegram.person(f"Person {number}") for number in range(size)]
        for person in self._people:
            people.add(Identity.telegram(person.id), invited_role=Role.DIPLOMAT)
        self._threads = [
            threading.Thread(target=self._ask, args=(number,), daemon=True)
            for number in range(size)
        ]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(60)

    def now(self) -> float:
        """The moment, by the clock of the answers."""
        return time.monotonic()

    def wait_for_answers(self, *, since: float, count: int, timeout: float) -> None:
        """Waits until so many questions that were asked since are answered."""
        end = time.monotonic() + timeout
        while sum(told.asked > since for told in list(self.told)) < count:
            assert time.monotonic() < end, "the crowd is not answered"
            self._over.wait(0.2)

    def _ask(self, number: int) -> None:
        person = self._people[number]
        turn = number
        # So that they do not all ask in the same moment.
        self._over.wait(self._pause * number / len(self._people))
        while not self._over.is_set():
            asked = time.monotonic()
            question = person.send(self._questions[turn % len(self._questions)])

            # Once a clause has changed, earlier answers are edited to say so: they are no replies.
            def answers(seen: SeenMessage, asked_with: int = question.id) -> bool:
                return seen.id > asked_with

            try:
                answer = person.chat.wait_for_reply_sync(answers, timeout=30)
            except TimeoutError:
                answer = None
            self.told.append(Told(asked, time.monotonic(), answer))
            turn += 1
            self._over.wait(self._pause)
