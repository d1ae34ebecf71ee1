"""``attache serve``: both channels in one process, or one of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import open_channels
from bot.settings import Settings
from bot.storage.identity import Platform
from knowledge.settings import read_settings

serve = typer.Typer(help="Serve both channels, or one, until stopped.")

Config = Annotated[Path | None, typer.Option("--config", help="Another config.toml.")]
Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="The folder of snapshots.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Adds ``serve`` to the commands."""
    app.add_typer(serve, name="serve")


@serve.callback(invoke_without_command=True)
def both(context: typer.Context, knowledge: Knowledge = None, config: Config = None) -> None:
    """Answer in Telegram and in Slack, in one process."""
    if context.invoked_subcommand is None:
        run((Platform.TELEGRAM, Platform.SLACK), knowledge, config)


@serve.command()
def telegram(knowledge: Knowledge = None, config: Config = None) -> None:
    """Answer in Telegram, by polling or by webhook, as the key ``mode`` of its section says."""
    run((Platform.TELEGRAM,), knowledge, config)


@serve.command()
def slack(knowledge: Knowledge = None, config: Config = None) -> None:
    """Answer in Slack, by Socket Mode or by HTTP, as the key ``mode`` of its section says."""
    run((Platform.SLACK,), knowledge, config)


def run(platforms: tuple[Platform, ...], knowledge: Path | None, config: Path | None) -> None:
    """Serves the platforms until the process is told to stop."""
    settings = read_settings(Settings, config)
    if knowledge is not None:
        library = settings.knowledge.model_copy(update={"directory": knowledge})
        settings = settings.model_copy(update={"knowledge": library})
    logging.basicConfig(level=logging.INFO)
    logging.getLogger("bot").setLevel(logging.INFO)
    with open_channels(settings, *platforms) as channels:

        async def serve_all() -> None:
            # The end of one ends the process: whatever started it starts both anew.
            async with asyncio.TaskGroup() as group:
                for channel in channels:
                    group.create_task(channel.run())

        asyncio.run(until_stopped(serve_all))


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
