"""Reads the norms of a clause from its own words, in the light of its lead-in and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from indexer.norms.line import Line, joined_line, lines_of
from indexer.norms.marks import Stretch
from indexer.norms.parts import propositions_of
from indexer.norms.question_answer import answer_of, answers_of, is_question
from indexer.norms.ruling import Ruling, rule
from indexer.norms.scope import Scope, read_scope
from knowledge.clause import Clause
from knowledge.norm import Norm, Span
from knowledge.vocabulary import Vocabulary

_BULLETS = frozenset("*-•–")


def read_norms(clause: Clause, vocabulary: Vocabulary) -> tuple[Norm, ...]:
    """The norms of a clause, in the order of its text; none where the grammar is not sure.

    The kinds are those of ODRL 2.2 (permission, prohibition, duty) with exemption and advice. A
    list item whose lead-in carries the rule ("Staff shall not:") inherits it; the opening of a
    list rules nothing by itself, unless it says on what condition.
    """
    of_heading = _accounts_of(clause.heading, vocabulary)
    norms = []
    for line, rulings in groupby(_rulings(clause), key=itemgetter(0)):
        places = line.places(vocabulary)
        for _, ruling in rulings:
            norms.append(_norm(line, ruling, read_scope(ruling, places, vocabulary, of_heading)))
    if clause.text.rstrip().endswith(":"):
        norms = [norm for norm in norms if norm.condition or norm.exception]
    return tuple(norms)


def _rulings(clause: Clause) -> Iterator[tuple[Line, Ruling]]:
    lines = list(lines_of(clause))
    own = [list(_ruled(line)) for line in lines]
    for at, rulings in enumerate(own):
        if _is_item(lines, at):
            # Of a list that the clause keeps to itself: what the item hangs on is not sure.
            rulings[:] = [one for one in rulings if _has_subject(one[1])]
    joined = joined_line(clause)
    if joined and joined.tokens[joined.item - 1].text == "?":
        yield from answer_of(joined, joined.item)
    elif joined and not own[0]:
        yield from _inherited(joined)
    yield from answers_of(lines)
    for rulings in own:
        yield from rulings


def _is_item(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is an item of a list within the clause."""
    while at and lines[at].tokens[0].text in _BULLETS:
        at -= 1
        if lines[at].tokens[-1].text == ":":
            return True
    return bool(at) and lines[at - 1].tokens[-1].text == ":"


def _has_subject(ruling: Ruling) -> bool:
    return ruling.proposition.subject.start < ruling.proposition.subject.end


def _ruled(line: Line) -> Iterator[tuple[Line, Ruling]]:
    if is_question(line) or line.tokens[0].lower == "whether":
        return
    for proposition in propositions_of(line.tokens):
        ruling = rule(proposition, line.tokens)
        if ruling and not _is_quoted(line, proposition.trigger.at):
            yield line, ruling


def _inherited(line: Line) -> Iterator[tuple[Line, Ruling]]:
    """The rulings of the lead-in that reach into the item."""
    for proposition in propositions_of(line.tokens, line.item):
        ruling = rule(proposition, line.tokens)
        if ruling and proposition.trigger.at.start < line.item < proposition.predicate.end:
            yield line, ruling


def _is_quoted(line: Line, trigger: Stretch) -> bool:
    """Whether the trigger stands in a quotation within the sentence: somebody else's words."""
    before = [token.text for token in line.tokens[: trigger.start]]
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return opened and before[0] not in ('"', "“", "[")


def _norm(line: Line, ruling: Ruling, scope: Scope) -> Norm:
    trigger = line.span(ruling.proposition.trigger.at)
    assert trigger is not None, "a trigger has words"  # noqa: S101
    condition = _span(line, ruling.condition)
    exception = _span(line, ruling.exception)
    return Norm(
        kind=ruling.kind,
        trigger=trigger[0],
        in_lead_in=trigger[1],
        condition=condition[0],
        exception=exception[0],
        actions=scope.actions,
        accounts=scope.accounts,
        roles=scope.roles,
        topics=scope.topics,
        condition_in_lead_in=condition[1],
        exception_in_lead_in=exception[1],
    )


def _span(line: Line, stretch: Stretch | None) -> tuple[Span | None, bool]:
    found = line.span(stretch) if stretch else None
    return found if found else (None, False)


def _accounts_of(heading: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The account that the innermost heading names, where it names but one."""
    for line in reversed(heading):
        mentions = vocabulary.mentions(line, "en")
        named = frozenset(one.name for one in mentions if one.dimension == "account")
        if named:
            return named if len(named) == 1 else frozenset()
    return frozenset()
