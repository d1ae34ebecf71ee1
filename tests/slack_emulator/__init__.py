"""A strict Slack on 127.0.0.1, for tests of a bot that talks to the real one.

It speaks the Web API, Socket Mode and signed HTTP, and refuses what Slack refuses: every payload
is judged by Slack's own types, by slack_sdk's validators and by the documented limits. What Slack
would let pass in silence, but an app should never do, is kept in `violations`::

    async with SlackEmulator() as slack:                       # or: with SlackEmulator() as slack
        ada = slack.add_user("Ada Byron")
        general = slack.add_channel("general", members=[ada])
        bot = await start_my_bot(**slack.environment)          # SLACK_API_URL, SLACK_BOT_TOKEN ...
        await slack.wait_for_socket()
        question = ada.mention_app("May I like this?", to=general)
        answer = await general.wait_for_reply(lambda m: "23.1" in m, to=question)
        assert answer.quotations == ("Staff shall not like ...",)
        await ada.press(answer, "Ask the desk")                # checks that the button is there
        await ada.submit({"question": "May I?"})               # the modal that the press opened
        slack.assert_clean()                                   # no rule was broken

What people do happens at once. What has to be waited for is a `Pending`: ``await`` it, or call
its ``result()`` where there is no event loop, as when the bot runs in another process and is
killed. The configuration may be the app's own manifest: ``SlackEmulator(manifest)`` gives exactly
the scopes, events, commands and shortcuts that the manifest asks for. Time is moved with
``advance(seconds)``; calls go wrong with ``add_fault(Fault...)``, deliveries with
``script_delivery(...)``, sockets with ``disconnect_sockets()``, ``abort_sockets()`` and so on.
``page.transcript_page`` and ``page.view_page`` draw what a person sees. ``/_sim/*`` does the same
over HTTP, and ``python -m tests.slack_emulator`` starts one by hand.
"""

from .app_config import AppConfig
from .channel import Channel
from .emulator import SlackEmulator
from .faults import Fault
from .form import NotPossibleError
from .journal import Call, Delivery, Violation
from .loop_thread import Pending
from .readings import Button, Message, Status, SuggestedPrompts, View
from .user import Outcome, SlackUser, Upload

__all__ = [
    "AppConfig",
    "Button",
    "Call",
    "Channel",
    "Delivery",
    "Fault",
    "Message",
    "NotPossibleError",
    "Outcome",
    "Pending",
    "SlackEmulator",
    "SlackUser",
    "Status",
    "SuggestedPrompts",
    "Upload",
    "View",
    "Violation",
]
