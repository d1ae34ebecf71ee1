"""Makes ``knowledge/fusion.toml``: ``python -m benchmarks.train_fusion DATA [--cache DIR]``.

``plain`` weights are learned on ObliQA and OR-ShARC together, each question as one choice among
its candidates (listwise softmax, Cao et al. 2007). ``taught`` weights are learned on the example
questions of the model directive that are withheld from the adapter, asked of an index without
them. The confidences are logistic regressions: examples against questions of other worlds and
listed uncovered ones, and questions of the sets against themselves with their passages taken
away. The golden questions are not read here.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import worlds
from benchmarks.worlds import Question, World
from knowledge.retrieval.agreement import DIMENSIONS
from knowledge.retrieval.features import NAMES, Features
from knowledge.retrieval.fusion import Fusion, evidence_of, standardised
from knowledge.retrieval.match import Query
from knowledge.retrieval.reading import question_and_story

Floats = NDArray[np.float32]
# A table, which of its candidates are right, and how many clauses are right in all.
Sample = tuple[Floats, NDArray[np.bool_], int]

SITUATION = tuple(known for known, _ in DIMENSIONS)
EXAMPLES_ONLY = (
    "asked_words", "asked_best_words", "profile_meaning", "article_meaning",
    "learned", "heading", *SITUATION,
)  # fmt: skip
# An example seldom tells an account, so what is learned of it is too little; these were chosen on
# the tuned golden questions, the only use that is made of them here.
CHOSEN = {"action": 1.0, "account": 0.8, "topic": 0.25}
SEED = 3
MOST = 2500  # questions of one world that are learned from
CANDIDATES = 64
HALF = 0.5  # of the median spread: the floor under a feature's spread
NOTE = """\
# How much each feature weighs (knowledge/retrieval/features.py names them), and what speaks for
# there being an answer at all. Made by `python -m benchmarks.train_fusion DATA`; do not edit.
# plain: learned on {plain} questions of ObliQA and OR-ShARC (development sets), for an index
# without example questions. taught: learned on {taught} example questions of the model directive,
# withheld from its adapter and from the index that was asked. floors: half the median spread of a
# feature.
# taught_confidence: {covered} examples against {uncovered} questions that the directive does not
# answer. plain_confidence: questions of the sets with their passages in the corpus, and without.
# action, account and topic are chosen, not learned.
"""


def main() -> None:
    """Read the worlds, learn, write."""
    arguments = _arguments()
    public = [
        worlds.obliqa(arguments.data, arguments.cache),
        worlds.orsharc(arguments.data, arguments.cache),
    ]
    home = worlds.home_unseen(arguments.cache)
    samples = {world.name: samples_of(world) for world in public}
    samples["home"] = samples_of(home)
    floors = floors_of(samples)
    plain = learn([samples["obliqa"], samples["orsharc"]], floors, without=EXAMPLES_ONLY)
    # A situation is told the same way in any world; the benchmarks only have no norms to show it.
    taught = learn([samples["home"]], floors, penalty=0.01)
    taught |= CHOSEN
    plain |= {name: taught[name] for name in SITUATION}
    fusion = Fusion(plain, taught, floors)
    others = [question.query.text for world in public for question in spread(world.questions, 150)]
    evidence, covered = evidence_table(home, fusion, others)
    unplain, present = evidence_without(public, fusion)
    note = NOTE.format(
        plain=len(samples["obliqa"]) + len(samples["orsharc"]),
        taught=len(samples["home"]),
        covered=int(covered.sum()),
        uncovered=int((~covered).sum()),
    )
    tables = {
        "plain": plain,
        "taught": taught,
        "floors": floors,
        "plain_confidence": learn_confidence(unplain, present),
        "taught_confidence": learn_confidence(evidence, covered),
    }
    arguments.into.write_text(note + "".join(map(_table, tables, tables.values())), "utf-8")
    for world in (*public, home):
        world.encoder.save()


def spread(questions: Sequence[Question], most: int = MOST) -> list[Question]:
    """A fixed random choice of questions."""
    order = np.random.default_rng(SEED).permutation(len(questions))[:most]
    return [questions[place] for place in order]


def samples_of(world: World, most: int = MOST) -> list[Sample]:
    """The feature table of each question, with which candidates are right."""
    questions = spread(world.questions, most)
    prepare(world, questions)
    found = [(world.features(question), question) for question in questions]
    return [
        (
            features.table,
            np.isin(features.candidates, list(question.gold)),
            len(question.gold),
        )
        for features, question in found
    ]


def prepare(world: World, questions: Sequence[Question]) -> None:
    """Embed the questions and their parts in one go, which is far faster than one by one."""
    texts = [question.query.text for question in questions]
    parts = [part for text in texts for part in question_and_story(text) if part]
    world.encoder.encode([*texts, *parts])


def floors_of(samples: Mapping[str, Sequence[Sample]]) -> dict[str, float]:
    """Half the median spread of each feature, of the world in which it spreads most."""
    spreads = [
        np.median([np.nan_to_num(table).std(axis=1) for table, _, _ in sample], axis=0)
        for sample in samples.values()
    ]
    return dict(zip(NAMES, (HALF * np.max(spreads, axis=0)).tolist(), strict=True))


def learn(
    groups: Sequence[Sequence[Sample]],
    floors: Mapping[str, float],
    *,
    without: Sequence[str] = (),
    penalty: float = 0.001,
) -> dict[str, float]:
    """Weights that make right candidates likely; each group of questions counts the same."""
    names = [name for name in NAMES if name not in without]
    rows = [NAMES.index(name) for name in names]
    floor = np.array([floors[name] for name in NAMES], dtype=np.float32)
    lists = [
        (standardised(table, floor)[rows].T, right, 1 / len(group))
        for group in groups
        for table, right, _ in group
        if right.any()
    ]
    return dict(zip(names, _fit(lists, len(names), penalty), strict=True))


def _fit(
    lists: Sequence[tuple[Floats, NDArray[np.bool_], float]], width: int, penalty: float
) -> list[float]:
    features = np.zeros((len(lists), CANDIDATES, width), dtype=np.float32)
    target = np.zeros((len(lists), CANDIDATES), dtype=np.float32)
    missing = np.full((len(lists), CANDIDATES), -1e9, dtype=np.float32)
    for row, (values, right, _) in enumerate(lists):
        kept = np.argsort(-values.sum(axis=1) - 1000 * right)[:CANDIDATES]
        features[row, : len(kept)] = values[kept]
        target[row, : len(kept)] = right[kept] / right.sum()
        missing[row, : len(kept)] = 0
    shares = torch.tensor([share for _, _, share in lists])
    shares /= shares.sum()
    weights = torch.zeros(width, requires_grad=True)
    table, wanted, hidden = map(torch.from_numpy, (features, target, missing))
    optimiser = torch.optim.LBFGS([weights], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        chances = torch.log_softmax(table @ weights + hidden, dim=1)
        total = -(shares * (wanted * chances).sum(dim=1)).sum() + penalty * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return [float(weight) for weight in weights.detach()]


def evidence_table(
    home: World, fusion: Fusion, others: Sequence[str]
) -> tuple[list[dict[str, float]], NDArray[np.bool_]]:
    """What speaks for an answer, for covered questions and uncovered ones (each left out of the
    index) and for those of ``others`` worlds."""
    asked = spread(home.questions)
    foreign = [
        Question(Query(text, worlds.situation_of(text, home.vocabulary), worlds.TODAY), frozenset())
        for text in others
    ]
    silent = [*foreign, *home.uncovered]
    prepare(home, [*asked, *silent])
    found = [home.features(question) for question in (*asked, *silent)]
    covered = np.array([True] * len(asked) + [False] * len(silent))
    return [evidence_of(each, fusion.scores(each.table)) for each in found], covered


def evidence_without(
    public: Sequence[World], fusion: Fusion
) -> tuple[list[dict[str, float]], NDArray[np.bool_]]:
    """The same for an index without examples: each question asked of the whole corpus, and of
    the corpus without the passages that answer it."""
    found: list[Features] = []
    present: list[bool] = []
    for world in public:
        for question in spread(world.questions, 400):
            found += [world.features(question), world.features(question, question.gold)]
            present += [True, False]
    return [evidence_of(each, fusion.scores(each.table)) for each in found], np.array(present)


def learn_confidence(
    evidence: Sequence[Mapping[str, float]], covered: NDArray[np.bool_]
) -> dict[str, float]:
    """Logistic regression; both sides count the same, so 0.5 is the even chance."""
    names = [name for name in evidence[0] if name != "bias"]
    table = np.array([[each[name] for name in names] for each in evidence], dtype=np.float32)
    mean, deviation = table.mean(axis=0), table.std(axis=0)
    names, mean, deviation, table = _varying(names, mean, deviation, table)
    inputs = torch.from_numpy((table - mean) / deviation)
    sides = np.where(covered, 1 / covered.sum(), 1 / (~covered).sum()).astype(np.float32)
    wanted, shares = torch.from_numpy(covered.astype(np.float32)), torch.from_numpy(sides / 2)
    weights = torch.zeros(len(names) + 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        chances = inputs @ weights[1:] + weights[0]
        total = torch.nn.functional.binary_cross_entropy_with_logits(
            chances, wanted, weight=shares, reduction="sum"
        )
        total = total + 0.003 * (weights[1:] ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    bias, *slopes = (float(weight) for weight in weights.detach())
    scaled = {name: slope / s for name, slope, s in zip(names, slopes, deviation, strict=True)}
    bias -= sum(scaled[name] * m for name, m in zip(names, mean, strict=True))
    return {"bias": float(bias)} | {name: float(value) for name, value in scaled.items()}


def _varying(
    names: list[str], mean: Floats, deviation: Floats, table: Floats
) -> tuple[list[str], Floats, Floats, Floats]:
    some = deviation > 1e-6
    kept = [name for name, varies in zip(names, some, strict=True) if varies]
    return kept, mean[some], deviation[some], table[:, some]


def _table(name: str, values: Mapping[str, float]) -> str:
    lines = (f"{key} = {value:.4f}" for key, value in values.items())
    return "\n".join((f"\n[{name}]", *lines, ""))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the development sets")
    parser.add_argument("--cache", type=Path, default=Path("var/benchmarks"))
    parser.add_argument("--into", type=Path, default=Path("knowledge/fusion.toml"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
