"""The sentences that only Telegram needs; what every channel says stands in answering.wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.answering import wording
from bot.answering.answer import Choice, Quote
from bot.storage.receipts import Receipt
from knowledge.clause import ClauseRef
from knowledge.norm import NormKind

NEUTRAL = "This is a private service."
CONTINUED = "continued"
HELPFUL, NOT_HELPFUL = "Helpful", "Not helpful"
WHY, HIDE_WHY = "Why?", "Hide why"
MORE, FEWER = "More clauses", "Fewer clauses"
NEAREST, HIDE_NEAREST = "Read the nearest clauses", "Hide the nearest clauses"
ASK_DESK = "Ask the desk"
SEND_NAMELESS, SEND_NAMED, CANCEL = "Send without my name", "Send with my name", "Cancel"
WITHDRAW = "Withdraw my question"
MORE_TITLE = "Other clauses that came near, not part of the answer:"
NOT_READABLE = (
    "I read text only. Send the words of the post, or reply to it with your question in words."
)
LINKED = "Done: both accounts are yours now, with one profile and one list of receipts."
LINK_VOID = "This code cannot be used. Codes work once, for ten minutes: type /link in Slack."
LINK_SAME_ACCOUNT = "Type this code in Slack, not here."
LINK_IN_PRIVATE = "Write /link to me alone: the code is meant for you."
NOTHING_ASKED = "Ask a question in your own words, for instance: May I like this post?"
NO_SUCH_BUTTON = "This button is too old. Ask the question again."
ONLY_THE_ASKER = "Only the person who asked can change this answer."
THANKS_HELPFUL = "Thank you."
WELCOME = "You have access. Your questions are answered with the clause itself, word for word."
INVITE_VOID = "This invitation cannot be used. Ask whoever sent it for a new one."
HELP = (
    "Ask a question about the social media directive in your own words. The answer is the verdict "
    "and the clause itself.\n\n"
    "To ask about a post: forward it here, or reply to it with your question. A photo's caption "
    "counts as the post. Edit your question, and its answer is corrected.\n\n"
    "The account that you choose under an answer holds for your next questions too, until you "
    "name another one or change your /profile.\n\n"
    "/clause 23.1 – read a clause\n"
    "/matrix – what is allowed, at a glance\n"
    "/compare like – other countries' practice\n"
    "/profile – which account your questions are about\n"
    "/whatsnew – what changed; /subscribe, to be told of changes\n"
    "/receipt – proof of what you were told\n"
    "/forget – delete what is kept about you\n\n"
    "In a group I see commands and replies to my messages only: write /ask and your question, or "
    "reply to a post with /ask. Everybody in the group reads the answer."
)
ASK_USAGE = "Write the question after the command: /ask May I like this post?"
CLAUSE_USAGE = "Write the clause's number after the command: /clause 23.1"
RECEIPT_USAGE = "Write the receipt's name after the command: /receipt 7k3m9x2p4q"
NO_SUCH_RECEIPT = "There is no such receipt of yours. /receipt lists the latest."
NO_RECEIPTS = "No answers of yours are on record."
RECEIPT_TITLE = "Receipt"
STILL_READS, READS_OTHERWISE, NOT_IN_FORCE = (
    "reads the same today",
    "reads otherwise today",
    "is not in the directive any more",
)
FORGET_QUESTION = (
    "Delete everything that is kept about your questions: receipts, feedback, profile, and what "
    "went to the desk? Your access stays."
)
FORGET_YES, FORGET_NO = "Delete everything", "Keep it"
FORGET_KEPT = "Nothing was deleted."
PROFILE_TITLE = "Your questions are understood as being about:"
PROFILE_HINT = "Choose what holds for most of your questions. A question can always say otherwise."
PROFILE_SAVED = "Saved."
WHATSNEW_ON, WHATSNEW_OFF = "Tell me of changes", "Stop telling me"
WHATSNEW_SUBSCRIBED = "You will be told here when the directive changes."
WHATSNEW_UNSUBSCRIBED = "You will not be told of changes."
UNKNOWN_COMMAND = "There is no such command. /help lists them."

_MAKES = {
    NormKind.PERMISSION: "a permission",
    NormKind.PROHIBITION: "a prohibition",
    NormKind.DUTY: "a duty",
    NormKind.EXEMPTION: "an exemption from a duty",
    NormKind.ADVICE_FOR: "a recommendation",
    NormKind.ADVICE_AGAINST: "a recommendation against it",
}


def piece_line(number: int, pieces: int) -> str:
    """Which piece of a long clause this is; nothing where there is one only."""
    return f"\npart {number} of {pieces} of this clause" if pieces > 1 else ""


def lost_characters_line(count: int) -> str:
    """The one way in which Telegram changes a text, told where it happens."""
    return f"Telegram does not show {count} invisible character{'s' if count > 1 else ''} of it."


def why_line(quote: Quote) -> str:
    """Which words of the clause decided, and under which condition."""
    norm = quote.norm
    if norm is None:
        return f"{quote.clause.ref} informs; no words of it forbid, allow or require."
    clause = quote.clause
    source = clause.lead_in.text if norm.in_lead_in and clause.lead_in else clause.text
    line = f"{clause.ref}: “{norm.trigger.of(source)}” makes it {_MAKES[norm.kind]}."
    if norm.condition:
        line += f" Condition: “{norm.condition.of(clause.text)}”."
    if norm.exception:
        line += f" Exception: “{norm.exception.of(clause.text)}”."
    return line


def also_line(quotes: Sequence[Quote]) -> str:
    """Further clauses that say the same; Telegram makes commands of them that can be tapped."""
    return "Also: " + " ".join(clause_command(quote.clause.ref) for quote in quotes)


def clause_command(ref: ClauseRef) -> str:
    """``/clause_10_3_a``."""
    return "/clause_" + "_".join(re.findall(r"[0-9A-Za-z]+", ref.number))


def receipt_line(receipt: str) -> str:
    """Where the proof of the answer is; Telegram makes a command of it that can be tapped."""
    return f"Receipt: /receipt_{receipt}"


def situation_line(words: str) -> str:
    """How the question was understood."""
    return f"Understood as: {words}."


def too_fast_line(seconds: float) -> str:
    """A kind word on the rate limit."""
    wait = max(1, round(seconds))
    return (
        f"That was quick. I can take your next question in {wait} second{'s' * (wait > 1)}; "
        "this one was not answered, please send it again then."
    )


def fault_line(incident: str) -> str:
    """What is said when no answer could be given."""
    return (
        "Something went wrong on our side, and your message could not be worked. "
        f"Please send it again. Incident {incident}."
    )


def link_code_line(code: str) -> str:
    """What to do with a code."""
    return f"Type this in Slack within ten minutes: /link {code}"


def forgotten_line(rows: int) -> str:
    """What was deleted."""
    return f"Deleted: {rows} records. Messages in this chat are yours to delete."


def unavailable_clause_line(number: str) -> str:
    """No clause has that number."""
    return f"No clause in force has the number {number}."


def option_label(choice: Choice, option: str) -> str:
    """A choice as its button shows it; "yes" alone would not say to what."""
    words = wording.option_words(option)
    words = words[0].upper() + words[1:]
    return f"Approval: {words.lower()}" if choice.about == "approved" else words


WHATSNEW_TITLE = "Your answers that are out of date"
NOTHING_CHANGED = "No clause that you were quoted reads otherwise now."
_PROFILE = {"account": "Account", "role": "You are", "posting": "Posting"}


def thanks_unhelpful_line(desk: str) -> str:
    """An answer that did not help has a way on, where there is one."""
    return "Thank you. You can also ask the desk." if desk else "Thank you."


def profile_line(name: str, value: str | None) -> str:
    """One fact of a profile."""
    return f"{_PROFILE[name]}: {wording.option_words(value) if value else 'not told'}"


def profile_option(field: str, value: str) -> str:
    """What a button of the profile shows."""
    if not value:
        return "Either account" if field == "account" else "Role not told"
    words = wording.option_words(value)
    return words[0].upper() + words[1:]


def changed_line(receipt: str, reference: str, how: str) -> str:
    """An answer that is not up to date any more."""
    return f"{reference} reads otherwise since you were told of it. {how} /receipt_{receipt}"


def more_changed_line(count: int) -> str:
    """Further answers that are not up to date."""
    return f"… and {count} more; /receipt lists your answers."


def asked_line(question: str | None) -> str:
    """The question, where the configuration lets it be kept."""
    return f"Asked: {question}" if question else "Asked: the words are not kept here"


def outcome_line(outcome: str, verdict: str | None) -> str:
    """What was answered."""
    words = (verdict or {"not_covered": "no clause speaks to it"}.get(outcome, outcome)).replace(
        "_", " "
    )
    return f"Answer: {words}"


def snapshot_line(snapshot: str, moment: datetime) -> str:
    """When, and from which build of the index."""
    return f"Told: {wording.day_words(moment)}, {moment:%H:%M} UTC, from snapshot {snapshot}"


def reads_line(reference: str, today: str) -> str:
    """``MFA-SMD v2 §23.1 reads the same today``."""
    return f"{reference} {today}"


def receipt_entry(receipt: Receipt) -> str:
    """A line of the list of receipts."""
    clauses = ", ".join(str(quote.ref) for quote in receipt.quotes) or "no clause"
    return f"{wording.day_words(receipt.answered_at)}: {clauses} /receipt_{receipt.id}"
