"""The everyday words of situations: finds in a text the actions, accounts, topics it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from knowledge.misspelling import Misspellings
from knowledge.norm import Span
from knowledge.phrases import Found, PhraseBook, read_phrase
from knowledge.vocabulary_file import (
    ContextRule,
    Entry,
    VocabularyFile,
    read_vocabulary_file,
)
from knowledge.vocabulary_words import Word, forms, language_of, words_of

_DETERMINERS = "a an the my your our his her their this that these those any some all"
_PASSED_OVER = frozenset(_DETERMINERS.split())
_MOST_VARIANTS = 40
_REMEMBERED = 512
_FARTHEST = 4  # of the words before a word, those that a context rule may look at


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text that names an entry: ``words`` are the text of ``span``."""

    dimension: str
    name: str
    span: Span
    words: str
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class _Language:
    book: PhraseBook
    misspellings: Misspellings

    @classmethod
    def of(cls, entries: Sequence[Entry], ordinary: frozenset[str], language: str) -> _Language:
        misspellings = Misspellings(_single_words(entries, language), ordinary)
        return cls(_book(entries, language), misspellings)


class Vocabulary:
    """The entries of a vocabulary file, ready to be found in texts; ``open`` reads one."""

    def __init__(self, file: VocabularyFile) -> None:
        self._entries = {entry.key: entry for entry in file.entries}
        self._order = {key: order for order, key in enumerate(self._entries)}
        self._rules: dict[tuple[str, str], list[ContextRule]] = defaultdict(list)
        for rule in file.context:
            for word in rule.words:
                self._rules[rule.entry, word].append(rule)
        self._ordinary = file.ordinary
        self._languages: dict[str, _Language] = {}
        # One answer reads its question several times over, and the same limbs of clauses again.
        self._read = lru_cache(_REMEMBERED)(self._found)

    @classmethod
    def open(cls, path: Path | None = None) -> Vocabulary:
        """The vocabulary of a file; without a path, the one that the library carries."""
        return cls(read_vocabulary_file(path or Path(__file__).with_name("vocabulary.toml")))

    def mentions(self, text: str, language: str | None = None) -> tuple[Mention, ...]:
        """What ``text`` names, in the order of the text; of two overlapping, the longer counts."""
        return self._read(text, language or language_of(text))

    def _found(self, text: str, spoken: str) -> tuple[Mention, ...]:
        words = words_of(text, spoken)
        meant = [self._meant(word, spoken) for word in words]
        book = self._language(spoken).book
        found = [one for one in book.find(meant) if self._fits(one, meant)]
        chosen = _longest(found)
        return tuple(_mention(one, text, words, meant) for one in chosen)

    def words(self, dimension: str, name: str, language: str = "en") -> tuple[str, ...]:
        """The everyday words of an entry as plain text, those of every language included."""
        written = self._entry(dimension, name).words
        plain = (word for text in (*written[language], *written["any"]) for word in _plain(text))
        return tuple(dict.fromkeys(plain))

    def gloss(self, text: str, language: str | None = None) -> str:
        """The directive's own English words for what ``text`` names, each once, in its order."""
        glosses = (
            self._entry(mention.dimension, mention.name).gloss
            for mention in self.mentions(text, language)
        )
        return " ".join(dict.fromkeys(filter(None, glosses)))

    def names(self, dimension: str) -> tuple[str, ...]:
        """The names of a dimension, in the order of the file."""
        return tuple(entry.name for entry in self._entries.values() if entry.dimension == dimension)

    def label(self, dimension: str, name: str) -> str:
        """How a person reads the entry in a choice."""
        return self._entry(dimension, name).label

    def lineage(self, dimension: str, name: str) -> tuple[str, ...]:
        """The name, its parent, and so on to the widest."""
        line = [name]
        while (parent := self._entry(dimension, line[-1]).parent) and parent not in line:
            line.append(parent)
        return tuple(line)

    def is_without_account(self, action: str) -> bool:
        """Whether the action needs no account, so that a heading about accounts binds it not."""
        return self._entry("action", action).without_account

    def precedence(self, dimension: str, name: str) -> int:
        """The place of an entry in the file: of two topics the lower one decides."""
        return self._order[f"{dimension}.{name}"]

    def _entry(self, dimension: str, name: str) -> Entry:
        return self._entries[f"{dimension}.{name}"]

    def _language(self, language: str) -> _Language:
        # Built when first met: most questions are in one language, and a start-up is short.
        if language not in self._languages:
            self._languages[language] = _Language.of(
                tuple(self._entries.values()), self._ordinary, language
            )
        return self._languages[language]

    def _meant(self, word: Word, language: str) -> Word:
        known = self._language(language)
        if not known.book.forms.isdisjoint(word.keys):
            return word
        meant = known.misspellings.meant(word.lower)
        if meant is None:
            return word
        lower, keys = forms(meant, language)
        if keys[0] == word.keys[0]:  # of one family: a form that the vocabulary leaves out
            return word
        return Word(word.text, word.start, word.end, lower, keys)

    def _fits(self, found: Found, words: Sequence[Word]) -> bool:
        alone = len(found.positions) == 1
        return all(
            rule.allows(*_neighbours(words, position))
            for position in found.positions
            for rule in self._rules.get((found.phrase.entry.key, words[position].lower), ())
            if alone or rule.phrases
        )


