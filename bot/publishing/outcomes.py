"""What comes of a step towards a publication, in values that a channel turns into messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.publishing.facts import Misread
from bot.storage.publications import Publication
from bot.storage.submissions import Submission


class NotDone(StrEnum):
    """Why a step was not taken."""

    NOT_ALLOWED = "not_allowed"
    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    TOO_LATE = "too_late"
    NOT_PREPARED = "not_prepared"
    REASON_WANTED = "reason_wanted"
    DAY_PAST = "day_past"
    SAME_PERSON = "same_person"
    ALREADY_DECIDED = "already_decided"
    OTHER_ARTEFACT = "other_artefact"
    OVERTAKEN = "overtaken"
    NOTHING_TO_GO_BACK_TO = "nothing_to_go_back_to"
    EARLIER_DAMAGED = "earlier_damaged"
    ALREADY_ANOTHER = "already_another"
    BUSY = "busy"

    @property
    def sentence(self) -> str:
        """What happened and what helps, for the person who took the step."""
        return _SENTENCES[self]


@dataclass(frozen=True, slots=True)
class RollbackOffer:
    """What going back would do: ``leaving`` is live now, ``to`` was so before it. ``gone`` and
    ``back`` name the versions of directives that would go and come."""

    leaving: str
    to: str
    gone: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The snapshot ``live`` answers again, in place of ``before``."""

    live: str
    before: str


SubmitResult: TypeAlias = Submission | NotDone
SupplyResult: TypeAlias = Submission | Misread | NotDone
RequestResult: TypeAlias = Publication | NotDone
DecisionResult: TypeAlias = Publication | NotDone
RollbackResult: TypeAlias = RolledBack | NotDone

LEAST_REASON = 10
LARGEST_FILE = 20_000_000

_SENTENCES = {
    NotDone.NOT_ALLOWED: "Only admins can update directives.",
    NotDone.UNKNOWN: "That is not there any more. Send the file again.",
    NotDone.NOT_YOURS: "Another admin is at work on that file; only they can go on with it.",
    NotDone.TOO_LARGE: f"The file is too large: at most {LARGEST_FILE // 1_000_000} MB. Save it "
    "without pictures, or send the directive without its annexes.",
    NotDone.EMPTY: "The file is empty. Send the one that holds the directive.",
    NotDone.TOO_LATE: "That step is over already. The newest message shows how things stand.",
    NotDone.NOT_PREPARED: "The plan is not ready yet. You hear of it as soon as it is.",
    NotDone.REASON_WANTED: "Answers that were right turn wrong with this update. To publish it "
    f"nevertheless, write the reason in at least {LEAST_REASON} characters; it is kept in the "
    "audit log.",
    NotDone.DAY_PAST: "That day is over. Choose today or a later day.",
    NotDone.SAME_PERSON: "You requested this publication, so another admin must approve it.",
    NotDone.ALREADY_DECIDED: "This request is decided already.",
    NotDone.OTHER_ARTEFACT: "What lies ready is not what was shown and requested, so it cannot be "
    "approved. Send the file again.",
    NotDone.OVERTAKEN: "Another update went live since this plan was made, so the plan does not "
    "hold any more. It is made anew; look at it and request the publication again.",
    NotDone.NOTHING_TO_GO_BACK_TO: "There is no earlier state to go back to.",
    NotDone.EARLIER_DAMAGED: "What was live before is damaged, so what is live stays. Tell who "
    "runs this server.",
    NotDone.ALREADY_ANOTHER: "Another state is live by now than the one you were shown. Look "
    "again before you go back.",
    NotDone.BUSY: "An update is being built or published right now. Try again in a minute.",
}
