"""What stands on the Home tab: the texts, and what is the reader's own."""

from __future__ import annotations

from datetime import date, datetime

from bot.answering import wording
from bot.storage.receipts import Receipt
from knowledge.directive import Directive

PROFILE_WINDOW, PROFILE_EDIT = "My profile", "Change"
PROFILE_HINT = "What holds for most of your questions. A question can always say otherwise."
PROFILE_ACCOUNT, PROFILE_ROLE = "My questions are about", "I am"
ACCOUNTS = (
    ("", "either account"),
    ("personal", "a personal account"),
    ("official", "an official account"),
)
ROLES = (
    ("", "not told"),
    ("head_of_mission", "head of mission"),
    ("diplomat", "diplomat"),
    ("attache", "attaché"),
    ("administrative_staff", "administrative staff"),
    ("locally_engaged", "locally engaged"),
    ("intern", "intern"),
)

TITLE = "The social media directive"
INTRO = (
    "Ask me in a direct message, mention me in a channel, type /guideline for a private answer, "
    "or choose “Check this post” in the menu of any message."
)
IN_FORCE, CHANGED = "In force", "Changed lately"
PROFILE, RECEIPTS, LINKS = "My profile", "My recent answers", "My accounts"
NOTHING_CHANGED = "Nothing in the last months."
NO_RECEIPTS = "No answers of yours are on record."
NOT_LINKED = "To use Telegram with the same profile and receipts, type /link here."
LINKED = "Telegram is linked."
FORGET, FORGET_TITLE, FORGET_YES, FORGET_NO = (
    "Delete what is kept about me",
    "Delete everything?",
    "Delete everything",
    "Keep it",
)
FORGET_QUESTION = (
    "Receipts, feedback, profile, and what went to the desk. Your access stays; messages are "
    "yours to delete."
)


def forgotten_line(rows: int) -> str:
    """What was deleted."""
    return f"Deleted: {rows} records."


def directive_line(directive: Directive) -> str:
    """``MFA-SMD v2, Directive on …: version 2, in force since 1 March 2026``."""
    return f"{directive.key} · {directive.title}\n{wording.force_line(directive)}"


def changed_line(directive: Directive, day: date) -> str:
    """What came into force."""
    instead = f", in place of {directive.supersedes}" if directive.supersedes else ""
    return f"{wording.day_words(day)}: {directive.key} came into force{instead}."


def receipt_entry(receipt: Receipt) -> str:
    """A line of the list of receipts."""
    outcome = {"not_covered": "no clause", "quoted": "quoted"}.get(receipt.outcome, "")
    words = (receipt.verdict or outcome).replace("_", " ")
    clauses = ", ".join(str(quote.ref) for quote in receipt.quotes)
    line = f"{_moment(receipt.answered_at)} · {words}{' · ' if clauses else ''}{clauses}"
    changed = (f"{quote.ref}: {quote.how}" for quote in receipt.quotes if quote.how)
    return "\n".join(filter(None, (line, receipt.question, *changed)))


def profile_lines(account: str | None, role: str | None) -> str:
    """The profile, in words."""
    of = {name or None: words for name, words in (*ACCOUNTS, *ROLES) if name}
    told = of.get(account, "either account"), of.get(role, "not told")
    return f"{PROFILE_ACCOUNT}: {told[0]}\n{PROFILE_ROLE}: {told[1]}"


def _moment(moment: datetime) -> str:
    return wording.day_words(moment)
