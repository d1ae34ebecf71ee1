"""Where snapshots lie and which model makes them: the settings that every room shares."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from knowledge.errors import AttacheError

DEFAULT_FILE = "config.toml"
_PATHS = (("knowledge", "directory"), ("publishing", "golden"))


class SettingsError(AttacheError):
    """A configuration that cannot be used; names the key and the known ones."""

    remedy = "Compare it with config.example.toml, which explains every setting."


class Section(BaseModel):
    """A table of the configuration; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KnowledgeSettings(Section):
    """``[knowledge]``: the folder of snapshots and how many of them are kept."""

    directory: Path = Path("var/knowledge")
    keep: int = Field(default=5, ge=2)
    home: str = "home"
    minimum_coverage: float = Field(default=0.99, ge=0, le=1)


class EmbeddingSettings(Section):
    """``[embedding]``: the sentence-transformers model, by name and revision or as a folder, and
    its adapter: "shipped" (for the default model only), "none", or a file."""

    model: str = "all-MiniLM-L6-v2"
    revision: str | None = None
    adapter: str = "shipped"


class SharedSettings(BaseSettings):
    """The sections that both the indexer and the bot read; other sections are not its business."""

    model_config = SettingsConfigDict(
        env_prefix="ATTACHE_", env_nested_delimiter="__", extra="ignore", frozen=True
    )

    knowledge: KnowledgeSettings = KnowledgeSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # pydantic's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return env_settings, init_settings


Settings = TypeVar("Settings", bound=SharedSettings)


def read_settings(kind: type[Settings], path: Path | None = None) -> Settings:
    """Read ``path`` (default: ``$ATTACHE_CONFIG``, else ``config.toml`` where there is one).

    Relative paths in the file are taken from the file's own place. Raises ``SettingsError``.
    """
    named = path or os.environ.get("ATTACHE_CONFIG")
    chosen = Path(named or DEFAULT_FILE)
    values = _values(chosen, must_exist=bool(named))
    _refuse_secrets(kind, chosen, values)
    for section, key in _PATHS:
        table = values.get(section)
        if isinstance(table, dict) and isinstance(table.get(key), str):
            table[key] = str(chosen.resolve().parent / table[key])
    try:
        return kind(**values)
    except ValidationError as fault:
        raise SettingsError(_told(chosen, fault)) from fault


def _values(path: Path, *, must_exist: bool) -> dict[str, Any]:
    try:
        if not must_exist and not path.exists():
            return {}
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise SettingsError(f"{path}: there is no such file") from fault
    except OSError as fault:
        raise SettingsError(
            f"{path} cannot be read: {fault.strerror}",
            remedy="Name a file that this user may read; every setting may be left out.",
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{path}: {fault}") from fault


def _refuse_secrets(kind: type[SharedSettings], path: Path, values: dict[str, Any]) -> None:
    found = [
        (section, key)
        for section, field in kind.model_fields.items()
        for key in _secrets_of(field.annotation)
        if isinstance(values.get(section), dict) and key in values[section]
    ]
    if found:
        names = ", ".join(f"ATTACHE_{section}__{key}".upper() for section, key in found)
        raise SettingsError(
            "\n".join(
                f"{path}: {section}.{key}: a secret never stands in a file"
                for section, key in found
            ),
            remedy=f"Take it out of the file and set it in the environment: {names}. "
            "If others could read the file, have a new one made.",
        )


def _secrets_of(section: object) -> list[str]:
    if not (isinstance(section, type) and issubclass(section, Section)):
        return []
    return [
        key
        for key, field in section.model_fields.items()
        if SecretStr in (field.annotation, *get_args(field.annotation))
    ]


def _told(path: Path, fault: ValidationError) -> str:
    lines = []
    for error in fault.errors():
        key = ".".join(str(part) for part in error["loc"])
        what = "is not a known key" if error["type"] == "extra_forbidden" else error["msg"]
        lines.append(f"{path}: {key}: {what}")
    return "\n".join(lines)
