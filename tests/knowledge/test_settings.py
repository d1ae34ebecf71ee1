"""Settings: what cannot be used is told by its key, and a secret never comes from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from knowledge.settings import SettingsError, SharedSettings, read_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize(
    ("section", "key", "variable"),
    [
        ("telegram", "token", "ATTACHE_TELEGRAM__TOKEN"),
        ("telegram", "webhook_secret", "ATTACHE_TELEGRAM__WEBHOOK_SECRET"),
        ("slack", "bot_token", "ATTACHE_SLACK__BOT_TOKEN"),
        ("slack", "app_token", "ATTACHE_SLACK__APP_TOKEN"),
        ("slack", "signing_secret", "ATTACHE_SLACK__SIGNING_SECRET"),
    ],
)
def test_a_secret_in_the_file_is_refused_with_the_variable_to_use(
    config: Path, section: str, key: str, variable: str
) -> None:
    config.write_text(f'[{section}]\n{key} = "1234:hush"\n')
    with pytest.raises(SettingsError) as told:
        read_settings(Settings, config)
    assert str(told.value) == f"{config}: {section}.{key}: a secret never stands in a file"
    assert variable in told.value.remedy
    assert "hush" not in f"{told.value} {told.value.remedy}"


def test_all_secrets_in_the_file_are_named_at_once(config: Path) -> None:
    config.write_text('[telegram]\ntoken = "a"\n[slack]\napp_token = "b"\n')
    with pytest.raises(SettingsError) as told:
        read_settings(Settings, config)
    assert len(str(told.value).splitlines()) == 2
    assert "ATTACHE_TELEGRAM__TOKEN, ATTACHE_SLACK__APP_TOKEN" in told.value.remedy


def test_a_secret_comes_from_the_environment(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('[telegram]\nmode = "webhook"\n')
    monkeypatch.setenv("ATTACHE_TELEGRAM__TOKEN", "1234:hush")
    telegram = read_settings(Settings, config).telegram
    assert telegram.mode == "webhook"
    assert telegram.token is not None
    assert telegram.token.get_secret_value() == "1234:hush"


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        read_settings(SharedSettings, tmp_path)


def test_a_file_that_the_environment_names_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTACHE_CONFIG", str(tmp_path / "nowhere.toml"))
    with pytest.raises(SettingsError, match="there is no such file"):
        read_settings(SharedSettings)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("knowledge = 3\n", "config.toml: knowledge: "),
        ("[knowledge]\ndirectory = 3\n", "config.toml: knowledge.directory: "),
        ("[knowledge\n", "config.toml: "),
    ],
)
def test_what_is_no_setting_is_told_by_its_key(config: Path, written: str, told: str) -> None:
    config.write_text(written)
    with pytest.raises(SettingsError) as fault:
        read_settings(Settings, config)
    assert told in str(fault.value)


def test_paths_are_taken_from_the_place_of_the_file(config: Path) -> None:
    config.write_text('[knowledge]\ndirectory = "library"\n')
    assert read_settings(Settings, config).knowledge.directory == config.parent / "library"
