"""Questions with their answers, as fact sheets print them: "May I …? A: NO."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.norms.lexicon import Force
from indexer.norms.limb_lexicon import Limb
from indexer.norms.limbs import stretch_limbs
from indexer.norms.line import Line
from indexer.norms.marks import LimbAt, Stretch, Trigger, marks_of
from indexer.norms.parts import Proposition
from indexer.norms.ruling import Ruling
from indexer.norms.tokens import Sentence
from knowledge.norm import NormKind

_PERSONS = frozenset(
    {"i", "we", "you", "a", "an", "the", "employees", "employee", "staff", "diplomats", "it"}
)
_ASKED: Mapping[str, tuple[NormKind, NormKind]] = {
    # what "yes" and what "no" means to a question that opens so
    "may": (NormKind.PERMISSION, NormKind.PROHIBITION),
    "can": (NormKind.PERMISSION, NormKind.PROHIBITION),
    "must": (NormKind.DUTY, NormKind.EXEMPTION),
}
_LABELS = frozenset({"a", "answer", ":", ".", '"', "“", "*", "_", "-"})


def answers_of(lines: Sequence[Line]) -> Iterator[tuple[Line, Ruling]]:
    """The rulings of the sentences that answer the question before them with yes or no."""
    for question, answer in pairwise(lines):
        if is_question(question):
            both = replace(answer, tokens=[*question.tokens, *answer.tokens])
            yield from answer_of(both, len(question.tokens))


def answer_of(line: Line, answer: int) -> Iterator[tuple[Line, Ruling]]:
    """The ruling of a question and its answer, which begins at ``answer``."""
    kinds = _kinds(line.tokens[:answer])
    at = _first_word(line.tokens, answer)
    if kinds is None or at is None:
        return
    said = line.tokens[at].lower
    if said in ("yes", "no"):
        yield line, _ruling(line.tokens, answer, at, kinds[0] if said == "yes" else kinds[1])


def is_question(line: Line) -> bool:
    """Whether the line asks; what it asks rules nothing."""
    return any(token.text == "?" for token in line.tokens[-2:])


def _kinds(question: Sentence) -> tuple[NormKind, NormKind] | None:
    words = [token.lower for token in question]
    for word, following in pairwise(words):
        if word in _ASKED and following in _PERSONS:
            return _ASKED[word]
    return None


def _first_word(tokens: Sentence, start: int) -> int | None:
    depth = 0
    for at in range(start, len(tokens)):
        sign = tokens[at].text
        depth += (sign == "(") - (sign == ")")
        if not depth and sign != ")" and tokens[at].lower not in _LABELS:
            return at
    return None


def _ruling(tokens: Sentence, answer: int, at: int, kind: NormKind) -> Ruling:
    trigger = Trigger(Force.ALLOW, Stretch(at, at + 1))
    end = next((stop for stop in range(at, len(tokens)) if tokens[stop].text == "."), len(tokens))
    marks = [one for one in marks_of(tokens[:end]) if isinstance(one, LimbAt)]
    after = [one for one in marks if one.marker.start > at]
    limbs = stretch_limbs(after, [trigger], tokens[:end], end)
    proposition = Proposition(trigger, Stretch(0, answer), Stretch(at + 1, end), limbs)
    wanted = (Limb.CONDITION, Limb.IF)
    conditions = (Stretch(limb.at.start, end) for limb in limbs if limb.limb in wanted)
    condition = next(conditions, None) if kind is NormKind.PERMISSION else None
    return Ruling(kind, proposition, condition, about_subject=True)
