"""Embeds with the exported encoder: it needs 0.6 of torch's time, and no seconds to load.

The export was held to the original when it was made (cosine at least ``MINIMUM_COSINE``), so of
a model whose files are the same it may embed clauses too, unless the model puts other words
before a document than before a question. That every build embeds with it also makes their vectors
the same to the last bit.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import (
    ModelChoice,
    Progress,
    SentenceEncoder,
    in_batches,
    model_folder,
    open_whole,
)
from knowledge.encoder import CARD_FILE, EncoderCard, OnnxEncoder
from knowledge.errors import ModelError

_BATCH = 16
# A library that reads the same files in another way makes another model of them.
_LIBRARIES = ("sentence-transformers", "transformers", "tokenizers")


class DocumentEncoder(Protocol):
    """Turns clauses into vectors: the loaded model, or its export."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]: ...


class ExportedEncoder:
    """The exported query encoder of a model, for documents: a small batch on each processor at a
    time, which is faster than large ones that all processors share."""

    def __init__(self, encoder: OnnxEncoder, name: str) -> None:
        self._encoder = encoder
        self.name = name
        self.fingerprint = encoder.card.fingerprint
        self.dimension = encoder.card.dimension

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Unit vectors of documents, shape (len(texts), dimension), in the order given."""
        return in_batches(
            texts,
            self._encoder.encode,
            self.dimension,
            progress,
            size=_BATCH,
            workers=os.cpu_count() or 1,
        )


def open_encoder(choice: ModelChoice, encoders: Path) -> DocumentEncoder:
    """The export of the chosen model in ``encoders``, made from the model if it is not there or
    is damaged; the model itself, where it embeds clauses in another way than questions."""
    files = _digest(model_folder(choice), choice.adapter)
    for card in encoders.glob(f"*/{CARD_FILE}") if files else ():
        if _is_made_of(card.parent, files) and (exported := open_whole(card.parent)):
            return ExportedEncoder(exported, choice.name)
    model = SentenceEncoder.open(choice)
    made = open_whole(model.export(encoders, files=files))
    if made and made.card.for_documents:
        return ExportedEncoder(made, choice.name)
    return model


def _is_made_of(folder: Path, files: str) -> bool:
    try:
        card = EncoderCard.read(folder)
    except ModelError:
        return False
    return card.files == files and card.for_documents


def _digest(folder: Path | None, adapter: Path | None) -> str:
    """One digest of all files of a model, its adapter, and the libraries that read them."""
    if folder is None:
        return ""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in (*files, *([adapter] if adapter else [])):
        name = path.relative_to(folder).as_posix() if path != adapter else "adapter"
        digest.update(f"{name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
