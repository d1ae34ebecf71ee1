"""A pressed button, and the toast or alert that comes of it."""

from .records import CallbackAnswer, CallbackQuery
from .world import World


class NoSuchButtonError(LookupError):
    """The person looked for a button that the newest version of the message does not have."""


class Press:
    """A pressed button, and what the bot makes of it."""

    def __init__(self, world: World, query: CallbackQuery) -> None:
        self._world = world
        self._query = query

    @property
    def id(self) -> str:
        return self._query.id

    @property
    def data(self) -> str:
        return self._query.data

    @property
    def answer(self) -> CallbackAnswer | None:
        """The toast or alert; None while the button still spins."""
        with self._world.lock:
            return self._query.answer

    async def wait_for_answer(self, timeout: float = 5.0) -> CallbackAnswer:  # noqa: ASYNC109
        answer = await self._world.changes.until(lambda: self.answer, timeout)
        return self._answered(answer, timeout)

    def wait_for_answer_sync(self, timeout: float = 5.0) -> CallbackAnswer:
        answer = self._world.changes.until_sync(lambda: self.answer, timeout)
        return self._answered(answer, timeout)

    def _answered(self, answer: CallbackAnswer | None, timeout: float) -> CallbackAnswer:
        if answer is None:
            raise TimeoutError(f"the button {self.data!r} still spins after {timeout} s")
        return answer

    def expire(self) -> None:
        """Telegram no longer waits: an answer from now on is too old."""
        with self._world.lock:
            self._query.expired = True
