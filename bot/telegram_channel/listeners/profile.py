"""``/profile``: what holds for most of a person's questions, told once."""

from __future__ import annotations

from dataclasses import replace

from bot.storage.people import Person
from bot.storage.profiles import Profile
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Edit, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import post, text_message
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.callback_data import Act, data_of
from bot.telegram_channel.render.keyboards import rows_of
from bot.telegram_channel.render.message import Button, Keyboard
from bot.telegram_channel.render.rich_text import RichText, bold

ACCOUNTS = ("personal", "official", "")
ROLES = (
    "head_of_mission",
    "diplomat",
    "attache",
    "administrative_staff",
    "locally_engaged",
    "intern",
    "",
)
_OPTIONS = {"account": ACCOUNTS, "role": ROLES}


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Shows the profile; ``/profile Kenya`` sets the posting, ``/profile -`` takes it off."""

    def commit() -> Decision:
        profile = front.profiles.of(person.id)
        if said.text:
            profile = replace(profile, country=None if said.text == "-" else said.text[:60])
            front.asking.tell(person, profile)
        return Decision((post(said, _content(profile), _keyboard(profile)),), person.id)

    return commit


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Keeps what was chosen."""
    field, value = tap.part(0), tap.part(1)
    if value not in _OPTIONS.get(field, ()):
        return None

    def commit() -> Decision:
        before = front.profiles.of(person.id)
        if field == "account":
            profile = replace(before, account=value or None)
        else:
            profile = replace(before, role=value or None)
        front.asking.tell(person, profile)
        saved = Toast(tap.pressed.query, wording.PROFILE_SAVED)
        if profile == before:  # Telegram refuses an edit that changes nothing
            return Decision((saved,), person.id)
        shown = text_message(_content(profile), _keyboard(profile))
        edit = Edit(tap.place.chat, tap.message, shown, tap.place.thread)
        return Decision((saved, edit), person.id)

    return commit


def _content(profile: Profile) -> RichText:
    lines = "\n".join(
        wording.profile_line(name, value)
        for name, value in (
            ("account", profile.account),
            ("role", profile.role),
            ("posting", profile.country),
        )
    )
    return bold(wording.PROFILE_TITLE) + f"\n{lines}\n\n{wording.PROFILE_HINT}"


def _keyboard(profile: Profile) -> Keyboard:
    accounts = [_button("account", value, profile.account or "") for value in ACCOUNTS]
    roles = [_button("role", value, profile.role or "") for value in ROLES]
    return (*rows_of(accounts, 3), *rows_of(roles))


def _button(field: str, value: str, chosen: str) -> Button:
    label = wording.profile_option(field, value)
    return Button(f"✓ {label}" if value == chosen else label, data_of(Act.PROFILE, field, value))
