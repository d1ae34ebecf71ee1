"""Half questions in a conversation: "and from the embassy's page?", "what if it is sport?"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.question import Question
from knowledge.situation import Situation
from knowledge.situation_reading import SituationReading

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|same|even if|what about|how about|what if|what when|if)\b"
    r"|^\W*(?:et|mais|ou|et si|même si)\b|^\W*(?:እና|ግን|ስለ)",
    re.IGNORECASE,
)
_SHORT = 6


def follows_up(question: Question, reading: SituationReading) -> bool:
    """Whether a question leans on the one before it: it opens like one and names no other act,
    or is a few words without an act."""
    if question.before is None:
        return False
    acts = set(reading.asked) - {reading.situation.action}
    opens = _OPENING.search(question.text) is not None
    short = len(question.text.split()) <= _SHORT
    return (opens and not acts and len(question.text.split()) <= 2 * _SHORT) or (
        short and reading.situation.action is None
    )


def joined(question: Question) -> Question:
    """The question before with what this one adds; the post, the day, and the topic that was chosen
    carry over. An approval is of one question alone."""
    before = question.before
    if before is None:
        return question
    return replace(
        question,
        text=f"{before.text.rstrip(' ?.!')}, {question.text.strip()}",
        profile=question.profile.filled_from(before.profile),
        chosen=question.chosen.filled_from(Situation(topic=before.chosen.topic)),
        post=question.post or before.post,
        day=question.day or before.day,
        before=None,
    )
