"""The modals: a question for the desk, an officer's answer, the profile."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from bot.slack_channel import desk_wording, home_wording, wording
from bot.slack_channel.render.desk import words_in_quotes
from bot.slack_channel.render.elements import context, plain, section
from bot.slack_channel.render.message import Block
from bot.storage.escalations import Consent, Escalation
from bot.storage.profiles import Profile

Window: TypeAlias = dict[str, Any]

DESK_QUESTION, DESK_ANSWER, PROFILE, NOTICE = "desk_question", "desk_answer", "profile", "notice"
CONSENT, ANSWER, ACCOUNT, ROLE = "consent", "answer", "account", "role"
LONGEST_ANSWER = 3000
LONGEST_HINT = 2000


def desk_question_window(question: str, desk: str, about: dict[str, str]) -> Window:
    """Shows what will be sent, and asks whether the name goes with it."""
    options = [
        option(desk_wording.NAMELESS, Consent.QUESTION_ONLY),
        option(desk_wording.NAMED, Consent.QUESTION_AND_NAME),
    ]
    consent = {
        "type": "radio_buttons",
        "action_id": CONSENT,
        "options": options,
        "initial_option": options[0],
    }
    return modal(
        DESK_QUESTION,
        desk_wording.WINDOW,
        [
            *words_in_quotes(question),
            section(desk_wording.consent_line(desk)),
            labelled(CONSENT, desk_wording.CONSENT_LABEL, consent),
        ],
        submit=wording.SEND,
        about=json.dumps(about),
    )


def desk_answer_window(escalation: Escalation) -> Window:
    """The question once more, and room for the officer's words."""
    field = {
        "type": "plain_text_input",
        "action_id": ANSWER,
        "multiline": True,
        "min_length": 1,
        "max_length": LONGEST_ANSWER,
    }
    return modal(
        DESK_ANSWER,
        desk_wording.ANSWER_WINDOW,
        [
            *words_in_quotes(escalation.asked.question),
            labelled(ANSWER, desk_wording.ANSWER_LABEL, field),
            context(desk_wording.ANSWER_HINT),
        ],
        submit=wording.SEND,
        about=escalation.id,
    )


def profile_window(profile: Profile) -> Window:
    """What holds for most of a person's questions."""
    return modal(
        PROFILE,
        home_wording.PROFILE_WINDOW,
        [
            labelled(
                ACCOUNT,
                home_wording.PROFILE_ACCOUNT,
                _menu(ACCOUNT, home_wording.ACCOUNTS, profile.account),
            ),
            labelled(
                ROLE, home_wording.PROFILE_ROLE, _menu(ROLE, home_wording.ROLES, profile.role)
            ),
            context(home_wording.PROFILE_HINT),
        ],
        submit=wording.SAVE,
    )


def notice_window(title: str, words: str) -> Window:
    """A word where a window was expected."""
    return modal(NOTICE, title, [section(words)])


def _menu(action: str, known: tuple[tuple[str, str], ...], chosen: str | None) -> Block:
    # An option must have a value: the untold one has a dash.
    options = [option(words, name or "-") for name, words in known]
    names = [name for name, _ in known]
    return {
        "type": "static_select",
        "action_id": action,
        "options": options,
        "initial_option": options[names.index(chosen) if chosen in names else 0],
    }


def option(words: str, value: str) -> Block:
    """A choice in a menu."""
    return {"text": plain(words), "value": str(value)}


def labelled(
    name: str, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    """An input with what it is for."""
    made: Block = {"type": "input", "block_id": name, "label": plain(label), "element": element}
    if hint:
        made["hint"] = plain(hint[:LONGEST_HINT])
    return made | ({"optional": True} if optional else {})


def modal(
    name: str, title: str, blocks: list[Block], *, submit: str = "", about: str = ""
) -> Window:
    """A window; ``about`` comes back with what was filled in."""
    window: Window = {
        "type": "modal",
        "callback_id": name,
        "title": plain(title),
        "close": plain(wording.CANCEL),
        "blocks": blocks,
    }
    if about:
        window["private_metadata"] = about
    if submit:
        window["submit"] = plain(submit)
    return window
