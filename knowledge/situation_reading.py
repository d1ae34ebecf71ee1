"""Reads the situation out of a question: the act asked about, from which account, on what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.asked_act import asked_acts
from knowledge.asker import account_of, role_of
from knowledge.dates import day_in
from knowledge.post_topic import topic_of_post
from knowledge.situation import Situation
from knowledge.vocabulary import Mention, Vocabulary
from knowledge.vocabulary_words import language_of

# Whose content it is decides where one reacts to it; what it is about decides where one writes.
_PUBLISHERS = frozenset(
    {
        "ministry_content", "mission_content", "host_government", "international_organisation",
        "political_party_or_candidate", "banned_organisation", "media", "university",
    }
)  # fmt: skip
_ALWAYS_FIRST = frozenset({"hate", "threats", "unverified"})
_WRITING = frozenset({"post", "comment", "publish", "reply", "teach"})
_OWN_CONTENT = frozenset({"ministry_content", "mission_content", "media", "university"})
_REACTING = frozenset({"like", "share", "follow", "view"})
# The age of a thing is not the day that is asked about: "posts from 2015", "opened in 2019".
_DATED_THING = re.compile(
    r"\b(?:posts?|tweets?|photos?|pictures?|videos?|comments?|content|accounts?|pages?|blog|likes?"
    r"|stuff|things|statements?|speech(?:es)?|declarations?|reports?|articles?|interviews?|elections?"
    r"|campaigns?|laws?|decrees?|treat(?:y|ies)|summits?|films?|books?|pressers?|events?)"
    r" (?:from|of|dated|since) (?:\w+ )?(?:19|20)\d\d\b"
    r"|\b(?:elections?|campaigns?|summits?) in (?:\w+ )?(?:19|20)\d\d\b"
    r"|\b(?:opened|created|joined|started|made|born|registered|graduated)(?: \w+){0,4} in "
    r"(?:\w+ )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SituationReading:
    """What a text says of a situation. ``actions`` are all acts that it names, and their parents;
    the situation's own ``action`` is the one asked about, ``asked`` it and those joined with it.
    ``topics`` are all that it names, the deciding one first. What is not said stays unknown."""

    situation: Situation
    actions: frozenset[str]
    mentions: tuple[Mention, ...]
    asked: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = "en"


def read_situation(text: str, vocabulary: Vocabulary, today: date) -> SituationReading:
    """The situation that ``text`` tells, as far as its own words do."""
    language = language_of(text)
    mentions = vocabulary.mentions(text, language)
    asked = tuple(dict.fromkeys(act.name for act in asked_acts(text, mentions, vocabulary)))
    action = asked[0] if asked else None
    topics = _by_weight(_names(mentions, "topic"), action, vocabulary)
    situation = Situation(
        action=action,
        account=account_of(text, mentions, action),
        topic=topics[0] if topics else None,
        role=role_of(text, mentions),
        platform=_first(_names(mentions, "platform")),
        country=_first(_names(mentions, "country")),
        day=day_in(_DATED_THING.sub("", text), today),
    )
    acts = _names(mentions, "action")
    actions = frozenset(name for act in acts for name in vocabulary.lineage("action", act))
    return SituationReading(situation, actions, mentions, asked, topics, language)


def topic_of(text: str, vocabulary: Vocabulary) -> str | None:
    """The topic of a post; None where it is not clear."""
    return topic_of_post(text, vocabulary).topic


def _by_weight(
    topics: Sequence[str], action: str | None, vocabulary: Vocabulary
) -> tuple[str, ...]:
    def weight(topic: str) -> tuple[int, int]:
        if topic in _ALWAYS_FIRST:
            return (-2, vocabulary.precedence("topic", topic))
        first = action in _REACTING and topic in _PUBLISHERS
        last = action in _WRITING and topic in _OWN_CONTENT
        return (last - first, vocabulary.precedence("topic", topic))

    return tuple(sorted(topics, key=weight))


def _names(mentions: Iterable[Mention], dimension: str) -> list[str]:
    found = (mention.name for mention in mentions if mention.dimension == dimension)
    return list(dict.fromkeys(found))


def _first(names: Sequence[str]) -> str | None:
    return names[0] if names else None
