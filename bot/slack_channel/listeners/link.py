"""``/link``: one person, their Telegram and their Slack."""

from __future__ import annotations

from bot.access.linking import Linked
from bot.slack_channel import wording
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.delivery.directory import Acquaintance
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Commanded
from bot.slack_channel.listeners.replies import back
from bot.slack_channel.render.desk import note
from bot.storage.people import Person


def listen(front: Front, command: Commanded, who: Acquaintance, person: Person) -> Commit:
    """Gives out a code, or takes the one that Telegram gave out."""

    def commit() -> Decision:
        if not command.text:
            words = wording.link_code_line(front.linking.begin(person.id))
            return Decision((back(command, note(words)),), person.id)
        result = front.linking.complete(command.text, who.visitor.identity)
        if isinstance(result, Linked):
            return Decision((back(command, note(wording.LINKED)),), result.person.id)
        return Decision((back(command, note(wording.not_linked_line(result))),), person.id)

    return commit
