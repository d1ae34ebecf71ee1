"""The HTTP side: one aiohttp application for the API, sockets, files, response_urls, control."""

import json

from aiohttp import web

from .api.gateway import Gateway
from .control import Control
from .file_host import FileHost
from .responses import use_response_url
from .service import Service

LARGEST_REQUEST = 64 * 1024 * 1024


class Server:
    """Serves one Slack on 127.0.0.1."""

    def __init__(self, service: Service, control: Control) -> None:
        self._service = service
        self._gateway = Gateway(service)
        self._control = control
        self._files = FileHost(service)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> str:
        """Listen; the address."""
        application = web.Application(client_max_size=LARGEST_REQUEST)
        application.router.add_route("*", "/api/{method}", self._gateway.handle)
        application.router.add_get("/link/", self._service.sockets.accept)
        application.router.add_post("/actions/{team}/{number}/{secret}", self._response_url)
        self._files.add_routes(application.router)
        application.router.add_get("/oauth/v2/authorize", self._authorize)
        self._control.add_routes(application.router)
        self._runner = web.AppRunner(
            application, access_log=None, handle_signals=False, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self._service.base_url = f"http://{host}:{bound}"
        return self._service.base_url

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _response_url(self, request: web.Request) -> web.Response:
        text = await request.text()
        try:
            body = json.loads(text)
        except ValueError:
            body = None
        fault = self._service.faults.strike("response_url", body if isinstance(body, dict) else {})
        if fault is not None:
            return web.Response(status=fault.status, text=str(fault.body))
        status, answer = use_response_url(self._service, request.match_info["secret"], body)
        self._service.journal.record_call(
            "response_url", body if isinstance(body, dict) else {}, status,
            {"ok": status == 200, "error": "" if status == 200 else answer},
        )  # fmt: skip
        self._service.changed()
        content_type = "application/json" if answer.startswith("{") else "text/plain"
        return web.Response(status=status, text=answer, content_type=content_type)

    async def _authorize(self, request: web.Request) -> web.Response:
        """The page where an administrator installs the app; here everybody agrees."""
        world = self._service.world
        if request.query.get("client_id") != world.client_id:
            return web.Response(status=400, text="invalid_client_id")
        wanted = request.query.get("team", "")
        team = world.teams.get(wanted) or next(iter(world.teams.values()))
        code = world.identifiers.secret()
        world.oauth_codes[code] = team
        target = request.query.get("redirect_uri", "")
        state = request.query.get("state", "")
        raise web.HTTPFound(f"{target}?code={code}&state={state}")
