"""Who is let in; everybody else hears one neutral sentence, and learns nothing from it."""

from __future__ import annotations

from bot.access.admission import Admitted, TooFast
from bot.slack_channel import wording
from bot.slack_channel.decision import Commit, nothing
from bot.slack_channel.delivery.directory import Acquaintance
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Commanded, PostChosen, Said
from bot.slack_channel.listeners.replies import quietly
from bot.storage.people import Person


def asker(front: Front, asked: Said | Commanded | PostChosen, who: Acquaintance) -> Person | Commit:
    """The person who may ask now, or what is said instead of an answer."""
    admission = front.access.admit(who.visitor)
    if isinstance(admission, Admitted):
        return admission.person
    if isinstance(admission, TooFast):
        return quietly(asked, wording.too_fast_line(admission.wait_seconds))
    return quietly(asked, wording.NEUTRAL) if admission.told else nothing


def presser(front: Front, who: Acquaintance) -> Person | None:
    """The person who pressed or opened something; ``None`` for whoever has no access."""
    person = front.access.recognise(who.visitor)
    if person is None or person.revoked or person.role is None:
        return None
    return person
