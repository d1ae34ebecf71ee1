"""What kind of answer a question wants: a ruling, or a piece of information."""

from __future__ import annotations

import re
from enum import StrEnum


class QuestionKind(StrEnum):
    """What the words of a question ask for."""

    MAY = "may"  # may I, is it OK, am I forbidden to
    MUST = "must"  # must I, do I need to, is it mandatory
    INFORMATION = "information"  # who, when, how long, which, what does … mean, what if
    TOLD = "told"  # a story, a complaint, keywords: nothing is asked in so many words


_ANY = re.IGNORECASE | re.UNICODE

# Asked for a deed: "what should I do" wants the duty, not a definition.
_DEED = re.compile(
    r"\bwhat(?: on earth)? (?:should|shall|must|do|can|am|are) (?:i|we|he|she|they)\b(?! mean)"
    r"(?: (?:supposed|meant|expected|obliged) to)?(?: do\b| now\b|$|\W)"
    r"|\bwhat now\b|\bhow (?:should|do|must) (?:i|we) (?:react|respond|handle|deal)\b"
    r"|\bque (?:dois-je|devons-nous|faut-il|faire)\b|\bque faire\b|ምን (?:ላድርግ|እናድርግ|ማድረግ)",
    _ANY,
)
_MUST = re.compile(
    r"\b(?:must|shall) (?:i|we|he|she|they|the|an?|every|each|all|our|my|staff|it|this|these)\b"
    r"|\b(?:do|does|did) (?:i|we|they|he|she|you|it|the|an?|our|my|staff|every|all|interns?)\b"
    r"[^?.!]{0,40}?\b(?:have|need|got)\b(?! (?:any|a|an|the)? ?(?:right|chance))"
    r"|\b(?:have|has|need|needs) (?:i|we) (?:got )?to\b"
    r"|\b(?:is|are|was|am|isn.t|aren.t) \w+(?: \w+){0,4}? (?:required|obliged|mandatory|"
    r"compulsory|obligatory|necessary|needed|supposed to|bound to|expected to)\b"
    r"|\b(?:mandatory|compulsory|obligatory|obligation)\b"
    r"|\bneeds? (?:permission|approval|clearance|to be)\b|\bis there (?:a|any) (?:duty|need)\b"
    r"|\b(?:dois-je|devons-nous|doit-on|faut-il|suis-je (?:obligé|tenu)|obligatoire|"
    r"ai-je besoin|a-t-on besoin|est-ce que je dois|nécessaire)\b"
    r"|አለብኝ|አለብን|ግዴታ|ያስፈልጋል|ያስፈልገኛል|ያስፈልገናል|ይገባኛል|መሆን አለበት|ይጠበቅብ",
    _ANY,
)
_MAY = re.compile(
    r"\b(?:may|can|could|might|shall|should) (?:i|we|he|she|they|you|one|it|this|that|the|an?|our|"
    r"my|his|her|their|someone|somebody|anyone|anybody|staff|diplomats?|interns?|missions?|"
    r"embass(?:y|ies)|ambassadors?|spouses?|members?|consultants?|administrators?)\b"
    r"|\bcan'?t (?:i|we)\b"
    r"|\b(?:is|are|am|was|were|would|isn'?t|wasn'?t|aren'?t|will|does|do|did|have|has)"
    r" (?:i|it|this|that|we|they|he|she|there|\w+ing|my|our|the|an?|his|her|\w+)\b"
    r"|\b(?:allowed|permitted|forbidden|prohibited|banned|legal|ok|okay|fine|alright|"
    r"a problem|in trouble|acceptable)\b"
    r"|\b(?:puis-je|peut-on|pouvons-nous|ai-je le droit|a-t-on le droit|est-ce que je peux|"
    r"est-il (?:permis|interdit|autorisé)|autorisée?s?|interdite?s?|le droit de|permis de)\b"
    r"|እችላለሁ|እንችላለን|ይቻላል|ይፈቀዳል|ይፈቀድልኛል|ይፈቀድልናል|ተፈቅዷል|የተከለከለ|መብት|ክልክል|ችግር አለው",
    _ANY,
)
# An interrogative asks only where a clause opens; elsewhere it is a relative pronoun.
_OPENING = (
    r"(?:^|[.,;:!?–—-]\s*|\b(?:and|so|but|or|ok|then|please|know|say|tell me|wonder\w*|asks?|sure|"
    r"idea|by|for|to|until|since|at|in|from|with|of|exactly|et|mais|de|à|depuis|pour|par)\s+)"
)
_INFORMATION = re.compile(
    _OPENING + r"(?:who|whom|whose|when|where|which|why|who's)\b"
    r"|" + _OPENING + r"how\b(?! about)"
    r"|" + _OPENING + r"(?:what|whats)\b(?! (?:about|if (?:i|we|he|she|my|our|someone)|may|can) )"
    r"|\b(?:within|in|by|after|before|under|for|on|at) (?:what|which|how|whose|whom)\b"
    r"|\bwho (?:approves|gives|decides|answers|checks|signs|clears|is responsible)\b",
    _ANY,
)
# Words that name a piece of information, wherever they stand.
_MEASURE = re.compile(
    r"\bhow (?:often|long|many|much|soon)\b"
    r"|\b(?:deadline|time limit|period|definition|define|meaning|minimum|maximum|difference|"
    r"penalt\w+|sanctions?|consequences?|purpose|retention|frequency|interval|procedure|"
    r"template|wording|response time|entry into force|counts? as|considered|is it called)\b"
    r"|\b(?:does|do|is|are) [\w ]{1,40} (?:mean|imply)\b"
    r"|\b(?:délai|objectif|définition)\b",
    _ANY,
)
_FOREIGN_INTERROGATIVE = re.compile(
    _OPENING + r"(?:qui|quand|où|combien|quel(?:le)?s?|pourquoi|comment|qu'est-ce|que)\b"
    r"|\b(?:ለ|ከ|የ|በ)?(?:ማን|መቼ|ስንት|የት|ምን|ለምን|እንዴት|ምንድን|ምንድነው|የትኛው|የትኞቹ)(?:ን|ም|ነው|ድን)?\b",
    _ANY,
)

