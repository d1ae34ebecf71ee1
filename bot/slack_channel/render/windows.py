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


def desk_question_window(question: str, desk: str, about: dict[str, str]) -> Window:
    """Shows what will be sent, and asks whether the name goes with it."""
    options = [
        _option(desk_wording.NAMELESS, Consent.QUESTION_ONLY),
        _option(desk_wording.NAMED, Consent.QUESTION_AND_NAME),
    ]
    consent = {
        "type": "radio_buttons",
        "action_id": CONSENT,
        "options": options,
        "initial_option": options[0],
    }
    return _window(
        DESK_QUESTION,
        desk_wording.WINDOW,
        [
            *words_in_quotes(question),
            section(desk_wording.consent_line(desk)),
            _input(CONSENT, desk_wording.CONSENT_LABEL, consent),
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
    return _window(
        DESK_ANSWER,
        desk_wording.ANSWER_WINDOW,
        [
            *words_in_quotes(escalation.asked.question),
            _input(ANSWER, desk_wording.ANSWER_LABEL, field),
            context(desk_wording.ANSWER_HINT),
        ],
        submit=wording.SEND,
        about=escalation.id,
    )


def profile_window(profile: Profile) -> Window:
    """What holds for most of a person's questions."""
    return _window(
        PROFILE,
        home_wording.PROFILE_WINDOW,
        [
            _input(
                ACCOUNT,
                home_wording.PROFILE_ACCOUNT,
                _menu(ACCOUNT, home_wording.ACCOUNTS, profile.account),
            ),
            _input(ROLE, home_wording.PROFILE_ROLE, _menu(ROLE, home_wording.ROLES, profile.role)),
            context(home_wording.PROFILE_HINT),
        ],
        submit=wording.SAVE,
    )


def notice_window(title: str, words: str) -> Window:
    """A word where a window was expected."""
    return _window(NOTICE, title, [section(words)])


def _menu(action: str, known: tuple[tuple[str, str], ...], chosen: str | None) -> Block:
    # An option must have a value: the untold one has a dash.
    options = [_option(words, name or "-") for name, words in known]
    names = [name for name, _ in known]
    return {
        "type": "static_select",
        "action_id": action,
        "options": options,
        "initial_option": options[names.index(chosen) if chosen in names else 0],
    }


def _option(words: str, value: str) -> Block:
    return {"text": plain(words), "value": str(value)}


def _input(name: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": name, "label": plain(label), "element": element}


def _window(
    name: str, title: str, blocks: list[Block], *, submit: str = "", about: str = ""
) -> Window:
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
