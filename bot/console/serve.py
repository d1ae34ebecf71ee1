"""``attache serve``: the channels, each a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import open_telegram
from bot.settings import Settings
from knowledge.settings import read_settings

serve = typer.Typer(help="Serve a channel until it is stopped.", no_args_is_help=True)

Config = Annotated[Path | None, typer.Option("--config", help="Another config.toml.")]
Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="The folder of snapshots.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Adds ``serve`` to the commands."""
    app.add_typer(serve, name="serve")


@serve.command()
def telegram(knowledge: Knowledge = None, config: Config = None) -> None:
    """Answer in Telegram, by polling or by webhook, as [telegram] mode says."""
    settings = read_settings(Settings, config)
    if knowledge is not None:
        library = settings.knowledge.model_copy(update={"directory": knowledge})
        settings = settings.model_copy(update={"knowledge": library})
    logging.basicConfig(level=logging.INFO)
    logging.getLogger("bot").setLevel(logging.INFO)
    with open_telegram(settings) as channel:
        asyncio.run(until_stopped(channel.run))


async def until_stopped(work: Callable[[], Awaitable[None]]) -> None:
    """Runs the work until it ends, or the process is told to stop (SIGTERM, SIGINT)."""

    async def run() -> None:
        await work()

    task = asyncio.create_task(run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
