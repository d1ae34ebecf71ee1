"""Makes the questions of a conversation from what is stored, alike for every chat platform."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.conversation import following, without_choices
from bot.answering.question import Question
from bot.storage.conversations import Conversations, Turn
from bot.storage.people import Person
from bot.storage.profiles import Profile, Profiles
from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class Asking:
    """The turns of conversations, and the profiles of those who ask."""

    conversations: Conversations
    profiles: Profiles

    def profile(self, person: Person) -> Situation:
        """What the person told about themselves."""
        told = self.profiles.of(person.id)
        return Situation(account=told.account, role=told.role, country=told.country)

    def question(
        self, person: Person, text: str, *, post: str = "", before: Turn | None = None
    ) -> Question:
        """A new question, with the profile and what was chosen in the conversation."""
        language = self.profiles.of(person.id).language or ""
        question = Question(text, profile=self.profile(person), post=post, language=language)
        return following(question, self._before(person, before) if before else None)

    def tell(self, person: Person, profile: Profile) -> None:
        """Keeps a profile that was told anew: it ends what was chosen until now."""
        self.profiles.save(person.id, profile)
        self.conversations.end_choices(person.id)

    def again(self, turn: Turn) -> Question:
        """The question of a turn as it was asked, with what it followed."""
        before = self.conversations.of_receipt(turn.follows) if turn.follows else None
        return Question(
            turn.question,
            profile=turn.situation,
            chosen=turn.chosen,
            post=turn.post,
            day=turn.day,
            language=self.profiles.of(turn.person_id).language or "",
            before=_alone(before) if before else None,
        )

    def _before(self, person: Person, turn: Turn) -> Question:
        question = self.again(turn)
        own = turn.person_id == person.id and not turn.ended
        return question if own else without_choices(question)


def _alone(turn: Turn) -> Question:
    return Question(
        turn.question, profile=turn.situation, chosen=turn.chosen, post=turn.post, day=turn.day
    )
