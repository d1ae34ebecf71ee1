"""The emulator as tests hold it: a server in a thread of its own, people, chats and faults."""

import asyncio
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from .bot_api import BotApi
from .channel import Channel
from .chat import Chat, Group
from .clock import MONDAY_MORNING, Clock
from .control import Control
from .delivery import Delivery
from .faults import Faults
from .flood import FloodGate
from .journal import Call, Journal, Violation
from .people import Person
from .records import CallbackAnswer, ChatRecord, UserRecord
from .server import BotServer
from .webhook import Webhook, WebhookSender
from .world import FIRST_GROUP, FIRST_PERSON, FIRST_SUPERGROUP, World

Found = TypeVar("Found")

DEFAULT_TOKEN = "7000000001:AAEmulatedTokenForTestsOnly_0123456789"
STARTING_TIMEOUT = 10.0


class TelegramEmulator:
    """A strict Telegram on 127.0.0.1.

    It lives in its own thread, so `with` and `async with` work alike, and a bot may run in the
    same event loop, in another thread or in another process.
    """

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        bot_name: str = "Attaché",
        bot_username: str = "attache_desk_bot",
        privacy_mode: bool = True,
        start: int = MONDAY_MORNING,
        seed: int = 0,
        port: int = 0,
        retry_pace: float = 1.0,
        webhook_timeout: float = 60.0,
    ) -> None:
        self.token = token
        bot = UserRecord(int(token.split(":")[0]), bot_name, is_bot=True, username=bot_username)
        self.clock = Clock(start)
        self.world = World(bot, self.clock, seed, privacy=privacy_mode)
        self.journal = Journal(self.world.changes)
        self.faults = Faults()
        self._webhook = Webhook()
        self.delivery = Delivery(self.world, self._webhook)
        self._api = BotApi(self.world, self.journal, self._webhook)
        self._retry_pace = retry_pace
        self._webhook_timeout = webhook_timeout
        self._people: dict[int, Person] = {}
        self._chats: dict[int, Chat] = {}
        self._wanted_port = port
        self._port = 0
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None

    # Where it is

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls `base_url`; the token comes right after it."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    # Running it

    def start(self) -> Self:
        """Serves from a thread of its own until `stop`; started again, it knows all it knew."""
        self._ready.clear()
        self._failure = None
        self._thread = threading.Thread(target=self._run, name="telegram-emulator", daemon=True)
        self._thread.start()
        if not self._ready.wait(STARTING_TIMEOUT):
            raise TimeoutError("the emulator did not start")
        if self._failure is not None:
            raise RuntimeError("the emulator could not start") from self._failure
        return self

    def stop(self) -> None:
        loop, stop = self.delivery.loop, self._stop
        if self._thread is None or loop is None or stop is None:
            return
        loop.call_soon_threadsafe(stop.set)
        self._thread.join(STARTING_TIMEOUT)
        self._thread = None
        self.delivery.loop = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.start)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.stop)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:  # noqa: BLE001 - told to the thread that waits in start
            self._failure = failure
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = BotServer(self.world, self._api, self.faults, self.journal, self.token)
        application = server.application()
        Control(self).add_routes(application)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port or self._wanted_port)
        await site.start()
        self._port = runner.addresses[0][1]
        sender = WebhookSender(
            self.world,
            self._webhook,
            self._api.perform,
            pace=self._retry_pace,
            timeout=self._webhook_timeout,
        )
        self.delivery.sender = sender
        self.delivery.loop = asyncio.get_running_loop()
        posting = asyncio.create_task(sender.run())
        self._ready.set()
        try:
            await self._stop.wait()
        finally:
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)
            await runner.cleanup()

    # Who is there

    def person(
        self,
        first_name: str = "Ada",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        user_id: int | None = None,
    ) -> Person:
        """Someone new, who has not written to the bot yet."""
        with self.world.lock:
            number = user_id or self.world.next_number("person", FIRST_PERSON)
            user = UserRecord(
                number,
                first_name,
                last_name=last_name,
                username=username,
                language_code=language_code,
            )
            person = Person(self, user, self.world.add_person(user))
            self._people[person.id] = person
            self._chats[person.id] = person.chat
            return person

    def channel(self, title: str, username: str | None = None) -> Channel:
        """A channel to forward from."""
        with self.world.lock:
            number = self.world.next_number("supergroup", FIRST_SUPERGROUP)
            return Channel(-number, title, username)

    def group(
        self, title: str, *members: Person, supergroup: bool = False, with_bot: bool = True
    ) -> Group:
        """A group that the first member owns."""
        if not members:
            raise ValueError("a group needs someone who creates it")
        with self.world.lock:
            first = FIRST_SUPERGROUP if supergroup else FIRST_GROUP
            kind = "supergroup" if supergroup else "group"
            record = ChatRecord(-self.world.next_number(kind, first), kind, title, started=True)
            record.members = {member.id: member.user for member in members}
            record.owner_id = members[0].id
            self.world.chats[record.id] = record
            group = Group(self.world, self.journal, record)
            self._chats[group.id] = group
            if with_bot:
                group.add_bot()
            return group

    def chat(self, chat_id: int) -> Chat:
        """A chat by its id; a supergroup that a group became is found too."""
        with self.world.lock:
            if chat_id not in self._chats:
                record = self.world.chats[chat_id]
                self._chats[chat_id] = Group(self.world, self.journal, record)
            return self._chats[chat_id]

    def person_with_id(self, person_id: int) -> Person:
        with self.world.lock:
            return self._people[person_id]

    @property
    def chats(self) -> list[Chat]:
        with self.world.lock:
            return [self.chat(chat_id) for chat_id in self.world.chats]

    def expire_file_paths(self) -> None:
        """An hour goes by: a file is found again only after another getFile."""
        with self.world.lock:
            self.world.expire_file_paths()

    # What happened

    @property
    def violations(self) -> list[Violation]:
        """What a careful bot never does; a test's teardown asserts that there is nothing."""
        return self.journal.violations

    @property
    def refusals(self) -> list[Call]:
        """Calls that the emulator refused by itself, not by a fault's order."""
        return self.journal.refusals()

    @property
    def flood(self) -> FloodGate:
        return self.world.flood

    @property
    def callback_answers(self) -> list[CallbackAnswer]:
        with self.world.lock:
            return [query.answer for query in self.world.queries.values() if query.answer]

    @property
    def unanswered(self) -> list[str]:
        """The data of pressed buttons that still spin: a bot answers every press."""
        with self.world.lock:
            return [query.data for query in self.world.queries.values() if query.answer is None]

    @property
    def words_about_bot(self) -> dict[tuple[str, str], str]:
        """Names and descriptions by kind and language: `["description", ""]`."""
        with self.world.lock:
            return dict(self.world.words_about_bot)

    async def wait_until(self, look: Callable[[], Found | None], timeout: float = 5.0) -> Found:  # noqa: ASYNC109
        """Waits until something is found, looking again after every change."""
        found = await self.world.changes.until(lambda: look() or None, timeout)
        if found is None:
            raise TimeoutError(f"nothing of the kind in {timeout} s")
        return found

    def wait_until_sync(self, look: Callable[[], Found | None], timeout: float = 5.0) -> Found:
        found = self.world.changes.until_sync(lambda: look() or None, timeout)
        if found is None:
            raise TimeoutError(f"nothing of the kind in {timeout} s")
        return found