# How a question begins that has no question mark.
_OPENS = re.compile(
    r"^(?:is|was|are|were|am|may|can|could|should|shall|must|do|does|did|have|has|will|would|who|"
    r"what|when|where|which|how|puis|peut|dois|doit|faut|est)\b",
    _ANY,
)
# So few words at the end of a text may be no question of their own.
_TOO_SHORT = 2

_PATTERNS = (
    (QuestionKind.INFORMATION, (_INFORMATION, _FOREIGN_INTERROGATIVE)),
    (QuestionKind.MUST, (_MUST,)),
    (QuestionKind.MAY, (_MAY,)),
)


def kind_of(text: str, language: str = "en") -> QuestionKind:
    """The kind of a question, from its own words in ``language`` (en, fr, am).

    Where a text tells a story and then asks, the last sentence with a question mark decides.
    """
    asked = _asking_part(text)
    if _DEED.search(asked):
        return QuestionKind.TOLD
    if _MEASURE.search(asked):
        return QuestionKind.INFORMATION
    places = {
        kind: min(found.start() for found in founds)
        for kind, patterns in _PATTERNS
        if (
            founds := [
                found
                for pattern in patterns
                if (pattern is not _FOREIGN_INTERROGATIVE or language != "en")
                and (found := pattern.search(asked))
            ]
        )
    }
    if not places:
        return QuestionKind.TOLD
    # "Must I …, and who …": the earliest word asks; at one place, the more exact kind wins.
    return min(places, key=lambda kind: places[kind])


def _asking_part(text: str) -> str:
    """The last sentence that asks; with what stands before it where it says too little alone
    ("is it?" may belong to a "who")."""
    sentences = re.findall(r"[^?]*\?+", text)
    asking = sentences[-1] if sentences else text
    last = re.split(r"(?<=[.!…])\s+", asking.strip())[-1]
    if not sentences:
        return last if _OPENS.search(last) else text
    return last if len(last.split()) > _TOO_SHORT or _MAY.search(last) else asking
