"""The sentences that only Slack needs; what every channel says stands in answering.wording."""

from __future__ import annotations

from datetime import date, datetime

from bot.access.linking import NotLinked
from bot.answering import wording
from bot.answering.answer import Branch, Choice, Quote, Verdict
from bot.storage.receipts import Receipt
from knowledge.directive import Directive
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

DESK_CLOSED = "There is no desk to ask here."
DESK_SENT = "Your question is at the desk. The answer comes here."
DESK_WITHDRAW, DESK_WITHDRAWN = "Withdraw my question", "Your question was withdrawn."
DESK_NOT_OPEN = "This question is not open any more."
DESK_NOT_ALLOWED = "Only officers of the desk can answer here."
DESK_DELIVERED = "Delivered to the person who asked."
DESK_ANSWER, DESK_ANSWERED = "Answer", "Answered."
DESK_WITHDRAWN_THERE = "Withdrawn by the person who asked."
DESK_REMINDER = "This question has waited for more than one working day."
DESK_WORD_NOTE = "This is the desk's word, not the directive's."
DESK_QUESTION_LABEL, DESK_ANSWER_LABEL = "Question", "Your answer"
DESK_ANSWER_HINT = "The person who asked gets your words, marked as the desk's."
DESK_WINDOW, DESK_ANSWER_WINDOW = "Ask the desk", "Answer a question"
SEND, SAVE, CANCEL = "Send", "Save", "Cancel"
CONSENT_LABEL = "What may they see?"
NAMELESS, NAMED = "My question, without my name", "My question, with my name"

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

HOME_TITLE = "The social media directive"
HOME_INTRO = (
    "Ask me in a direct message, mention me in a channel, type /guideline for a private answer, "
    "or choose “Check this post” in the menu of any message."
)
HOME_IN_FORCE, HOME_CHANGED = "In force", "Changed lately"
HOME_PROFILE, HOME_RECEIPTS, HOME_LINKS = "My profile", "My recent answers", "My accounts"
HOME_NOTHING_CHANGED = "Nothing in the last months."
HOME_NO_RECEIPTS = "No answers of yours are on record."
HOME_NOT_LINKED = "To use Telegram with the same profile and receipts, type /link here."
HOME_LINKED = "Telegram is linked."
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


def consent_line(desk: str) -> str:
    """What the desk will see; said before anything is sent."""
    return (
        f"{desk[:1].upper()}{desk[1:]} will see the words of your question and the clauses "
        "nearest to it, and will answer where you asked."
    )


def desk_title(name: str | None) -> str:
    """The head of a question at the desk."""
    return f"A question for the desk from {name}" if name else "A question for the desk"


def desk_nearest_line(nearest: tuple[str, ...]) -> str:
    """What the bot found near, for the officer."""
    return "Nearest, but not an answer: " + "; ".join(nearest)


def desk_word_title(desk: str) -> str:
    """Marks the desk's word as such."""
    return f"Answer of {desk}"


def asked_line(words: str) -> str:
    """Which question the desk's word answers, where it does not stand below it."""
    return f"You asked: {words[:300]}"


def link_code_line(code: str) -> str:
    """What to do with a code."""
    return f"Open the bot in Telegram within ten minutes and send it: /link {code}"


LINKED = "Done: both accounts are yours now, with one profile and one list of receipts."


def not_linked_line(reason: NotLinked) -> str:
    """Why a code joined nothing."""
    return _NOT_LINKED[reason]


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
    changed = " (reads otherwise now)" if any(q.changed_in for q in receipt.quotes) else ""
    line = f"{_moment(receipt.answered_at)} · {words}{' · ' if clauses else ''}{clauses}{changed}"
    return f"{line}\n{receipt.question}" if receipt.question else line


def profile_lines(account: str | None, role: str | None) -> str:
    """The profile, in words."""
    of = {name or None: words for name, words in (*ACCOUNTS, *ROLES) if name}
    told = of.get(account, "either account"), of.get(role, "not told")
    return f"{PROFILE_ACCOUNT}: {told[0]}\n{PROFILE_ROLE}: {told[1]}"


def _moment(moment: datetime) -> str:
    return wording.day_words(moment)
