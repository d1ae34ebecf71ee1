"""The plan in a terminal, and in a file where there are no colours."""

import io

from rich.console import Console

from knowledge.revision.compare import compare
from knowledge.revision.revision import Revision
from knowledge.revision.terminal import PlanDrawing
from tests.knowledge.revision.editing import NEW_TEXT, OLD_TEXT, edition

PLAN = compare([edition("1", *OLD_TEXT)], [edition("2", *NEW_TEXT)])


def drawn(plan: Revision = PLAN, *, colours: bool = False) -> str:
    file = io.StringIO()
    system = "standard" if colours else None
    console = Console(file=file, width=100, color_system=system, force_terminal=colours)
    console.print(PlanDrawing(plan))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def test_without_colours_marked_words_stand_in_brackets() -> None:
    assert (
        drawn()
        == """\
D v1 → D v2
  in force from: 2021-01-01 → 2022-01-01
  D v1 is no longer among the sources: nothing will answer for the days on which it was in force

Article 1 Posts
  hardened  §1.1  permission “may” → prohibition “shall not”
      Staff [-may-]{+shall not+} like such posts.
  deadline changed  §1.2  3 days → 2 days (shorter)
      Staff shall report the post within [-3-]{+2+} days.

1 hardened, 1 deadline changed; 0 kept as they are."""
    )


def test_with_colours_removed_words_are_struck_out_and_added_ones_underlined() -> None:
    text = drawn(colours=True)
    assert "\x1b[9;31mmay\x1b[0m" in text
    assert "\x1b[4;32mshall not\x1b[0m" in text
    assert "[-" not in text


def test_clauses_with_another_number_or_other_typing_alone_share_a_line() -> None:
    quoted = 'Staff tell the "desk" of it.'
    before = edition("1", *OLD_TEXT, "Posts are kept.", quoted)
    after = edition("1", "All is told.", *OLD_TEXT, "Posts are kept.", quoted.replace('"', "”"))
    assert (
        drawn(compare([before], [after]))
        == """\
D v1

Article 1 Posts
  added  §1.1
      {+All is told.+}

renumbered: §1.1 → §1.2, §1.2 → §1.3, §1.3 → §1.4, §1.4 → §1.5

1 added, 4 renumbered; 0 kept as they are."""
    )


def test_of_a_text_that_is_new_as_a_whole_the_clauses_are_counted() -> None:
    assert (
        drawn(compare([], [edition("1", *OLD_TEXT)]))
        == """\
D v1 is new
  Directive D
  in force from: 2021-01-01
  2 added

2 added; 0 kept as they are."""
    )
