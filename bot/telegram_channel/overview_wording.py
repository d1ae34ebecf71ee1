"""What is said around the matrix and the comparison of jurisdictions."""

from __future__ import annotations

from bot.answering.answer import Branch, Verdict

MATRIX_TITLE = "At a glance. Tap an action to read its clauses."
NOTHING_IN_MATRIX = "No clause in force speaks to this post. Ask a question about it in words."
COMPARE_USAGE = "Write the action after the command: /compare like"

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


def action_label(action: str) -> str:
    """An action as a button shows it."""
    words = action.replace("_", " ")
    return words[:1].upper() + words[1:]


def cell_words(cell: Branch) -> str:
    """``personal ✕ forbidden``."""
    return f"{cell.situation.account or ''} {_DOES[cell.verdict]}".strip()


def nothing_to_compare_line(words: str) -> str:
    """No text says anything of it."""
    return f"No text on record speaks to “{words[:60]}”. Try /compare like, or /compare share."
