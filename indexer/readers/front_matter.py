"""The block of facts above a directive: found, read key by key, checked with line numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml  # type: ignore[import-untyped]  # no stubs among our dependencies

from indexer.source import SourceWarning
from knowledge.directive import Directive, Rank
from knowledge.errors import SourceError

KEYS = (
    "id",
    "title",
    "issuer",
    "jurisdiction",
    "rank",
    "version",
    "language",
    "in_force_from",
    "in_force_until",
    "supersedes",
    "review_by",
    "source",
)
_KEY_VALUE = 'Write `key: value`, and put a value with a colon into "quotation marks".'
_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY_LINE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[\w-]+[ \t]*:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the front matter as written, and its line."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts found above the text; ``length`` is how many characters the block takes."""

    facts: Mapping[str, Fact]
    length: int = 0
    present: bool = False


def find_front_matter(path: Path, text: str) -> FrontMatter:
    """Read the block between the two ``---`` lines, if the text begins with one."""
    opening = _OPEN.match(text)
    if opening is None or not _KEY_LINE.match(text, opening.end()):
        return FrontMatter({})
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        raise SourceError(
            path, "the front matter is not closed", line=1, remedy="End it with a line `---`."
        )
    facts = _facts(path, text[opening.end() : closing.start()])
    return FrontMatter(facts, closing.end(), present=True)


def directive_from(
    path: Path, front: FrontMatter, title: str | None
) -> tuple[Directive, tuple[SourceWarning, ...]]:
    """The directive that the facts describe; what they leave out is derived, with a warning."""
    facts = front.facts
    warnings = [
        *_unknown_keys(path, facts),
        *_derived(path, facts, title),
    ]
    values = {key: facts[key].value for key in KEYS if key in facts}
    directive = Directive(
        id=values.get("id") or path.stem,
        title=values.get("title") or title or path.stem,
        issuer=values.get("issuer", ""),
        jurisdiction=values.get("jurisdiction", ""),
        rank=_rank(path, facts.get("rank")),
        version=values.get("version", ""),
        language=values.get("language") or "en",
        in_force_from=_date(path, "in_force_from", facts.get("in_force_from")),
        in_force_until=_date(path, "in_force_until", facts.get("in_force_until")),
        supersedes=values.get("supersedes", ""),
        review_by=_date(path, "review_by", facts.get("review_by")),
        source=values.get("source", ""),
    )
    _refuse_backward_dates(path, directive, facts)
    return directive, tuple(warnings)


def unstated_in(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The facts that nobody has given."""
    return tuple(key for key in KEYS if not _given(facts, key))


def _facts(path: Path, block: str) -> dict[str, Fact]:
    # Composed, not constructed: YAML would turn `2026-02-30` into an error without a line,
    # `no` into False and `2.10` into 2.1.
    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise SourceError(
            path,
            f"the front matter cannot be read: {getattr(error, 'problem', None) or error}",
            line=mark.line + 2 if mark else 1,
            remedy=_KEY_VALUE,
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise SourceError(
            path, "the front matter is no list of `key: value` lines", line=2, remedy=_KEY_VALUE
        )
    return dict(_fact(path, key, value) for key, value in root.value)


def _fact(path: Path, key: yaml.Node, value: yaml.Node) -> tuple[str, Fact]:
    line = key.start_mark.line + 2
    if not isinstance(key, yaml.ScalarNode):
        raise SourceError(path, "a front matter key is no plain word", line=line, remedy=_KEY_VALUE)
    name = key.value.strip()
    if isinstance(value, yaml.ScalarNode):
        # An escape such as "\ud800" is half a character, which no file could hold.
        text = value.value.encode("utf-8", "replace").decode("utf-8").strip()
        return name, Fact(text, line)
    if name in KEYS:
        raise SourceError(
            path, f"`{name}` has several values", line=line, remedy=f"Give `{name}` one value."
        )
    return name, Fact("", line)


def _unknown_keys(path: Path, facts: Mapping[str, Fact]) -> list[SourceWarning]:
    unknown = [name for name in facts if name not in KEYS]
    if not unknown:
        return []
    message = f"front matter keys that mean nothing here: {', '.join(unknown)}"
    return [SourceWarning(path, message, facts[unknown[0]].line)]


def _derived(path: Path, facts: Mapping[str, Fact], title: str | None) -> list[SourceWarning]:
    warnings = []
    if not _given(facts, "id"):
        warnings.append(SourceWarning(path, f"no id; taken from the file name: {path.stem}"))
    if not _given(facts, "title"):
        origin = "first heading" if title else "file name"
        message = f"no title; taken from the {origin}: {title or path.stem}"
        warnings.append(SourceWarning(path, message))
    if not _given(facts, "in_force_from") and not _given(facts, "in_force_until"):
        message = "no dates; it counts as in force, and answers from it say “undated”"
        warnings.append(SourceWarning(path, message))
    return warnings


def _given(facts: Mapping[str, Fact], key: str) -> bool:
    return key in facts and bool(facts[key].value)


def _rank(path: Path, fact: Fact | None) -> Rank:
    if fact is None or not fact.value:
        return Rank.DIRECTIVE
    try:
        return Rank(re.sub(r"[\s_-]+", " ", fact.value.lower()))
    except ValueError:
        known = ", ".join(rank.value for rank in Rank)
        raise SourceError(
            path, f"“{fact.value}” is no rank", line=fact.line, remedy=f"Use one of: {known}."
        ) from None


def _date(path: Path, key: str, fact: Fact | None) -> date | None:
    if fact is None or not fact.value or fact.value in {"null", "~"}:
        return None
    try:
        return date.fromisoformat(fact.value)
    except ValueError:
        raise SourceError(
            path,
            f"`{key}` is no date: “{fact.value}”",
            line=fact.line,
            remedy="Write it as year-month-day: 2026-03-01.",
        ) from None


def _refuse_backward_dates(path: Path, directive: Directive, facts: Mapping[str, Fact]) -> None:
    begin, end = directive.in_force_from, directive.in_force_until
    if begin is not None and end is not None and end < begin:
        raise SourceError(
            path,
            f"`in_force_until` ({end}) lies before `in_force_from` ({begin})",
            line=facts["in_force_until"].line,
            remedy="Correct one of the two dates.",
        )
