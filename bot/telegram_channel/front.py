"""The parts that listeners work with, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.access.admission import Access
from bot.access.invitations import Invitations
from bot.access.linking import Linking
from bot.asking import Asking
from bot.changes.changes import Changes, open_changes
from bot.desk.desk import Desk
from bot.publishing.publishing import Publishing
from bot.settings import Settings
from bot.storage.conversations import Conversations
from bot.storage.database import Database
from bot.storage.escalations import Escalations
from bot.storage.feedback import Feedback
from bot.storage.gaps import Gaps
from bot.storage.outbox import Outbox
from bot.storage.people import People
from bot.storage.plan_messages import PlanMessages
from bot.storage.profiles import Profiles
from bot.storage.receipt_messages import ReceiptMessages
from bot.storage.receipts import Receipts
from bot.storage.subscriptions import Subscriptions
from bot.telegram_channel.answering import Answering
from bot.telegram_channel.incoming import Me

# How long a follow-up, a choice or an edit finds the question that it belongs to.
REMEMBERED_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Front:
    """Everything behind the counter. ``desk_name`` is how answers name the desk."""

    engine: Answering
    database: Database
    access: Access
    invitations: Invitations
    linking: Linking
    desk: Desk
    desk_name: str
    receipts: Receipts
    messages: ReceiptMessages
    conversations: Conversations
    profiles: Profiles
    asking: Asking
    feedback: Feedback
    gaps: Gaps
    subscriptions: Subscriptions
    escalations: Escalations
    outbox: Outbox
    me: Me
    publishing: Publishing
    plan_messages: PlanMessages
    people: People
    two_persons: bool
    changes: Changes

    @property
    def staffed_desk(self) -> str:
        """The desk's name; empty where there is nobody to ask."""
        return self.desk_name if self.desk.staffed else ""


def open_front(
    engine: Answering,
    database: Database,
    access: Access,
    desk: Desk,
    settings: Settings,
    publishing: Publishing,
    *,
    outbox: Outbox,
    me: Me,
) -> Front:
    """The front over one database."""
    keep = settings.privacy.keep_question_text
    conversations = Conversations(database, remembered_for=REMEMBERED_FOR)
    profiles = Profiles(database)
    return Front(
        engine=engine,
        database=database,
        access=access,
        invitations=Invitations(database),
        linking=Linking(database),
        desk=desk,
        desk_name=settings.desk.name,
        receipts=Receipts(database, keep_questions=keep),
        messages=ReceiptMessages(database),
        conversations=conversations,
        profiles=profiles,
        asking=Asking(conversations, profiles),
        feedback=Feedback(database),
        gaps=Gaps(database, keep_questions=keep),
        subscriptions=Subscriptions(database),
        escalations=Escalations(database),
        outbox=outbox,
        me=me,
        publishing=publishing,
        plan_messages=PlanMessages(database),
        people=People(database),
        two_persons=settings.publishing.two_persons,
        changes=open_changes(settings, database, publishing.store, outbox),
    )
