"""How far the limbs of a sentence reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.norms.borders import comma_between, last_stop, stop, turn
from indexer.norms.limb_lexicon import Limb
from indexer.norms.marks import LimbAt, Stretch, Trigger
from indexer.norms.tokens import Sentence
from indexer.norms.word_sets import ACTORS

# A limb ends where one begins that hangs on the rule itself and not on the limb.
_ENDS_A_CIRCUMSTANCE = frozenset({Limb.CONDITION, Limb.EXCEPTION, Limb.ONLY, Limb.UNTIL_AGREED})
_ENDED_BY: dict[Limb, frozenset[Limb]] = {
    Limb.CIRCUMSTANCE: _ENDS_A_CIRCUMSTANCE,
    Limb.AFTER: _ENDS_A_CIRCUMSTANCE,
    Limb.IF: _ENDS_A_CIRCUMSTANCE,
    Limb.CONDITION: frozenset({Limb.EXCEPTION}),
    Limb.ONLY: frozenset({Limb.EXCEPTION}),
}
_BEFORE_ACTORS = frozenset(
    {"the", "a", "an", "all", "any", "every", "each", "no", "official", "personal"}
)
_LEADS_ON = frozenset(
    {"the", "a", "an", "of", "by", "to", "with", "for", "from", "in", "on", "is", "are", "that"}
)


# These open a clause with a verb of its own, so that a trigger after them may be theirs.
_CONJUNCTIONS = frozenset(
    {
        "when", "where", "if", "once", "because", "since", "although", "though", "while",
        "whether", "unless", "until", "so", "whereas", "whenever", "provided",
    }
)  # fmt: skip


def stretch_limbs(
    marks: Sequence[LimbAt], triggers: Sequence[Trigger], sentence: Sentence, item: int
) -> tuple[LimbAt, ...]:
    """The limbs at full length; ``item`` is where a list item begins, else the end."""
    limbs: list[LimbAt] = []
    for mark in marks:
        if _opens_list(mark, sentence, item) or _names_who(mark, triggers):
            continue
        if limbs and limbs[-1].at.end > mark.marker.start:
            if mark.limb not in _ENDED_BY.get(limbs[-1].limb, ()):
                continue
            limbs[-1] = _shortened(limbs[-1], mark.marker.start)
        end = _end(mark, triggers, limbs, sentence)
        if mark.marker.start < item < end and not _awaits_item(mark, sentence, item):
            end = item
        limbs.append(replace(mark, at=Stretch(mark.marker.start, end)))
    return tuple(limbs)


def _names_who(mark: LimbAt, triggers: Sequence[Trigger]) -> bool:
    """Whether an "only" belongs to the subject: "Only the Spokesperson may …"."""
    start = mark.marker.start
    return mark.limb is Limb.ONLY and not any(one.at.start < start for one in triggers)


def _opens_list(mark: LimbAt, sentence: Sentence, item: int) -> bool:
    """Whether a bare "only" stands right before a list: then the list itself is what is meant."""
    after = mark.marker.end
    if mark.limb is not Limb.ONLY:
        return False
    return after == item or after >= len(sentence) or sentence[after].text == ":"


def _awaits_item(mark: LimbAt, sentence: Sentence, item: int) -> bool:
    """Whether the list is the limb's own: "only for: (a) spam", "unless there is: (a) …"."""
    last = max(item - 1, mark.marker.end - 1)
    return last < mark.marker.end or sentence[last].lower in _LEADS_ON


def _shortened(limb: LimbAt, end: int) -> LimbAt:
    return replace(limb, at=Stretch(limb.at.start, max(end, limb.marker.end)))


def _end(
    mark: LimbAt, triggers: Sequence[Trigger], limbs: Sequence[LimbAt], sentence: Sentence
) -> int:
    start, last = mark.marker.start, stop(sentence, mark.marker.end)
    before = _trigger_before(start, triggers, limbs, sentence)
    after = [one for one in triggers if mark.marker.end <= one.at.start < last]
    if before is None:
        return _end_before_trigger(mark, after, sentence, last)
    if sentence[start - 1].text == "," and start - 1 == before.at.end:
        return comma_between(sentence, mark.marker.end, last) or last
    turns = (turn(sentence, mark.marker.end, one.at.start) for one in after)
    return next((at for at in turns if at is not None), last)


def _trigger_before(
    position: int, triggers: Sequence[Trigger], limbs: Sequence[LimbAt], sentence: Sentence
) -> Trigger | None:
    """The nearest trigger of the same clause that stands before, and in no limb."""
    begin = last_stop(sentence, position)
    for one in reversed(triggers):
        if begin <= one.at.start < position and not _is_within(one, limbs):
            return one
    return None


def _is_within(trigger: Trigger, limbs: Sequence[LimbAt]) -> bool:
    return any(limb.at.holds(trigger.at.start) for limb in reversed(limbs))


def _end_before_trigger(
    mark: LimbAt, after: Sequence[Trigger], sentence: Sentence, last: int
) -> int:
    """The end of a limb that no trigger stands before: a comma, else the trigger itself."""
    if not after:
        return last
    comma = comma_between(sentence, mark.marker.end, last)
    if comma is not None and any(one.at.start > comma for one in after):
        return comma
    if _trails(mark, sentence):
        return last
    if mark.limb in (Limb.CIRCUMSTANCE, Limb.AFTER) and not mark.marker.start:
        return _subject_before(sentence, after[0].at.start, mark.marker.end)
    return after[0].at.start


def _subject_before(sentence: Sentence, trigger: int, start: int) -> int:
    """Where somebody is named right before the trigger: "During mourning staff | may"."""
    if sentence[trigger - 1].lower not in ACTORS:
        return trigger
    at = trigger - 1
    while at > start and sentence[at - 1].lower in _BEFORE_ACTORS:
        at -= 1
    return at


def _trails(mark: LimbAt, sentence: Sentence) -> bool:
    """Whether a whole statement stands before it: "… is governed by Part IV, even though …"."""
    start = mark.marker.start
    if start <= 3:
        return False
    return sentence[start - 1].text == "," or sentence[start].lower in _CONJUNCTIONS
