"""The facts that a file may leave out: how each is asked for, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.directive import Directive, Rank

REPLACE = "replace"
YES, NO = "yes", "no"

_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A fact to be asked for. ``choices`` are all values there are; ``offers`` are likely ones,
    to be taken with one press, beside which any other may be written."""

    key: str
    sentence: str
    choices: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Misread:
    """An answer that cannot be taken; ``sentence`` says what would help."""

    sentence: str


def missing_of(known: Mapping[str, str], directives: Iterable[Directive]) -> tuple[str, ...]:
    """The facts to be asked for, in order. What an earlier version of the same directive says of
    its title, issuer and language holds for a new one too, unless that says otherwise."""
    new = "id" in known and all(one.id != known["id"] for one in directives)
    wanted = (*_DECISIVE, *(_DESCRIPTIVE if new else ()))
    return tuple(key for key in _SENTENCES if key in wanted and key not in known)


def question_of(
    key: str, known: Mapping[str, str], directives: Iterable[Directive], title: str = ""
) -> FactQuestion:
    """How to ask for ``key``. ``known`` are the facts so far, ``directives`` those that are live:
    both make offers, and none of them is taken unasked."""
    live = list(directives)
    earlier = [one for one in live if one.id == known.get("id")]
    name = known.get("id") or "the directive"
    match key:
        case "rank":
            return FactQuestion(key, _SENTENCES[key], choices=tuple(rank.value for rank in Rank))
        case "replace":
            sentence = (
                f"Version {known.get('version', '')} of {name} is there already, with other words. "
                "Shall this file take its place? If not, it needs another version."
            )
            return FactQuestion(key, sentence, choices=(YES, NO))
        case "id":
            offers: Iterable[str] = (one.id for one in live)
        case "title":
            offers = (*(one.title for one in earlier), title)
        case "issuer":
            offers = (one.issuer for one in [*earlier, *live])
        case "language":
            offers = (one.language for one in [*earlier, *live])
        case "jurisdiction":
            offers = (one.jurisdiction for one in [*earlier, *live])
        case _:
            offers = ()
    likely = tuple(dict.fromkeys(offer for offer in offers if offer))[:6]
    return FactQuestion(key, _SENTENCES[key], offers=likely, is_date=key in _DATES)


def read_answer(key: str, text: str) -> str | Misread:
    """The fact as it is stored, or what would help."""
    words = " ".join(text.split()).strip("\"'“”")
    if not words:
        return Misread("Nothing was written. " + _SENTENCES.get(key, ""))
    if len(words) > _LONGEST:
        return Misread(f"That is too long: at most {_LONGEST} characters.")
    return _READERS.get(key, str)(words)


_DECISIVE = ("id", "version", "in_force_from", "rank", "jurisdiction")
_DESCRIPTIVE = ("title", "issuer", "language")
_DATES = frozenset({"in_force_from", "in_force_until"})
_SENTENCES = {
    "id": "Which directive is this? Write its short name, the same in every version, such as "
    "MFA-SMD.",
    "title": "What is its full title?",
    "issuer": "Who issued it?",
    "version": "Which version is it? For instance 2.",
    "in_force_from": "From which day is it in force? For instance 2026-03-01 or 1 March 2026.",
    "in_force_until": "Which is the last day on which it is in force? For instance 2026-12-31.",
    "rank": "What is its rank?",
    "jurisdiction": "Where does it apply? Write home for your own ministry, else the country.",
    "language": "In which language is it written? Two letters, such as en or fr.",
    REPLACE: "Answer yes or no.",
}


def _identifier(words: str) -> str | Misread:
    if re.fullmatch(r"\w[\w./-]{0,39}", words):
        return words
    return Misread("A short name has no blanks: letters, digits, - . / only, such as MFA-SMD.")


def _version(words: str) -> str | Misread:
    plain = re.sub(r"^(?:version|v\.?)\s*", "", words, flags=re.IGNORECASE)
    if re.fullmatch(r"\w[\w.-]{0,19}", plain):
        return plain
    return Misread("A version is a number or a short word without blanks, such as 2 or 2.1.")


def _day(words: str) -> str | Misread:
    plain = _ORDINAL.sub("", words).replace(",", " ")
    for form in _DATE_FORMS:
        try:
            found: date = datetime.strptime(" ".join(plain.split()), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return found.isoformat()
    return Misread(
        "That is no day that is sure to be understood. Write 2026-03-01 or 1 March 2026."
    )


def _rank(words: str) -> str | Misread:
    plain = re.sub(r"[\s_-]+", " ", words.lower())
    known = [rank.value for rank in Rank]
    return plain if plain in known else Misread(f"Choose one of: {', '.join(known)}.")


def _language(words: str) -> str | Misread:
    if re.fullmatch(r"[A-Za-z]{2,3}", words):
        return words.lower()
    return Misread("Write the two letters of the language, such as en, fr or am.")


def _yes_or_no(words: str) -> str | Misread:
    plain = words.lower()
    return plain if plain in (YES, NO) else Misread("Answer yes or no.")


_READERS: Mapping[str, Callable[[str], str | Misread]] = {
    "id": _identifier,
    "version": _version,
    "in_force_from": _day,
    "in_force_until": _day,
    "rank": _rank,
    "language": _language,
    REPLACE: _yes_or_no,
}
