"""Takes pictures of what admins see in Slack while version 2 of the model directive goes live.

``python -m benchmarks.pictures_slack_publishing [snapshot folder]`` plays it through the real
channel, against the project's own emulator. What the workshop takes minutes for is entered at once:
the plan is the real one between the two versions that the snapshot holds, the rehearsal is made up.
The pages and pictures go to var/pictures/slack.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.pictures_slack import PAGES, PATIENT, ROOT, draw
from bot.evaluation.rehearsal import REHEARSAL, Flip, Given, Rehearsal, Turn
from bot.publishing.publishing import Publishing, open_publishing
from bot.storage.audit import SYSTEM
from bot.storage.database import Database, open_database
from bot.storage.news import NewsKind
from bot.storage.submissions import Reading, Staged, Submissions, SubmissionState
from knowledge.revision.editions import Edition, editions_in
from knowledge.snapshot.manifest import manifest_digest
from knowledge.snapshot.store import SnapshotStore
from tests.scenarios.slack.served import MANIFEST, ServedSlack
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.publishing.model_workshop import write_snapshot
from tests.scenarios.telegram.served import make_database
from tests.slack_emulator import Message, SlackEmulator, Upload
from tests.slack_emulator.page import transcript_page, view_page
from tests.slack_emulator.user import SlackUser

NEW = "MFA-SMD v2"
FACTS = {
    "id": "MFA-SMD",
    "title": "Directive on the Use of Social Media",
    "version": "2",
    "rank": "directive",
    "jurisdiction": "home",
}
FLIPS = (
    Flip(
        "May I like a post of the host government from my personal account?",
        Given("not required", "MFA-SMD v1 §23.4"),
        Given("forbidden", "MFA-SMD v2 §23.1"),
        Turn.WRONG,
        "host-government-like",
        Given("not required", "MFA-SMD v1 §23.4"),
        clause_changed=True,
    ),
    Flip(
        "How fast must a hacked account be reported?",
        Given("required", "MFA-SMD v1 §38.1"),
        Given("required", "MFA-SMD v2 §38.1"),
    ),
)


@dataclass
class Desk:
    """What stands in for the workshop."""

    database: Database
    publishing: Publishing
    live: str
    staged: str

    def step(self, kind: NewsKind, **values: object) -> None:
        submissions = Submissions(self.database)
        (one,) = submissions.in_states(set(SubmissionState))
        with self.database.write():
            submissions.change(one.id, since=(one.state,), **values)
            self.publishing.news.add(kind, SYSTEM, submission_id=one.id)

    def ask(self) -> None:
        reading = Reading(FACTS, FACTS["title"], 245, ("It holds tracked changes: accepted.",))
        missing = ("in_force_from", "issuer")
        self.step(NewsKind.READ, state=SubmissionState.ASKING, reading=reading, missing=missing)

    def prepare(self) -> None:
        folder = self.publishing.store.folder(self.staged)
        warnings = ("2 example questions name §23.4, which is not there any more.",)
        staged = Staged(
            self.staged, manifest_digest(folder), self.live, NEW, "2026-03-01", 14, warnings
        )
        told = Rehearsal(self.live, self.staged, date.today(), 624, 50, 540, 539, FLIPS, ("x",))  # noqa: DTZ011
        self.step(
            NewsKind.PREPARED,
            state=SubmissionState.PREPARED,
            staged=staged,
            rehearsal=REHEARSAL.dump_python(told, mode="json"),
        )


def open_desk(folder: Path, editions: tuple[Edition, ...], served: ServedSlack) -> Desk:
    database = open_database(f"sqlite:///{folder / 'attache.sqlite'}")
    publishing = open_publishing(served.channel.settings, database)
    before = [one for one in editions if one.directive.key != NEW]
    live = write_snapshot(publishing.store, "20261122T101500-v1", before)
    publishing.store.publish(live)
    return Desk(
        database,
        publishing,
        live,
        write_snapshot(publishing.store, "20261122T112233-v2", editions),
    )


def heard(person: SlackUser, words: str) -> Message:
    return person.dm.wait_for_reply(lambda seen: words in seen, timeout=30).result(60)


def play(slack: SlackEmulator, desk: Desk, ada: SlackUser, ben: SlackUser) -> None:
    ada.open_home()
    home = ada.wait_for_home().result()
    ada.press(home, "Update a directive").result()
    draw("publish_update", view_page(ada.wait_for_modal().result(), ada))
    ada.close_modal()
    ada.say("The new version", files=[Upload("Directive v2 final.docx", b"PK\x03\x04")])
    heard(ada, "Reading")
    desk.ask()
    asked = heard(ada, "It does not say")
    ada.press(asked, "State what is missing").result()
    draw("publish_facts", view_page(ada.wait_for_modal().result(), ada))
    ada.submit({"in_force_from": "2026-03-01", "issuer": "Ministry of Foreign Affairs"}).result()
    heard(ada, "plan is being made")
    desk.prepare()
    plan = heard(ada, "Rehearsal:")
    slack.quiet(0.5).result(30)
    draw("publish_plan", transcript_page(ada.dm, ada))
    ada.press(plan, "Request publication").result()
    draw("publish_request", view_page(ada.wait_for_modal().result(), ada))
    ada.submit({"reason": "Version 2 ends the exemption for the host government."}).result()
    request = heard(ben, "asks for approval")
    slack.quiet(0.5).result(30)
    draw("publish_approve", transcript_page(ben.dm, ben))
    ben.open_home()
    ben.wait_for_home(lambda seen: "waits for approval" in seen).result(30)
    draw("publish_home", view_page(ben.home, ben))  # type: ignore[arg-type]
    ben.press(request, "Next ›").result()
    slack.quiet(0.5).result(30)
    ben.press(request, "Approve").result()
    heard(ada, "is live since")
    slack.quiet(0.5).result(30)
    draw("publish_live", transcript_page(ada.dm, ada))


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "knowledge"
    store = SnapshotStore(source)
    editions = editions_in(store.folder(store.current()))
    PAGES.mkdir(parents=True, exist_ok=True)
    with SlackEmulator(MANIFEST) as slack:
        folder = Path(tempfile.mkdtemp())
        make_database(folder)
        ada, ben = slack.add_user("Ada Byron"), slack.add_user("Ben Okri")
        admins = {"admins": [ada.id, ben.id]}
        served = ServedSlack(slack, folder, ModelEngine(), pace=PATIENT, settings=admins)
        desk = open_desk(folder, editions, served)
        with served:
            play(slack, desk, ada, ben)
        slack.assert_clean()
    print(f"pictures: {PAGES}/publish_*.png")


if __name__ == "__main__":
    main()
