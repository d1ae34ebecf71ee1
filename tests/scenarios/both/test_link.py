"""``/link``, in both directions: a code from one platform, typed on the other."""

from __future__ import annotations

import re

from tests.scenarios.both.test_desk import Ministry, ministry

__all__ = ["ministry"]
_CODE = re.compile(r"/link (\S+)")


def _code(words: str) -> str:
    found = _CODE.search(words)
    assert found is not None
    return found.group(1)


def test_a_code_from_slack_lets_a_stranger_in_telegram_in(ministry: Ministry) -> None:
    ada = ministry.slack.add_user("Ada with a phone")
    room = ministry.slack.add_channel("linking", members=[ada])
    ada.command("/link", "", at=room).result()
    told = room.wait_for_reply(lambda seen: seen.is_ephemeral, viewer=ada).result()
    phone = ministry.telegram.telegram.person("Ada's phone")
    phone.command("link", _code(told.shown))
    phone.chat.wait_for_reply_sync(lambda seen: "both accounts are yours" in seen.text)
    phone.send("May I like this on my personal account?")
    phone.chat.wait_for_reply_sync(lambda seen: "forbids" in seen.text)


def test_a_code_from_telegram_is_typed_in_slack(ministry: Ministry) -> None:
    diplomat = ministry.telegram.telegram.person("Diplomat with a desk")
    ministry.telegram.let_in(diplomat)
    diplomat.command("link")
    told = diplomat.chat.wait_for_reply_sync(lambda seen: "Type this in Slack" in seen.text)
    bea = ministry.slack.add_user("Bea")
    room = ministry.slack.add_channel("codes", members=[bea])
    bea.command("/link", _code(told.text), at=room).result()
    joined = room.wait_for_reply(lambda seen: seen.is_ephemeral, viewer=bea).result()
    assert "both accounts are yours" in joined
