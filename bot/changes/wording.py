"""What people read of changes, on every channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.answering.answer import Changed
from bot.answering.wording import changed_line, day_words
from bot.changes.digest import Digest, Line, Part
from bot.storage.receipts import Receipt
from knowledge.revision.change import ChangeKind, ClauseChange
from knowledge.revision.wording import details_of

MOST_LINES = 12
NOTE_TITLE = "This has changed since you were told:"
NOTE_BELOW = "What follows is what you were told then, unaltered."
_MOST_NOTES = 4

_ONE_SIDED = (ChangeKind.ADDED, ChangeKind.REMOVED)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a title; the title may stand alone."""

    title: str
    lines: tuple[str, ...] = ()


def digest_title(digest: Digest) -> str:
    """The first line of a digest."""
    day = day_words(digest.day)
    return f"Taken back on {day}" if digest.back else f"What changed on {day}"


def groups_of(digest: Digest, most: int = MOST_LINES) -> Iterator[Group]:
    """The digest under its title: each directive, then its changes by kind, ``most`` of all."""
    room = most
    for part in digest.parts:
        yield Group(part.title, tuple(_facts(digest, part)))
        if digest.back:
            continue
        for kind, lines in groupby(part.lines[:room], key=lambda line: line.kind):
            yield Group(kind.label.capitalize(), tuple(map(line_words, lines)))
        left = len(part.lines) - room
        room = max(0, room - len(part.lines))
        if left > 0:
            yield Group(f"… and {left} more {'change' if left == 1 else 'changes'}.")
        if part.placed_anew:
            yield Group(_placed_anew_line(part.placed_anew))


def _facts(digest: Digest, part: Part) -> Iterator[str]:
    if digest.back:
        yield "This update does not hold any more; the text before it does."
    elif part.since and part.since > digest.day:
        yield f"In force from {day_words(part.since)}; until then the text before it holds."
    elif part.since:
        yield f"In force since {day_words(part.since)}."


def line_words(line: Line) -> str:
    """``§11.1: 5 working days → 2 working days (shorter)``."""
    name = f"§{line.number}"
    if line.kind in _ONE_SIDED and line.heading:
        name += f" · {line.heading}"
    return f"{name}: {line.how}" if line.how else name


def _placed_anew_line(count: int) -> str:
    clauses = "clause has" if count == 1 else "clauses have"
    return f"{count} more {clauses} only another number or place."


def example_clause(digest: Digest) -> str:
    """A clause of the digest that can be looked up, such as ``MFA-SMD 11.1``; empty for none."""
    there = (
        f"{part.directive} {line.number}"
        for part in digest.parts
        for line in part.lines
        if line.kind is not ChangeKind.REMOVED and not digest.back
    )
    return next(there, "")


def became_line(change: ClauseChange, since: date) -> str:
    """What became of a clause that somebody was quoted."""
    return changed_line(Changed(since, change.kind, "; ".join(details_of(change))))


def taken_back_line(day: date) -> str:
    """A clause that somebody was quoted from a version that does not hold any more."""
    return f"Taken back on {day_words(day)}; the text before it holds."


def stands_again_line(day: date) -> str:
    """A clause that had changed, and reads as it was quoted again."""
    return f"Had changed, and stands again as quoted since {day_words(day)}."


def notes_of(receipt: Receipt) -> tuple[str, ...]:
    """What became of the clauses of an answer, a line each; none where all stand."""
    changed = [quote for quote in receipt.quotes if quote.how]
    lines = [f"{quote.ref}: {quote.how}" for quote in changed[:_MOST_NOTES]]
    if len(changed) > _MOST_NOTES:
        lines.append(f"… and {len(changed) - _MOST_NOTES} more.")
    return tuple(lines)
