"""What is said around the desk: to the person who asks it, and to its officers."""

from __future__ import annotations

CLOSED = "There is no desk to ask here."
SENT = "Your question is at the desk. The answer comes here."
WITHDRAW, WITHDRAWN = "Withdraw my question", "Your question was withdrawn."
NOT_OPEN = "This question is not open any more."
NOT_ALLOWED = "Only officers of the desk can answer here."
DELIVERED = "Delivered to the person who asked."
ANSWER, ANSWERED = "Answer", "Answered."
WITHDRAWN_THERE = "Withdrawn by the person who asked."
REMINDER = "This question has waited for more than one working day."
WORD_NOTE = "This is the desk's word, not the directive's."
QUESTION_LABEL, ANSWER_LABEL = "Question", "Your answer"
ANSWER_HINT = "The person who asked gets your words, marked as the desk's."
WINDOW, ANSWER_WINDOW = "Ask the desk", "Answer a question"
CONSENT_LABEL = "What may they see?"
NAMELESS, NAMED = "My question, without my name", "My question, with my name"


def consent_line(desk: str) -> str:
    """What the desk will see; said before anything is sent."""
    return (
        f"{desk[:1].upper()}{desk[1:]} will see the words of your question and the clauses "
        "nearest to it, and will answer where you asked."
    )


def title_line(name: str | None) -> str:
    """The head of a question at the desk."""
    return f"A question for the desk from {name}" if name else "A question for the desk"


def nearest_line(nearest: tuple[str, ...]) -> str:
    """What the bot found near, for the officer."""
    return "Nearest, but not an answer: " + "; ".join(nearest)


def word_title(desk: str) -> str:
    """Marks the desk's word as such."""
    return f"Answer of {desk}"


def asked_line(words: str) -> str:
    """Which question the desk's word answers, where it does not stand below it."""
    return f"You asked: {words[:300]}"
