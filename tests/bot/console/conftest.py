"""The commands in this process: opening the snapshot is most of what a command costs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.console.app import app

Attache = Callable[..., Result]


@pytest.fixture
def attache(model_knowledge: Path) -> Attache:
    """Runs a command over the model directive; ``given`` is its input."""
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "ATTACHE_CONFIG": os.devnull}
    environment["ATTACHE_KNOWLEDGE__DIRECTORY"] = str(model_knowledge)

    def run(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(app, words, input=given, env=environment)

    return run
