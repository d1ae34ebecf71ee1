"""A sentence as the grammar reads it, and the way back from its tokens to spans of the clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.norms.marks import Stretch
from indexer.norms.places import Place, Places
from indexer.norms.tokens import Sentence, sentences_of
from knowledge.clause import Clause
from knowledge.norm import Span
from knowledge.vocabulary import Mention, Vocabulary

_OPEN_ENDS = ":—–-"
_CLOSING = frozenset('"”’)]')


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of ``text``. What stands before ``border`` is the end of the lead-in, which begins
    at ``lead_in_start`` of it; the rest is the clause's own text, from its beginning."""

    text: str
    tokens: Sentence
    border: int = 0
    lead_in_start: int = 0

    @property
    def item(self) -> int:
        """The position of the first token of the clause's own text."""
        before = (at for at, token in enumerate(self.tokens) if token.start >= self.border)
        return next(before, len(self.tokens))

    def span(self, stretch: Stretch) -> tuple[Span, bool] | None:
        """The stretch as a span, and whether it lies in the lead-in; of one that lies in both,
        the part in the clause's own text. None where no word is left."""
        tokens = list(self.tokens[stretch.start : stretch.end])
        own = [token for token in tokens if token.start >= self.border]
        tokens = own or tokens
        while tokens and not (tokens[-1].is_word or tokens[-1].text in _CLOSING):
            tokens.pop()
        if not any(token.is_word for token in tokens):
            return None
        shift = -self.border if own else self.lead_in_start
        return Span(tokens[0].start + shift, tokens[-1].end + shift), not own

    def places(self, vocabulary: Vocabulary) -> Places:
        """The vocabulary's entries in the line."""
        start, end = self.tokens[0].start, self.tokens[-1].end
        mentions = vocabulary.mentions(self.text[start:end], "en")
        return Places(self.tokens, tuple(self._place(one, start) for one in mentions))

    def _place(self, mention: Mention, shift: int) -> Place:
        """The tokens that the mention touches."""
        start, end = mention.span.start + shift, mention.span.end + shift
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, key=lambda token: token.start)
        return Place(mention.dimension, mention.name, Stretch(first, last))


def lines_of(clause: Clause) -> Iterator[Line]:
    """The sentences of the clause's own text."""
    for sentence in sentences_of(clause.text):
        yield Line(clause.text, sentence)


def joined_line(clause: Clause) -> Line | None:
    """The last sentence of the lead-in with the first of the item, read as one.

    The colon between them becomes a blank, so that all offsets stay."""
    if clause.lead_in is None or not clause.text.strip():
        return None
    lead_in = clause.lead_in.text.rstrip()
    if not lead_in or not (lead_in[-1] in _OPEN_ENDS + "?" or lead_in[-1].isalpha()):
        return None
    *_, last = sentences_of(lead_in)
    start = last[0].start
    head = lead_in[start:].rstrip(_OPEN_ENDS)
    head += " " * (len(lead_in) - start - len(head) + 1)
    first = next(iter(sentences_of(clause.text)))
    text = head + clause.text[: first[-1].end]
    tokens = [token for sentence in sentences_of(text) for token in sentence]
    return Line(text, tokens, border=len(head), lead_in_start=start)
