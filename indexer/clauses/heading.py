"""What a heading is cited by, and which unmarked lines are headings.

``Article 23 Reactions`` and ``§ 2635.702 Use of …`` are cited by their number, which the items
below begin with; ``Part III`` and ``A.`` group what is numbered through. A line that goes on like
a sentence ("Article 36 applies …", "Section 3 of …") is a cross-reference and no heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.clauses.sentence import is_title

_CITING = (
    r"Articles?|Art\.|Section|Sec\.|Rule|Regulation|Clause|Paragraph|Para\.|Artikel|Artículo"
    r"|Artigo|Articolo|Статья|Madde|المادة|አንቀጽ"
)
_ANNEX = r"Annex|Appendix|Schedule|Attachment|Enclosure|Annexe|Anhang|Anexo|Приложение"
_GROUPING = (
    r"Part|Subpart|Chapter|Subchapter|Title|Book|Division|Teil|Kapitel|Abschnitt|Partie|Chapitre"
    r"|Titre|Parte|Capítulo|Título|Глава|Раздел|Часть|الفصل|الباب|ክፍል|ምዕራፍ"
)
_NUMBER = r"\d{1,5}(?:[.\-–]\d{1,4})*(?:\s?(?:bis|ter)\b|[a-zA-Z]\b)?|[IVXLC]{1,7}\b|[A-Z]\b"
_LABELLED = re.compile(
    rf"(?:(?P<word>(?i:{_CITING}|{_ANNEX}|{_GROUPING}))\s+|(?P<sign>§+)\s*)(?P<number>{_NUMBER})"
    r"(?!\w|[-–]\w|\()(?P<rest>.*)",
    re.DOTALL,
)
_CODE = re.compile(
    r"\d{1,3}\s[A-Z]{2,6}\s(?:[A-Z]-)?(?P<number>\d{1,5}(?:\.\d{1,4})*)(?!\S)"
    r"(?P<rest>(?!\s*[-–—]).*)",
    re.DOTALL,
)
_CODE_PART = re.compile(r"\d{1,3}\s[A-Z]{2,6}\s(?:PART|Part)\s(?P<number>\d{1,5})\b")
_DECIMAL = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,4})+|\d{1,3}(?=[.)]?\s+[^\Wa-z])(?!\s[A-Z]{2,}\s\d))[.)]?\s+\S"
)
_LETTERED = re.compile(r"(?P<number>[A-Z]|[IVXLC]{1,7})[.)]\s+\S")
_WORD = re.compile(r"\w+")
_SLUG_WORDS = 6
_SLUG_LENGTH = 60

NUMBERED = 14
"""From this level on, unmarked headings are nested by their numbers."""
_LEVELS = {"group": 11, "annex": 11, "subgroup": 12, "citing": 13, "numbered": NUMBERED}
ALONE, CAPITALS, BOLD, ATTACHED = 22, 21, 23, 24
"""Levels of headings that only their look betrays; all lie below marked and labelled ones."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the words of a heading say about its number and its rank."""

    number: str
    cites: bool
    level: int
    labelled: bool = True


def name_of(text: str) -> Naming:
    """The number that a heading is cited by; a slug of its words where it has none."""
    bare = text.strip("*_ ")
    if found := _LABELLED.match(bare):
        return _labelled(found)
    if found := _CODE_PART.match(bare):
        number = f"Part {found['number']}"
        return Naming(number, cites=False, level=_LEVELS["group"], labelled=False)
    if found := _CODE.match(bare):
        return _numbered(found["number"], _LEVELS["numbered"])
    if found := _DECIMAL.match(bare):
        return _numbered(found["number"], _LEVELS["numbered"])
    if found := _LETTERED.match(bare):
        return Naming(found["number"], cites=False, level=_LEVELS["citing"])
    return Naming(slug(bare), cites=False, level=ALONE, labelled=False)


def is_labelled_heading(text: str) -> bool:
    """Whether an unmarked line is a heading with a label and a number, and no sentence."""
    found = _LABELLED.match(text) or _CODE.match(text)
    if not found or len(text) > 200:
        return False
    rest = found["rest"].lstrip(" \t.:–—-")
    if not rest:
        return not found["rest"].strip() or found["rest"].strip() in ".:"
    if rest.startswith("[") and rest.endswith("]"):
        return True
    return is_title(rest, longest=180, stop_allowed=True) and not rest.startswith(("and ", "or "))


def has_words(text: str) -> bool:
    """Whether a labelled heading has more than its label."""
    found = _LABELLED.match(text) or _CODE.match(text)
    return found is None or bool(found["rest"].strip(" \t.:–—-"))


def slug(text: str) -> str:
    """The first words of a heading as a name that can be typed: ``media-interview-requests``."""
    words = [word.lower().strip("_") for word in _WORD.findall(text[:400])]
    name = "-".join([word for word in words if word][:_SLUG_WORDS])
    return name[:_SLUG_LENGTH].strip("-") or "section"


def _labelled(found: re.Match[str]) -> Naming:
    number = found["number"].strip()
    word = (found["word"] or "§").strip()
    if found["sign"] or re.fullmatch(_CITING, word, re.IGNORECASE):
        return Naming(number, cites=True, level=_LEVELS["citing"])
    name = f"{word.capitalize()} {number}"
    if re.fullmatch(_ANNEX, word, re.IGNORECASE):
        return Naming(name, cites=True, level=_LEVELS["annex"])
    outer = not word.lower().startswith(("sub", "chap", "kap", "cap", "глава", "абсч"))
    return Naming(name, cites=False, level=_LEVELS["group" if outer else "subgroup"])


def _numbered(number: str, level: int) -> Naming:
    return Naming(number, cites=True, level=level + number.count("."))
