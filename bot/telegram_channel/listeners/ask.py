"""``/ask``: a question where plain text is not heard, as in groups."""

from __future__ import annotations

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners import question
from bot.telegram_channel.listeners.replies import saying


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Answers what follows the command, or the message that it replies to."""
    about = said.reply is not None and bool(said.reply.text)
    if not said.text and not about:
        return saying(said, wording.ASK_USAGE)
    return question.listen(front, said, person)
