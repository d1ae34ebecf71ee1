"""What is done now and then: leases renewed, the dead's work taken over, old records deleted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import AttacheError

logger = logging.getLogger(__name__)


async def every(seconds: float, act: Callable[[], object]) -> None:
    """Does it in a thread, at once and then every so often, for ever."""
    while True:
        try:
            await asyncio.to_thread(act)
        except (SQLAlchemyError, OSError, AttacheError) as fault:
            logger.error("Upkeep failed (%s)", type(fault).__name__)
        await asyncio.sleep(seconds)


async def finished(work: Coroutine[Any, Any, None], *, patience: float) -> None:
    """Does it; cancelled meanwhile, it is brought to its end first, if that is near."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=patience)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
