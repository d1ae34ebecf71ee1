"""The emulator as tests use it: start it, people it, watch it, break it."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from .app_config import AppConfig
from .control import Control
from .delivery.http_events import HttpEvents, RequestUrls
from .loop_thread import Pending
from .mishaps import Mishaps
from .peopling import Peopling
from .server import Server
from .service import Service


class SlackEmulator(Peopling, Mishaps):
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
        super().__init__(Service(config or AppConfig(), start=start_time, seed=seed))
        self._port = port
        self._server = Server(self.service, Control(self))
        self._http: HttpEvents | None = None
        world = self.service.world
        self.team = world.add_team("Ministry")
        installation = world.install(self.team)
        self.bot_token = installation.token
        self.bot_user_id = installation.bot_user_id
        self.bot_id = installation.bot_id
        self.app_id = world.app_id
        self.app_token = world.app_token
        self.signing_secret = world.signing_secret
        self.client_id = world.client_id
        self.client_secret = world.client_secret

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
        await self.service.close()
        if self._http is not None:
            await self._http.close()
        await self._server.stop()

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
        return self.start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.stop)

    # --- what the bot needs to know ---

    @property
    def api_url(self) -> str:
        """The ``base_url`` of the Web API client."""
        return f"{self.url}/api/"

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

    # --- HTTP mode ---

    def connect_http(
        self, events: str, *, interactivity: str | None = None, commands: str | None = None
    ) -> Pending[HttpEvents]:
        """Deliver by signed HTTP from now on; the request URL must answer a challenge."""
        urls = RequestUrls(events, interactivity or events, commands or events)
        return self.begin(self._connect_http(urls))

    async def _connect_http(self, urls: RequestUrls) -> HttpEvents:
        service = self.service
        self._http = HttpEvents(
            urls,
            self.signing_secret,
            service.world.verification_token,
            service.clock,
            service.identifiers,
            service.journal,
        )
        await self._http.verify_url()
        service.outbox.use(self._http)
        return self._http

    def check_ssl(self) -> Pending[int]:
        """Send the ssl_check of slash commands; the HTTP status."""
        return self.begin(self._require_http().check_ssl())

    def tell_rate_limited(self) -> Pending[int]:
        """Send app_rate_limited; the HTTP status."""
        return self.begin(self._require_http().tell_rate_limited(self.team.id, self.app_id))

    def _require_http(self) -> HttpEvents:
        if self._http is None:
            raise RuntimeError("call connect_http() first")
        return self._http
