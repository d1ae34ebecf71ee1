"""The pages: what a person sees, escaped, and nothing from outside."""

import asyncio
import re

from tests.slack_emulator import SlackEmulator
from tests.slack_emulator.page import transcript_page, view_page

from .apps import button, feedback, modal, mrkdwn, plain, quotation, raw_app

EVIL = "<script>alert('x')</script>"


def test_a_transcript_shows_threads_ephemeral_messages_and_blocks():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada, bo = slack.add_user("Ada Byron"), slack.add_user("Bo")
            general = slack.add_channel("general", members=[ada, bo])
            said = ada.mention_app(f"{EVIL} :wave:", to=general)
            place = {"channel": general.id, "thread_ts": said.ts}
            blocks = [
                {"type": "header", "text": plain("Forbidden")},
                quotation(EVIL),
                {"type": "section", "text": mrkdwn(f"*bold* {EVIL} <https://x.example|link>")},
                {"type": "markdown", "text": f"**strong** {EVIL}\n> quoted"},
                {"type": "actions", "elements": [{**button("Go", "go"), "style": "primary"}]},
                feedback(),
            ]
            await app.call("chat.postMessage", **place, text="x", blocks=blocks)
            await app.call("chat.postEphemeral", **place, user=ada.id, text="for Ada alone")
            await app.call(
                "assistant.threads.setStatus",
                channel_id=general.id,
                thread_ts=said.ts,
                status="is thinking…",
            )
            page = transcript_page(general, ada)
            assert "<script" not in page
            assert "&lt;script&gt;" in page
            assert "# general" in page
            assert "<blockquote>&lt;script&gt;" in page
            assert '<span class="button primary">Go</span>' in page
            assert "<b>bold</b>" in page
            assert "<b>strong</b>" in page
            assert "👋" in page
            assert "Only visible to you" in page
            assert "Attaché is thinking…" in page
            assert "for Ada alone" not in transcript_page(general, bo)
            pane = transcript_page(general, bo, thread=said)
            assert '<div class="pane">' in pane
            assert "1 replies" in pane
            for name in ("src", "href", "url"):
                assert not re.search(rf"\b{name}\s*[=(]", page), "nothing is loaded from outside"

    asyncio.run(scenario())


def test_a_modal_shows_its_inputs_and_what_is_wrong_with_them():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            world = slack.service.world
            trigger = slack.do(lambda: world.make_trigger(ada.id, slack.team))
            view = modal(title=plain("Ask <us>"))
            assert (await app.call("views.open", trigger_id=trigger, view=view))["ok"]
            await ada.submit()
            assert ada.modal is not None
            page = view_page(ada.modal, ada)
            assert "Ask &lt;us&gt;" in page
            assert "Please complete this required field." in page
            assert '<span class="button primary">Send</span>' in page

    asyncio.run(scenario())


def test_a_home_tab_stands_below_its_tabs():
    async def scenario() -> None:
        async with SlackEmulator() as slack, raw_app(slack) as app:
            ada = slack.add_user("Ada")
            view = {"type": "home", "blocks": [{"type": "section", "text": mrkdwn("*Hi*")}]}
            assert (await app.call("views.publish", user_id=ada.id, view=view))["ok"]
            assert ada.home is not None
            page = view_page(ada.home)
            assert "Home</span><span>Messages" in page
            assert "<b>Hi</b>" in page

    asyncio.run(scenario())
