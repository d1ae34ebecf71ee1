"""The sentences of publishing that only Slack needs; the others stand in publishing.wording."""

from __future__ import annotations

from collections.abc import Sequence

from bot.publishing.wording import CANCELLED, fact_label
from bot.slack_channel.fetched import NotFetched

FLIPS_HINT = "They are listed on the last pages."
BACK, ON = "‹ Back", "Next ›"
APPROVE_TITLE = "Approve?"
REJECT_TITLE, REJECT_QUESTION = "Reject?", "Whoever requested it is told. What is live stays so."
WITHDRAW_TITLE, WITHDRAW_QUESTION = "Withdraw?", "Nobody can approve it then."
WITHDRAW_YES, WITHDRAW_NO = "Withdraw", "Leave it"
TELL_FACTS = "State what is missing"
UPDATE, UPDATE_WINDOW = "Update a directive", "Update a directive"
UPDATE_LABEL = "The new version, as a file"
UPDATE_HINT = (
    "Word (DOCX), PDF, HTML, Markdown or plain text, up to 10 MB. A larger one you can send me in "
    "a direct message. Nothing goes live before it was shown, requested and approved."
)
FACTS_WINDOW, REQUEST_WINDOW = "What is missing", "Request publication"
OFFERS_HINT = "For instance: "
DAY_LABEL = "Live on"
DAY_HINT = "Leave it empty to go live as soon as it is approved."
REASON_LABEL = "Why it may go live nevertheless"
DAY_PLACEHOLDER, REQUEST_SUBMIT = "At once", "Request"
ALONE = (
    "There is no other admin who could approve it. Name one in the configuration, or invite one on "
    "the server: attache invite --role admin"
)
HOME_TITLE, HOME_NOTHING = "Publishing", "Nothing is under way."
SHOW = "Show"
YOU, ANOTHER = "you", "another admin"
ROLL_BACK_TITLE = "Go back?"
NOT_FOR_YOU = (
    "Only admins can update a directive with a file. To ask about a post, send me its words."
)
NO_DOCUMENT = (
    "I read directives from Word (DOCX), PDF, HTML, Markdown or plain text. To ask about a post, "
    "send me its words."
)
_NOT_FETCHED = {
    NotFetched.ELSEWHERE: "lies with another service, where I cannot read it. Download it there, "
    "and send it to me as a file.",
    NotFetched.NO_FILE: "is a post or canvas of Slack's, which I cannot read. Save it as Word or "
    "PDF, and send me that file.",
    NotFetched.TOO_LARGE: "is too large: at most 20 MB. Save it without pictures, or send the "
    "directive without its annexes.",
    NotFetched.GONE: "is not there any more. Send it again.",
    NotFetched.NOT_ALLOWED: "could not be fetched: Slack does not let me read files here. Whoever "
    "runs me has to grant files:read and to install me again; then send it again.",
    NotFetched.TROUBLE: "could not be fetched: Slack is in trouble. Send it again in a few "
    "minutes.",
}


def plan_title(title: str) -> str:
    """The head of a plan."""
    return f"Plan: {title}"


def taken_line(name: str) -> str:
    """A file has come."""
    return f"Reading “{name}” …"


def one_at_a_time_line(first: str, others: Sequence[str]) -> str:
    """Of several files, one is read."""
    left = ", ".join(f"“{name}”" for name in others)
    return f"I take one file at a time: “{first}” now. Send {left} once it is settled."


def not_fetched_line(name: str, reason: NotFetched) -> str:
    """Why a file could not be read, and what helps."""
    return f"“{name}” {_NOT_FETCHED[reason]}" if name else f"The file {_NOT_FETCHED[reason]}"


def more_warnings_line(count: int) -> str:
    """The rest of a list that is too long for a chat."""
    return f"and {count} more {'warning' if count == 1 else 'warnings'}"


def cancelled_line(name: str) -> str:
    """In place of a plan that was given up."""
    return f"“{name}”: {CANCELLED}"


def request_line(title: str, *, alone: bool) -> str:
    """What a request brings about."""
    who = "you have" if alone else "another admin has"
    return f"{title} is to go live once {who} approved it."


def missing_line(missing: Sequence[str]) -> str:
    """What has to be stated before the plan can be made."""
    names = ", ".join(fact_label(key).lower() for key in missing)
    return f"It does not say: {names}."
