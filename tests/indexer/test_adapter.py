from pathlib import Path

import numpy as np
import pytest

from indexer.adapter import save_adapter
from indexer.build import Binder
from indexer.embedding import ModelChoice, SentenceEncoder
from indexer.exported import ExportedEncoder, open_encoder
from indexer.shipped import ADAPTER, VOCABULARY, chosen_model
from knowledge.errors import ModelError
from knowledge.settings import EmbeddingSettings
from knowledge.snapshot.opened import Snapshot
from knowledge.snapshot.store import SnapshotStore
from tests.indexer.tiny_model import make_tiny_model

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")

DIRECTIVE = """---
id: TEST
title: A test directive
jurisdiction: home
version: "1"
in_force_from: 2024-01-01
---

## Article 1 Likes

1.1 Staff shall not like content on government affairs.
"""
TEXTS = ["may i like this post", "staff shall report"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def adapter(model: Path, tmp_path: Path) -> Path:
    """A change to one weight, large enough to be seen."""
    import torch

    plain = SentenceEncoder.open(ModelChoice(str(model)))
    name, weight = next(
        (name, weight)
        for name, weight in plain.transformer.named_parameters()
        if name.endswith("query.weight")
    )
    torch.manual_seed(1)
    down, up = torch.randn(2, weight.shape[1]), torch.randn(weight.shape[0], 2)
    file = tmp_path / "some.safetensors"
    save_adapter({f"0.{name.removesuffix('.weight')}": (down, up)}, file, plain.fingerprint)
    return file


def test_an_adapted_model_is_another_model(model: Path, adapter: Path) -> None:
    plain = SentenceEncoder.open(ModelChoice(str(model)))
    adapted = SentenceEncoder.open(ModelChoice(str(model), adapter=adapter))
    assert adapted.fingerprint != plain.fingerprint
    assert not np.allclose(adapted.encode(TEXTS), plain.encode(TEXTS))


def test_the_adapted_model_is_exported_and_found_again(
    model: Path, adapter: Path, tmp_path: Path
) -> None:
    choice, encoders = ModelChoice(str(model), adapter=adapter), tmp_path / "encoders"
    loaded, exported = SentenceEncoder.open(choice), open_encoder(choice, encoders)
    assert isinstance(exported, ExportedEncoder)
    assert (exported.encode(TEXTS) * loaded.encode(TEXTS)).sum(axis=1).min() >= 0.9999
    assert open_encoder(ModelChoice(str(model)), encoders).fingerprint != loaded.fingerprint


def test_an_adapter_of_another_model_is_refused(adapter: Path, tmp_path: Path) -> None:
    other = make_tiny_model(tmp_path / "other", seed=5)
    with pytest.raises(ModelError, match="was made for the model") as told:
        SentenceEncoder.open(ModelChoice(str(other), adapter=adapter))
    assert 'adapter = "none"' in told.value.remedy


@pytest.mark.parametrize("content", [None, b"no tensors"])
def test_a_file_that_is_no_adapter_is_refused(
    model: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "broken.safetensors"
    if content:
        file.write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read"):
        SentenceEncoder.open(ModelChoice(str(model), adapter=file))


@pytest.mark.parametrize(
    ("settings", "adapter"),
    [
        (EmbeddingSettings(), ADAPTER),
        (EmbeddingSettings(adapter="none"), None),
        (EmbeddingSettings(model="some/folder"), None),
        (
            EmbeddingSettings(model="some/folder", adapter="own.safetensors"),
            Path("own.safetensors"),
        ),
    ],
)
def test_the_shipped_adapter_goes_with_the_default_model(
    settings: EmbeddingSettings, adapter: Path | None
) -> None:
    assert chosen_model(settings).adapter == adapter


def test_without_example_questions_the_model_is_left_as_it_is(
    model: Path, adapter: Path, tmp_path: Path
) -> None:
    source = tmp_path / "test.md"
    source.write_text(DIRECTIVE, encoding="utf-8")
    choice = ModelChoice(str(model), adapter=adapter)
    binder = Binder(SnapshotStore(tmp_path / "knowledge"), choice, VOCABULARY)

    def fingerprint() -> str:
        binder.publish(binder.build(binder.bind([source], minimum_coverage=0.9)).name, keep=3)
        return Snapshot.open(binder.store).encoder.card.fingerprint

    assert fingerprint() == SentenceEncoder.open(ModelChoice(str(model))).fingerprint
    (tmp_path / "test.asked.toml").write_text('"1.1" = ["may i like it"]\n', encoding="utf-8")
    assert fingerprint() == SentenceEncoder.open(choice).fingerprint
