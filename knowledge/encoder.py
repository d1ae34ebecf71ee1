"""Turns a question into a vector without torch: the model that built the snapshot, in ONNX."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from knowledge.errors import ModelError

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What must be known of an exported encoder to use it rightly.

    ``files`` is a digest of the model's files that it was made from; ``for_documents`` is true
    where it embeds clauses as it does questions.
    """

    fingerprint: str
    name: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    files: str = ""
    for_documents: bool = False

    def write(self, folder: Path) -> None:
        """Put the card beside the model; whoever reads meanwhile has the old one or the new."""
        draft = folder / f".{CARD_FILE}"
        draft.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")
        draft.replace(folder / CARD_FILE)

    @classmethod
    def read(cls, folder: Path) -> EncoderCard:
        """Read the card of an exported encoder; ``ModelError`` where there is none."""
        try:
            return cls(**json.loads((folder / CARD_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as fault:
            raise ModelError(
                f"no query encoder in {folder}: {fault}",
                remedy="Build the snapshot again: `attache index build SOURCE…`.",
            ) from fault


class OnnxEncoder:
    """Encodes questions with onnxruntime and tokenizers; no torch is imported."""

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, card: EncoderCard
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.card = card

    @classmethod
    def open(cls, folder: Path, *, threads: int = 1) -> OnnxEncoder:
        """Load the encoder that the indexer exported into ``folder``.

        One thread serves a short question fastest, and leaves the other cores to other people.
        """
        card = EncoderCard.read(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            session = onnxruntime.InferenceSession(
                str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as fault:  # both libraries raise bare Exceptions
            raise ModelError(
                f"the query encoder in {folder} cannot be loaded: {fault}",
                remedy="Delete that folder and build the snapshot again.",
            ) from fault
        tokenizer.enable_truncation(max_length=card.max_tokens)
        return cls(session, tokenizer, card)

    def knows(self, word: str) -> bool:
        """Whether the model has a whole word for ``word``, so that it is hardly a misspelling."""
        return self._tokenizer.token_to_id(word) is not None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of ``texts``, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.card.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch([self.card.query_prompt + text for text in texts])
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(texts), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        (vectors,) = self._session.run(
            ["sentence_embedding"], {"input_ids": ids, "attention_mask": mask}
        )
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
        return unit
