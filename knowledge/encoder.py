"""Turns a question into a vector without torch: the model that built the snapshot, in ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from pydantic import TypeAdapter
from tokenizers import Tokenizer

from knowledge.errors import ModelError
from knowledge.seal import Seal

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"
_REMEDY = "Build the snapshot again, which makes it anew: `attache index build SOURCE…`."


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What must be known of an exported encoder to use it rightly.

    ``files`` is a digest of the model's files that it was made from; ``for_documents`` is true
    where it embeds clauses as it does questions. ``seals`` tell whether its own files still are
    those that were exported; earlier versions wrote none.
    """

    fingerprint: str
    name: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    files: str = ""
    for_documents: bool = False
    seals: dict[str, Seal] = field(default_factory=dict)

    def sealed(self, folder: Path) -> EncoderCard:
        """This card with the seals of all other files in ``folder``."""
        files = (file for file in sorted(folder.iterdir()) if file.name != CARD_FILE)
        return replace(self, seals={file.name: Seal.of(file) for file in files})

    def check(self, folder: Path, *, wholly: bool = False) -> None:
        """Compare the encoder's files with their seals; ``ModelError`` names one that differs.

        A bot that starts reads samples of them only; ``wholly`` reads every byte.
        """
        for name, seal in self.seals.items():
            try:
                fits = seal.fits(folder / name, wholly=wholly)
            except OSError as fault:
                raise ModelError(
                    f"the query encoder in {folder} lacks its file {name}", remedy=_REMEDY
                ) from fault
            if not fits:
                raise ModelError(
                    f"file {name} of the query encoder in {folder} is not the one that was "
                    "exported",
                    remedy=_REMEDY,
                )

    def write(self, folder: Path) -> None:
        """Put the card beside the model; whoever reads meanwhile has the old one or the new."""
        draft = folder / f".{CARD_FILE}"
        draft.write_bytes(_CARD.dump_json(self, indent=2))
        draft.replace(folder / CARD_FILE)

    @classmethod
    def read(cls, folder: Path) -> EncoderCard:
        """Read the card of an exported encoder; ``ModelError`` where there is none."""
        try:
            return _CARD.validate_json((folder / CARD_FILE).read_bytes())
        except (OSError, ValueError) as fault:
            raise ModelError(f"no query encoder in {folder}: {fault}", remedy=_REMEDY) from fault


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
        """Load the encoder that the indexer exported into ``folder``; ``ModelError`` where its
        files are missing, cut short or altered.

        One thread serves a short question fastest, and leaves the other cores to other people.
        """
        card = EncoderCard.read(folder)
        card.check(folder)
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
                f"the query encoder in {folder} cannot be loaded: {fault}", remedy=_REMEDY
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


_CARD = TypeAdapter(EncoderCard)
