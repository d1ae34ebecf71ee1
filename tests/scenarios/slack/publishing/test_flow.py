"""From the file to the day it is live, as admins see it."""

from __future__ import annotations

from tests.scenarios.slack.publishing.conftest import Bureau, heard


def test_a_new_version_goes_live_by_two_admins(bureau: Bureau) -> None:
    sent = bureau.send(bureau.ada)
    assert heard(bureau.ada, "Reading “v2.md” …").thread_ts == sent.ts
    assert "version 2; in force from 2026-03-01" in heard(bureau.ada, "“v2.md” is read: 3 clauses.")
    plan = heard(bureau.ada, "Rehearsal:")
    assert plan.thread_ts == sent.ts
    assert plan.button_labels == ("Request publication", "Cancel")
    bureau.request(plan)
    asked = bureau.now(bureau.ada, plan, "Requested: MFA-SMD v2 is to go live at once.")
    assert asked.button_labels == ("Withdraw the request",)
    request = heard(bureau.ben, "asks for approval: MFA-SMD v2 is to go live at once.")
    assert f"<@{bureau.ada.id}> asks for approval" in request.text
    assert request.button_labels == ("Approve", "Reject")
    assert bureau.live == bureau.first
    bureau.ben.press(request, "Approve").result()
    for admin, shown in ((bureau.ada, plan), (bureau.ben, request)):
        assert bureau.now(admin, shown, "MFA-SMD v2 is live since").button_labels == ()
    heard(bureau.ada, "is live since")
    assert bureau.live != bureau.first
    assert "went live" in bureau.actions()


def test_the_plan_marks_the_words_and_comes_as_a_page_too(bureau: Bureau) -> None:
    plan = bureau.prepared()
    styled = [
        (piece["text"], tuple(piece["style"]))
        for block in plan.blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote"
        for piece in element["elements"]
        if piece.get("style")
    ]
    assert styled == [
        ("may", ("strike",)),
        ("shall not", ("bold", "underline")),
        ("5", ("strike",)),
        ("2", ("bold", "underline")),
    ]
    assert "§1.1 hardened" in plan
    assert "5 working days → 2 working days (shorter)" in plan
    page = bureau.ada.dm.wait_for_reply(lambda seen: bool(seen.files)).result()
    assert page.thread_ts == plan.thread_ts
    (stored,) = (one for one in bureau.slack.service.world.files.values() if one.name.endswith("l"))
    assert b"<del>" in stored.content
