"""An event loop in a thread of its own, and values that can be awaited from anywhere."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Pending(Generic[T]):
    """Something that will be there: ``await`` it, or ask for its ``result()``."""

    def __init__(self, future: "Future[T]") -> None:
        self._future = future

    def __await__(self) -> Generator[Any, None, T]:
        return asyncio.wrap_future(self._future).__await__()

    def result(self, timeout: float = 30.0) -> T:
        """Block until it is there, for tests without an event loop."""
        if not self._future.done() and _is_in_a_loop():
            # A bot in the same loop could never answer.
            raise RuntimeError("inside an event loop, await it instead")
        return self._future.result(timeout)

    @property
    def is_done(self) -> bool:
        """Whether it is there already."""
        return self._future.done()


class LoopThread:
    """Runs an event loop beside the test, so that a bot may run in any loop or process."""

    _loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        self._thread = threading.Thread(target=self._run, name="slack-emulator", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._loop = asyncio.new_event_loop()
        self._thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def do(self, work: Callable[[], T]) -> T:
        """Run something quick on the loop and return what it returns."""
        if threading.current_thread() is self._thread:
            return work()
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001  (it is raised again by the caller)
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(30.0)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the loop to its end."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30.0)

    def begin(self, work: Coroutine[Any, Any, T]) -> Pending[T]:
        """Begin a coroutine on the loop."""
        return Pending(asyncio.run_coroutine_threadsafe(work, self._loop))

    def stop(self) -> None:
        """End the loop and its thread."""
        self.run(_cancel_the_rest())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10.0)
        if not self._thread.is_alive():
            self._loop.close()


def _is_in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def _cancel_the_rest() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
