"""Whether a trigger speaks to somebody, or tells what is possible ("content that may harm")."""

from __future__ import annotations

from indexer.norms.lexicon import IMPERATIVES, Force
from indexer.norms.marks import Stretch, Trigger
from indexer.norms.parts import Proposition
from indexer.norms.patterns import after_adverbs
from indexer.norms.tokens import Sentence
from indexer.norms.word_sets import ACTORS

_DEADLINES = frozenset(
    {
        "within", "later", "least", "immediately", "every", "monthly", "yearly", "annually",
        "daily", "weekly", "for", "to", "before",
    }
)  # fmt: skip
_APPLIES = frozenset({"applies", "apply", "covers", "extends"})
_MODALS = frozenset({"may", "can", "cannot", "can't", "will"})
_PEOPLE = frozenset(
    {
        "you", "staff", "employee", "employees", "member", "members", "personnel", "diplomats",
        "supervisors", "officials",
    }
)  # fmt: skip
_SHORT = 4  # words of a subject that is spoken to with "can"
_DOERS = ("er", "ers", "or", "ors", "ee", "ees", "ist", "ists", "ian", "ians")
_NO_DOERS = frozenset(
    {
        "or", "for", "other", "others", "matter", "matters", "number", "order", "orders", "either",
        "neither", "whether", "further", "however", "under", "over", "after", "never", "their",
        "offer", "letter", "factor", "factors", "power", "powers", "answer", "nor", "later",
    }
)  # fmt: skip
_IRREGULAR = frozenset(
    {
        "given", "taken", "made", "kept", "held", "sent", "shown", "written", "put", "set", "cut",
        "told", "sold", "met", "left", "lent", "run", "read", "brought", "known", "seen", "worn",
        "hidden", "drawn", "done", "gone", "spent", "built", "used",
    }
)  # fmt: skip


def is_spoken_to(proposition: Proposition, sentence: Sentence) -> bool:
    """Whether these words in this place address somebody, and do not tell what is possible."""
    trigger, subject = proposition.trigger, proposition.subject
    first = sentence[trigger.at.start].lower
    if trigger.force in IMPERATIVES:
        after = sentence[trigger.at.end : trigger.at.end + 1]
        return _opens(sentence, proposition) and any(token.is_word for token in after)
    if trigger.force is Force.STATED:
        return _names(sentence, proposition.predicate, _DEADLINES)
    if trigger.force is Force.DUTY_TO:
        return _names(sentence, proposition.predicate, _APPLIES)
    if trigger.force is Force.PERMIT and first == "can":
        return subject.end - subject.start <= _SHORT and _names(sentence, subject, _PEOPLE)
    if trigger.force is Force.OBLIGE and first == "will":
        people = ACTORS - {"you", "they", "it"}
        return _names(sentence, subject, people) and not _is_passive(sentence, trigger)
    if trigger.force in (Force.PERMIT, Force.FORBID) and first in _MODALS:
        return (
            _is_passive(sentence, trigger)
            or (proposition.follows and subject.start == subject.end)
            or _names(sentence, subject, ACTORS)
            or (trigger.force is Force.FORBID and _names_doer(sentence, subject))
        )
    if trigger.force is Force.OBLIGE and first not in ("shall", "must", "the"):
        return _names(sentence, subject, ACTORS)
    return True


def _opens(sentence: Sentence, proposition: Proposition) -> bool:
    start = proposition.trigger.at.start
    if start and sentence[start - 1].lower == "or":
        return False
    before = sentence[proposition.subject.start : start]
    return all(not token.is_word or token.lower in ("also", "please", "and") for token in before)


def _names(sentence: Sentence, where: Stretch, names: frozenset[str]) -> bool:
    return any(token.lower in names for token in sentence[where.start : where.end])


def _names_doer(sentence: Sentence, subject: Stretch) -> bool:
    """Whether the subject is somebody by the look of the word: "provider", "insurers"."""
    words = (token.lower for token in sentence[subject.start : subject.end])
    return any(word.endswith(_DOERS) and word not in _NO_DOERS for word in words)


def _is_passive(sentence: Sentence, trigger: Trigger) -> bool:
    at = after_adverbs(sentence, trigger.at.end)
    if at >= len(sentence) or sentence[at].lower != "be":
        return False
    verb = after_adverbs(sentence, at + 1)
    return verb < len(sentence) and is_participle(sentence[verb].lower)


def is_participle(word: str) -> bool:
    """Whether a word looks like a past participle."""
    return word.endswith("ed") or word in _IRREGULAR
