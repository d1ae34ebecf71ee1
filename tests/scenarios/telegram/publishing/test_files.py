"""The ways in which a file can come, and messages that are none."""

from __future__ import annotations

from tests.scenarios.telegram.publishing.conftest import (
    FACTS,
    V1,
    V2,
    Bureau,
    heard,
)
from tests.scenarios.telegram.publishing.test_adverse import BARE

LONG = 60


def _plans(bureau: Bureau) -> int:
    return sum("Rehearsal:" in message.text for message in bureau.ada.chat.from_bot())


def test_the_files_of_an_album_are_asked_about_one_at_a_time(bureau: Bureau) -> None:
    bureau.ada.album(("two.md", BARE.encode()), ("three.md", BARE.encode()), caption="both")
    asked = heard(bureau.ada, "Which version is it?")
    assert asked.text.startswith("“two.md” is read")
    heard(bureau.ada, "“three.md” is read too. I ask about it once “two.md” is settled.")
    for answer, question in (("2", "From which day"), ("2026-03-01", "What is its rank?")):
        bureau.ada.send(answer)
        heard(bureau.ada, question)
    bureau.ada.press("directive")
    heard(bureau.ada, "Where does it apply?")
    bureau.ada.press("home")
    assert "“three.md” is read" in heard(bureau.ada, "Which version is it?").text
    heard(bureau.ada, "Rehearsal:")
    bureau.ada.send("3")
    heard(bureau.ada, "From which day")


def test_a_forwarded_file_is_a_file(bureau: Bureau) -> None:
    bureau.ada.forward(origin="A. Nonymous", document=("v2.md", V2.encode()))
    heard(bureau.ada, "Rehearsal:")


def test_a_caption_is_no_answer_to_anything(bureau: Bureau) -> None:
    bureau.send(bureau.ada, caption="The new one, as agreed")
    heard(bureau.ada, "Rehearsal:")


def test_a_question_about_a_file_is_a_question(bureau: Bureau) -> None:
    bureau.send(bureau.ada, caption="May I like this?")
    heard(bureau.ada, "It depends on which account it is.")
    bureau.ada.command("publications")
    heard(bureau.ada, "Nothing is under way.")


def test_a_photo_is_no_file(bureau: Bureau) -> None:
    bureau.ada.photo()
    heard(bureau.ada, "To update a directive, send it as a file")


def test_another_caption_changes_nothing_and_another_file_is_taken_in(bureau: Bureau) -> None:
    sent = bureau.send(bureau.ada, caption="first draft")
    heard(bureau.ada, "Rehearsal:")
    bureau.ada.edit(sent, "the second draft, sorry")
    bureau.ada.command("publications")
    heard(bureau.ada, "“v2.md” waits for your request.")
    assert _plans(bureau) == 1
    bureau.ada.replace_document(sent, "v3.md", V2.replace("version: 2", "version: 3").encode())
    heard(bureau.ada, "Rehearsal:")
    bureau.ada.command("publications")
    heard(bureau.ada, "“v3.md” waits for your request.")


def test_a_fact_cannot_be_stated_otherwise_by_an_edit(bureau: Bureau) -> None:
    bureau.send(bureau.ada, BARE)
    heard(bureau.ada, "Which version is it?")
    stated = bureau.ada.send("2")
    heard(bureau.ada, "From which day")
    bureau.ada.edit(stated, "3")
    heard(bureau.ada, "That step is over already.")


def test_a_long_plan_is_turned_page_by_page(bureau: Bureau) -> None:
    clause = "Staff {} report what they post about item {} to the desk within {} days, in writing"
    body = [f"{n}.1 {clause.format('shall', n, 5)}; {'and so on ' * 12}." for n in range(1, LONG)]
    facts = f"{FACTS}in_force_from: 2026-01-01\n"
    bureau.workshop.make_live(f"{facts}version: 1\n\n" + "\n".join(body))
    newer = "\n".join(line.replace("5 days", "2 days") for line in body)
    bureau.prepared(f"{facts}version: 2\n\n{newer}")
    first = next(m for m in bureau.ada.chat.from_bot() if m.text.startswith("Page 1 of "))
    pages = int(first.text.split("\n")[0].removeprefix("Page 1 of "))
    seen = [first.text]
    for page in range(2, pages + 1):
        bureau.ada.press("Later ▶", message=first)
        seen.append(heard(bureau.ada, f"Page {page} of {pages}").text)
    assert all(any(f"§{n}.1 " in page for page in seen) for n in range(1, LONG))
    bureau.ada.press("◀ Earlier", message=first)
    heard(bureau.ada, f"Page {pages - 1} of {pages}")
    assert bureau.telegram.refusals == []


def test_a_directive_that_changes_nothing_is_told_so(bureau: Bureau) -> None:
    bureau.send(bureau.ada, V1)
    heard(bureau.ada, "Nothing changes.")
