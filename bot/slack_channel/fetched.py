"""What comes of fetching a file that somebody gave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.slack_channel.incoming import GivenFile

# The mode of a file that ``files.info`` alone describes.
UNDESCRIBED = "file_access"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it was given, byte for byte."""

    file: GivenFile
    data: bytes


class NotFetched(StrEnum):
    """Why a file cannot be read."""

    ELSEWHERE = "elsewhere"  # it lies with another service
    NO_FILE = "no_file"  # a post or canvas, which Slack hands to nobody
    TOO_LARGE = "too_large"
    GONE = "gone"
    NOT_ALLOWED = "not_allowed"
    TROUBLE = "trouble"


Fetching: TypeAlias = Fetched | NotFetched
