"""What admins read on every channel, from the file that they send to the day it is live."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.answering.wording import day_words
from bot.evaluation.rehearsal import Flip, Given, Rehearsal
from bot.publishing.outcomes import NotDone, RollbackOffer
from bot.storage.publications import Publication, PublicationState
from bot.storage.submissions import Submission, SubmissionState

PREPARING = (
    "The plan is being made: what changes, and how the known questions would be answered. "
    "This takes a minute or two, and comes here."
)
PLAN_GONE = "The plan is not there any more. Send the file again."
CANCELLED = "Cancelled. Nothing was published, and the file is deleted."
OTHERS_ASKED = "The other admins are asked to approve it."
YOU_MAY_APPROVE = "You may approve it yourself."
WRONG_TITLE = "Right today, and wrong with the update:"
RIGHT_TITLE = "Wrong today, and right with the update:"
FLIPS_TITLE = "Answered otherwise than today:"
NO_FLIPS = "Every question gets the clause and the verdict that it gets today."
CANCEL, WITHDRAW = "Cancel", "Withdraw the request"
REQUEST, APPROVE, REJECT = "Request publication", "Approve", "Reject"
ROLL_BACK, KEEP = "Go back", "Keep what is live"
ON_THE_SERVER = "Whoever works on the server"
SOMEBODY = "An admin"

_FACTS = {
    "id": "short name",
    "title": "title",
    "issuer": "issuer",
    "version": "version",
    "in_force_from": "in force from",
    "in_force_until": "in force until",
    "rank": "rank",
    "jurisdiction": "applies in",
    "language": "language",
}
_STANDS = {
    SubmissionState.RECEIVED: "is being read",
    SubmissionState.ASKING: "waits for facts from you",
    SubmissionState.COMPLETE: "its plan is being made",
    SubmissionState.PREPARED: "waits for your request",
}


def fact_label(key: str) -> str:
    """The name of a fact, for a form."""
    words = _FACTS.get(key, key.replace("_", " "))
    return words[:1].upper() + words[1:]


def read_line(name: str, clauses: int) -> str:
    """What was found in a file."""
    return f"“{name}” is read: {clauses} {'clause' if clauses == 1 else 'clauses'}."


def refused_line(name: str) -> str:
    """The head of why a file cannot be used."""
    return f"“{name}” cannot be used."


def facts_line(facts: Mapping[str, str]) -> str:
    """What the file says of itself, to be checked by whoever sent it."""
    told = [f"{_FACTS[key]} {facts[key]}" for key in _FACTS if facts.get(key)]
    return f"It says: {'; '.join(told)}." if told else ""


def waits_line(ahead: int) -> str:
    """How many files are worked before this one; nothing where there is none."""
    return f"{ahead} {'file is' if ahead == 1 else 'files are'} before it." if ahead else ""


def page_line(page: int, pages: int) -> str:
    """``Page 2 of 4``; nothing where there is one."""
    return f"Page {page} of {pages}" if pages > 1 else ""


def heading_line(before: str, after: str) -> str:
    """A heading in other words."""
    return f"Heading: “{before}” → “{after}”"


def annotated_line(count: int) -> str:
    """Clauses that stand, and are found or read otherwise."""
    return (
        f"{count} {'clause stands' if count == 1 else 'clauses stand'}, with other example "
        "questions or rules beside the text."
    )


def file_caption(title: str) -> str:
    """What the attached page is."""
    return f"The whole plan for {title}, to read and to mail around."


def rehearsal_line(rehearsal: Rehearsal) -> str:
    """How many questions were asked, and how many golden ones got what they must."""
    real = f" and {rehearsal.real} that people asked" if rehearsal.real else ""
    return (
        f"Rehearsal: {rehearsal.golden} golden questions{real}, asked as of "
        f"{day_words(rehearsal.day)}. Right today {rehearsal.right_before}, with the update "
        f"{rehearsal.right_after}."
    )


def turned_line(rehearsal: Rehearsal) -> str:
    """How many answers turn, in one line."""
    counts = (
        (len(rehearsal.turned_wrong), "turned wrong"),
        (len(rehearsal.turned_right), "turned right"),
        (len(rehearsal.others), "merely others"),
    )
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"Answers with the update: {told}." if told else NO_FLIPS


def flip_line(flip: Flip) -> str:
    """How one answer changes."""
    changed = " (the update changes this clause)" if flip.clause_changed else ""
    return f"{_given(flip.before)} → {_given(flip.after)}{changed}"


def _given(given: Given) -> str:
    return " ".join(filter(None, (given.outcome.replace("_", " "), given.clause)))


def review_line(count: int) -> str:
    """Golden questions that are likely to be out of date themselves."""
    return (
        f"{count} golden {'question expects' if count == 1 else 'questions expect'} a clause "
        "that the update changes: to be reviewed."
    )


def wanted_line(title: str, live_on: date | None) -> str:
    """What is asked for: ``MFA-SMD v2 is to go live at once.``"""
    return f"{title} is to go live {_when(live_on)}."


def _when(live_on: date | None) -> str:
    return f"on {day_words(live_on)}" if live_on else "at once"


def requested_line(publication: Publication) -> str:
    """To whoever requested it."""
    return f"Requested: {wanted_line(publication.title, publication.live_on)}"


def request_line(name: str, publication: Publication) -> str:
    """To whoever may approve it."""
    return f"{name} asks for approval: {wanted_line(publication.title, publication.live_on)}"


def reason_line(reason: str) -> str:
    """Why it may go live although golden answers turn wrong."""
    return f"Reason given for the answers that turn wrong: {reason}"


def approved_line(name: str, publication: Publication) -> str:
    """It goes live at once, or on its day."""
    return f"Approved by {name}. {publication.title} goes live {_when(publication.live_on)}."


def rejected_line(name: str, title: str) -> str:
    """The end of a request."""
    return f"{name} turned down the publication of {title}. What is live stays so."


def withdrawn_line(title: str) -> str:
    """The end of a request by whoever made it."""
    return f"The request to publish {title} was withdrawn."


def overtaken_line(title: str) -> str:
    """A request whose plan does not hold any more."""
    return f"The request to publish {title} is void. {NotDone.OVERTAKEN.sentence}"


def failed_line(title: str, fault: str) -> str:
    """It could not go live."""
    return f"{title} could not go live: {fault} What was live stays so."


def live_line(title: str, moment: datetime) -> str:
    """It is done."""
    return (
        f"{title} is live since {day_words(moment)}, {moment:%H:%M} UTC. "
        "Every answer comes from it now."
    )


def rolled_back_line(name: str, snapshot: str) -> str:
    """Somebody went back."""
    return f"{name} went back to the state before. Snapshot {snapshot} is live again."


def rollback_question(offer: RollbackOffer) -> str:
    """What going back does, before it is done."""
    gone = f" No longer there: {', '.join(offer.gone)}." if offer.gone else ""
    back = f" There again: {', '.join(offer.back)}." if offer.back else ""
    return f"Go back to what was live before?{gone}{back} Answers come from it at once."


def submission_line(submission: Submission) -> str:
    """One's own file in the list of what is under way."""
    return f"“{submission.name}” {_STANDS[submission.state]}."


def publication_line(publication: Publication, name: str) -> str:
    """A request in the list of what is under way."""
    if publication.state is PublicationState.APPROVED:
        return f"{publication.title} is approved and goes live {_when(publication.live_on)}."
    return f"{publication.title}, requested by {name}, waits for approval."
