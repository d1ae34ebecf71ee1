"""The smallest numbered unit worth quoting: an exact slice of a directive's canonical text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from knowledge.norm import Norm


def digest_of(text: str) -> str:
    """``sha256:`` and the hexadecimal digest of the UTF-8 bytes of ``text``."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class ClauseRef:
    """A clause's address, as people write it: ``MFA-SMD v2 §23.1``."""

    directive: str
    version: str
    number: str

    def __str__(self) -> str:
        version = f" v{self.version}" if self.version else ""
        return f"{self.directive}{version} §{self.number}"


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of the canonical text: ``text == canonical[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A question as people ask it, with the outcome that it must get (a verdict, or "quoted")
    where that is known. Under a post that was shown, the question stands before the post."""

    text: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A quotable clause.

    ``text`` is ``canonical[start:end]`` of its directive, without the number that stands before
    it. ``lead_in`` is the opening of the list that a lettered item belongs to, where the rule
    stands there ("Staff shall not:"). ``heading`` is the trail from the outermost heading to
    the innermost. ``asked`` are example questions: searched, never quoted; a snapshot keeps only
    their digest, ``asked_digest``. ``id`` is the passage id of a ``.jsonl`` source, else the
    reference as text.
    """

    ref: ClauseRef
    text: str
    start: int
    end: int
    heading: tuple[str, ...] = ()
    lead_in: Slice | None = None
    norms: tuple[Norm, ...] = ()
    asked: tuple[Example, ...] = ()
    asked_digest: str = ""
    id: str = ""

    @property
    def digest(self) -> str:
        """The digest that a quote is compared with before it is sent."""
        return digest_of(self.text)

    def is_opened_by(self, opening: Clause) -> bool:
        """Whether this is an item of the list that ``opening`` opens: quoted with its lead-in, it
        says all that ``opening`` says."""
        ref, other, lead_in = self.ref, opening.ref, self.lead_in
        same = (ref.directive, ref.version) == (other.directive, other.version)
        return same and lead_in is not None and opening.start <= lead_in.start < opening.end

    def with_asked(self, asked: tuple[Example, ...]) -> Clause:
        """The clause with these example questions."""
        told = "\0".join(f"{one.outcome}\0{one.text}" for one in asked)
        return replace(self, asked=asked, asked_digest=digest_of(told) if asked else "")

    @property
    def full_text(self) -> str:
        """Lead-in and text, for reading and searching; a quote keeps the two apart."""
        return f"{self.lead_in.text} {self.text}" if self.lead_in else self.text
