"""Questions about a piece of legal prose: does it open a list, carry a rule, stand alone?"""

from __future__ import annotations

import re

_TAIL = 1500
_OPEN_END = re.compile(r"(?:^|\s)[(\"“‘*_]*[^\W\d_]+(?:['’-][^\W\d_]+)*[\"”’»)*_]*\s*$")
_BOUNDARY = re.compile(r"[.!?。؟።][\"”’»)*_]*\s+(?=[\"“‘«(*_§]*(?:[^\W_a-z]|\Z))")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:e\.g|i\.e|[Nn]os?|[Aa]rts?|[Ss]ecs?|[Mm]rs?|Ms|Dr|St|vs|cf|al|etc|seq|app"
    r"|[Pp]aras?|[Rr]efs?|vol|pp?|approx|incl))\.$"
)
_RULE = re.compile(
    r"\b(?:shall|must|may|should|can|cannot|will|never|not|prohibit\w*|permit\w*|forbidden|forbid"
    r"|require[sd]?|allow\w*|encouraged|free to|entitled|needs?|dut(?:y|ies)|rights? to|except"
    r"|appl(?:y|ies))\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?!(?-i:May)\b)(?:shall|must|may|should|will|would|can|cannot|is|are|was|were|has|have|do|does|not"
    r"|never|apply|applies|means)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"\b(?:may|shall|must|not|should|will|can|is|are|be|to|by|for|of|that|who|which|if|when|where"
    r"|while|means?|includes?|including|following|in|on|with|from|as|a|an|the|or|and|either|only"
    r"|namely|their)\W*$",
    re.IGNORECASE,
)
_LONGEST_TITLE_WORDS = 22


def opens_list(text: str) -> bool:
    """Whether the text waits for a list: it ends with a colon, a dash, or a word without stop."""
    return announces_list(text) or _OPEN_END.search(text[-60:]) is not None


def announces_list(text: str) -> bool:
    """Whether the text ends with a colon or a dash."""
    return text[-40:].rstrip(' \t\n"*_').endswith((":", "：", "—", "–", ":-", " -"))


def carries_rule(text: str) -> bool:
    """Whether deontic words stand in it."""
    return _RULE.search(text) is not None


def hangs(text: str) -> bool:
    """Whether the text ends with a word that no sentence and no title ends with."""
    return _HANGING.search(text[-40:]) is not None


def opening_of(text: str) -> int:
    """Where the opening of a list begins: at its last sentence, if that is no mere "Namely:"."""
    begin = last_sentence(text)
    sentence = text[begin:]
    if begin and len(sentence.split()) < 4 and not carries_rule(sentence):
        return last_sentence(text[:begin].rstrip())
    return begin


def last_sentence(text: str) -> int:
    """Where the last sentence begins."""
    begin = max(0, len(text) - _TAIL)
    start = 0
    for boundary in _BOUNDARY.finditer(text, begin):
        stop = boundary.start() + 1
        if boundary.end() < len(text) and not _ABBREVIATION.search(text, max(0, stop - 12), stop):
            start = boundary.end()
    return start


def says_something(lead_in: str) -> bool:
    """Whether the opening of a list tells a reader anything without the items below it."""
    begin = last_sentence(lead_in)
    before = lead_in[:begin].strip()
    if before and not is_title(before, stop_allowed=True):
        return True
    sentence = lead_in[begin:]
    words = len(sentence.split())
    if words >= 20 and carries_rule(sentence):
        return True
    return words >= 12 and not hangs(sentence)


def is_sentence(text: str) -> bool:
    """Whether the text is complete by itself: a capital, a verb of its own, a full stop."""
    return text.endswith(".") and _begins_title(text) and _FINITE.search(text) is not None


def is_title(text: str, *, longest: int = 120, stop_allowed: bool = False) -> bool:
    """Whether the text reads like a heading: short, no sentence, no verb of a rule."""
    if len(text) > longest or not text:
        return False
    bare = text.strip("*_ ")
    if stop_allowed and bare.endswith(".") and _is_capitalised(bare):
        bare = bare[:-1]
    if not bare or not _begins_title(bare) or bare.endswith(tuple(".;:,!?—–-/…،؛")):
        return False
    if ". " in bare or "http" in bare or "@" in bare or "|" in bare:
        return False
    return len(bare.split()) <= _LONGEST_TITLE_WORDS and not _FINITE.search(bare)


def _begins_title(text: str) -> bool:
    first = text.lstrip("\"“'‘«§ ")[:1]
    return first.isdecimal() or (first.isalpha() and not first.islower())


def _is_capitalised(text: str) -> bool:
    """Whether the longer words are, as in titles; a few words alone may be anything."""
    words = text.split()
    return len(words) <= 2 or not any(word[:1].islower() for word in words if len(word) > 4)
