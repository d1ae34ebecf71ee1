"""What a post is about, with how sure that is; a doubtful post has no topic.

The words of the vocabulary vote. Topics that the directive restricts beat those that it frees: a
holiday picture with a word on the government in it is no longer a personal matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.vocabulary import Mention, Vocabulary

SURE = 0.5
# One mention of these says all; most others want company.
_TELLING = frozenset(
    {
        "hate", "threats", "personal_data", "political_party_or_candidate", "unverified",
        "fake_account", "suspicious_message", "anonymous_approach", "banned_organisation",
    }
)  # fmt: skip
_FREE = frozenset({"personal_matters", "gaming_hobby", "non_professional_subject"})
_PUBLIC = "public_affairs"
_AUTHOR = re.compile(r"^\W*[^:\n]{0,60}?:")
_AUTHORED = frozenset({"ministry_content", "mission_content", "international_organisation"})


@dataclass(frozen=True, slots=True)
class PostTopic:
    """The topic of a post (None: unclear), its share of the evidence in 0..1, and all shares."""

    topic: str | None
    score: float
    shares: Mapping[str, float] = field(default_factory=dict)


def topic_of_post(text: str, vocabulary: Vocabulary, *, sure: float = SURE) -> PostTopic:
    """What the post is about; below ``sure`` it is unclear."""
    votes = _votes(text, vocabulary)
    if not votes:
        return PostTopic(None, 0.0)
    groups: defaultdict[str, float] = defaultdict(float)
    for topic, vote in votes.items():
        groups[_group(topic, vocabulary)] += vote
    restricted = {group: vote for group, vote in groups.items() if group not in _FREE}
    total = sum(groups.values())
    leading = max(restricted or groups, key=lambda group: groups[group])
    score = groups[leading] / total * (1 - 0.5 ** groups[leading])
    members = [topic for topic in votes if _group(topic, vocabulary) == leading]
    topic = min(members, key=lambda one: vocabulary.precedence("topic", one))
    shares = {name: vote / total for name, vote in votes.items()}
    return PostTopic(topic if score >= sure else None, score, shares)


def _votes(text: str, vocabulary: Vocabulary) -> dict[str, float]:
    author = _AUTHOR.match(text)
    votes: defaultdict[str, float] = defaultdict(float)
    seen: set[tuple[str, str]] = set()
    for one in vocabulary.mentions(text):
        word = (one.name, one.words.lower())
        if one.dimension == "topic" and word not in seen:
            seen.add(word)
            votes[one.name] += _weight(one, author.end() if author else 0)
    return dict(votes)


def _weight(mention: Mention, author_end: int) -> float:
    weight = 2.0 if mention.name in _TELLING else 1.0
    if mention.name in _AUTHORED and mention.span.end <= author_end:
        weight += 2.0
    return weight / 2 if mention.misspelt else weight


def _group(topic: str, vocabulary: Vocabulary) -> str:
    """Topics of public affairs vote together; a party or an author counts apart."""
    if topic in _TELLING | _AUTHORED:
        return topic
    line = vocabulary.lineage("topic", topic)
    return _PUBLIC if _PUBLIC in line else line[-1]
