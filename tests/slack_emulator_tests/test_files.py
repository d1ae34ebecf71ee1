"""Files: what people send, what the app may read of it, and what it hands out itself."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_emulator import AppConfig, Fault, NotPossibleError, SlackEmulator, Upload

Scenario = Callable[[SlackEmulator, AsyncWebClient], Awaitable[None]]
WORD = b"PK\x03\x04"


def play(scenario: Scenario, config: AppConfig | None = None) -> list[str]:
    """Run a scenario with the SDK's client; the rules that were broken."""

    async def run() -> list[str]:
        async with SlackEmulator(config) as slack:
            client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
            await scenario(slack, client)
            return [violation.rule for violation in slack.violations]

    return asyncio.run(run())


async def fetched(url: str, token: str = "") -> tuple[int, bytes]:
    """What an address answers."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return response.status, await response.read()


def test_a_file_is_downloaded_with_the_token():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        said = slack.add_user("Ada").upload("directive.docx", WORD, text="the new one")
        (described,) = said.files
        assert (described["pretty_type"], described["mode"]) == ("Word Document", "hosted")
        assert await fetched(described["url_private_download"], slack.bot_token) == (200, WORD)

    assert play(scenario) == []


def test_without_the_token_slack_shows_its_sign_in_page():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        said = slack.add_user("Ada").upload("directive.docx", WORD)
        status, page = await fetched(said.files[0]["url_private_download"])
        assert status == 200, "it does not say 401"
        assert b"Sign in to your workspace" in page

    assert play(scenario) == ["download_without_token"]


def test_a_token_without_the_scope_gets_the_sign_in_page_too():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        said = slack.add_user("Ada").upload("directive.docx", WORD)
        _, page = await fetched(said.files[0]["url_private_download"], slack.bot_token)
        assert b"Sign in to your workspace" in page

    assert play(scenario, AppConfig().without_scopes("files:read")) == []


def test_a_message_brings_several_files():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        ada = slack.add_user("Ada")
        two = ada.say("two", files=[Upload("a.txt", b"a"), Upload("b.md", b"b", mode="snippet")])
        assert [one["mode"] for one in two.files] == ["hosted", "snippet"]

    assert play(scenario) == []


def test_a_file_of_another_organisation_is_described_by_files_info_alone():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        ada = slack.add_user("Ada")
        said = ada.say("", files=[Upload("directive.docx", WORD, undescribed=True)])
        (named,) = said.files
        assert (named["file_access"], "url_private_download" in named) == ("check_file_info", False)
        info = await client.files_info(file=named["id"])
        assert info["file"]["name"] == "directive.docx"
        assert await fetched(info["file"]["url_private_download"], slack.bot_token) == (200, WORD)

    assert play(scenario) == []


def test_a_document_of_another_service_has_no_download_and_must_not_get_the_token():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        said = slack.add_user("Ada").say("", files=[Upload("notes", b"", mode="external")])
        (described,) = said.files
        assert described["is_external"]
        assert "url_private_download" not in described
        await fetched(described["url_private"], slack.bot_token)

    assert play(scenario) == ["token_sent_elsewhere"]


def test_of_a_deleted_file_only_the_stone_is_left():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        ada = slack.add_user("Ada")
        said = ada.upload("directive.docx", WORD)
        ada.delete_files(said)
        newest = ada.dm.latest(said)
        assert newest is not None
        assert newest.files[0]["mode"] == "tombstone"
        url = said.files[0]["url_private_download"]
        assert (await fetched(url, slack.bot_token))[0] == 404
        with pytest.raises(SlackApiError, match="file_deleted"):
            await client.files_info(file=said.files[0]["id"])

    assert play(scenario) == []


def test_a_modal_takes_files_and_checks_them():
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": "update",
        "title": {"type": "plain_text", "text": "Update"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": "file",
                "label": {"type": "plain_text", "text": "File"},
                "element": {
                    "type": "file_input",
                    "action_id": "file",
                    "filetypes": ["docx"],
                    "max_files": 1,
                },
            }
        ],
    }

    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        ada = slack.add_user("Ada")
        trigger = slack.service.world.make_trigger(ada.id, slack.team)
        await client.views_open(trigger_id=trigger, view=view)
        assert ada.submit({}).result().errors == {"file": "Please complete this required field."}
        for wrong in ([Upload("a.exe", b"")], [Upload("a.docx", b"a"), Upload("b.docx", b"b")]):
            with pytest.raises(NotPossibleError):
                ada.submit({"file": wrong})
        large = Upload("large.docx", b"x" * (10 * 1024 * 1024 + 1))
        with pytest.raises(NotPossibleError, match="10 MB"):
            ada.submit({"file": [large]})
        ada.submit({"file": [Upload("directive.docx", WORD)]})
        (stored,) = (one for one in slack.service.world.files.values() if one.handed_in)
        info = await client.files_info(file=stored.id)
        assert await fetched(info["file"]["url_private_download"], slack.bot_token) == (200, WORD)

    assert play(scenario) == []


def test_the_app_hands_a_file_out_and_slack_shares_it_a_moment_later():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        ada = slack.add_user("Ada")
        await client.files_upload_v2(
            channel=ada.dm.id, filename="answers.csv", content="a,b\n", initial_comment="Here."
        )
        assert ada.dm.transcript() == (), "the message is not there yet"
        sent = await ada.dm.wait_for_reply()
        assert (sent.files[0]["name"], sent.shown) == ("answers.csv", "Here.")

    assert play(scenario) == []


def test_a_file_is_handed_out_once():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        ada = slack.add_user("Ada")
        place = await client.files_getUploadURLExternal(filename="a.csv", length=3)
        files = [{"id": place["file_id"], "title": "a"}]
        with pytest.raises(SlackApiError, match="file_not_found"):
            await client.files_completeUploadExternal(files=files, channel_id=ada.dm.id)
        async with aiohttp.ClientSession() as session:
            await session.post(place["upload_url"], data=b"a,b")
        await client.files_completeUploadExternal(files=files, channel_id=ada.dm.id)
        with pytest.raises(SlackApiError, match="file_not_found"):
            await client.files_completeUploadExternal(files=files, channel_id=ada.dm.id)

    assert play(scenario) == []


def test_more_or_fewer_bytes_than_announced_are_noticed():
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        place = await client.files_getUploadURLExternal(filename="a.csv", length=5)
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with aiohttp.ClientSession() as session:
            await session.post(place["upload_url"], data=b"a,b", headers=headers)

    assert play(scenario) == ["token_sent_to_upload", "upload_length"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error("files.download"),
        Fault.dropped("files.download", times=2),  # aiohttp tries a GET once more by itself
        Fault("files.download", "truncate"),
    ],
    ids=["server error", "dropped", "truncated"],
)
def test_a_download_can_go_wrong(fault: Fault):
    async def scenario(slack: SlackEmulator, client: AsyncWebClient) -> None:
        url = slack.add_user("Ada").upload("a.docx", WORD).files[0]["url_private_download"]
        slack.add_fault(fault)
        try:
            status, _ = await fetched(url, slack.bot_token)
        except aiohttp.ClientError:
            status = 0
        assert status != 200
        assert await fetched(url, slack.bot_token) == (200, WORD)

    assert play(scenario) == []
