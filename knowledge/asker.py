"""Who acts in a question, and from which account; an account that content comes from is neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.vocabulary import Mention

# "like a post of the embassy's page": the page is where the post stands, not whence the like comes.
_REACTING = frozenset({"like", "share", "follow", "view", "comment", "accept_contact"})
_ORIGIN = re.compile(
    r"\b(?:posts?|tweets?|content|stor(?:y|ies)|videos?|photos?|pictures?|statements?|articles?|"
    r"publications?|contenus?|published|posted|shared|written|publiée?s?)"
    r"(?: \w+){0,2} (?:of|from|by|on|de|du|par|sur)(?: the| our| an?| la| le)?(?: [\w'’]+){0,2} *$",
    re.IGNORECASE,
)
_WHENCE = re.compile(
    r"\b(?:from|with|using|via|through|as|depuis|avec|de)\b[^.?!,]{0,25}$", re.IGNORECASE
)
_ACTS_AS = re.compile(
    r"(?:\b(?:as|i am|i'm|i’m|im|we are|we're|je suis|en tant que|comme)"
    r"|\b(?:wants?|asks?|asked|tells?|told)"
    r"|\b(?:may|can|could|must|should|shall|does|do|is|are|will|has|have))"
    r"\s+(?:(?:an?|the|our|my|his|her|every|all|un|une|le|la|l'|notre|mon|ma)\s+)?"
    r"(?:(?:junior|senior|young|new|former|defence|teenage)\s+)?$",
    re.IGNORECASE,
)
_ACTS_BEFORE = re.compile(
    r"^(?:\s+(?!(?:and|or|who|that|which|told|asked|asks|says|said|wants me|wants us)\b)\w+){0,2}?"
    r"[\s-]*(?:posts?|tweets?|shares?|likes?|follows?|publish\w*|boosts?|runs?|peut|peuvent|doit"
    r"|doivent|a-t-il|a-t-elle|wants? to|would like to|intends? to)\b",
    re.IGNORECASE,
)
_AMHARIC_SUBJECT = re.compile(r"^(?:ኤምባሲ|ሚሲዮን|ቆንስላ|አምባሳደር)")


def account_of(text: str, mentions: Sequence[Mention], action: str | None) -> str | None:
    """The account from which somebody acts, where the question says it."""
    named = [one for one in mentions if one.dimension == "account"]
    if action in _REACTING:
        named = [one for one in named if not _is_origin(text, one)]
    names = {one.name for one in named}
    if len(names) > 1:
        named = [one for one in named if not _stands_after_content(text, one)]
        names = {one.name for one in named}
    if len(names) > 1:
        names = {one.name for one in named if _WHENCE.search(text[: one.span.start])}
    if len(names) == 1:
        return names.pop()
    missions = [one for one in mentions if (one.dimension, one.name) == ("role", "mission")]
    if not names and any(_acts(text, one) for one in missions):
        return "official"  # what an embassy does, it does from its official account
    return None


def _is_origin(text: str, account: Mention) -> bool:
    return account.name == "official" and _stands_after_content(text, account)


def _stands_after_content(text: str, account: Mention) -> bool:
    return _ORIGIN.search(text[: account.span.start]) is not None


def role_of(text: str, mentions: Sequence[Mention]) -> str | None:
    """The role of the one who acts; a person who is merely mentioned has none."""
    for one in mentions:
        if one.dimension == "role" and one.name != "mission" and _acts(text, one):
            return one.name
    return None


def _acts(text: str, who: Mention) -> bool:
    return bool(
        _ACTS_AS.search(text[: who.span.start])
        or _ACTS_BEFORE.match(text[who.span.end :])
        or _AMHARIC_SUBJECT.match(who.words)
    )
