"""``attache``: ask, chat, search, and run the desk."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a command. ``attache index …`` is a process of its own: the bot never loads torch."""
    if sys.argv[1:2] == ["index"]:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "indexer", *sys.argv[2:]])  # noqa: S606
    from bot.console.app import run

    run()


if __name__ == "__main__":
    main()
