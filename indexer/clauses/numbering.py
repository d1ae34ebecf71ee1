"""How a clause is cited, composed from its heading's number and the labels of its path."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.clauses.marker import BULLET, FULL, QUESTION
from indexer.clauses.outline import Step


def compose(base: str, path: Sequence[Step]) -> str:
    """``2635.702`` and (c), (1) make ``2635.702(c)(1)``; ``3.``, ``a.``, (1) make ``3.a.(1)``.

    A label with a full stop is joined by one to a label with a full stop, and put in brackets
    after a heading's number; a full number stands for itself; a bullet counts: ``23.1 •2``.
    """
    number, dotted = base, False
    for step in path:
        label = str(step.ordinal) if step.style == "1." else step.label
        if step.style == FULL:
            number, dotted = label, False
        elif step.style == BULLET:
            number, dotted = f"{number} •{step.ordinal}".strip(), False
        elif step.wrap == "(x)":
            number, dotted = f"{number}{'.' if dotted else ''}({label})", False
        elif not number or dotted:
            number, dotted = f"{number}{'.' if number else ''}{label}", step.wrap == "x."
        elif step.style == QUESTION:
            number = f"{number} {label}"
        else:
            number = f"{number}({label})"
    return number


def prefixed(label: str, number: str) -> str:
    """A number that occurs in several sections, told apart by its section: ``A.1``."""
    if number.startswith("("):
        return f"{label}{number}"
    if len(label) == 1 or (label.isupper() and label.isalpha()):
        return f"{label}.{number}"
    return f"{label} {number}"


def repeated(number: str, time: int) -> str:
    """A number that a text gives again, with nothing to tell the two apart: ``3[2]``."""
    return f"{number}[{time}]"
