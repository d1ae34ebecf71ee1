"""The messages of publishing, drawn from how things stand at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.publishing import wording
from bot.publishing.outcomes import RollbackOffer
from bot.publishing.standing import publication_of, publication_outcome, submission_outcome
from bot.slack_channel import publish_wording
from bot.slack_channel.calls import Calls, HandOut, Post, Redraw, Tie
from bot.slack_channel.front import Front
from bot.slack_channel.render.message import OutMessage
from bot.slack_channel.render.publish import Shown, plain_message, plan_message
from bot.slack_channel.render.publish_home import PublishingDesk, UnderWay
from bot.storage.identity import Platform
from bot.storage.people import People, Person
from bot.storage.publications import Publication, PublicationState
from bot.storage.submissions import Submission, SubmissionState
from knowledge.revision.page import plan_page


def plan_of(front: Front, submission: Submission, *, own: bool, page: int = 0) -> OutMessage:
    """The plan as whoever sent the file (``own``) or another admin sees it. Reads snapshots."""
    publication = publication_of(front.database, submission.id)
    if own and submission.state is SubmissionState.PREPARED:
        publication = None  # a plan that was made anew after another update is to be requested
    decides = not own or not front.two_persons
    outcome = submission_outcome(submission)
    if publication is not None:
        outcome = publication_outcome(
            publication, lambda person_id: name_of(front, person_id), own=own, decides=decides
        )
        if publication.state is PublicationState.OVERTAKEN:
            return plain_message(publish_wording.plan_title(publication.title), outcome)
    shown = Shown(
        submission,
        front.publishing.plan(submission),
        front.publishing.rehearsal(submission),
        publication,
        outcome,
        own=own,
        decides=decides,
    )
    return plan_message(shown, page)


def sent(front: Front, submission: Submission, chat: str, thread: str = "") -> Calls:
    """The plan with its buttons, and the whole of it as a page."""
    own = submission.where.chat == chat
    content = plan_of(front, submission, own=own)
    message = Post(chat, content, thread, Tie(submission=submission.id))
    staged = submission.staged
    if staged is None:
        return (message,)
    name = f"{staged.directive} plan {staged.snapshot}.html"
    comment = wording.file_caption(staged.directive)
    return message, HandOut(chat, submission.id, name, comment, thread)


def redrawn(front: Front, submission_id: str) -> Calls:
    """All messages that show the plan are to be drawn anew."""
    return tuple(
        Redraw(place.chat, place.message, submission_id, place.thread)
        for place in front.plans.of(submission_id, Platform.SLACK)
    )


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """Implements ``Drawing``."""

    front: Front

    def plan(self, submission_id: str, chat: str, page: int) -> OutMessage | None:
        """The plan as it is seen in that chat."""
        submission = self.front.publishing.submitting.get(submission_id)
        if submission is None:
            return None
        return plan_of(self.front, submission, own=chat == submission.where.chat, page=page)

    def page(self, submission_id: str) -> str | None:
        """The page to mail around."""
        submission = self.front.publishing.submitting.get(submission_id)
        plan = self.front.publishing.plan(submission) if submission else None
        return plan_page(plan, made=self.front.database.now().date()) if plan else None


def name_of(front: Front, person_id: int) -> str:
    """A person as Slack names them, else as the invitation did."""
    person = People(front.database).get(person_id)
    if person is None:
        return wording.SOMEBODY
    user = next(iter(accounts_of(person)), "")
    return f"<@{user}>" if user else person.label or wording.SOMEBODY


def accounts_of(person: Person) -> tuple[str, ...]:
    """The person's accounts in Slack, by their ids."""
    return tuple(
        one.account.rpartition(":")[2]
        for one in person.identities
        if one.platform is Platform.SLACK
    )


def under_way(front: Front, person: Person) -> PublishingDesk:
    """What the Home tab shows to an admin."""
    releasing = front.publishing.releasing
    lines = [_request(one, person) for one in releasing.waiting()]
    lines += [_file(one) for one in front.publishing.submitting.open_of(person.id)]
    offer = releasing.rollback_offer()
    return PublishingDesk(lines, offer if isinstance(offer, RollbackOffer) else None)


def _request(publication: Publication, person: Person) -> UnderWay:
    own = publication.requested_by == person.id
    name = publish_wording.YOU if own else publish_wording.ANOTHER
    line = wording.publication_line(publication, name)
    return UnderWay(line, publication.submission_id or "")


def _file(submission: Submission) -> UnderWay:
    prepared = submission.state is SubmissionState.PREPARED
    return UnderWay(wording.submission_line(submission), submission.id if prepared else "")
