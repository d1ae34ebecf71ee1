"""Makes ``knowledge/adapter.safetensors``: ``python -m benchmarks.train_adapter [--afresh]``.

The default model learns from the example questions of the model directive, with low-rank changes
to its weights (LoRA; Hu et al. 2021), to tell which clause a question is about, which outcome it
wants of it, and whether any clause covers it. It goes on from the adapter that is there, or begins
``--afresh``. A round takes 10 minutes on two cores; the index itself learns anew from the examples
at each build, so this is for when many examples are new.

Some tokens of most examples are hidden at each step, so that none is learned by heart: dropout
would draw random numbers for a third of the time.

A twentieth of the examples is withheld (``worlds.is_withheld``): on it the adapter is measured, and
``train_fusion`` learns what the adapted model is worth on questions that it has not seen. The
golden questions are not read here.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, normalize
from torch.nn.utils import parametrize

from benchmarks import worlds
from indexer.adapter import read_adapter, save_adapter
from indexer.companions import OUTCOMES
from indexer.embedding import ModelChoice, SentenceEncoder
from indexer.shipped import ADAPTER
from knowledge.outcome_classifier import group_of
from knowledge.retrieval.search_index import glossed, searched_text
from knowledge.vocabulary import Vocabulary

RANK = 32
SCALE = 2.0  # of the low-rank product
RATE = 1e-3
EPOCHS = 5
HIDING = 0.6  # of the examples at a step have some tokens hidden …
HIDDEN = 0.12  # … and this share of them
BATCH = 32
WARM_UP = 0.05  # of all steps
SMOOTHING = 0.1  # of the clause that is wanted
LONGEST = 128  # tokens
HEAT = 16.0  # of the cosine to a clause's examples, with which the head begins


@dataclass(frozen=True)
class Lesson:
    """A text with the places of its clauses, its outcome (-1: unknown), its clause's group."""

    text: str
    clauses: tuple[int, ...]
    outcome: int = -1
    group: int = 0
    withheld: bool = False


