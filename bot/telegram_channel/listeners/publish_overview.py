"""``/publications``: what is under way. ``/rollback``: back to what was live before."""

from __future__ import annotations

from bot.publishing import wording
from bot.publishing.outcomes import NotDone
from bot.storage.people import Person
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel import wording as general
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import saying
from bot.telegram_channel.publish_messages import may_publish, name_of
from bot.telegram_channel.render import publish_screens as screens


def under_way(front: Front, said: Said, person: Person) -> Commit:
    """One's own files and everybody's requests, each to be shown anew."""
    if refused := _refused(said, person):
        return refused
    files = front.publishing.submitting.open_of(person.id)
    requests = front.publishing.releasing.waiting()
    lines = [f"{wording.submission_line(each)} {each.progress}".rstrip() for each in files]
    lines += [
        wording.publication_line(each, name_of(front, each.requested_by)) for each in requests
    ]
    if not lines:
        return saying(said, f"{own.NOTHING_UNDER_WAY} {own.SEND_AS_FILE}")
    return saying(said, screens.overview(lines), screens.overview_keyboard(files, requests))


def back(front: Front, said: Said, person: Person) -> Commit:
    """Asks whether to go back, and says what that would do."""
    if refused := _refused(said, person):
        return refused
    offer = front.publishing.releasing.rollback_offer()
    if isinstance(offer, NotDone):
        return saying(said, offer.sentence)
    keyboard = screens.rollback_keyboard(offer.leaving)
    return saying(said, wording.rollback_question(offer), keyboard)


def _refused(said: Said, person: Person) -> Commit | None:
    """In a group there is no such command, for anybody."""
    if not said.place.private:
        return saying(said, general.UNKNOWN_COMMAND)
    return None if may_publish(person) else saying(said, NotDone.NOT_ALLOWED.sentence)
