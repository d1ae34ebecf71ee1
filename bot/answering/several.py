"""Two questions in one message: each is asked for itself, so that each gets its answer."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.question import Question
from knowledge.asked_act import asked_acts
from knowledge.asker import account_of, role_of
from knowledge.situation import Situation
from knowledge.vocabulary import Vocabulary
from knowledge.vocabulary_words import language_of

_SENTENCES = re.compile(r"[^.!?።፧\n]+(?:[.!?።፧]+|\n+|$)")
_ASKING = re.compile(r"[?፧]\W*$")
_MOST = 3
# Fewer words lean on what stands before them: "and liking it?"
_FEWEST_WORDS = 4


def questions_in(question: Question, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions of a message, each with what is told before it; only the message itself where
    they are one matter: where a sentence names no act of its own, or two name the same."""
    parts = _parts(question.text)
    acts = [_acts(part, vocabulary) for part in parts]
    apart = all(acts) and len(frozenset().union(*acts)) == sum(map(len, acts))
    if not 1 < len(parts) <= _MOST or not apart or question.post:
        return (question,)
    first, *others = parts
    told, chosen = _told(first, vocabulary), question.chosen
    next_one = replace(
        question,
        before=None,
        profile=told.filled_from(question.profile),
        # What the message tells ends what was chosen before it; an approval is of one question.
        chosen=replace(
            chosen,
            approved=None,
            account=None if told.account else chosen.account,
            role=None if told.role else chosen.role,
        ),
    )
    return (replace(question, text=first), *(replace(next_one, text=part) for part in others))


def _told(part: str, vocabulary: Vocabulary) -> Situation:
    """Who acts, and from which account, by the sentences before the one that asks."""
    asking = next((one for one in _SENTENCES.findall(part) if _ASKING.search(one)), "")
    told = part.removesuffix(asking.strip())
    mentions = vocabulary.mentions(told, language_of(told))
    return Situation(account=account_of(told, mentions, None), role=role_of(told, mentions))


def _parts(text: str) -> list[str]:
    """What is told and asked up to each question mark; what follows the last belongs to it."""
    parts: list[str] = []
    told = ""
    for sentence in _SENTENCES.findall(text):
        told += sentence
        if _ASKING.search(sentence):
            parts.append(told.strip())
            told = ""
    if told.strip() and parts:
        parts[-1] += f" {told.strip()}"
    return parts


def _acts(part: str, vocabulary: Vocabulary) -> frozenset[str]:
    asking = next((one for one in _SENTENCES.findall(part) if _ASKING.search(one)), part)
    if len(asking.split()) < _FEWEST_WORDS:
        return frozenset()
    mentions = vocabulary.mentions(asking, language_of(asking))
    return frozenset(act.name for act in asked_acts(asking, mentions, vocabulary))