def _book(entries: Sequence[Entry], language: str) -> PhraseBook:
    phrases = [
        read_phrase(entry, order, written, language)
        for order, entry in enumerate(entries)
        for written in (*entry.words["any"], *entry.words[language])
    ]
    return PhraseBook(phrases, language)


def _single_words(entries: Sequence[Entry], language: str) -> Iterator[str]:
    for entry in entries:
        for written in (*entry.words["any"], *entry.words[language]):
            if " " not in written and "|" not in written:
                yield forms(written.removeprefix("="), language)[0]


def _neighbours(words: Sequence[Word], position: int) -> tuple[list[str], list[str]]:
    """The words before a position, nearest first, and those after it, past determiners."""
    before = [word.lower for word in words[max(0, position - _FARTHEST) : position]]
    after = [word.lower for word in words[position + 1 :] if word.lower not in _PASSED_OVER]
    return [*reversed(before), "^"], [*after, "$"]


def _longest(found: Sequence[Found]) -> list[Found]:
    """Of overlapping phrases of a dimension the longest; the same words may name two entries."""
    taken: dict[str, set[int]] = defaultdict(set)
    chosen: dict[tuple[tuple[int, ...], str], Found] = {}
    rows: set[tuple[str, tuple[int, ...]]] = set()
    for one in sorted(found, key=lambda one: one.rank):
        row = (one.phrase.entry.dimension, one.positions)
        if row in rows or taken[row[0]].isdisjoint(one.positions):
            rows.add(row)
            taken[row[0]].update(one.positions)
            chosen.setdefault((one.positions, one.phrase.entry.key), one)
    return sorted(chosen.values(), key=lambda one: (one.positions, one.phrase.order))


def _mention(found: Found, text: str, words: Sequence[Word], meant: Sequence[Word]) -> Mention:
    span = Span(words[found.positions[0]].start, words[found.positions[-1]].end)
    misspelt = any(words[at].lower != meant[at].lower for at in found.positions)
    entry = found.phrase.entry
    return Mention(entry.dimension, entry.name, span, span.of(text), misspelt)


def _plain(written: str) -> Iterator[str]:
    """The plain phrases behind a written one; one with a gap has none."""
    if "~" in written:
        return
    choices = [part.removeprefix("=").split("|") for part in written.split()]
    for number, variant in enumerate(product(*choices)):
        if number == _MOST_VARIANTS:
            return
        yield " ".join(variant)
