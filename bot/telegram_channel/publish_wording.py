"""The sentences of publishing that only Telegram needs; the rest is in publishing.wording."""

from __future__ import annotations

from datetime import date

from bot.answering.wording import day_words
from bot.publishing.wording import REQUEST

SEND_AS_FILE = (
    "To update a directive, send it as a file: Word (DOCX), PDF, HTML, Markdown or plain text."
)
FILE_GONE = "Telegram does not have this file any more. Send it again."
FILE_NOT_FETCHED = "The file could not be fetched from Telegram. Send it again in a few minutes."
WITHDRAWN = "The version before is not there any more to answer about its own days."
ALL_STATED = "That is all I need."
NOTHING_UNDER_WAY = "Nothing is under way."
UNDER_WAY = "Under way"
WRITE_DAY = "On which day shall it go live? For instance 2026-12-01 or 1 December 2026."
ALONE = (
    "There is no other admin who could approve it. Invite one on the server: "
    "attache invite --role admin"
)
ROLLED_BACK = "Done."
NOTHING_ROLLED_BACK = "Nothing was changed."
OTHER_DAY = "Another day"
EARLIER_PAGE, LATER_PAGE = "◀ Earlier", "Later ▶"
HOW_BACK = "To go back to the state before: /rollback"


def reading_line(name: str) -> str:
    """The file has come, and it takes a moment."""
    return f"Reading “{name}” …"


def stated_line(label: str, value: str) -> str:
    """A fact as it was stated."""
    return f"✓ {label}: {value}"


def after_line(name: str, first: str) -> str:
    """Of several files, one is asked about at a time."""
    return f"“{name}” is read too. I ask about it once “{first}” is settled."


def more_line(count: int) -> str:
    """The rest of a list that is too long for a chat."""
    return f"and {count} more"


def request_on_label(day: date) -> str:
    """Requests the publication for a day."""
    return f"{REQUEST} for {day_words(day)}"


def untold_line(incident: str) -> str:
    """Something happened to an update, and what it was cannot be shown."""
    return (
        f"There is news of an update, but it cannot be shown (incident {incident}). "
        "/publications tells how things stand."
    )


def show_label(name: str) -> str:
    """Shows one thing of the list anew."""
    return f"Show {name}"


def admin_name(label: str, number: int) -> str:
    """A person among admins: as the invitation names them."""
    return label or f"Admin no. {number}"
