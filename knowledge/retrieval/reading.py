"""What retrieval reads out of a question: its terms, its question and its story, its vectors.

People tell a story and put the question before or after it. The question alone is often the
clause's own subject, and the story alone is often what tells two clauses apart, so both are
scored apart as well as together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.encoding import QueryEncoder
from knowledge.terms import query_terms

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?;።፧؟])\s+|\n+")
_ASKING = re.compile(r"[?፧؟]\W*$")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,200})[\"”“»]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart. ``vectors`` are those of the whole, the question, the story;
    without a story the third is all zeros, so that it is near nothing."""

    terms: tuple[str, ...]
    question_terms: tuple[str, ...]
    story_terms: tuple[str, ...]
    concepts: tuple[str, ...]
    phrases: tuple[str, ...]
    vectors: NDArray[np.float32]


def read(
    text: str,
    encoder: QueryEncoder,
    languages: Sequence[str] = ("en",),
    concepts: Sequence[str] = (),
    post: str = "",
) -> Reading:
    """Take a question apart; ``concepts`` are the vocabulary's entries that it mentions, and
    ``post`` is a text that the question is about, which belongs to the story."""
    question, story = question_and_story(text)
    story = f"{story} {post}".strip()
    text = f"{text} {post}".strip()
    texts = [text] if not story else [text, question, story]
    vectors = encoder.encode(texts)
    if not story:
        vectors = np.stack((vectors[0], vectors[0], np.zeros_like(vectors[0])))
    asked = tuple(query_terms(question, languages))
    return Reading(
        terms=tuple(query_terms(text, languages)),
        question_terms=asked,
        story_terms=tuple(t for t in query_terms(story, languages) if t not in asked),
        concepts=tuple(concepts),
        phrases=tuple(found.strip() for found in _QUOTED.findall(text)),
        vectors=vectors,
    )


def question_and_story(text: str) -> tuple[str, str]:
    """The sentences that end in a question mark, and the others; all is question without one."""
    sentences = [part for part in _BETWEEN_SENTENCES.split(text) if part.strip()]
    asking = [sentence for sentence in sentences if _ASKING.search(sentence)]
    telling = [sentence for sentence in sentences if not _ASKING.search(sentence)]
    if not asking or not telling:
        return text, ""
    return " ".join(asking), " ".join(telling)
