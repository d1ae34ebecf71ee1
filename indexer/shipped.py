"""The directives, the vocabulary and the adapter that come with the product."""

from __future__ import annotations

from pathlib import Path

import knowledge
from indexer.embedding import DEFAULT_MODEL, ModelChoice
from knowledge.settings import EmbeddingSettings

_LIBRARY = Path(str(knowledge.__file__)).parent
DIRECTIVES = _LIBRARY / "directives"
VOCABULARY = _LIBRARY / "vocabulary.toml"
ADAPTER = _LIBRARY / "adapter.safetensors"
GOLDEN = _LIBRARY / "golden.toml"


def chosen_model(settings: EmbeddingSettings) -> ModelChoice:
    """The model of the settings; the adapter that comes with the product fits the default one."""
    adapter: Path | None = None
    if settings.adapter not in ("shipped", "none"):
        adapter = Path(settings.adapter)
    elif settings.adapter == "shipped" and settings.model == DEFAULT_MODEL:
        adapter = ADAPTER
    return ModelChoice(settings.model, settings.revision, adapter)
