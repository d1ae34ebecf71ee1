"""The Home tab, the agent's prompts, the profile, and what is kept about a person."""

from __future__ import annotations

from bot.changes.told import latest_digests
from bot.slack_channel import home_wording, wording
from bot.slack_channel.calls import Post, Publish, Remove, Suggest
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Opened, Pressed, Submitted
from bot.slack_channel.publish_messages import under_way
from bot.slack_channel.render.desk import note
from bot.slack_channel.render.home import Own, home_view, stranger_view
from bot.slack_channel.render.windows import ACCOUNT, ROLE
from bot.storage.forgetting import forget
from bot.storage.identity import Platform
from bot.storage.people import Person
from bot.storage.profiles import Profile
from bot.storage.role import Role

_RECEIPTS = 5
_DIGESTS = 2


def opened(front: Front, tab: Opened, person: Person | None) -> Commit:
    """Fills the tab that was opened."""
    user = tab.speaker.user

    def commit() -> Decision:
        if tab.tab == "home":
            return Decision((published(front, user, person),), person.id if person else None)
        if person is None:
            return Decision()
        prompts = Suggest(tab.chat, wording.PROMPTS_TITLE, wording.PROMPTS)
        return Decision((prompts,), person.id)

    return commit


def profile_saved(front: Front, sent: Submitted, person: Person) -> Commit:
    """Keeps the profile; the Home tab shows it."""

    def commit() -> Decision:
        known = front.profiles.of(person.id)
        account, role = (_told(sent.values.get(name)) for name in (ACCOUNT, ROLE))
        profile = Profile(account, role, known.language, known.country, known.show_details)
        front.asking.tell(person, profile)
        return Decision((published(front, sent.speaker.user, person),), person.id)

    return commit


def forgotten(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Deletes what is kept about the person, and says how much it was."""
    user = pressed.speaker.user
    # Not in the transaction: afterwards the files are scrubbed, which waits for all others.
    gone = forget(front.database, person.id)

    def commit() -> Decision:
        told = Post(user, note(home_wording.forgotten_line(gone.rows)))
        at_desk = (
            Remove(place.chat, place.message)
            for place in gone.desk_messages
            if place.platform is Platform.SLACK
        )
        return Decision((told, published(front, user, person), *at_desk))

    return commit


def _told(value: object) -> str | None:
    return None if value in (None, "", "-") else str(value)


def published(front: Front, user: str, person: Person | None) -> Publish:
    """The Home tab as it is now."""
    if person is None:
        return Publish(user, stranger_view())
    own = Own(
        front.profiles.of(person.id),
        front.receipts.of_person(person.id, _RECEIPTS),
        linked=any(one.platform is Platform.TELEGRAM for one in person.identities),
        publishing=under_way(front, person) if person.role is Role.ADMIN else None,
    )
    today = front.database.now().date()
    digests = latest_digests(front.database, _DIGESTS)
    return Publish(user, home_view(front.library.directives(), today, own, digests))
