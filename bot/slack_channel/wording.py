"""The sentences that only Slack needs; what every channel says stands in answering.wording."""

from __future__ import annotations

from bot.access.linking import NotLinked
from bot.answering import wording
from bot.answering.answer import Branch, Choice, Quote, Verdict
from knowledge.norm import NormKind

NEUTRAL = "This is a private service."
CONTINUED = "continued"
HELPFUL, NOT_HELPFUL = "Helpful", "Not helpful"
WHY, HIDE_WHY = "Why?", "Hide why"
MORE, FEWER = "More clauses", "Fewer clauses"
SHARE, TO_DM, ASK_DESK = "Share here", "Send to my DM", "Ask the desk"
MORE_TITLE = "Other clauses that came near, not part of the answer:"
STATUS = "is reading the directive…"
NOTHING_ASKED = "Ask a question in your own words, for instance: May I like this post?"
NOT_READABLE = "I read text only. Send the words of the post, or ask about it in words."
NO_SUCH_BUTTON = "This button is too old. Ask the question again."
ONLY_THE_ASKER = "Only the person who asked can change this answer. Ask me yourself, anywhere."
THANKS = "Thank you."
SENT_TO_DM = "It is in your direct messages."
SHARED = "Shared with everybody here."
SEND, SAVE, CANCEL = "Send", "Save", "Cancel"
WINDOW_LATE = "That took too long to open. Press the button again."

PROMPTS_TITLE = "Ask what the directive says, for instance:"
PROMPTS = (
    ("Liking a post", "May I like a post about foreign affairs from my personal account?"),
    ("Sharing", "May I share a post of the host government from the official account?"),
    ("Political parties", "May I follow a political party?"),
    ("Mistakes", "What must I do after posting something wrong?"),
)

MATRIX_TITLE = "At a glance"
MATRIX_HINT = "Choose what you want to do with it, to read the clauses:"
_DOES = {
    Verdict.FORBIDDEN: "✕ forbidden",
    Verdict.PERMITTED: "✓ allowed",
    Verdict.CONDITIONAL: "◐ on a condition",
    Verdict.REQUIRED: "! required",
    Verdict.NOT_REQUIRED: "○ not required",
    Verdict.DISCOURAGED: "▽ advised against",
    Verdict.RECOMMENDED: "△ recommended",
    Verdict.DEPENDS: "? depends",
}

_MAKES = {
    NormKind.PERMISSION: "a permission",
    NormKind.PROHIBITION: "a prohibition",
    NormKind.DUTY: "a duty",
    NormKind.EXEMPTION: "an exemption from a duty",
    NormKind.ADVICE_FOR: "a recommendation",
    NormKind.ADVICE_AGAINST: "a recommendation against it",
}
_NOT_LINKED = {
    NotLinked.UNKNOWN: "No such code is known. Codes work once.",
    NotLinked.EXPIRED: "This code has expired. Ask for a new one where you got it.",
    NotLinked.REVOKED: "This code cannot be used.",
    NotLinked.SAME_ACCOUNT: "Type this code in Telegram, not here.",
    NotLinked.TOO_OFTEN: "Too many tries. Wait a few minutes.",
}


def pieces_line(pieces: int) -> str:
    """A long clause stands in several pieces, whole."""
    return f"the clause is shown whole, in {pieces} parts"


def receipt_line(receipt: str) -> str:
    """The name under which the answer is on record."""
    return f"Receipt {receipt}"


def why_line(quote: Quote) -> str:
    """Which words of the clause decided, and under which condition."""
    norm, clause = quote.norm, quote.clause
    if norm is None:
        return f"{clause.ref} informs; no words of it forbid, allow or require."
    lead_in = clause.lead_in.text if clause.lead_in else ""
    source = lead_in if norm.in_lead_in else clause.text
    line = f"{clause.ref}: “{norm.trigger.of(source)}” makes it {_MAKES[norm.kind]}."
    if norm.condition:
        source = lead_in if norm.condition_in_lead_in else clause.text
        line += f" Condition: “{norm.condition.of(source)}”."
    if norm.exception:
        source = lead_in if norm.exception_in_lead_in else clause.text
        line += f" Exception: “{norm.exception.of(source)}”."
    return line


def situation_line(words: str) -> str:
    """How the question was understood."""
    return f"Understood as: {words}."


def option_label(choice: Choice, option: str) -> str:
    """A choice as its button shows it; "yes" alone would not say to what."""
    words = wording.option_words(option)
    words = words[0].upper() + words[1:]
    return f"Approval: {words.lower()}" if choice.about == "approved" else words


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


def shared_line(user: str) -> str:
    """Who showed a private answer to everybody; ``user`` is a Slack id."""
    return f"Shared by <@{user}>"


def action_label(action: str) -> str:
    """An action as a button shows it."""
    words = action.replace("_", " ")
    return words[:1].upper() + words[1:]


def act_question(action: str) -> str:
    """What is asked by choosing an action for a post."""
    return f"May I {action.replace('_', ' ')} this post?"


def cell_line(cell: Branch) -> str:
    """``personal ✕ forbidden §23.1``."""
    clauses = ", ".join(f"§{quote.clause.ref.number}" for quote in cell.quotes[:2])
    account = f"{cell.situation.account} " if cell.situation.account else ""
    return f"{account}{_DOES[cell.verdict]} {clauses}".strip()


def post_line(post: str) -> str:
    """Which post an answer is about."""
    return f"About: “{post[:140]}{'…' if len(post) > 140 else ''}”"


def link_code_line(code: str) -> str:
    """What to do with a code."""
    return f"Open the bot in Telegram within ten minutes and send it: /link {code}"


LINKED = "Done: both accounts are yours now, with one profile and one list of receipts."


def not_linked_line(reason: NotLinked) -> str:
    """Why a code joined nothing."""
    return _NOT_LINKED[reason]