class LowRank(torch.nn.Module):
    """A weight with its low-rank change, which begins as none."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        width_out, width_in = weight.shape
        self.down = torch.nn.Parameter(torch.empty(RANK, width_in))
        self.up = torch.nn.Parameter(torch.zeros(width_out, RANK))
        torch.nn.init.kaiming_uniform_(self.down, a=5**0.5)

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight + SCALE * (self.up @ self.down)


class Learner(torch.nn.Module):
    """The adapted model with a head for clauses, one for being covered, two for outcomes."""

    def __init__(self, inner: torch.nn.Module, width: int, clauses: int, groups: int) -> None:
        super().__init__()
        self.inner = inner
        self.clause = torch.nn.Linear(width, clauses)
        self.covered = torch.nn.Linear(width, 1)
        self.outcome = torch.nn.Linear(width, len(OUTCOMES))
        self.of_group = torch.nn.Linear(width, len(OUTCOMES) * groups)
        torch.nn.init.zeros_(self.of_group.weight)
        torch.nn.init.zeros_(self.of_group.bias)

    def embed(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors: the mean of the tokens, as the sentence model takes it."""
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.inner(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask[:, :, None].float()
        return normalize((hidden.float() * weights).sum(1) / weights.sum(1), dim=1)

    def outcomes(self, vectors: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
        """The logits of the outcomes, for questions on clauses of ``groups``."""
        own = self.of_group(vectors * 4).view(len(vectors), -1, len(OUTCOMES))
        logits: torch.Tensor = self.outcome(vectors * 8) + own[torch.arange(len(groups)), groups]
        return logits

    def loss(self, vectors: torch.Tensor, lessons: Sequence[Lesson]) -> torch.Tensor:
        """What is wrong about clause, outcome and being covered, together."""
        uncovered = torch.tensor([not one.clauses for one in lessons])
        missed = self.covered(vectors * 8)[:, 0]
        total = 0.2 * binary_cross_entropy_with_logits(missed, uncovered.float())
        wanted = torch.full((len(lessons), self.clause.out_features), SMOOTHING)
        wanted /= self.clause.out_features
        for row, one in enumerate(lessons):
            for place in one.clauses:
                wanted[row, place] += (1 - SMOOTHING) / len(one.clauses)
        if not uncovered.all():
            total = total + cross_entropy(self.clause(vectors)[~uncovered], wanted[~uncovered])
        outcome = torch.tensor([one.outcome for one in lessons])
        known = outcome >= 0
        if known.any():
            groups = torch.tensor([one.group for one in lessons])
            logits = self.outcomes(vectors, groups)[known]
            total = total + known.float().mean() * cross_entropy(logits, outcome[known])
        return total


class School:
    """Teaches lessons to a model."""

    def __init__(self, lessons: Sequence[Lesson], clauses: int, groups: int) -> None:
        self.encoder = SentenceEncoder.open(ModelChoice())
        transformer = self.encoder.transformer
        self._mask_token = transformer.tokenizer.mask_token_id
        self._framing = transformer.tokenizer.all_special_ids
        self._tokens = transformer.tokenizer(
            [one.text for one in lessons], truncation=True, max_length=LONGEST
        )["input_ids"]
        self._lessons = lessons
        self._changes = _made_adaptable(transformer.model)
        self.learner = Learner(transformer.model, self.encoder.dimension, clauses, groups)

    def go_on_from(self, adapter: Path) -> None:
        """Begin with the changes of an adapter that was made before."""
        before = read_adapter(adapter, self.encoder.fingerprint)
        with torch.no_grad():
            for name, change in self._changes.items():
                down, up = before[name]
                change.down.copy_(down)
                change.up.copy_(up / SCALE)

    def teach(self) -> None:
        """All lessons that are not withheld, ``EPOCHS`` times; the withheld ones examine."""
        self._start()
        taught = [row for row, one in enumerate(self._lessons) if not one.withheld]
        steps = EPOCHS * -(-len(taught) // BATCH)
        wanted = [each for each in self.learner.parameters() if each.requires_grad]
        optimiser = torch.optim.AdamW(wanted, lr=RATE, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min(1, step / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
        )
        for epoch in range(1, EPOCHS + 1):
            self.learner.train()
            for rows in self._batches(taught):
                loss = self.learner.loss(self._embed(rows), [self._lessons[row] for row in rows])
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(wanted, 1.0)
                optimiser.step()
                schedule.step()
            print(f"epoch {epoch}: {self._examined()}", flush=True)

    def changes(self) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
        """The low-rank changes by the name of the module in the sentence model."""
        return {
            name: (change.down.detach(), SCALE * change.up.detach())
            for name, change in self._changes.items()
        }

    def _start(self) -> None:
        """The head for clauses begins at the mean of each clause's examples."""
        taught = [row for row, one in enumerate(self._lessons) if not one.withheld]
        vectors = self._encoded(taught)
        sums = torch.zeros_like(self.learner.clause.weight)
        for vector, row in zip(vectors, taught, strict=True):
            for place in self._lessons[row].clauses:
                sums[place] += vector
        with torch.no_grad():
            self.learner.clause.weight.copy_(normalize(sums, dim=1) * HEAT)
            self.learner.clause.bias.zero_()

    def _examined(self) -> str:
        held = [row for row, one in enumerate(self._lessons) if one.withheld and one.clauses]
        vectors = self._encoded(held)
        with torch.no_grad():
            order = self.learner.clause(vectors).argsort(dim=1, descending=True)[:, :3].tolist()
        first = np.mean(
            [o[0] in self._lessons[r].clauses for o, r in zip(order, held, strict=True)]
        )
        three = np.mean(
            [bool({*o} & {*self._lessons[r].clauses}) for o, r in zip(order, held, strict=True)]
        )
        known = [place for place, row in enumerate(held) if self._lessons[row].outcome >= 0]
        outcome = np.mean(self._outcomes_right(vectors[known], [held[place] for place in known]))
        return (
            f"withheld: first {first:.3f}, first three {three:.3f} of {len(held)}; "
            f"outcome {outcome:.3f} of {len(known)}"
        )

    def _outcomes_right(self, vectors: torch.Tensor, rows: Sequence[int]) -> list[bool]:
        lessons = [self._lessons[row] for row in rows]
        groups = torch.tensor([one.group for one in lessons])
        with torch.no_grad():
            likeliest = self.learner.outcomes(vectors, groups).argmax(dim=1).tolist()
        return [got == one.outcome for got, one in zip(likeliest, lessons, strict=True)]

    def _hidden(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which tokens of a batch are hidden: none that only frame or fill a text."""
        drawn = np.random.default_rng(random.getrandbits(32))
        some = drawn.random(ids.shape) < HIDDEN
        some &= drawn.random((len(ids), 1)) < HIDING
        hidden: NDArray[np.bool_] = some & ~np.isin(ids, self._framing)
        return hidden

    def _batches(self, rows: Sequence[int]) -> list[list[int]]:
        """Batches of texts of like length, in random order."""
        shuffled = random.sample(rows, len(rows))
        batches = []
        for start in range(0, len(shuffled), 40 * BATCH):
            some = sorted(
                shuffled[start : start + 40 * BATCH], key=lambda row: len(self._tokens[row])
            )
            batches += [some[first : first + BATCH] for first in range(0, len(some), BATCH)]
        return random.sample(batches, len(batches))

    def _encoded(self, rows: Sequence[int]) -> torch.Tensor:
        self.learner.eval()
        order = sorted(range(len(rows)), key=lambda place: len(self._tokens[rows[place]]))
        vectors = torch.zeros(len(rows), self.encoder.dimension)
        with torch.no_grad():
            for first in range(0, len(order), 128):
                some = order[first : first + 128]
                vectors[some] = self._embed([rows[place] for place in some])
        return vectors

    def _embed(self, rows: Sequence[int]) -> torch.Tensor:
        texts = [self._tokens[row] for row in rows]
        ids = np.zeros((len(texts), max(map(len, texts))), dtype=np.int64)
        mask: NDArray[np.int64] = np.zeros_like(ids)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        if self.learner.training:
            ids = np.where(self._hidden(ids), self._mask_token, ids)
        return self.learner.embed(torch.from_numpy(ids), torch.from_numpy(mask))


def _made_adaptable(model: torch.nn.Module) -> dict[str, LowRank]:
    """Give each weight of ``model`` a change that is learned instead of it; by the names that the
    weights have in the sentence model."""
    model.set_attn_implementation("eager")  # the fused one is slower where gradients are wanted
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    model.requires_grad_(requires_grad=False)
    changes = {}
    for name, module in list(model.named_modules()):
        if isinstance(module, torch.nn.Linear) and "pooler" not in name:
            changes[f"0.model.{name}"] = LowRank(module.weight)
            parametrize.register_parametrization(module, "weight", changes[f"0.model.{name}"])
    return changes


def lessons() -> tuple[list[Lesson], int, int]:
    """The examples and clauses of the directive's newest version and the uncovered questions;
    the number of clauses, and that of their groups."""
    clauses, directives = worlds.home_clauses()
    vocabulary = Vocabulary.open(worlds.VOCABULARY)
    newest = max(one.version for one in directives.values() if one.id == worlds.HOME)
    own = [one for one in clauses if (one.ref.directive, one.ref.version) == (worlds.HOME, newest)]
    groups = {group: place for place, group in enumerate(sorted(set(map(group_of, own))))}
    found: dict[str, Lesson] = {}
    for place, clause in enumerate(own):
        for example in clause.asked:
            before = found.get(example.text)
            outcome = OUTCOMES.index(example.outcome) if example.outcome else -1
            found[example.text] = Lesson(
                glossed(example.text, vocabulary, ("en",)),
                (*(before.clauses if before else ()), place),
                max(outcome, before.outcome if before else -1),
                groups[group_of(clause)],
                worlds.is_withheld(example.text),
            )
    silent = (
        Lesson(glossed(text, vocabulary, ("en",)), (), withheld=worlds.is_withheld(text))
        for text in worlds.uncovered()
    )
    texts = (Lesson(searched_text(clause), (place,)) for place, clause in enumerate(own))
    return [*found.values(), *silent, *texts], len(own), len(groups)


def main() -> None:
    """Learn, and write the adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ADAPTER)
    parser.add_argument("--afresh", action="store_true")
    arguments = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    school = School(*lessons())
    if not arguments.afresh:
        school.go_on_from(ADAPTER)
    school.teach()
    save_adapter(school.changes(), arguments.into, school.encoder.fingerprint)


if __name__ == "__main__":
    main()
