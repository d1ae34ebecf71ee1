"""Reads the situation out of a question: the act that is asked about, from which account, on what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import day_in
from knowledge.situation import Situation
from knowledge.vocabulary import Mention, Vocabulary


@dataclass(frozen=True, slots=True)
class SituationReading:
    """What a text says of a situation. ``actions`` are all acts that it names, and their parents;
    the situation's own ``action`` is the one asked about. What is not said stays unknown."""

    situation: Situation
    actions: frozenset[str]
    mentions: tuple[Mention, ...]


def read_situation(text: str, vocabulary: Vocabulary, today: date) -> SituationReading:
    """The situation that ``text`` tells, as far as its own words do."""
    mentions = vocabulary.mentions(text)
    acts = [mention for mention in mentions if mention.dimension == "action"]
    asked = _asked(acts, mentions)
    situation = Situation(
        action=asked.name if asked else None,
        account=_only(_names(mentions, "account")),
        topic=_deciding_topic(_names(mentions, "topic"), vocabulary),
        role=_first(_names(mentions, "role")),
        platform=_first(_names(mentions, "platform")),
        country=_first(_names(mentions, "country")),
        day=day_in(text, today),
    )
    actions = {name for act in acts for name in vocabulary.lineage("action", act.name)}
    return SituationReading(situation, frozenset(actions), mentions)


def topic_of(text: str, vocabulary: Vocabulary) -> str | None:
    """The topic of a post: the one that decides among those that it names; None if it names none."""
    return _deciding_topic(_names(vocabulary.mentions(text), "topic"), vocabulary)


def _asked(acts: Sequence[Mention], mentions: Sequence[Mention]) -> Mention | None:
    """The act that follows the words of asking ("may I like …"), else the first one named."""
    asking = [mention.span.end for mention in mentions if mention.dimension == "asking"]
    after = [act for act in acts if asking and act.span.start >= asking[0]]
    return next(iter(after or acts), None)


def _names(mentions: Iterable[Mention], dimension: str) -> list[str]:
    found = (mention.name for mention in mentions if mention.dimension == dimension)
    return list(dict.fromkeys(found))


def _deciding_topic(topics: Sequence[str], vocabulary: Vocabulary) -> str | None:
    return min(topics, key=lambda topic: vocabulary.precedence("topic", topic), default=None)


def _only(names: Sequence[str]) -> str | None:
    return names[0] if len(names) == 1 else None


def _first(names: Sequence[str]) -> str | None:
    return names[0] if names else None
