"""Reads a question: its kind, its situation, the day, and whose directive it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.approval import told_approval
from bot.answering.follow_up import follows_up, joined
from bot.answering.kinds import QuestionKind, kind_of
from bot.answering.question import Question
from knowledge.dates import speaks_of_the_old_text
from knowledge.function_words import FUNCTION_WORDS
from knowledge.retrieval.match import Query
from knowledge.situation import Situation
from knowledge.situation_reading import SituationReading, read_situation, topic_of
from knowledge.snapshot.opened import Snapshot
from knowledge.terms import words_of
from knowledge.vocabulary import Vocabulary
from knowledge.vocabulary_words import language_of

# A country is asked about when its people, its rules or "in …, may diplomats" are; a post abroad
# ("our embassy in Ottawa", "I serve in Cairo") is a place where home rules go along.
_ABROAD = re.compile(
    r"\b(?:our|my|the|this|an?) (?:embassy|mission|consulate|ambassador|page|account|office)"
    r"[\w' ]{0,30}$|\b(?:posted|posting|serve|serving|stationed|based|live|living|travel\w*|"
    r"accredited|arriv\w+|here|work|working|assigned|moving?|leav\w+|transferr?\w*|off|going)"
    r" (?:in|to|for|at|here in)?\s*(?:the )?$",
    re.IGNORECASE,
)
# "A Kenyan newspaper" is a thing from there; "Kenyan diplomats", "Kenyan rules" are asked about.
_THING_FROM_THERE = re.compile(
    r"\b\w+(?:ian|yan)\s+(?!(?:diplomat|staff|official|civil|public|embass|mission|ambassador|rule|"
    r"directive|polic|guid|note|ministr|foreign|government|law|regulation|practice|side|colleague|"
    r"attach|consul|envoy|service|version|one)\w*)\w+",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison|er|ez|aison)\b|\bdiff[eé]rences? (?:between|entre)\b"
    r"|\b(?:stricter|looser|softer|tougher|freer|more strict|less strict)\b"
    r"|\bplus (?:stricte?|sévère)s? que\b|\bas strict as\b"
    r"|\b(?:than|differs? from) (?:(?-i:us)|ours|at home)\b"
    r"|አወዳድር|ማወዳደር|ሲነጻጸር|ልዩነት",
    re.IGNORECASE,
)
_ASKS_FOR_SOMEBODY = re.compile(
    r"\b(?:may|can|could|should|must|do|am) (?:i|we|he|she|they|my|our|the|somebody)\b"
    r"|puis-je|peut-on",
    re.IGNORECASE,
)
_ASKS_OF_THEN = re.compile(
    r"\b(?:was|were|did|had)\b[^.?!]*\b(?:allow(?:ed)?|permit(?:ted)?|forbid(?:den)?|banned|rules?|"
    r"directive)\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    "post posts content this that it one something anything page account profile ce cette cela "
    "publication contenu ይህን ይሄን ልጥፍ ፖስት".split()
).union(*FUNCTION_WORDS.values())
# A longer mention ("write … in my bio") has words of the question's own between its ends.
_SHORT_MENTION = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made out of a question. ``said``: its own words, without those of the question that
    it follows up; ``bare``: it names an act and nothing to tell rules apart;
    ``names_topic``: it names a topic in its own words, besides that of the post; ``compares``: it
    sets texts of several jurisdictions beside each other."""

    question: Question
    said: str
    kind: QuestionKind
    situation: Situation
    actions: frozenset[str]
    bare: bool
    names_topic: bool
    compares: bool
    jurisdictions: tuple[str, ...]
    day: date
    query: Query


