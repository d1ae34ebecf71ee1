"""What the Bot API answers when it refuses: status, exact description, parameters."""

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the emulator
    """The Bot API's own refusal, with Telegram's words."""

    def __init__(
        self, status: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = dict(parameters or {})


class Misused(Refused):
    """A call that a careful bot never makes; it is refused and recorded as a violation.

    Telegram would often let it pass and quietly change or drop something.
    """

    def __init__(self, complaint: str, *, status: int = 400, description: str = "") -> None:
        super().__init__(status, description or f"Bad Request: {complaint} [emulator]")
        self.complaint = complaint


def bad_request(words: str) -> Refused:
    return Refused(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    return Refused(403, f"Forbidden: {words}")


def conflict(words: str) -> Refused:
    return Refused(409, f"Conflict: {words}")


def too_many_requests(retry_after: int) -> Refused:
    return Refused(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


def cannot_parse(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")
