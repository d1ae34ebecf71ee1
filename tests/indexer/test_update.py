"""One directive joins what is live: its facts, the earlier version's last day, its companions."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.build import Binder
from indexer.companions import read_examples
from indexer.embedding import ModelChoice
from indexer.readers.companion import read_facts
from indexer.shipped import VOCABULARY
from indexer.update import FactWantedError, Layout, Update, lay_out
from indexer.update_commands import check, facts_of, update
from knowledge.clause import Example
from knowledge.errors import AttacheError, CoverageError, SourceError
from knowledge.snapshot.manifest import Manifest
from knowledge.snapshot.store import SnapshotStore
from knowledge.vocabulary import Vocabulary
from tests.small_library import FACTS, FIRST, SECOND, SmallLibrary

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.open(VOCABULARY)


@pytest.fixture
def store(small_library: SmallLibrary) -> SnapshotStore:
    return SnapshotStore(small_library.directory)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    file = tmp_path / "sent" / "Some file.md"
    file.parent.mkdir()
    file.write_text(SECOND, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "layout"
    place.mkdir()
    return place


def laid_out(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, file: Path | None, **wanted: object
) -> Layout:
    chosen = replace(Update(file, FACTS), **wanted)  # type: ignore[arg-type]
    return lay_out(store, chosen, folder, vocabulary)


def test_the_new_version_joins_under_its_own_name_with_its_facts(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    layout = laid_out(store, folder, vocabulary, sent)
    assert layout.fresh == "test-v2.md"
    assert (folder / "test-v2.md").read_text(encoding="utf-8") == SECOND
    facts = read_facts(folder / "test-v2.md")
    assert facts["supersedes"] == "TEST v1"
    assert facts["issuer"] == "The Ministry"
    assert layout.directive is not None
    assert layout.directive.key == "TEST v2"


def test_the_earlier_version_ends_on_the_day_before(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    layout = laid_out(store, folder, vocabulary, sent)
    assert read_facts(folder / "test-v1.md")["in_force_until"] == "2026-02-28"
    assert (folder / "test-v1.md").read_text(encoding="utf-8") == FIRST
    assert "TEST v1 is in force until 2026-02-28" in layout.notes


def test_example_questions_follow_their_clauses_to_other_numbers(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    laid_out(store, folder, vocabulary, sent)
    own = read_examples(folder / "test.v2.asked.toml")
    assert own["2.2"] == (Example("how many days to report a password"),)
    assert "2.1" not in own
    assert read_examples(folder / "test.asked.toml")["2.2"] == (
        Example("may i share a family post"),
    )


def test_where_numbers_stay_the_versions_share_their_companions(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    sent.write_text(FIRST.split("---")[2].replace("within 5", "within 2"), encoding="utf-8")
    laid_out(store, folder, vocabulary, sent)
    assert not (folder / "test.v2.asked.toml").exists()


def test_questions_of_a_clause_that_is_gone_are_named(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    sent.write_text(SECOND.replace("2.2 Staff shall report a password within 2 days.\n\n", ""))
    layout = laid_out(store, folder, vocabulary, sent)
    assert any("example questions of §2.1 are left behind" in note for note in layout.notes)


def test_rules_set_by_hand_follow_as_far_as_their_words_stand_there(
    small_library: SmallLibrary,
    tmp_path: Path,
    folder: Path,
    vocabulary: Vocabulary,
    sent: Path,
) -> None:
    copied = SnapshotStore(shutil.copytree(small_library.directory, tmp_path / "knowledge"))
    sources = copied.folder(copied.current()) / "sources"
    (sources / "test.norms.toml").write_text(
        '[["2.1"]]\nkind = "duty"\ntrigger = "shall report"\n'
        '[["2.2"]]\nkind = "permission"\ntrigger = "may share"\n',
        encoding="utf-8",
    )
    layout = laid_out(copied, folder, vocabulary, sent)
    own = tomllib.loads((folder / "test.v2.norms.toml").read_text(encoding="utf-8"))
    assert own == {"2.2": [{"kind": "duty", "trigger": "shall report"}]}
    assert any("rules set by hand of §2.2 are left behind" in note for note in layout.notes)


def test_facts_that_nobody_gave_are_named_all_at_once(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    with pytest.raises(FactWantedError) as told:
        laid_out(store, folder, vocabulary, sent, facts={"version": "2", "rank": "directive"})
    assert told.value.wanted == ("id", "in_force_from", "jurisdiction")


@pytest.mark.parametrize(
    ("facts", "wanted", "says"),
    [
        ({"version": "1"}, ("replace",), "TEST v1 is there already, with other words"),
        ({"in_force_from": "2024-01-01"}, ("in_force_from",), "begins on the same day"),
        ({"in_force_from": "2023-01-01"}, ("in_force_until",), "begins on 2024-01-01, after"),
    ],
)
def test_a_fact_that_stands_in_the_way_is_named(
    store: SnapshotStore,
    folder: Path,
    vocabulary: Vocabulary,
    sent: Path,
    facts: dict[str, str],
    wanted: tuple[str, ...],
    says: str,
) -> None:
    with pytest.raises(FactWantedError, match=says) as told:
        laid_out(store, folder, vocabulary, sent, facts=FACTS | facts)
    assert told.value.wanted == wanted


def test_an_older_version_with_its_last_day_joins_before_the_live_one(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    days = {"version": "0", "in_force_from": "2023-01-01", "in_force_until": "2023-12-31"}
    layout = laid_out(store, folder, vocabulary, sent, facts=FACTS | days)
    assert layout.fresh == "test-v0.md"
    assert "in_force_until" not in read_facts(folder / "test-v1.md")


def test_the_same_version_is_replaced_only_when_that_is_wanted(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    facts = FACTS | {"version": "1", "in_force_from": "2024-01-01"}
    layout = laid_out(store, folder, vocabulary, sent, facts=facts, replace=True)
    assert "TEST v1 is replaced" in layout.notes
    assert [path.name for path in folder.glob("*.md")] == ["test-v1.md"]
    assert read_examples(folder / "test.v1.asked.toml")["2.2"] == (
        Example("how many days to report a password"),
    )


def test_the_same_words_again_are_no_update(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    sent.write_text(FIRST, encoding="utf-8")
    with pytest.raises(SourceError, match="word for word") as told:
        laid_out(store, folder, vocabulary, sent, facts={})
    assert "Nothing needs to be done" in told.value.remedy


def test_companions_beside_the_file_come_along(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path
) -> None:
    sent.with_name("test.asked.toml").write_text('"1.1" = ["hearts"]\n', encoding="utf-8")
    layout = laid_out(store, folder, vocabulary, sent)
    assert read_examples(folder / "test.asked.toml") == {"1.1": (Example("hearts"),)}
    assert "test.asked.toml was taken from beside the file" in layout.notes


def test_what_is_dropped_goes_with_its_companions_and_something_must_be_left(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary, sent: Path, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match="nothing would be left"):
        laid_out(store, folder, vocabulary, None, drop=("test v1",))
    other = tmp_path / "other"
    other.mkdir()
    facts = FACTS | {"id": "NEW"}
    laid_out(store, other, vocabulary, sent, facts=facts, drop=("TEST v1",))
    assert sorted(path.name for path in other.iterdir()) == ["new-v2.md", "new-v2.meta.toml"]


def test_a_directive_that_is_not_there_cannot_be_dropped(
    store: SnapshotStore, folder: Path, vocabulary: Vocabulary
) -> None:
    with pytest.raises(SourceError, match="no directive TEST v7") as told:
        laid_out(store, folder, vocabulary, None, drop=("TEST v7",))
    assert told.value.remedy == "There are: TEST v1."


def test_a_staged_update_holds_both_versions_and_leaves_the_live_one(
    small_library: SmallLibrary, store: SnapshotStore
) -> None:
    staged = Manifest.read(store.folder(small_library.second)).sources
    assert {one.directive.key: one.directive.in_force_until for one in staged} == {
        "TEST v1": date(2026, 2, 28),
        "TEST v2": None,
    }
    assert store.current() == small_library.first


def test_lost_passages_stop_an_update_without_naming_our_folders(
    small_library: SmallLibrary, store: SnapshotStore, sent: Path
) -> None:
    sent.write_text(SECOND + "\n<table><tr><td>" + "Lost in markup. " * 60 + "</td></tr></table>\n")
    binder = Binder(store, ModelChoice(str(small_library.model)), VOCABULARY)
    with pytest.raises(CoverageError) as told:
        update(binder, Update(sent, FACTS), minimum_coverage=0.99)
    assert str(told.value).startswith("test-v2.md: only")


def test_a_check_tells_what_the_file_says_of_itself(tmp_path: Path) -> None:
    file = tmp_path / "first.md"
    file.write_text(FIRST, encoding="utf-8")
    found = check(file)
    assert found.facts["in_force_from"] == "2024-01-01"
    assert found.facts["rank"] == "directive"
    assert (found.clauses, found.offered_title, found.warnings) == (4, "", ())


def test_facts_on_the_command_line_are_checked() -> None:
    assert facts_of(["version=2", "title=On a = b"]) == {"version": "2", "title": "On a = b"}
    with pytest.raises(AttacheError, match="not 'colour=red'"):
        facts_of(["colour=red"])
