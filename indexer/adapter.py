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

_BASE = "base"
_REMEDY = 'Set adapter = "none" under [embedding], or name one that was made for the model.'


def apply_adapter(model: SentenceTransformer, file: Path, fingerprint: str) -> None:
    """Add the changes in ``file`` to the weights of ``model``.

    Raises ``ModelError`` where the file cannot be read, or was made for a model of another
    ``fingerprint`` than this one.
    """
    import torch
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
    with torch.no_grad():
        for name, down in tensors.items():
            if name.endswith(".down"):
                module = name.removesuffix(".down")
                weight = model.get_parameter(f"{module}.weight")
                weight.add_(tensors[f"{module}.up"].float() @ down.float())


def save_adapter(
    changes: Mapping[str, tuple[torch.Tensor, torch.Tensor]], file: Path, fingerprint: str
) -> None:
    """Write the (down, up) of each module for the model of ``fingerprint``, in half precision."""
    import torch
    from safetensors.torch import save_file

    tensors = {}
    for module, (down, up) in changes.items():
        tensors[f"{module}.down"] = down.to(torch.float16).contiguous()
        tensors[f"{module}.up"] = up.to(torch.float16).contiguous()
    save_file(tensors, file, metadata={_BASE: fingerprint})
