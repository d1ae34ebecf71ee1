"""Norms that an admin sets in a file beside the directive."""

import pytest

from indexer.companions import NORMS, companion_file
from indexer.norms import with_norms
from knowledge.clause import Clause, ClauseRef, Slice
from knowledge.errors import SourceError
from knowledge.norm import Norm, NormKind, Span
from knowledge.vocabulary import Vocabulary

TEXT = "Sharing calls for tact, save among friends."
LEAD_IN = "Staff shall not:"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.open()


@pytest.fixture
def clauses() -> list[Clause]:
    item = Slice(LEAD_IN, 0, len(LEAD_IN))
    return [
        Clause(ClauseRef("X", "2", "1"), TEXT, 0, len(TEXT)),
        Clause(ClauseRef("X", "2", "2(a)"), "gossip;", 0, 7, lead_in=item),
        Clause(ClauseRef("X", "2", "3"), "Staff may vote.", 0, 15),
    ]


def written(tmp_path, text):
    path = companion_file(tmp_path, "X-Y", "2", NORMS)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_lies_beside_the_directive(tmp_path):
    assert companion_file(tmp_path, "MFA-SMD", "2", NORMS).name == "mfa-smd.norms.toml"


def test_without_a_file_the_grammar_reads_all(tmp_path, clauses, vocabulary):
    bound = with_norms(clauses, vocabulary, tmp_path / "none.norms.toml")

    assert [len(clause.norms) for clause in bound] == [0, 1, 1]


def test_norms_by_hand_replace_those_read(tmp_path, clauses, vocabulary):
    path = written(
        tmp_path,
        """
        "3" = []
        [["1"]]
        kind = "permission"
        trigger = "calls for"
        exception = "save among friends"
        actions = ["share"]
        accounts = ["personal"]
        """,
    )

    bound = with_norms(clauses, vocabulary, path)

    assert bound[0].norms == (
        Norm(
            kind=NormKind.PERMISSION,
            trigger=Span(8, 17),
            exception=Span(24, 42),
            actions=frozenset({"share"}),
            accounts=frozenset({"personal"}),
            by_hand=True,
        ),
    )
    assert bound[2].norms == ()


def test_a_trigger_may_stand_in_the_lead_in(tmp_path, clauses, vocabulary):
    path = written(tmp_path, '[["2(a)"]]\nkind = "prohibition"\ntrigger = "shall not"')

    norm = with_norms(clauses, vocabulary, path)[1].norms[0]

    assert (norm.in_lead_in, norm.trigger.of(LEAD_IN)) == (True, "shall not")


def test_an_entry_of_another_version_leaves_the_clause_alone(tmp_path, clauses, vocabulary):
    path = written(
        tmp_path,
        '[["9"]]\nkind = "duty"\ntrigger = "must"\nversions = ["1"]\n'
        '[["3"]]\nkind = "duty"\ntrigger = "may"\nversions = ["1"]',
    )

    assert with_norms(clauses, vocabulary, path)[2].norms[0].kind is NormKind.PERMISSION


@pytest.mark.parametrize(
    ("text", "message", "cure"),
    [
        ("[[", "no readable norms", "by_hand.py"),
        ('"1" = 3', '"1": must be a list of norms', '[["1"]]'),
        ('[["7"]]\nkind = "duty"\ntrigger = "x"', '"7": the directive has no clause', "versions"),
        ('[["1"]]\nkind = "rule"\ntrigger = "calls"', "'rule' is no kind of norm", "prohibition"),
        ('[["1"]]\ntrigger = "calls"', '"1": has no kind', "permission"),
        ('[["1"]]\nkind = "duty"', '"1": has no trigger', "words that carry"),
        ('[["1"]]\nkind = "duty"\ntrigger = "must"', "'must' does not stand", "Copy the words"),
        (
            '[["1"]]\nkind = "duty"\ntrigger = "calls"\nactions = ["dance"]',
            "actions: 'dance' is unknown",
            "like",
        ),
        ('[["1"]]\nkind = "duty"\ntrigger = "calls"\nif = "x"', "unknown key 'if'", "trigger"),
        (
            '[["1"]]\nkind = "duty"\ntrigger = "calls"\nroles = "x"',
            "roles must be a list",
            "by_hand",
        ),
    ],
)
def test_a_mistake_names_the_file_the_key_and_the_cure(
    tmp_path, clauses, vocabulary, text, message, cure
):
    path = written(tmp_path, text)

    with pytest.raises(SourceError) as caught:
        with_norms(clauses, vocabulary, path)

    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert cure in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('"3" = []\n\n"1" = 3\n', 3),
        ('"3" = []\n\n[["1"]]\nkind = "rule"\ntrigger = "calls"\n', 3),
        (
            '[["1"]]\nkind = "duty"\ntrigger = "calls"\n\n'
            '[["1"]]\nkind = "duty"\ntrigger = "must"\n',
            5,
        ),
        ('# a note\n"2(a)" = [{kind = "duty"}]\n', 2),
        ('"3" = []\n"1" = [\n', 2),
    ],
)
def test_a_mistake_names_the_line_of_its_entry(tmp_path, clauses, vocabulary, text, line):
    path = written(tmp_path, text)

    with pytest.raises(SourceError) as caught:
        with_norms(clauses, vocabulary, path)

    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}:{line}: ")
