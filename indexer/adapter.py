"""Fits a sentence model to how diplomats ask: low-rank changes to its weights.

Low-rank adaptation (LoRA; Hu et al. 2021): beside each adapted weight of shape (out, in) the file
holds ``<module>.down`` of shape (rank, in) and ``<module>.up`` of shape (out, rank); their product
is added to the weight. A question then costs what it cost before. ``benchmarks/train_adapter.py``
makes the file that comes with the product.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

    Change = tuple[torch.Tensor, torch.Tensor]

_BASE = "base"
_REMEDY = 'Set adapter = "none" under [embedding], or name one that was made for the model.'


def apply_adapter(model: SentenceTransformer, file: Path, fingerprint: str) -> None:
    """Add the changes in ``file`` to the weights of ``model``; raises as ``read_adapter`` does."""
    import torch

    changes = read_adapter(file, fingerprint)
    with torch.no_grad():
        for module, (down, up) in changes.items():
            model.get_parameter(f"{module}.weight").add_(up @ down)


def read_adapter(file: Path, fingerprint: str) -> dict[str, Change]:
    """The (down, up) of each module.

    Raises ``ModelError`` where the file cannot be read, or was made for a model of another
    ``fingerprint`` than this one.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, "pt") as opened:
            base = (opened.metadata() or {}).get(_BASE)
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as fault:
        raise ModelError(f"the adapter {file} cannot be read: {fault}", remedy=_REMEDY) from fault
    if base != fingerprint:
        raise ModelError(
            f"the adapter {file.name} was made for the model {base}, not for {fingerprint}",
            remedy=_REMEDY,
        )
    modules = [name.removesuffix(".down") for name in tensors if name.endswith(".down")]
    return {one: (tensors[f"{one}.down"].float(), tensors[f"{one}.up"].float()) for one in modules}


def save_adapter(changes: Mapping[str, Change], file: Path, fingerprint: str) -> None:
    """Write the (down, up) of each module for the model of ``fingerprint``, in half precision."""
    import torch
    from safetensors.torch import save_file

    tensors = {}
    for module, (down, up) in changes.items():
        tensors[f"{module}.down"] = down.to(torch.float16).contiguous()
        tensors[f"{module}.up"] = up.to(torch.float16).contiguous()
    save_file(tensors, file, metadata={_BASE: fingerprint})
