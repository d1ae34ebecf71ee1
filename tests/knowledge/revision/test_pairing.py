"""Which clause is which after paragraphs were inserted, removed, moved and reworded."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.clause import Clause, ClauseRef
from knowledge.revision.change import ChangeKind, ClauseChange, text_after, text_before
from knowledge.revision.compare import compare_clauses

ADDED, REMOVED = ChangeKind.ADDED, ChangeKind.REMOVED
REWORDED, RENUMBERED, MOVED = ChangeKind.REWORDED, ChangeKind.RENUMBERED, ChangeKind.MOVED
WORDS = (
    "mission account holder records platform training visits pictures consular archive diaspora "
    "language template protocol badge password interns briefing devices network crisis emblem"
).split()


def paragraph(seed: int) -> str:
    """Eight words that no other paragraph has in this order, between some that all have."""
    chosen = [WORDS[(seed * 7 + place * (seed % 5 + 1)) % len(WORDS)] for place in range(8)]
    return f"The {' '.join(chosen)} are kept in file {seed} of the Ministry."


def numbered(texts: Sequence[str], article: int = 1, heading: str = "Records") -> list[Clause]:
    return [
        Clause(
            ClauseRef("D", "1", f"{article}.{place}"),
            text,
            0,
            len(text),
            heading=(f"Article {article} {heading}",),
        )
        for place, text in enumerate(texts, start=1)
    ]


def told(changes: Sequence[ClauseChange]) -> list[tuple[str, tuple[ChangeKind, ...]]]:
    return [(change.number, change.kinds) for change in changes]


def test_an_insertion_adds_one_and_renumbers_what_follows() -> None:
    texts = [paragraph(seed) for seed in range(6)]
    inserted = [*texts[:2], "Everybody shall report every doubtful message.", *texts[2:]]
    assert told(compare_clauses(numbered(texts), numbered(inserted))) == [
        ("1.3", (ADDED,)),
        *((f"1.{place}", (RENUMBERED,)) for place in range(4, 8)),
    ]


def test_a_clause_reworded_and_renumbered_is_found_again() -> None:
    texts = [paragraph(seed) for seed in range(4)]
    later = ["Everybody shall report every doubtful message.", *texts]
    later[3] = later[3].replace("are kept", "shall be kept")
    kinds = dict(told(compare_clauses(numbered(texts), numbered(later))))
    assert kinds["1.4"] == (REWORDED, RENUMBERED)
    assert list(kinds.values()).count((RENUMBERED,)) == 3


def test_a_paragraph_replaced_by_another_is_removed_and_added() -> None:
    old = [paragraph(1), "A photograph of a reception may be published.", paragraph(2)]
    new = [paragraph(1), "No device holds classified information.", paragraph(2)]
    assert told(compare_clauses(numbered(old), numbered(new))) == [
        ("1.2", (REMOVED,)),
        ("1.2", (ADDED,)),
    ]


def test_an_inserted_article_renumbers_and_moves_nothing() -> None:
    texts = [paragraph(seed) for seed in range(3)]
    old = numbered(texts, 1, "Records")
    new = [*numbered(["All staff are bound."], 1, "Scope"), *numbered(texts, 2, "Records")]
    assert told(compare_clauses(old, new)) == [
        ("1.1", (ADDED,)),
        *((f"2.{place}", (RENUMBERED,)) for place in range(1, 4)),
    ]


def test_a_clause_under_another_heading_has_moved() -> None:
    records = [paragraph(seed) for seed in range(3)]
    visits = [paragraph(seed) for seed in range(10, 13)]
    old = [*numbered(records, 1, "Records"), *numbered(visits, 2, "Visits")]
    new = [
        *numbered(records[:2], 1, "Records"),
        *numbered([*visits, records[2]], 2, "Visits"),
    ]
    assert told(compare_clauses(old, new)) == [("2.4", (RENUMBERED, MOVED))]


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """A directive, the same after random edits, and the texts that each edit concerned."""
    texts = [paragraph(seed) for seed in range(draw(st.integers(1, 25)))]
    acts = draw(
        st.lists(
            st.sampled_from(["keep"] * 6 + ["insert", "delete", "reword"]),
            min_size=len(texts),
            max_size=len(texts),
        )
    )
    after: list[str] = []
    did: dict[str, list[str]] = {"insert": [], "delete": [], "reword": []}
    for place, (act, text) in enumerate(zip(acts, texts, strict=True)):
        if act == "insert":
            new = f"Number {place} tells something that stands nowhere else: {'x' * (place + 1)}."
            after += [new, text]
            did[act].append(new)
        elif act == "delete":
            did[act].append(text)
        elif act == "reword":
            after.append(text.replace("are kept", "remain for ever"))
            did[act].append(after[-1])
        else:
            after.append(text)
    return texts, after, did


@given(edits())
@settings(max_examples=60, deadline=None)
def test_random_edits_are_reported_as_what_they_are(
    edited: tuple[list[str], list[str], dict[str, list[str]]],
) -> None:
    texts, after, did = edited
    changes = compare_clauses(numbered(texts), numbered(after))
    by_kind = {kind: [c.clause.text for c in changes if c.kind is kind] for kind in ChangeKind}
    assert by_kind[ADDED] == did["insert"]
    assert by_kind[REMOVED] == did["delete"]
    assert by_kind[REWORDED] == did["reword"]
    shifted = [
        text for place, text in enumerate(after) if text in texts and texts.index(text) != place
    ]
    assert by_kind[RENUMBERED] == shifted
    for change in changes:
        assert text_before(change.marks) == (change.before.text if change.before else "")
        assert text_after(change.marks) == (change.after.text if change.after else "")


@given(st.lists(st.text(max_size=30), max_size=12))
def test_a_directive_does_not_differ_from_itself(texts: list[str]) -> None:
    assert compare_clauses(numbered(texts), numbered(texts)) == ()
