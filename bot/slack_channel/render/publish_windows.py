"""The windows of publishing: a file, the facts that it leaves out, the request."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.publishing import wording as publishing
from bot.publishing.facts import FactQuestion
from bot.publishing.outcomes import LEAST_REASON, NotDone
from bot.slack_channel import publish_wording, wording
from bot.slack_channel.render.elements import plain, section
from bot.slack_channel.render.message import Block
from bot.slack_channel.render.windows import Window, labelled, modal, option
from bot.storage.submissions import Submission

UPDATE_WINDOW, FACTS_WINDOW, REQUEST_WINDOW = "update_directive", "facts", "request_publication"
FILE, DAY, REASON = "file", "day", "reason"
# The words of a file's name that its reader knows.
FILE_TYPES = ("docx", "pdf", "html", "htm", "md", "txt")
LONGEST_REASON = 2000


def update_window() -> Window:
    """Takes one file."""
    field = {"type": "file_input", "action_id": FILE, "filetypes": [*FILE_TYPES], "max_files": 1}
    hint = publish_wording.UPDATE_HINT
    return modal(
        UPDATE_WINDOW,
        publish_wording.UPDATE_WINDOW,
        [labelled(FILE, publish_wording.UPDATE_LABEL, field, hint=hint)],
        submit=wording.SEND,
    )


def facts_window(
    submission: Submission, questions: Sequence[FactQuestion], asked_at: dict[str, str]
) -> Window:
    """Asks for all that is missing at once. ``asked_at`` is the message whose button opened it."""
    return modal(
        FACTS_WINDOW,
        publish_wording.FACTS_WINDOW,
        [section(f"“{submission.name}”"), *map(_fact, questions)],
        submit=wording.SEND,
        about=json.dumps({"submission": submission.id, **asked_at}),
    )


def _fact(question: FactQuestion) -> Block:
    hint = question.sentence
    if question.offers:
        hint = f"{hint} {publish_wording.OFFERS_HINT}{' · '.join(question.offers)}"
    if question.choices:
        field: Block = {
            "type": "static_select",
            "action_id": question.key,
            "options": [option(choice, choice) for choice in question.choices],
        }
    elif question.is_date:
        field = {"type": "datepicker", "action_id": question.key}
    else:
        field = {"type": "plain_text_input", "action_id": question.key, "max_length": 200}
    return labelled(question.key, publishing.fact_label(question.key), field, hint=hint)


def request_window(
    submission: Submission, *, title: str, reason_wanted: bool, alone: bool
) -> Window:
    """When it is to go live, and why nevertheless where answers turn wrong."""
    day: Block = {
        "type": "datepicker",
        "action_id": DAY,
        "placeholder": plain(publish_wording.DAY_PLACEHOLDER),
    }
    blocks = [
        section(publish_wording.request_line(title, alone=alone)),
        labelled(DAY, publish_wording.DAY_LABEL, day, hint=publish_wording.DAY_HINT, optional=True),
    ]
    if reason_wanted:
        field = {
            "type": "plain_text_input",
            "action_id": REASON,
            "multiline": True,
            "min_length": LEAST_REASON,
            "max_length": LONGEST_REASON,
        }
        hint = NotDone.REASON_WANTED.sentence
        blocks.append(labelled(REASON, publish_wording.REASON_LABEL, field, hint=hint))
    return modal(
        REQUEST_WINDOW,
        publish_wording.REQUEST_WINDOW,
        blocks,
        submit=publish_wording.REQUEST_SUBMIT,
        about=submission.id,
    )
