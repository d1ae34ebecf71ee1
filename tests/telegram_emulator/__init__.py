"""A strict Telegram Bot API on 127.0.0.1, for tests: it judges every call that a bot makes.

Ten lines with a bot of python-telegram-bot; nothing is patched, the bot only gets another address::

    async with TelegramEmulator() as telegram:
        app = build_bot(telegram.token, telegram.base_url, telegram.base_file_url)  # and start it
        ada = telegram.person("Ada", language_code="en")
        ada.start("i_code")                                # the deep link t.me/bot?start=i_code
        ada.send("May I like a post?")
        reply = await ada.chat.wait_for_reply(lambda seen: "§" in seen.text)
        assert reply.pieces("blockquote") == ["Staff shall not …"]
        press = ada.press("Helpful")                       # must be on the newest version
        assert (await press.wait_for_answer()).text == "Thank you"
        assert telegram.violations == [] and telegram.refusals == []

The server has a thread of its own, so `with` works as well as `async with`, every waiting method
has a twin that ends in `_sync`, and the bot may run anywhere: in this loop, in a thread, in
another process that a test kills. From outside, `/_sim/*` takes the same orders as JSON (see
`control`).

*People* (`people.Person`) type, command, reply with a quote, edit, forward, send photos, files and
albums, press buttons, block and unblock. *Chats* (`chat.Chat`, `chat.Group`) show what a person
sees: `transcript()`, `replies()`, `actions`, `drafts`, `commands_for(person)`. Groups have privacy
mode, can throw the bot out, and can migrate to a supergroup.

*Judgement.* A call is read into aiogram's model of its method, then held to Telegram's documented
limits. What Telegram refuses is refused in Telegram's words (`telegram.refusals`). What Telegram
would let pass and quietly change, and what no careful bot sends (an unknown method, parameter,
field or token, nested blockquotes, a file that no parameter names), is refused too and kept in
`telegram.violations`; a fixture's teardown asserts that there are none. Everything the emulator
says is checked by aiogram's types before it goes out.

*Faults* come from `telegram.faults`: `refuse`, `flood`, `raw`, `bad_gateway`, `drop` (FIN),
`abort` (RST), `hang`, `delay`, `truncate`, each with `where="before"` or `"after_commit"`,
`match`, `times`, `probability` and `seed`. `telegram.delivery` duplicates, redelivers, reorders,
skips ids, poisons and holds back updates, for polling and webhook alike.
`telegram.expire_file_paths()` is the hour after which a file's path is void.
`telegram.flood.enforce()` turns on Telegram's limits of one message a second in a chat and thirty
overall.

`telegram.stop()` and `telegram.start()` make all of Telegram go away and come back.

*Time and ids* are the same in every run: `telegram.clock` stands still but for a second for each
thing that a person does, and for `telegram.clock.advance(seconds)`. Timeouts, flood control and
the webhook's retries (times `retry_pace`) run in real time.

`telegram.journal` keeps every call with its parameters, status and answer.
`page.transcript_page(chats)` draws chats as a phone shows them.
"""

from .channel import Channel
from .chat import Chat, Group, MenuCommand
from .clock import MONDAY_MORNING, Clock
from .emulator import DEFAULT_TOKEN, TelegramEmulator
from .entities import Entity
from .faults import Fault, Faults
from .journal import Call, Journal, Violation
from .page import transcript_page
from .people import Person
from .press import NoSuchButtonError, Press
from .records import CallbackAnswer
from .transcript import Button, SeenFile, SeenMessage

__all__ = [
    "DEFAULT_TOKEN",
    "MONDAY_MORNING",
    "Button",
    "Call",
    "CallbackAnswer",
    "Channel",
    "Chat",
    "Clock",
    "Entity",
    "Fault",
    "Faults",
    "Group",
    "Journal",
    "MenuCommand",
    "NoSuchButtonError",
    "Person",
    "Press",
    "SeenFile",
    "SeenMessage",
    "TelegramEmulator",
    "Violation",
    "transcript_page",
]
