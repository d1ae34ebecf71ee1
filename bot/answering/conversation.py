"""What a person chose in a conversation: for the question it was asked of, and for those after."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import NotCovered, Quoted, Ruled
from bot.answering.question import Question
from knowledge.situation import Situation


def with_choice(question: Question, about: str, option: str) -> Question:
    """The question with the fact that was chosen: account, topic, role or approval."""
    if about == "approved":
        chosen = Situation(approved=option == "yes")
    else:
        chosen = Situation(**{about: option})  # type: ignore[arg-type]  # the others are texts
    return replace(question, chosen=chosen.filled_from(question.chosen))


def following(question: Question, before: Question | None) -> Question:
    """The question as the next one of a conversation: with the account and role chosen in it."""
    if before is None:
        return question
    lasting = Situation(account=before.chosen.account, role=before.chosen.role)
    return replace(question, before=before, chosen=question.chosen.filled_from(lasting))


def without_choices(question: Question) -> Question:
    """The question with its choices as mere facts: a follow-up takes them, no other question.
    Whether an approval was given is a fact of nobody else."""
    known = replace(question.known, approved=None)
    return replace(question, profile=known, chosen=Situation())


def still_chosen(answer: Ruled | Quoted | NotCovered) -> Situation:
    """What was chosen and goes on: whoever names another account or role ends the choice."""
    chosen = answer.question.chosen
    now = answer.situation
    return replace(
        chosen,
        account=chosen.account if chosen.account == now.account else None,
        role=chosen.role if chosen.role == now.role else None,
    )
