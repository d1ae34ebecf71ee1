"""Unnumbered paragraphs that have a name: questions, answers, definitions, examples, notes."""

from __future__ import annotations

import re

_QUESTION = re.compile(r"[*_]*(?:Q|Question|QUESTION)\s?\d{0,3}\s?[:.)]")
_ANSWER = re.compile(
    r"[*_]*(?:A|Answer|ANSWER)(?:\s?\d{1,3}\s?[:.)]|\s?(?P<who>\([^()]{1,80}\))?\s?:)[*_]*(?=\s)\s*"
)
_TERM = re.compile(
    r"(?:\*\*(?P<bold>[^*\n]{1,80})\*\*|\*(?P<italic>[^*\n]{1,80})\*|_(?P<under>[^_\n]{1,80})_"
    r"|[\"“«](?P<quoted>[^\"”»\n]{1,80})[\"”»])"
    r"(?P<between>[^.:;\n]{0,60}?)\s+(?:means?|includes?|refers? to|denotes?|is defined as"
    r"|are defined as|(?:shall )?(?:has|have) the meaning|shall mean)\b"
)
_LIST_TERM = re.compile(r"(?P<term>\S[^\n]{0,80})\n[ \t]*:[ \t]+\S")
_RUNS_ON = re.compile(r"[;,](?:\s+(?:and|or|and/or))?\s*$")
_LABEL = re.compile(
    r"[*_]*(?P<word>Example|Note|NOTE|Comment|Remark)s?(?:[ ](?P<number>\d{1,3}))?"
    r"(?:[ ]to[ ](?:paragraphs?[ ])?(?P<target>(?:\(\w{1,5}\))+))?[*_]*[ ]?[:.—][*_]*\s"
)


def is_question(text: str) -> bool:
    """Whether a paragraph or item asks: it is marked so, or ends with a question mark."""
    return _QUESTION.match(text) is not None or text[-8:].rstrip("\"'”’*_) ").endswith("?")


def answer_prefix(text: str) -> int | None:
    """How much of ``text`` announces an answer; ``None`` where it begins with no such word.

    "Answer (less restricted employees):" says whose answer it is, so it stays with the text.
    """
    if text[:1] not in "Aa*_":
        return None
    found = _ANSWER.match(text)
    if not found:
        return None
    return 0 if found["who"] else found.end()


def defined_term(text: str) -> str | None:
    """The term that a paragraph defines: ``*Accept* means …``, or a definition list's."""
    if text[:1] in '*_"“«' and (found := _TERM.match(text)):
        terms = (found["bold"], found["italic"], found["under"], found["quoted"])
        return next(term for term in terms if term).strip()
    if "\n" in text[:100] and (listed := _LIST_TERM.match(text)):
        return listed["term"].strip("*_ ")
    return None


def runs_on(text: str) -> bool:
    """Whether a paragraph is an unmarked item with more to come: it ends with "; or"."""
    return _RUNS_ON.search(text[-20:]) is not None


def label_of(text: str) -> tuple[str, str] | None:
    """What a labelled paragraph belongs to and is called: ("(a)", "Example 1")."""
    found = _LABEL.match(text)
    if not found:
        return None
    number = f" {found['number']}" if found["number"] else ""
    return found["target"] or "", found["word"].capitalize() + number
