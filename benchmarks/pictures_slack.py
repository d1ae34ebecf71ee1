"""Makes docs/pictures/slack.png: real answers, drawn as Slack shows them.

``python -m benchmarks.pictures_slack [snapshot folder]`` plays a few conversations through the
real channel, against the project's own emulator, draws the recorded blocks as a page for each kind
of answer, for the Home tab and for the modals, and takes pictures of the pages with headless
Chromium. The pages and all pictures go to var/pictures/slack; the best one is kept in docs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.assembly import LiveLibrary, engine_over, open_live
from bot.settings import Settings
from knowledge.settings import read_settings
from tests.scenarios.slack.served import MANIFEST, QUICK, ServedSlack, desk_in
from tests.slack_emulator import Channel, Message, SlackEmulator
from tests.slack_emulator.page import transcript_page, view_page
from tests.slack_emulator.user import SlackUser

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "var" / "pictures" / "slack"
KEPT = ROOT / "docs" / "pictures" / "slack.png"
PATIENT = replace(QUICK, answer=30)
WIDTH = 760
LIKE = "May I like a post about our foreign policy from my personal account?"


class Stage:
    """The workspace with the bot in it, a desk, and new people as they are needed."""

    def __init__(self, slack: SlackEmulator, desk: Channel, officer: SlackUser) -> None:
        self.slack, self.desk, self.officer = slack, desk, officer

    def person(self, name: str) -> SlackUser:
        return self.slack.add_user(name)

    def room(self, name: str, *members: SlackUser) -> Channel:
        return self.slack.add_channel(name, members=members)

    def ask(self, person: SlackUser, words: str) -> Message:
        question = person.say(words)
        return person.dm.wait_for_reply(to=question, timeout=60).result(60)

    def settled(self) -> None:
        self.slack.quiet(0.5, timeout=60).result(60)


Page = str
Scene = Callable[[Stage], Page]


def verdict(stage: Stage) -> Page:
    ada = stage.person("Ada Byron")
    stage.ask(ada, LIKE)
    return transcript_page(ada.dm, ada)


def depends(stage: Stage) -> Page:
    ben = stage.person("Ben Okri")
    stage.ask(ben, "May I like this post?")
    return transcript_page(ben.dm, ben)


def unfolded(stage: Stage) -> Page:
    cleo = stage.person("Cleo Marin")
    answer = stage.ask(cleo, "May I follow a political party from the official account?")
    cleo.press(answer, "Why?").result()
    stage.settled()
    return transcript_page(cleo.dm, cleo)


def in_a_channel(stage: Stage) -> Page:
    dawit, eve = stage.person("Dawit Bekele"), stage.person("Eve Laurent")
    room = stage.room("press-office", dawit, eve)
    eve.say("The minister's post is out. May we like it?", to=room)
    question = dawit.mention_app(LIKE, to=room)
    room.wait_for_reply(to=question, timeout=60).result(60)
    further = dawit.say("and a post of our own ministry?", to=room, thread=question)
    room.wait_for_reply(lambda seen: seen.ts > further.ts, to=further, timeout=60).result(60)
    return transcript_page(room, dawit, thread=question)


def private(stage: Stage) -> Page:
    fatou, gil = stage.person("Fatou Sow"), stage.person("Gil Costa")
    room = stage.room("digital-team", fatou, gil)
    gil.say("Has anybody looked at the new practice of other ministries?", to=room)
    fatou.command("/guideline", "May I share a post of the host government?", at=room).result()
    room.wait_for_reply(lambda seen: seen.is_ephemeral, viewer=fatou, timeout=60).result(60)
    return transcript_page(room, fatou)


def glance(stage: Stage) -> Page:
    hana, ivo = stage.person("Hana Suzuki"), stage.person("Ivo Petrov")
    room = stage.room("media-watch", hana, ivo)
    post = ivo.say("Parliament debates the new foreign policy tonight. Thoughts?", to=room)
    hana.message_shortcut("check_post", post).result()
    room.wait_for_reply(lambda seen: seen.is_ephemeral, viewer=hana, timeout=60).result(60)
    return transcript_page(room, hana)


def uncovered(stage: Stage) -> Page:
    jun = stage.person("Jun Park")
    answer = stage.ask(jun, "How do I book a taxi to the airport?")
    jun.press(answer, "Ask the desk").result()
    window = jun.wait_for_modal(timeout=60).result(60)
    draw("modal_consent", view_page(window, jun))
    jun.submit({"consent": "question_only"}).result()
    shown = stage.desk.wait_for_reply(
        lambda seen: "taxi" in seen.shown and seen.button_labels, timeout=60
    ).result(60)
    draw("desk_open", transcript_page(stage.desk, stage.officer))
    stage.officer.press(shown, "Answer").result()
    answering = stage.officer.wait_for_modal(timeout=60).result(60)
    draw("modal_answer", view_page(answering, stage.officer))
    words = "A taxi is no use of social media. Do not post the minister's route, though."
    stage.officer.submit({"answer": words}).result()
    jun.dm.wait_for_reply(lambda seen: "no use of" in seen.shown, timeout=60).result(60)
    return transcript_page(jun.dm, jun)


def at_the_desk(stage: Stage) -> Page:
    stage.settled()
    return transcript_page(stage.desk, stage.officer)


def home(stage: Stage) -> Page:
    kim = stage.person("Kim Lind")
    stage.ask(kim, LIKE)
    stage.ask(kim, "How fast must a mission answer questions from the public?")
    kim.open_home()
    view = kim.wait_for_home(timeout=60).result(60)
    kim.press(view, "Change").result()
    draw("modal_profile", view_page(kim.wait_for_modal(timeout=60).result(60), kim))
    return view_page(view, kim)


def agent(stage: Stage) -> Page:
    lea = stage.person("Lea Moreau")
    lea.open_agent()
    lea.dm.wait_for_prompts(timeout=60).result(60)
    return transcript_page(lea.dm, lea)


SCENES: dict[str, Scene] = {
    "verdict": verdict,
    "depends": depends,
    "unfolded": unfolded,
    "channel": in_a_channel,
    "private": private,
    "glance": glance,
    "uncovered": uncovered,
    "desk": at_the_desk,
    "home": home,
    "agent": agent,
}
BEST = "channel"
HEIGHTS = {
    "home": 820,
    "depends": 1300,
    "channel": 860,
    "glance": 500,
    "verdict": 480,
    "publish_plan": 2500,
    "publish_approve": 2300,
    "publish_live": 2300,
    "publish_home": 1100,
}
WIDTHS = {"channel": 1240}


def main() -> None:
    settings = read_settings(Settings)
    if len(sys.argv) > 1:
        library = settings.knowledge.model_copy(update={"directory": Path(sys.argv[1])})
        settings = settings.model_copy(update={"knowledge": library})
    live = open_live(settings)
    engine, shelf = engine_over(live, settings), LiveLibrary(live)
    PAGES.mkdir(parents=True, exist_ok=True)
    with SlackEmulator(MANIFEST) as slack:
        officer = slack.add_user("Head of the desk")
        desk = slack.add_channel("social-media-desk", members=[officer])
        served = ServedSlack(
            slack,
            Path(tempfile.mkdtemp()),
            engine,
            pace=PATIENT,
            places=(desk_in(desk.id),),
            settings={"desk": [officer.id]},
        )
        served.channel = replace(served.channel, library=shelf)
        with served:
            stage = Stage(slack, desk, officer)
            for name in _chosen(sys.argv[2:]):
                draw(name, SCENES[name](stage))
        slack.assert_clean()
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(PAGES / f"{BEST}.png", KEPT)
    print(f"{KEPT.relative_to(ROOT)}: {KEPT.stat().st_size // 1000} kB; all: {PAGES}")


def _chosen(names: Sequence[str]) -> Sequence[str]:
    return names or list(SCENES)


def draw(name: str, html: Page) -> None:
    page, picture = PAGES / f"{name}.html", PAGES / f"{name}.png"
    page.write_text(html, encoding="utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
            f"--window-size={WIDTHS.get(name, WIDTH)},{HEIGHTS.get(name, 800)}",
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


if __name__ == "__main__":
    main()
