"""Files that come otherwise than they should: each gets a sentence that helps, or is read."""

from __future__ import annotations

import pytest

from tests.scenarios.slack.publishing.conftest import V1, V2, Bureau, heard
from tests.scenarios.telegram.model_engine import LIKE_PERSONAL
from tests.slack_emulator import Fault, Upload

PAGE = "<!DOCTYPE html><html><title>Sign in to Slack</title></html>"


def test_others_than_admins_are_refused_kindly(bureau: Bureau) -> None:
    bureau.send(bureau.eve)
    heard(bureau.eve, "Only admins can update a directive with a file.")
    assert bureau.slack.calls("files.download") == []
    assert bureau.publishing.submitting.open_of(1) == ()


def test_a_question_with_a_file_is_still_a_question(bureau: Bureau) -> None:
    files = [Upload("post.pdf", b"%PDF-1.7")]
    asked = bureau.eve.say("May I like this on my personal account?", files=files)
    assert bureau.eve.dm.wait_for_reply(to=asked).result().quotations == (LIKE_PERSONAL,)


def test_a_picture_is_no_directive(bureau: Bureau) -> None:
    picture = [Upload("post.png", b"\x89PNG")]
    bureau.ada.say("", files=picture)
    heard(bureau.ada, "I read text only.")
    asked = bureau.ada.say("May I like this on my personal account?", files=picture)
    assert bureau.ada.dm.wait_for_reply(to=asked).result().quotations == (LIKE_PERSONAL,)


def test_in_a_channel_nothing_is_taken_in(bureau: Bureau) -> None:
    room = bureau.slack.add_channel("room", members=[bureau.ada])
    bureau.ada.mention_app("", to=room, files=[Upload("v2.md", V2.encode())])
    room.wait_for_reply(lambda seen: seen.is_ephemeral, viewer=bureau.ada).result()
    assert bureau.slack.calls("files.download") == []


def test_of_several_files_one_is_taken(bureau: Bureau) -> None:
    files = [Upload("v2.md", V2.encode()), Upload("annex.md", V1.encode())]
    bureau.ada.say("both", files=files)
    heard(bureau.ada, "I take one file at a time: “v2.md” now. Send “annex.md” once")
    heard(bureau.ada, "Rehearsal:")
    assert len(bureau.slack.calls("files.download")) == 1


def test_a_file_of_another_organisation_is_asked_about_first(bureau: Bureau) -> None:
    bureau.send(bureau.ada, undescribed=True)
    heard(bureau.ada, "Rehearsal:")
    assert len(bureau.slack.calls("files.info")) == 1


def test_a_snippet_is_read_like_a_file(bureau: Bureau) -> None:
    bureau.send(bureau.ada, name="v2.txt", mode="snippet")
    heard(bureau.ada, "Rehearsal:")


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("external", "“v2.md” lies with another service, where I cannot read it."),
        ("post", "“v2.md” is a post or canvas of Slack's, which I cannot read."),
    ],
)
def test_what_is_no_file_of_slacks_is_not_fetched(bureau: Bureau, mode: str, words: str) -> None:
    bureau.send(bureau.ada, mode=mode)
    heard(bureau.ada, words)
    assert bureau.slack.calls("files.download") == []


def test_a_file_that_was_deleted_meanwhile(bureau: Bureau) -> None:
    bureau.slack.add_fault(Fault.rate_limited("files.download", retry_after=1))
    sent = bureau.send(bureau.ada)
    bureau.slack.wait_for_call("files.download").result()
    bureau.ada.delete_files(sent)
    heard(bureau.ada, "“v2.md” is not there any more. Send it again.")


def test_a_page_to_sign_in_is_never_taken_for_the_file(bureau: Bureau) -> None:
    bureau.slack.add_fault(Fault("files.download", status=200, body=PAGE))
    bureau.send(bureau.ada)
    heard(bureau.ada, "Whoever runs me has to grant files:read")


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error("files.download", times=2),
        Fault("files.download", "truncate", times=2),
        Fault.dropped("files.download", times=3),
        Fault.rate_limited("files.download"),
    ],
    ids=["server error", "truncated", "dropped", "rate limit"],
)
def test_a_download_is_tried_again(bureau: Bureau, fault: Fault) -> None:
    bureau.slack.add_fault(fault)
    bureau.send(bureau.ada)
    heard(bureau.ada, "Rehearsal:")


def test_a_download_that_keeps_failing_is_given_up(bureau: Bureau) -> None:
    bureau.slack.add_fault(Fault.server_error("files.download", times=99))
    bureau.send(bureau.ada)
    heard(bureau.ada, "“v2.md” could not be fetched: Slack is in trouble.")


def test_an_empty_file_and_one_that_is_too_large(bureau: Bureau) -> None:
    bureau.send(bureau.ada, " ")
    heard(bureau.ada, "The file is empty.")
    bureau.send(bureau.ada, "x" * 20_000_001)
    heard(bureau.ada, "is too large: at most 20 MB.")
    assert len(bureau.slack.calls("files.download")) == 1


def test_a_file_that_cannot_be_used_is_refused_with_the_cure(bureau: Bureau) -> None:
    bureau.send(bureau.ada, "refuse: It is a scan. Send the Word file.\n\n1.1 No.")
    refused = heard(bureau.ada, "“v2.md” cannot be used.")
    assert "It is a scan. Send the Word file." in refused


def test_a_file_is_sent_from_the_home_tab(bureau: Bureau) -> None:
    home = bureau.home(bureau.ada, "Nothing is under way.")
    bureau.ada.press(home, "Update a directive").result()
    bureau.ada.wait_for_modal().result()
    assert bureau.ada.submit({"file": [Upload("v2.md", V2.encode())]}).result().acked
    plan = heard(bureau.ada, "Rehearsal:")
    assert "“v2.md” waits for your request." in bureau.home(bureau.ada, "waits for")
    bureau.request(plan)
    heard(bureau.ben, "asks for approval")


def test_an_edited_caption_sends_nothing_twice(bureau: Bureau) -> None:
    sent = bureau.ada.say("new", files=[Upload("v2.md", V2.encode())])
    heard(bureau.ada, "Rehearsal:")
    bureau.ada.edit(sent, "the new one")
    assert len(bureau.said(bureau.ada, "Reading “v2.md”")) == 1
