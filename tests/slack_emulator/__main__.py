"""Starts an emulator by hand: ``python -m tests.slack_emulator [port]``."""

import json
import sys
import threading

from . import AppConfig, SlackEmulator


def main() -> None:
    """Serve until interrupted; the first line says where and with which tokens."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with SlackEmulator(AppConfig(), port=port) as slack:
        sys.stdout.write(json.dumps(slack.environment | {"SIM_URL": f"{slack.url}/_sim"}) + "\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
