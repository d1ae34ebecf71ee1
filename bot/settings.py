"""All settings of the bot, read once at the start: an unknown key is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

import knowledge
from knowledge.settings import Section, SharedSettings

GOLDEN = Path(str(knowledge.__file__)).with_name("golden.toml")


class AnsweringSettings(Section):
    """``[answering]``: when a match is good enough, and how much is quoted."""

    minimum_confidence: float | None = Field(default=None, ge=0, le=1)
    quotes: int = Field(default=3, ge=1, le=10)


class StorageSettings(Section):
    """``[storage]``: the one database."""

    url: str = "sqlite:///var/attache.sqlite"


class TelegramSettings(Section):
    """``[telegram]``: the diplomats' channel."""

    token: SecretStr | None = None
    base_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    webhook_secret: SecretStr | None = None


class SlackSettings(Section):
    """``[slack]``: the staff's channel."""

    bot_token: SecretStr | None = None
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    base_url: str = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"
    http_listen: str = "127.0.0.1"
    http_port: int = Field(default=3000, ge=1, le=65535)
    allowed_teams: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()


class DeskSettings(Section):
    """``[desk]``: where questions that no clause covers go."""

    name: str = "the Public Diplomacy Directorate"
    contact: str = "the Public Diplomacy Directorate"
    slack_channel: str = ""
    telegram_chat: int | None = None
    holidays: tuple[str, ...] = ()


class AccessSettings(Section):
    """``[access]``: how invitations and the pace of questions are limited."""

    invite_hours: int = Field(default=72, ge=1)
    questions_per_minute: int = Field(default=12, ge=1)


class PrivacySettings(Section):
    """``[privacy]``: what is kept, and for how long."""

    keep_question_text: bool = False
    receipts_days: int = Field(default=365, ge=1)
    questions_days: int = Field(default=30, ge=1)
    inbox_days: int = Field(default=2, ge=1)
    audit_days: int = Field(default=1825, ge=1)


class PublishingSettings(Section):
    """``[publishing]``: how an updated directive goes live."""

    two_persons: bool = True
    golden: Path = GOLDEN
    recent_questions: int = Field(default=50, ge=0, le=1000)
    submission_days: int = Field(default=14, ge=1)


class NewsSettings(Section):
    """``[news]``: who is told what a publication changed, besides those who subscribed."""

    slack_channel: str = ""


class Settings(SharedSettings):
    """The whole configuration file."""

    model_config = SettingsConfigDict(
        env_prefix="ATTACHE_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    answering: AnsweringSettings = AnsweringSettings()
    storage: StorageSettings = StorageSettings()
    telegram: TelegramSettings = TelegramSettings()
    slack: SlackSettings = SlackSettings()
    desk: DeskSettings = DeskSettings()
    access: AccessSettings = AccessSettings()
    privacy: PrivacySettings = PrivacySettings()
    publishing: PublishingSettings = PublishingSettings()
    news: NewsSettings = NewsSettings()
