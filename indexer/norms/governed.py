"""The actions that a trigger governs: its verbs, not every action that the sentence mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.norms.address import is_participle
from indexer.norms.limb_lexicon import Limb
from indexer.norms.marks import RELATIVE, Stretch
from indexer.norms.patterns import after_filling
from indexer.norms.places import Places
from indexer.norms.ruling import Ruling
from indexer.norms.tokens import Sentence
from knowledge.vocabulary import Vocabulary

OTHER = "other"
# Named beside nearly every act; the act itself is what the norm is about.
_WEAK = frozenset({"use_account", "get_approval"})
_COORDINATORS = frozenset({"and", "or", "nor", ",", ";", "/"})
_NOUNS = ("ment", "ments", "tion", "tions", "sion", "ity", "ness", "ance", "ence")
_NEAR = 8  # of the words after the trigger, those among which its object stands
_TIMES = frozenset({"before", "during", "while", "only", "until", "after"})
_PREPOSITIONS = frozenset({"of", "on", "to", "for", "in", "by", "with", "from", "at", "about"})


def actions_of(ruling: Ruling, places: Places, vocabulary: Vocabulary) -> frozenset[str]:
    """The actions of a ruling; ``other`` where the vocabulary has no word for what it governs."""
    names = _specific(_governed(ruling, places), ruling, places, vocabulary)
    if names - _WEAK:
        return names - _WEAK
    for area in _fallbacks(ruling, places):
        found = [name for name in places.names("action", area) if name not in _WEAK]
        if found:
            return frozenset(found[:1])
    return names or frozenset({OTHER})


def _governed(ruling: Ruling, places: Places) -> frozenset[str]:
    sentence = places.sentence
    verb = _first_verb(ruling, sentence)
    if verb is None:
        return _named_by_subject(ruling, places)
    names = set(places.names_at("action", verb))
    if names:
        form = _form(sentence[verb].lower)
        for at in _coordinated(ruling, sentence, verb):
            if _form(sentence[at].lower) == form and not sentence[at].lower.endswith(_NOUNS):
                names.update(places.names_at("action", at))
    return frozenset(names)


def _named_by_subject(ruling: Ruling, places: Places) -> frozenset[str]:
    """The acts of "commenting, posting and linking to … are prohibited"."""
    subject, sentence = ruling.proposition.subject, places.sentence
    if not ruling.about_subject or ruling.condition == subject:
        return frozenset()
    heads = (
        at
        for at in range(subject.start, subject.end)
        if sentence[at].lower in RELATIVE | _PREPOSITIONS
    )
    return frozenset(places.names("action", [Stretch(subject.start, next(heads, subject.end))]))


def _specific(
    names: frozenset[str], ruling: Ruling, places: Places, vocabulary: Vocabulary
) -> frozenset[str]:
    """Of "publish condolences" the condolences: a kind of posting takes the place of posting."""
    area = places.predicate(ruling)
    if places.is_passive(ruling):
        area += places.subject(ruling)
    kinds = {
        name: set(vocabulary.lineage("action", name)[1:]) for name in places.names("action", area)
    }
    special = {name for name, wider in kinds.items() if wider & names}
    wider = {name for kind in special for name in kinds[kind]}
    return (names - wider) | special


def _fallbacks(ruling: Ruling, places: Places) -> Iterator[Sequence[Stretch]]:
    """Where the act is named if not by the verb: its object, the subject, the time."""
    subject, predicate = places.subject(ruling), _near(places.predicate(ruling))
    if ruling.about_subject and ruling.condition != ruling.proposition.subject:
        yield subject
        yield predicate
    else:
        yield predicate
        yield subject
    yield [
        limb.at
        for limb in ruling.proposition.limbs
        if places.sentence[limb.at.start].lower in _TIMES and limb.limb is not Limb.EXCEPTION
    ]


def _near(area: Sequence[Stretch]) -> list[Stretch]:
    last = area[0].start + _NEAR
    return [Stretch(one.start, min(one.end, last)) for one in area if one.start < last]


def _first_verb(ruling: Ruling, sentence: Sentence) -> int | None:
    """The position of the first verb after the trigger; none where it names nothing to do."""
    trigger, predicate = ruling.proposition.trigger, ruling.proposition.predicate
    if ruling.about_subject and sentence[trigger.at.end - 1].lower not in ("to", "from"):
        return None
    at = after_filling(sentence, predicate.start, predicate.end)
    if at + 1 < predicate.end and (sentence[at].lower, sentence[at + 1].lower) == ("used", "to"):
        at = after_filling(sentence, at + 1, predicate.end)
    return at if at < predicate.end else None


def _coordinated(ruling: Ruling, sentence: Sentence, verb: int) -> Iterable[int]:
    """The places after "and", "or" and commas, as far as the trigger reaches."""
    end = ruling.proposition.predicate.end
    for at in range(verb + 1, end):
        if sentence[at].lower in RELATIVE or any(
            limb.at.holds(at) for limb in ruling.proposition.limbs
        ):
            return
        if sentence[at].lower in _COORDINATORS:
            following = after_filling(sentence, at + 1, end)
            while following < end and sentence[following].lower in _COORDINATORS:
                following = after_filling(sentence, following + 1, end)
            if following < end:
                yield following


def _form(verb: str) -> str:
    if verb.endswith("ing"):
        return "gerund"
    return "participle" if is_participle(verb) else "base"
