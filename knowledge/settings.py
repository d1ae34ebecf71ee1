"""Where snapshots lie and which model makes them: the settings that every room shares."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
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
    chosen = path or Path(os.environ.get("ATTACHE_CONFIG", DEFAULT_FILE))
    if path is not None and not path.exists():
        raise SettingsError(f"{path}: there is no such file")
    try:
        values: dict[str, Any] = (
            tomllib.loads(chosen.read_text(encoding="utf-8")) if chosen.exists() else {}
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{chosen}: {fault}") from fault
    for section, key in _PATHS:
        if (path_named := values.get(section, {}).get(key)) is not None:
            values[section][key] = str(chosen.resolve().parent / path_named)
    try:
        return kind(**values)
    except ValidationError as fault:
        raise SettingsError(_told(chosen, fault)) from fault


def _told(path: Path, fault: ValidationError) -> str:
    lines = []
    for error in fault.errors():
        key = ".".join(str(part) for part in error["loc"])
        what = "is not a known key" if error["type"] == "extra_forbidden" else error["msg"]
        lines.append(f"{path}: {key}: {what}")
    return "\n".join(lines)
