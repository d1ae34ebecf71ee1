"""The emulator as tests use it: start it, people it, watch it, break it."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from .app_config import AppConfig
from .channel import Channel
from .control import Control
from .delivery.http_events import HttpEvents, RequestUrls
from .delivery.parcel import DeliveryFault, FaultAction
from .delivery.socket_mode import DisconnectReason
from .faults import Fault
from .journal import Call, Delivery, Journal, Violation
from .loop_thread import LoopThread, Pending
from .records import Person, Team, UserGroup
from .server import Server
from .service import Service
from .user import SlackUser

T = TypeVar("T")
UserKind = Literal["member", "admin", "guest", "single_channel_guest", "bot"]


class SlackEmulator:
    """A Slack on 127.0.0.1 with one app installed; ``with`` and ``async with`` start it.

    It lives in a thread of its own, so the bot may run in the test's loop, in another thread or
    in another process. What people do is done at once; what has to be waited for is a `Pending`:
    ``await`` it, or call its ``result()``.
    """

    def __init__(
        self,
        config: AppConfig | Mapping[str, Any] | None = None,
        *,
        start_time: float | None = None,
        seed: int = 0,
        port: int = 0,
    ) -> None:
        if isinstance(config, Mapping):
            config = AppConfig.from_manifest(config)
        self._port = port
        self._thread = LoopThread()
        self._service = Service(config or AppConfig(), start=start_time, seed=seed)
        self._server = Server(self._service, Control(self))
        self._http: HttpEvents | None = None
        world = self._service.world
        self.team = world.add_team("Ministry")
        self._installation = world.install(self.team)
        self.url = ""

    # --- life ---

    def start(self) -> Self:
        """Start to listen."""
        self._thread.start()
        self.url = self._thread.run(self._server.start(self._port))
        return self

    def stop(self) -> None:
        """Stop listening and end all connections."""
        self._thread.run(self._close())
        self._thread.stop()

    async def _close(self) -> None:
        await self._service.close()
        if self._http is not None:
            await self._http.close()
        await self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.stop()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        await asyncio.to_thread(self.stop)

    # --- what the bot needs to know ---

    @property
    def api_url(self) -> str:
        """The ``base_url`` of the Web API client."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        """The bot token of the first workspace."""
        return self._installation.token

    @property
    def app_token(self) -> str:
        """The app-level token for Socket Mode."""
        return self._service.world.app_token

    @property
    def signing_secret(self) -> str:
        """The secret that signs HTTP requests."""
        return self._service.world.signing_secret

    @property
    def client_id(self) -> str:
        """For OAuth."""
        return self._service.world.client_id

    @property
    def client_secret(self) -> str:
        """For OAuth."""
        return self._service.world.client_secret

    @property
    def bot_user_id(self) -> str:
        """The app's bot user in the first workspace."""
        return self._installation.bot_user_id

    @property
    def bot_mention(self) -> str:
        """What people type to address the app."""
        return f"<@{self.bot_user_id}>"

    @property
    def environment(self) -> dict[str, str]:
        """The usual environment variables, for a bot in another process."""
        return {
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
            "SLACK_SIGNING_SECRET": self.signing_secret,
            "SLACK_API_URL": self.api_url,
        }

    # --- people and places ---

    def add_workspace(self, name: str, enterprise: str | None = None) -> Team:
        """Another workspace; the app is not installed in it."""
        return self.do(lambda: self._service.world.add_team(name, enterprise))

    def install(self, team: Team) -> str:
        """Install the app in a workspace; its bot token."""
        return self.do(lambda: self._service.world.install(team).token)

    def make_oauth_code(self, team: Team) -> str:
        """The code that OAuth brings to the redirect URL."""

        def work() -> str:
            code = self._service.world.identifiers.secret()
            self._service.world.oauth_codes[code] = team
            return code

        return self.do(work)

    def add_user(
        self, name: str, *, kind: UserKind = "member", team: Team | None = None, email: str = ""
    ) -> SlackUser:
        """A person, or another bot."""

        def work() -> SlackUser:
            world = self._service.world
            handle = name.lower().replace(" ", ".")
            person = Person(
                world.identifiers.make("U"), handle, name, team or self.team,
                is_bot=kind == "bot",
                is_restricted=kind in {"guest", "single_channel_guest"},
                is_ultra_restricted=kind == "single_channel_guest",
                is_admin=kind == "admin",
                email=email or f"{handle}@ministry.example",
                bot_id=world.identifiers.make("B") if kind == "bot" else None,
                app_id=world.identifiers.make("A") if kind == "bot" else None,
            )  # fmt: skip
            world.people[person.id] = person
            return SlackUser(self, person)

        return self.do(work)

    def add_channel(
        self,
        name: str,
        *,
        members: Iterable[SlackUser] = (),
        private: bool = False,
        with_app: bool = True,
        team: Team | None = None,
        shared_with: Iterable[Team] = (),
    ) -> Channel:
        """A channel; with `shared_with` a Slack Connect channel."""

        def work() -> Channel:
            world = self._service.world
            home = team or self.team
            installation = world.installation_in(home)
            ids = [member.id for member in members]
            if with_app and installation:
                ids.append(installation.bot_user_id)
            conversation = world.add_conversation(
                "group" if private else "channel", name, home, ids
            )
            conversation.shared_with.extend(shared_with)
            return Channel(self, conversation)

        return self.do(work)

    def add_usergroup(self, handle: str, members: Iterable[SlackUser] = ()) -> str:
        """A user group; its id."""

        def work() -> str:
            world = self._service.world
            group = UserGroup(
                world.identifiers.make("S"), handle, handle.title(), self.team,
                [member.id for member in members],
            )  # fmt: skip
            world.usergroups[group.id] = group
            return group.id

        return self.do(work)

    def set_usergroup(self, usergroup_id: str, members: Iterable[SlackUser]) -> None:
        """Change who is in a user group."""
        ids = [member.id for member in members]
        self.do(lambda: setattr(self._service.world.usergroups[usergroup_id], "members", ids))

    def user(self, user_id: str) -> SlackUser:
        """A person by id."""
        return SlackUser(self, self._service.world.people[user_id])

    def channel(self, name_or_id: str) -> Channel:
        """A conversation by id, or a channel by name."""
        for conversation in self._service.world.conversations.values():
            if name_or_id in {conversation.id, conversation.name}:
                return Channel(self, conversation)
        raise LookupError(f"no conversation {name_or_id}")

    # --- reading ---

    @property
    def journal(self) -> Journal:
        """Everything that happened."""
        return self._service.journal

    @property
    def violations(self) -> list[Violation]:
        """Rules that were broken; a test ends with this being empty."""
        return list(self._service.journal.violations)

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls of the app, of one method or of all."""
        calls = self.do(lambda: list(self._service.journal.calls))
        return [call for call in calls if method is None or call.method == method]

    def deliveries(self, name: str | None = None) -> list[Delivery]:
        """The attempts to deliver, of one event or action or of all."""
        deliveries = self.do(lambda: list(self._service.journal.deliveries))
        return [one for one in deliveries if name is None or one.name == name]

    def assert_clean(self) -> None:
        """Fail if any rule was broken."""
        if self.violations:
            raise AssertionError("\n".join(str(violation) for violation in self.violations))

    # --- waiting ---

    def wait_for(
        self, probe: Callable[[], T], timeout: float = 5.0, what: str = "what was expected"
    ) -> Pending[T]:
        """The first true result of `probe`, which is asked whenever something happens."""

        def describe() -> str:
            recent = "\n".join(
                f"  {call.method} -> {call.error or 'ok'}" for call in self.journal.calls[-10:]
            )
            broken = "\n".join(f"  {violation}" for violation in self.violations)
            return f"{timeout} s passed without {what}; last calls:\n{recent}\n{broken}".rstrip()

        return Pending(self.do(lambda: self._service.wait(probe, timeout, describe)))

    def wait_for_call(
        self, method: str, *, count: int = 1, timeout: float = 5.0
    ) -> Pending[list[Call]]:
        """The calls of a method, once there are so many."""

        def probe() -> list[Call]:
            found = [call for call in self.journal.calls if call.method == method]
            return found if len(found) >= count else []

        return self.wait_for(probe, timeout, f"{count} calls of {method}")

    def wait_for_socket(self, count: int = 1, timeout: float = 10.0) -> Pending[int]:
        """The number of open sockets, once there are so many."""

        def probe() -> int:
            alive = [held for held in self._service.sockets.connections if held.is_open]
            return len(alive) if len(alive) >= count else 0

        return self.wait_for(probe, timeout, f"{count} open sockets")

    def quiet(self, seconds: float = 0.3, timeout: float = 10.0) -> Pending[None]:
        """Done when nothing has happened for a while and nothing is under way."""
        return self._thread.begin(self._wait_until_quiet(seconds, timeout))

    async def _wait_until_quiet(self, seconds: float, timeout: float) -> None:
        async with asyncio.timeout(timeout):
            before = -1
            while True:
                journal = self._service.journal
                now = len(journal.calls) + len(journal.deliveries)
                if now == before and not self._service.outbox.under_way:
                    return
                before = now
                await asyncio.sleep(seconds)

    # --- HTTP mode ---

    def connect_http(
        self, events: str, *, interactivity: str | None = None, commands: str | None = None
    ) -> Pending[HttpEvents]:
        """Deliver by signed HTTP from now on; the request URL must answer a challenge."""
        return self._thread.begin(
            self._connect_http(RequestUrls(events, interactivity or events, commands or events))
        )

    async def _connect_http(self, urls: RequestUrls) -> HttpEvents:
        service = self._service
        self._http = HttpEvents(
            urls, service.world.signing_secret, service.world.verification_token, service.clock,
            service.identifiers, service.journal,
        )  # fmt: skip
        await self._http.verify_url()
        service.outbox.transport = self._http
        return self._http

    def check_ssl(self) -> Pending[int]:
        """Send the ssl_check of slash commands; the HTTP status."""
        return self._thread.begin(self._require_http().check_ssl())

    def tell_rate_limited(self) -> Pending[int]:
        """Send app_rate_limited; the HTTP status."""
        app_id = self._service.world.app_id
        return self._thread.begin(self._require_http().tell_rate_limited(self.team.id, app_id))

    def _require_http(self) -> HttpEvents:
        if self._http is None:
            raise RuntimeError("call connect_http() first")
        return self._http

    # --- mishaps ---

    def add_fault(self, fault: Fault) -> None:
        """Let calls go wrong."""
        self.do(lambda: self._service.faults.add(fault))

    def clear_faults(self) -> None:
        """Let everything work again."""
        self.do(self._service.faults.clear)
        self.do(self._service.outbox.faults.clear)

    def script_delivery(
        self, action: FaultAction, name: str = "*", *, times: int = 1, seconds: float = 0.0
    ) -> None:
        """Let the next deliveries of an event or action go wrong."""
        fault = DeliveryFault(action, name, times, seconds)
        self.do(lambda: self._service.outbox.faults.append(fault))

    def hold_events(self) -> None:
        """Keep events back."""
        self.do(self._service.outbox.hold)

    def release_events(self, *, reverse: bool = False) -> int:
        """Let the held events go, in reverse order if wanted; how many there were."""
        return self.do(lambda: self._service.outbox.release(reverse=reverse))

    def disconnect_sockets(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Ask the app to reconnect."""
        self._thread.run(self._service.sockets.disconnect(reason))

    def close_sockets(self) -> None:
        """Send CLOSE frames."""
        self._thread.run(self._service.sockets.close_all())

    def abort_sockets(self) -> None:
        """Reset all sockets."""
        self.do(self._service.sockets.abort_all)

    def silence_sockets(self) -> None:
        """Answer no ping any more."""
        self.do(self._service.sockets.go_silent)

    def revoke_token(self, error: str = "token_revoked", token: str | None = None) -> None:
        """Refuse the bot token from now on."""
        installation = self._service.world.installations[token or self.bot_token]
        self.do(lambda: setattr(installation, "revoked", error))

    def restore_token(self, token: str | None = None) -> None:
        """Accept the bot token again."""
        installation = self._service.world.installations[token or self.bot_token]
        self.do(lambda: setattr(installation, "revoked", ""))

    def expire_triggers(self) -> None:
        """Let every trigger_id be too old."""

        def work() -> None:
            for trigger in self._service.world.triggers.values():
                trigger.expired = True

        self.do(work)

    def enforce_rate_limits(self, *, enforced: bool = True) -> None:
        """Answer 429 to more calls a minute than the method's tier allows."""
        self.do(lambda: setattr(self._service, "rate_limits_enforced", enforced))

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self.do(lambda: self._service.clock.advance(seconds))

    @property
    def now(self) -> float:
        """What Slack's clock shows."""
        return self._service.clock.now()

    # --- for the handles ---

    @property
    def service(self) -> Service:
        """The inside of the emulator; use it through `do` only."""
        return self._service

    def do(self, work: Callable[[], T]) -> T:
        """Run something on the emulator's own loop."""
        return self._thread.do(work) if self.url else work()

    def begin(self, work: Any) -> Pending[Any]:  # noqa: ANN401  (any coroutine)
        """Begin a coroutine on the emulator's own loop."""
        return self._thread.begin(work)