def understand(question: Question, snapshot: Snapshot, *, today: date) -> Understood:
    """What a question asks; its gaps are filled from the one before, the post, the profile."""
    vocabulary, said = snapshot.vocabulary, question.text
    reading = read_situation(question.text, vocabulary, today)
    if follows_up(question, reading):
        added, question = reading.situation, joined(question)
        reading = read_situation(question.text, vocabulary, today)
        # What the half question says goes before what the whole one is read to say.
        reading = replace(reading, situation=added.filled_from(reading.situation))
    reading = _without_day_of_a_thing(reading, question.text, snapshot)
    situation = _completed(reading, question, said, vocabulary)
    day = (
        reading.situation.day
        or _day_before(question.text, snapshot, today)
        or question.day
        or today
    )
    jurisdictions = _asked_of(question, reading, snapshot)
    return Understood(
        question=question,
        said=said,
        kind=kind_of(question.text, question.language or language_of(question.text)),
        situation=situation,
        actions=reading.actions,
        bare=_is_bare(question.text, reading),
        names_topic=reading.situation.topic is not None,
        compares=bool(jurisdictions) and _compares(said),
        jurisdictions=jurisdictions,
        day=day,
        query=Query(
            text=question.text,
            situation=situation,
            as_of=day,
            jurisdictions=jurisdictions,
            post=question.post,
        ),
    )


def _without_day_of_a_thing(
    reading: SituationReading, text: str, snapshot: Snapshot
) -> SituationReading:
    """The reading without a day on which no text was in force yet, unless it is asked what was
    allowed then: "my posts of 2017" dates the posts."""
    day = reading.situation.day
    since = [one.in_force_from for one in snapshot.directives.values() if one.in_force_from]
    if day is None or not since or day >= min(since) or _ASKS_OF_THEN.search(text):
        return reading
    return replace(reading, situation=replace(reading.situation, day=None))


def _compares(text: str) -> bool:
    return bool(_COMPARES.search(text)) and not _ASKS_FOR_SOMEBODY.search(text)


def _day_before(text: str, snapshot: Snapshot, today: date) -> date | None:
    """The last day of the version before, where the question is about "the old directive"."""
    ended = (one.in_force_until for one in snapshot.directives.values())
    past = [day for day in ended if day is not None and day < today]
    return max(past) if past and speaks_of_the_old_text(text) else None


def _completed(
    reading: SituationReading, question: Question, said: str, vocabulary: Vocabulary
) -> Situation:
    """The situation of the question, of the post, what was chosen, and the profile, in turn."""
    situation = replace(reading.situation, approved=_approved(question, said))
    if question.post and situation.topic is None:
        situation = replace(situation, topic=topic_of(question.post, vocabulary))
    return situation.filled_from(_named(question.known, vocabulary))


def _approved(question: Question, said: str) -> bool | None:
    """What is told of an approval, or was chosen; a no goes before a yes."""
    known = (told_approval(said), question.chosen.approved)
    return False if False in known else True if True in known else None


def _named(profile: Situation, vocabulary: Vocabulary) -> Situation:
    """A profile with its role under the vocabulary's name: "Head of Mission", head_of_mission."""
    if profile.role is None or profile.role in vocabulary.names("role"):
        return profile
    named = (one.name for one in vocabulary.mentions(profile.role) if one.dimension == "role")
    return replace(profile, role=next(named, None))


def _asked_of(question: Question, reading: SituationReading, snapshot: Snapshot) -> tuple[str, ...]:
    """The jurisdictions whose texts are asked for; none: home."""
    known = {
        directive.jurisdiction.casefold(): directive.jurisdiction
        for directive in snapshot.directives.values()
    }
    named = [
        known[mention.name.casefold()]
        for mention in reading.mentions
        if mention.dimension == "country"
        and mention.name.casefold() in known
        and not _ABROAD.search(question.text[: mention.span.start])
        and not _THING_FROM_THERE.match(question.text, mention.span.start)
    ]
    return tuple(dict.fromkeys(named))


def _is_bare(text: str, reading: SituationReading) -> bool:
    """Whether nothing is said but the act, who does it, and words such as "this post"."""
    said = {"action", "account", "asking", "role"}
    spans = [
        mention.span
        for mention in reading.mentions
        if mention.dimension in said and len(mention.words.split()) <= _SHORT_MENTION
    ]
    rest = "".join(
        " " if any(span.start <= place < span.end for span in spans) else sign
        for place, sign in enumerate(text)
    )
    return reading.situation.action is not None and all(word in _EMPTY for word in words_of(rest))
