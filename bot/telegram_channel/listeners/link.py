"""``/link``: one person, their Telegram and their Slack. Heard in private only: a code is a key."""

from __future__ import annotations

from bot.access.admission import Admitted, TooFast
from bot.access.linking import Linked, NotLinked
from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import post, saying
from bot.telegram_channel.listeners.visitors import visitor_of

COMMAND = "link"


def shows_code(said: Said) -> bool:
    """Whether a code from Slack is typed here; it lets a stranger in, as an invitation does."""
    return said.command == COMMAND and said.place.private and bool(said.text)


def complete(front: Front, said: Said) -> Commit:
    """Joins both accounts; a stranger with a void code hears no more than any stranger."""

    def commit() -> Decision:
        result = front.linking.complete(said.text, said.speaker.identity)
        if isinstance(result, Linked):
            return Decision((post(said, wording.LINKED),), result.person.id)
        admission = front.access.admit(visitor_of(said.speaker))
        if isinstance(admission, Admitted | TooFast):
            void = result is not NotLinked.SAME_ACCOUNT
            words = wording.LINK_VOID if void else wording.LINK_SAME_ACCOUNT
            return Decision((post(said, words),))
        return Decision((post(said, wording.NEUTRAL),) if admission.told else ())

    return commit


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Gives out a code to be typed in Slack."""
    if not said.place.private:
        return saying(said, wording.LINK_IN_PRIVATE)

    def commit() -> Decision:
        code = front.linking.begin(person.id)
        return Decision((post(said, wording.link_code_line(code)),), person.id)

    return commit
