"""A sentence-transformers model small enough to be made by a test, with the real loading code."""

from __future__ import annotations

from pathlib import Path

WORDS = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] staff shall not may like post share follow account personal "
    "official ministry of the a on an in content must report within hours days to by with prior "
    "approval without comment . , ? : i this can we family football party political password"
).split()


def make_tiny_model(folder: Path, *, seed: int = 0) -> Path:
    """Write a one-layer BERT with mean pooling into ``folder``; other seeds, other weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(seed)
    raw = folder / "raw"
    raw.mkdir(parents=True)
    (raw / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    size = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = BertConfig(
        vocab_size=len(WORDS), intermediate_size=64, max_position_embeddings=64, **size
    )
    BertModel(config).save_pretrained(raw)
    BertTokenizerFast(str(raw / "vocab.txt")).save_pretrained(raw)
    transformer = Transformer(str(raw), max_seq_length=64)
    model = SentenceTransformer(modules=[transformer, Pooling(32), Normalize()], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"
