"""The situation that a norm speaks of: its actions, accounts, roles and topics."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.norms.governed import OTHER, actions_of
from indexer.norms.limb_lexicon import Limb
from indexer.norms.marks import LimbAt, Stretch
from indexer.norms.places import Places
from indexer.norms.ruling import Ruling
from indexer.norms.tokens import Sentence
from knowledge.vocabulary import Vocabulary

_TIMES = frozenset({"during", "while", "in", "under"})
_JOINS = frozenset({"and", "or", "nor", ",", "/"})
# What a person is, so that it can differ from the role of the one who asks. "Administrators",
# "holders", "missions" say what somebody does at the moment; "staff" and "diplomats" mean all.
_STANDING = frozenset(
    {
        "head_of_mission", "spokesperson", "attache", "administrative_staff", "locally_engaged",
        "intern", "consultant", "spouse_dependant",
    }
)  # fmt: skip
_ALL_STAFF = _STANDING - {"spouse_dependant"} | {"diplomat"}


@dataclass(frozen=True, slots=True)
class Scope:
    """Names of the vocabulary; an empty set does not restrict."""

    actions: frozenset[str]
    accounts: frozenset[str]
    roles: frozenset[str]
    topics: frozenset[str]


def read_scope(
    ruling: Ruling, places: Places, vocabulary: Vocabulary, of_heading: frozenset[str]
) -> Scope:
    """The scope of a ruling; ``of_heading`` are the accounts that the headings name."""
    actions = frozenset() if _is_total(ruling, places) else actions_of(ruling, places, vocabulary)
    bound = any(not vocabulary.is_without_account(name) for name in actions - {OTHER})
    accounts = of_heading if of_heading and (bound or not actions - {OTHER}) else None
    return Scope(
        actions,
        _accounts(ruling, places) if accounts is None else accounts,
        _roles(ruling, places),
        _topics(ruling, places),
    )


def _is_total(ruling: Ruling, places: Places) -> bool:
    """Whether the trigger alone says all: "shall remain silent", "are not bound by"."""
    trigger = ruling.proposition.trigger.at
    words = {token.lower for token in places.sentence[trigger.start : trigger.end]}
    return "silent" in words or {"bound", "by"} <= words


def _accounts(ruling: Ruling, places: Places) -> frozenset[str]:
    limbs = [limb.at for limb in ruling.proposition.limbs if limb.limb is not Limb.EXCEPTION]
    area = [*places.subject(ruling), *places.predicate(ruling), *limbs]
    named = frozenset(places.names("account", area))
    if not named and _heads(ruling, places) == "mission":
        return frozenset({"official"})  # what a mission does, it does officially
    return named


def _heads(ruling: Ruling, places: Places) -> str | None:
    roles = places.names("role", places.subject(ruling))
    return roles[0] if roles else None


def _topics(ruling: Ruling, places: Places) -> frozenset[str]:
    sentence, proposition = places.sentence, ruling.proposition
    area = places.predicate(ruling)
    area += [limb.at for limb in proposition.limbs if _says_about_what(sentence, limb)]
    opening = sentence[proposition.subject.start].lower
    if ruling.about_subject or opening in _TIMES or places.is_passive(ruling):
        area += places.subject(ruling)
    return places.topics(area, proposition.trigger.at.start)


def _says_about_what(sentence: Sentence, limb: LimbAt) -> bool:
    """Whether the limb names a matter: "only for hate speech", "during national mourning"."""
    words = [token.lower for token in sentence[limb.marker.start : limb.marker.end]]
    if limb.limb is Limb.CIRCUMSTANCE:
        return words[0] in _TIMES
    return words in (["only", "for"], ["only", "on"])


def _roles(ruling: Ruling, places: Places) -> frozenset[str]:
    subject = ruling.proposition.subject
    words = [token.lower for token in places.sentence[subject.start : subject.end]]
    if "staff" in words and _excepts(ruling, subject):
        return _ALL_STAFF - frozenset(places.names("role", [subject]))
    area = [subject] if "only" in words else places.subject(ruling)
    named = places.names("role", area)
    joined = sum(word in _JOINS for word in words)
    return _STANDING.intersection(named) if len(named) > joined else frozenset()


def _excepts(ruling: Ruling, subject: Stretch) -> bool:
    """Whether the subject is "all staff other than …"."""
    return any(
        limb.limb is Limb.EXCEPTION and subject.holds(limb.at.start)
        for limb in ruling.proposition.limbs
    )
