"""What the reading process answers to the one that started it, as JSON and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from indexer.source import Source


@dataclass(frozen=True, slots=True)
class Taken:
    """The file was read."""

    sources: tuple[Source, ...]
    outcome: Literal["taken"] = "taken"


@dataclass(frozen=True, slots=True)
class Refused:
    """The file was not read; the words of a ``SourceError`` without the place before them."""

    message: str
    remedy: str = ""
    line: int | None = None
    outcome: Literal["refused"] = "refused"


Reply: TypeAlias = Annotated[Taken | Refused, Field(discriminator="outcome")]

REPLY: TypeAdapter[Taken | Refused] = TypeAdapter(Reply)
