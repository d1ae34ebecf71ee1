"""Makes docs/pictures/telegram.png: real answers, drawn as a phone shows them.

``python -m benchmarks.pictures_telegram [snapshot folder]`` plays a few conversations through the
real channel over HTTP, against the project's own emulator, draws the recorded messages as a page
for each kind of answer, and takes pictures of the pages with headless Chromium. The pages and all
pictures go to var/pictures; the best one is kept in docs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.assembly import open_engine
from bot.settings import Settings
from bot.storage.role import Role
from knowledge.settings import read_settings
from tests.scenarios.telegram.served import QUICK, ServedBot
from tests.telegram_emulator import Chat, Person, TelegramEmulator, transcript_page

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "var" / "pictures"
KEPT = ROOT / "docs" / "pictures" / "telegram.png"
PATIENT = replace(QUICK, answer=30)
WIDTH, HEIGHT = 445, 860
Scene = Callable[["Stage"], tuple[Chat, ...]]


class Stage:
    """The bot, an officer, and new people as they are needed."""

    def __init__(self, telegram: TelegramEmulator, served: ServedBot, officer: Person) -> None:
        self.telegram, self.served, self.officer = telegram, served, officer
        self.desk = next(chat for chat in telegram.chats if chat.kind != "private")

    def person(self, name: str) -> Person:
        person = self.telegram.person(name)
        person.start(self.served.invite())
        greeting = person.chat.wait_for_reply_sync(timeout=60)
        for message in person.chat.transcript():
            if message.id <= greeting.id:
                person.delete(message)
        return person

    def ask(self, person: Person, words: str) -> None:
        person.send(words)
        person.chat.wait_for_reply_sync(timeout=60)

    def press(self, person: Person, label: str) -> None:
        press = person.press(label)
        press.wait_for_answer_sync(60)
        person.chat.wait_for_reply_sync(timeout=60)


def verdict(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Ada")
    stage.ask(person, "Can I like a tweet about government policy from my personal account?")
    return (person.chat,)


def depends(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Ben")
    stage.ask(person, "May I like this post?")
    return (person.chat,)


def chosen(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Cleo")
    stage.ask(person, "May I retweet a political party from the embassy's account?")
    first = person.chat.from_bot()[-1]
    if "Official account" in first.labels:
        stage.press(person, "Official account")
    stage.press(person, "Why?")
    return (person.chat,)


def uncovered(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Dawit")
    stage.ask(person, "Can I sing karaoke at the embassy's national day?")
    stage.press(person, "Ask the desk")
    person.press("Send without my name")
    person.chat.wait_for_reply_sync(lambda seen: "is at the desk" in seen.text, timeout=60)
    shown = stage.telegram.wait_until_sync(
        lambda: next((m for m in stage.desk.from_bot() if "karaoke" in m.text), None)
    )
    stage.officer.reply(shown, "Singing is no use of social media. Do not livestream it, though.")
    person.chat.wait_for_reply_sync(lambda seen: "Singing" in seen.text, timeout=60)
    return (person.chat, stage.desk)


def matrix(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Efua")
    channel = stage.telegram.channel("Daily Herald", "daily_herald")
    person.forward("Parliament debates the new foreign policy tonight. Thoughts?", origin=channel)
    person.chat.wait_for_reply_sync(timeout=60)
    return (person.chat,)


def compared(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Fatou")
    stage.ask(person, "/compare like")
    return (person.chat,)


def proven(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Goran")
    stage.ask(person, "Must I report a hacked account?")
    stage.press(person, "Helpful")
    stage.ask(person, person.chat.from_bot()[-1].pieces("bot_command")[-1])
    return (person.chat,)


def in_a_group(stage: Stage) -> tuple[Chat, ...]:
    person = stage.person("Hana")
    group = stage.telegram.group("Embassy press team", person)
    person.command("ask", "Who approves a correction of an official post?", chat=group)
    group.wait_for_reply_sync(timeout=60)
    return (group,)


SCENES: dict[str, Scene] = {
    "verdict": verdict,
    "depends": depends,
    "chosen": chosen,
    "uncovered": uncovered,
    "matrix": matrix,
    "compared": compared,
    "proven": proven,
    "group": in_a_group,
}
BEST = ("verdict", "chosen", "matrix")


def main() -> None:
    settings = read_settings(Settings)
    if len(sys.argv) > 1:
        library = settings.knowledge.model_copy(update={"directory": Path(sys.argv[1])})
        settings = settings.model_copy(update={"knowledge": library})
    PAGES.mkdir(parents=True, exist_ok=True)
    with TelegramEmulator() as telegram:
        officer = telegram.person("Desk officer")
        desk = telegram.group("The desk", officer)
        folder = Path(tempfile.mkdtemp())
        engine = open_engine(settings)
        with ServedBot(telegram, folder, engine, pace=PATIENT, desk_chat=desk.id) as served:
            officer.start(served.invite(Role.DESK))
            officer.chat.wait_for_reply_sync(timeout=60)
            stage = Stage(telegram, served, officer)
            chats = {name: scene(stage) for name, scene in SCENES.items()}
        for name, shown in chats.items():
            _picture(name, shown)
        best = [chat for name in BEST for chat in chats[name]]
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_picture("best", tuple(best)), KEPT)
        assert telegram.violations == []
    print(f"{KEPT.relative_to(ROOT)}: {KEPT.stat().st_size // 1000} kB; all: {PAGES}")


def _picture(name: str, chats: tuple[Chat, ...]) -> Path:
    page, picture = PAGES / f"{name}.html", PAGES / f"{name}.png"
    page.write_text(transcript_page(chats, title=f"Attaché: {name}"), encoding="utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
            "--force-device-scale-factor=0.9",
            f"--window-size={WIDTH * len(chats)},{HEIGHT}",
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return picture


if __name__ == "__main__":
    main()
