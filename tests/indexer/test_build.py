"""From files to the live snapshot: with a real, tiny model, through the real loading code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.build import Binder
from indexer.embedding import ModelChoice, SentenceEncoder
from indexer.exported import ExportedEncoder, open_encoder
from indexer.plan import Planner
from indexer.shipped import VOCABULARY
from knowledge.encoder import CARD_FILE, MODEL_FILE, TOKENIZER_FILE, EncoderCard, OnnxEncoder
from knowledge.errors import (
    CoverageError,
    KnowledgeError,
    ModelError,
    SnapshotForeignError,
    SourceError,
)
from knowledge.norm import NormKind
from knowledge.revision.change import ChangeKind
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.manifest import FORMAT, Manifest
from knowledge.snapshot.opened import CLAUSES, CLAUSES_FILE, Snapshot, read_clauses
from knowledge.snapshot.store import SnapshotStore
from tests.indexer.tiny_model import make_tiny_model

HEAD = """---
id: TEST
title: A test directive
jurisdiction: home
version: "{version}"
in_force_from: {begin}
---

# A test directive

## Article 1 Likes

1.1 On a personal account staff shall not like content on government affairs.

1.2 Staff may follow any lawful account.

"""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def binder(tmp_path: Path, model: Path) -> Binder:
    return Binder(SnapshotStore(tmp_path / "knowledge"), ModelChoice(str(model)), VOCABULARY)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    written(folder)
    return folder


def written(folder: Path, more: str = "", *, version: str = "1", begin: str = "2024-01-01") -> Path:
    file = folder / f"test-v{version}.md"
    file.write_text(HEAD.format(version=version, begin=begin) + more, encoding="utf-8")
    return file


def published(binder: Binder, *paths: Path) -> str:
    name = binder.build(binder.bind(paths, minimum_coverage=0.99)).name
    binder.publish(name, keep=3)
    return name


def test_a_published_build_can_be_opened_and_quotes_its_source(
    binder: Binder, sources: Path
) -> None:
    name = published(binder, sources)
    snapshot = Snapshot.open(binder.store)
    assert snapshot.name == name
    assert [clause.ref.number for clause in snapshot.clauses] == ["1.1", "1.2"]
    assert all(snapshot.is_verbatim(clause) for clause in snapshot.clauses)


def test_the_exported_encoder_equals_the_original(tmp_path: Path, model: Path) -> None:
    encoder = SentenceEncoder.open(ModelChoice(str(model)))
    exported = OnnxEncoder.open(encoder.export(tmp_path))
    questions = ["may i like this post?", "staff " * 200, "x", ""]
    cosines = (exported.encode(questions) * encoder.encode_questions(questions)).sum(axis=1)
    assert cosines.min() >= 0.9999


def test_a_model_that_was_exported_embeds_clauses_without_being_loaded(
    tmp_path: Path, model: Path
) -> None:
    choice = ModelChoice(str(model))
    loaded, exported = SentenceEncoder.open(choice), open_encoder(choice, tmp_path)
    made = _made(tmp_path)
    assert isinstance(exported, ExportedEncoder)
    assert isinstance(open_encoder(choice, tmp_path), ExportedEncoder)
    assert _made(tmp_path) == made
    assert exported.fingerprint == loaded.fingerprint
    texts = ["Staff shall not share the post.", "staff " * 200, "x", ""] * 40
    cosines = (exported.encode(texts) * loaded.encode(texts)).sum(axis=1)
    assert cosines.min() >= 0.9999


def test_a_model_whose_files_changed_is_loaded_anew(tmp_path: Path) -> None:
    other = make_tiny_model(tmp_path / "other", seed=1)
    first = open_encoder(ModelChoice(str(other)), tmp_path / "encoders")
    make_tiny_model(tmp_path / "again", seed=2).joinpath("model.safetensors").replace(
        other / "model.safetensors"
    )
    second = open_encoder(ModelChoice(str(other)), tmp_path / "encoders")
    assert second.fingerprint != first.fingerprint


def test_an_export_that_lost_a_file_is_made_again(tmp_path: Path, model: Path) -> None:
    open_encoder(ModelChoice(str(model)), tmp_path)
    (lost,) = tmp_path.glob(f"*/{MODEL_FILE}")
    lost.unlink()
    with pytest.raises(ModelError, match=rf"lacks its file {MODEL_FILE}"):
        OnnxEncoder.open(lost.parent)
    assert open_encoder(ModelChoice(str(model)), tmp_path).encode(["staff"]).any()
    assert OnnxEncoder.open(lost.parent).encode(["staff"]).any()


@pytest.mark.parametrize(
    ("file", "damage"), [(MODEL_FILE, "altered at its end"), (TOKENIZER_FILE, "cut short")]
)
def test_a_damaged_encoder_is_refused_and_a_build_makes_it_anew(
    binder: Binder, sources: Path, file: str, damage: str
) -> None:
    published(binder, sources)
    (damaged,) = binder.store.encoders.glob(f"*/{file}")
    as_built = damaged.read_bytes()
    damaged.write_bytes(as_built[:-4] + (b"" if damage == "cut short" else b"\0\0\0\0"))
    with pytest.raises(ModelError, match=rf"file {file} .* is not the one") as told:
        Snapshot.open(binder.store)
    assert "attache index build" in told.value.remedy
    published(binder, sources)
    assert Snapshot.open(binder.store).encoder.encode(["may i like this?"]).any()
    assert damaged.stat().st_size == len(as_built)


def test_an_encoder_altered_where_no_sample_lies_is_noticed_by_whoever_reads_all_of_it(
    tmp_path: Path, model: Path
) -> None:
    choice = ModelChoice(str(model))
    open_encoder(choice, tmp_path)
    (weights,) = tmp_path.glob(f"*/{MODEL_FILE}")
    card = EncoderCard.read(weights.parent)
    weights.write_bytes(weights.read_bytes() + bytes(1_000_000))
    card.sealed(weights.parent).write(weights.parent)
    _alter(weights, at=weights.stat().st_size - 3_000)
    EncoderCard.read(weights.parent).check(weights.parent)
    with pytest.raises(ModelError, match="is not the one"):
        EncoderCard.read(weights.parent).check(weights.parent, wholly=True)
    open_encoder(choice, tmp_path)
    EncoderCard.read(weights.parent).check(weights.parent, wholly=True)


def test_an_encoder_of_an_earlier_version_serves_until_a_build_exports_it_again(
    tmp_path: Path, model: Path
) -> None:
    choice = ModelChoice(str(model))
    open_encoder(choice, tmp_path)
    (card,) = tmp_path.glob(f"*/{CARD_FILE}")
    earlier = json.loads(card.read_text(encoding="utf-8"))
    del earlier["seals"]
    card.write_text(json.dumps(earlier), encoding="utf-8")
    assert OnnxEncoder.open(card.parent).encode(["may i like this?"]).any()
    open_encoder(choice, tmp_path)
    assert set(EncoderCard.read(card.parent).seals) == {MODEL_FILE, TOKENIZER_FILE}
    assert [path.name for path in tmp_path.iterdir()] == [card.parent.name]


def _made(encoders: Path) -> int:
    """When the one exported encoder was written, in nanoseconds."""
    (model,) = encoders.glob(f"*/{MODEL_FILE}")
    return model.stat().st_mtime_ns


def _alter(file: Path, *, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_only_a_changed_clause_is_embedded_again(binder: Binder, sources: Path) -> None:
    published(binder, sources)
    written(sources, "1.3 Staff may share family content on a personal account.\n")
    built = binder.build(binder.bind([sources], minimum_coverage=0.99))
    assert built.embedded == 1
    assert [change.number for change in built.plan.changes] == ["1.3"]
    assert built.plan.counts() == {ChangeKind.ADDED: 1}


def test_a_running_bot_switches_to_what_was_published(binder: Binder, sources: Path) -> None:
    published(binder, sources)
    live = LiveSnapshot(binder.store)
    before = live.current()
    written(sources, "1.3 Staff may share family content on a personal account.\n")
    name = published(binder, sources)
    assert live.current().name == name
    assert len(before.clauses) == 2  # whoever still answers from it has it whole


def test_where_the_new_snapshot_is_damaged_the_old_one_serves_on(
    binder: Binder, sources: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = published(binder, sources)
    live = LiveSnapshot(binder.store)
    live.current()
    name = published(binder, sources)
    (binder.store.snapshots / name / "clauses.json").write_text("[]")
    assert live.current().name == first
    assert "refused" in caplog.text


def test_a_snapshot_without_its_model_names_the_cure(binder: Binder, sources: Path) -> None:
    published(binder, sources)
    for file in binder.store.encoders.glob("*/*"):
        file.unlink()
    with pytest.raises(ModelError) as told:
        Snapshot.open(binder.store)
    assert "Build the snapshot again" in told.value.remedy


def test_a_model_that_is_not_on_the_machine_is_told_without_calling_a_hub(
    binder: Binder,
) -> None:
    with pytest.raises(ModelError, match="not on this machine"):
        SentenceEncoder.open(ModelChoice("somebody/some-model"))


def test_examples_too_many_to_learn_from_are_told(binder: Binder, sources: Path) -> None:
    built = binder.build(binder.bind([sources], minimum_coverage=0.99))
    assert built.learned
    told = replace(built, learned=False).warnings
    assert told[:-1] == built.warnings
    assert "more example questions than can be learned from" in told[-1]


def test_two_versions_in_force_on_one_day_are_refused(binder: Binder, sources: Path) -> None:
    written(sources, version="2", begin="2026-03-01")
    with pytest.raises(SourceError, match="in force on the same day") as told:
        binder.bind([sources], minimum_coverage=0.99)
    assert "in_force_until" in told.value.remedy
    assert str(told.value).startswith(f"{sources / 'test-v2.md'}:6: ")
    assert "TEST v1 (test-v1.md:6)" in str(told.value)


def test_a_version_that_two_files_give_is_refused(binder: Binder, sources: Path) -> None:
    (sources / "again.md").write_bytes((sources / "test-v1.md").read_bytes())
    with pytest.raises(SourceError, match=r"already given by again\.md:5") as told:
        binder.bind([sources], minimum_coverage=0.99)
    assert str(told.value).startswith(f"{sources / 'test-v1.md'}:5: ")


def test_a_build_cures_a_live_snapshot_of_another_version(binder: Binder, sources: Path) -> None:
    live = binder.store.folder(published(binder, sources)) / "manifest.json"
    live.write_text(live.read_text().replace(f'"format": {FORMAT}', '"format": 0'))
    with pytest.raises(SnapshotForeignError):
        Snapshot.open(binder.store)
    name = published(binder, sources)
    assert Snapshot.open(binder.store).name == name


def test_clauses_that_stand_as_they_stood_keep_the_norms_that_were_read(
    binder: Binder, sources: Path
) -> None:
    first = binder.store.folder(published(binder, sources))
    read = read_clauses(first)
    # What the first build read is told apart from what would be read now.
    other = (replace(read[0], norms=read[0].norms * 2), read[1])
    (first / CLAUSES_FILE).write_bytes(CLAUSES.dump_json(other))
    written(sources, "1.3 Staff may share family content on a personal account.\n")
    (bound,) = binder.bind([sources], minimum_coverage=0.99)
    assert bound.clauses[0].norms == other[0].norms
    assert [norm.kind for norm in bound.clauses[2].norms] == [NormKind.PERMISSION]
    hand = sources / "test.norms.toml"
    hand.write_text('"1.1" = []\n', encoding="utf-8")
    (bound,) = binder.bind([sources], minimum_coverage=0.99)
    assert bound.clauses[0].norms == ()
    _write_grammar(first, "another grammar")
    hand.unlink()
    (bound,) = binder.bind([sources], minimum_coverage=0.99)
    assert bound.clauses[0].norms == read[0].norms


def test_a_snapshot_keeps_of_example_questions_only_that_they_change(
    binder: Binder, sources: Path
) -> None:
    (sources / "test.asked.toml").write_text('"1.1" = ["may I like it?"]\n', encoding="utf-8")
    liking, following = read_clauses(binder.store.folder(published(binder, sources)))
    assert not liking.asked
    assert (bool(liking.asked_digest), bool(following.asked_digest)) == (True, False)
    (sources / "test.asked.toml").write_text('"1.1" = ["is it ok?"]\n', encoding="utf-8")
    bound = binder.bind([sources], minimum_coverage=0.99)
    (revision,) = Planner(binder.store).incoming(bound).directives
    assert revision.annotated == (liking.ref,)


def _write_grammar(folder: Path, grammar: str) -> None:
    replace(Manifest.read(folder), grammar=grammar).write(folder)


def test_lost_passages_stop_a_build_unless_the_loss_is_accepted(
    binder: Binder, sources: Path
) -> None:
    written(sources, "<table><tr><td>" + "This is lost in markup. " * 40 + "</td></tr></table>\n")
    with pytest.raises(CoverageError, match=r"lies in some clause") as told:
        binder.bind([sources], minimum_coverage=0.99)
    assert "--accept-coverage" in told.value.remedy
    assert binder.bind([sources], minimum_coverage=0)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.md", b"", "empty"),
        ("binary.md", bytes(range(256)) * 40, ""),
        ("wrong.md", "Ein Text für Möller".encode("utf-16"), ""),
        ("date.md", b"---\nid: X\nin_force_from: 2026-13-45\n---\n1.1 Staff may.\n", "date.md:3"),
        ("twice.md", b"# T\n\n## Article 1 A\n\n1.1 Staff may.\n\n1.1 Staff must.\n", "1.1"),
        ("bad.jsonl", b'{"text": "a"}\n{"text": \n', "bad.jsonl:2"),
    ],
)
def test_bad_input_is_told_with_its_place_and_leaves_the_live_snapshot(
    binder: Binder, sources: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    live = published(binder, sources)
    bad = tmp_path / name
    bad.write_bytes(content)
    with pytest.raises(KnowledgeError) as fault:
        published(binder, bad)
    assert name in str(fault.value)
    assert told in str(fault.value)
    assert fault.value.remedy
    assert binder.store.current() == live


def test_a_text_without_front_matter_is_indexed_and_counts_as_undated(
    binder: Binder, tmp_path: Path
) -> None:
    file = tmp_path / "press-rules.md"
    file.write_text("# Rules for the press\n\n1. Staff may speak to the press.\n")
    bound = binder.bind([file], minimum_coverage=0.99)
    assert bound[0].directive.id == "press-rules"
    assert bound[0].directive.title == "Rules for the press"
    assert bound[0].directive.undated
    assert bound[0].warnings
