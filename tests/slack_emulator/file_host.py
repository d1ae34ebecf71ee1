"""The host of files: uploads to it, and downloads for those who bring the token."""

from aiohttp import web

from .breaking import hang_up, scripted, truncated
from .faults import Fault
from .records import Payload, StoredFile
from .service import Service


class FileHost:
    """Serves the addresses in file objects, and those that uploads go to."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        router.add_post("/upload/v1/{secret}", self._upload)
        router.add_get("/files-pri/{place}/download/{name}", self._download)
        router.add_get("/files-pri/{place}/{name}", self._download)
        router.add_get("/elsewhere/{id}", self._elsewhere)
        router.add_get("/signin", _sign_in)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        journal = self._service.journal
        stored = self._announced(request.match_info["secret"])
        if stored is None:
            return web.Response(status=404, text="upload URL not found")
        arguments = {"file": stored.id, "filename": stored.name}
        fault = self._service.faults.strike("upload", arguments)
        content = await _uploaded_bytes(request)
        if request.headers.get("Authorization"):
            journal.violate("token_sent_to_upload", stored.name, "the address is a secret itself")
        if fault is None or fault.after_commit:
            if len(content) != stored.length:
                detail = f"{len(content)} bytes instead of {stored.length}"
                journal.violate("upload_length", stored.name, detail)
            stored.content = content
        if fault is not None:
            return await self._fail("upload", arguments, request, fault, b"OK")
        self._note("upload", arguments, 200, {"ok": True})
        return web.Response(text=f"OK - {len(content)}")

    def _announced(self, secret: str) -> StoredFile | None:
        for stored in self._service.world.files.values():
            if stored.upload_secret == secret and not stored.complete:
                return stored
        return None

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["place"].rpartition("-")[2]
        stored = self._service.world.files.get(file_id)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        arguments: Payload = {"file": file_id}
        if not token:
            self._service.journal.violate("download_without_token", "files.download", file_id)
        installation = self._service.world.installations.get(token)
        allowed = (
            installation is not None
            and not installation.revoked
            and "files:read" in installation.scopes
        )
        if not allowed:
            # Slack does not say 401: it shows its sign-in page, with HTTP 200.
            self._note("files.download", arguments, 302, {"ok": False, "error": "not_authed"})
            raise web.HTTPFound(f"/signin?redir={request.path}")
        fault = self._service.faults.strike("files.download", arguments)
        if stored is None or stored.deleted or not stored.complete:
            self._note("files.download", arguments, 404, {"ok": False, "error": "not_found"})
            page = "<!DOCTYPE html><html><title>Slack</title><body>File not found</body></html>"
            return web.Response(status=404, text=page, content_type="text/html")
        if fault is not None:
            return await self._fail("files.download", arguments, request, fault, stored.content)
        self._note("files.download", arguments, 200, {"ok": True})
        return web.Response(body=stored.content, content_type=stored.mimetype)

    async def _elsewhere(self, request: web.Request) -> web.Response:
        """Another service, which nobody should show Slack's token to."""
        file_id = request.match_info["id"]
        if request.headers.get("Authorization"):
            self._service.journal.violate("token_sent_elsewhere", "files.download", file_id)
        return web.Response(text="<html>A document of another service</html>")

    async def _fail(
        self, name: str, arguments: Payload, request: web.Request, fault: Fault, body: bytes
    ) -> web.StreamResponse:
        self._note(name, arguments, fault.status, {"ok": False, "error": fault.kind}, fault.kind)
        match fault.kind:
            case "answer" | "malformed":
                return scripted(fault)
            case "truncate":
                return await truncated(request, body, "application/octet-stream")
            case "delay":
                await self._service.clock.sleep(fault.seconds)
                return web.Response(body=body)
            case "hang":
                await self._service.clock.sleep(fault.seconds)
                return hang_up(request)
            case kind:
                return hang_up(request, hard=kind == "abort")

    def _note(
        self, name: str, arguments: Payload, status: int, answer: Payload, fault: str = ""
    ) -> None:
        self._service.journal.record_call(name, arguments, status, answer, fault=fault)
        self._service.changed()


async def _sign_in(_request: web.Request) -> web.Response:
    page = "<!DOCTYPE html><html><title>Slack</title><body>Sign in to your workspace</body></html>"
    return web.Response(text=page, content_type="text/html")


async def _uploaded_bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""
