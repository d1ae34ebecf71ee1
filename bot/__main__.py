"""``attache``: ask, chat, search, run the desk, and publish."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a command. ``attache index …`` is a process of its own: the bot never loads torch.

    What makes a snapshot live is ours: it is rehearsed, and entered in the audit log.
    """
    if sys.argv[1:2] == ["index"] and sys.argv[2:3] not in (["publish"], ["rollback"]):
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "indexer", *sys.argv[2:]])  # noqa: S606
    from bot.console.app import run

    run()


if __name__ == "__main__":
    main()
