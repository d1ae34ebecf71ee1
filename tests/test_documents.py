"""What the documents promise is what the program does."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.settings import Settings
from knowledge.settings import Section, read_settings

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "config.example.toml"


def test_the_example_configuration_is_valid() -> None:
    assert read_settings(Settings, EXAMPLE).knowledge.home == "home"


def test_the_example_configuration_explains_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    written = tomllib.loads(text)
    for name, field in Settings.model_fields.items():
        section = field.annotation
        assert isinstance(section, type)
        assert issubclass(section, Section)
        assert name in written
        for key in section.model_fields:
            named = key in text or f"{name}__{key}".upper() in text
            assert named, f"{name}.{key} is not explained in config.example.toml"


def test_the_two_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("ask", "test"):
        assert f"make {command}" in readme
        assert f"\n{command}:" in makefile


def test_every_decision_is_one_page() -> None:
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 80, page.name
