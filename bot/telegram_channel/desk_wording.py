"""What is said around the desk: to the person who asks it, and to its officers."""

from __future__ import annotations

CLOSED = "There is no desk to ask here."
SENT = "Your question is at the desk. The answer comes here."
WITHDRAWN = "Your question was withdrawn."
NOT_OPEN = "This question is not open any more."
NOT_ALLOWED = "Only officers of the desk can answer here."
TEXT_ONLY = "The answer must be text. Reply again in words."
DELIVERED = "Delivered to the person who asked."
REPLY_HINT = "Reply to this message to answer. The person who asked gets your words."
WORD_NOTE = "This is the desk's word, not the directive's."
WITHDRAWN_THERE = "Withdrawn by the person who asked."
ANSWERED_THERE = "Answered."
REMINDER = "This question has waited for more than one working day."


def consent_line(desk: str) -> str:
    """What the desk will see; asked before anything is sent."""
    return (
        f"Ask {desk}? They will see the words of your question and the clauses nearest to it, "
        "and they will answer here."
    )


def question_line(name: str | None) -> str:
    """The head of a question at the desk."""
    return f"A question for the desk from {name}:" if name else "A question for the desk:"


def nearest_line(nearest: tuple[str, ...]) -> str:
    """What the bot found near, for the officer."""
    return "Nearest, but not an answer: " + "; ".join(nearest) if nearest else ""


def word_title(desk: str) -> str:
    """Marks the desk's word as such."""
    return f"Answer of {desk}"
