"""What is done now and then: leases renewed, the dead's work taken over, old records deleted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

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
