"""Short words back, where only the person that they are for reads them."""

from __future__ import annotations

from bot.slack_channel.calls import Call, Post, Respond, Whisper
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.incoming import Commanded, PostChosen, Pressed, Said
from bot.slack_channel.render.desk import note
from bot.slack_channel.render.message import OutMessage

Spoken = Said | Commanded | PostChosen | Pressed


def back(spoken: Spoken, content: OutMessage) -> Call:
    """A message for the speaker alone; in a direct message everything is."""
    user = spoken.speaker.user
    match spoken:
        case Commanded() | PostChosen():
            return Respond(spoken.url, user, content)
        case Pressed() if spoken.place is None or spoken.whisper or not spoken.place.private:
            return Respond(spoken.url, user, content) if spoken.url else Post(user, content)
        case Pressed():
            assert spoken.place is not None  # noqa: S101  # the case above
            return Post(spoken.place.chat, content, spoken.place.thread)
        case Said():
            place = spoken.place
            # A bot sees no ephemeral message.
            if place.private or spoken.speaker.bot:
                return Post(place.chat, content, place.thread)
            threaded = place.thread if place.thread != spoken.message else ""
            return Whisper(place.chat, user, content, threaded)


def quietly(spoken: Spoken, words: str, person_id: int | None = None) -> Commit:
    """Says it, and nothing else."""

    def commit() -> Decision:
        return Decision((back(spoken, note(words)),), person_id)

    return commit
