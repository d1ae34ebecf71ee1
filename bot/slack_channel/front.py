"""The parts that listeners work with, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.access.admission import Access
from bot.access.linking import Linking
from bot.asking import Asking
from bot.changes.changes import Changes, open_changes
from bot.desk.desk import Desk
from bot.publishing.publishing import Publishing, open_publishing
from bot.settings import Settings
from bot.slack_channel.answering import Answering, Library
from bot.slack_channel.incoming import Me
from bot.storage.conversations import Conversations
from bot.storage.database import Database
from bot.storage.escalations import Escalations
from bot.storage.feedback import Feedback
from bot.storage.gaps import Gaps
from bot.storage.outbox import Outbox
from bot.storage.plan_messages import PlanMessages
from bot.storage.profiles import Profiles
from bot.storage.receipt_messages import ReceiptMessages
from bot.storage.receipts import Receipts

# How long a follow-up, a choice or an edit finds the question that it belongs to.
REMEMBERED_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Front:
    """Everything behind the counter. ``desk_name`` is how answers name the desk, ``two_persons``
    says that nobody approves what they requested."""

    engine: Answering
    library: Library
    database: Database
    access: Access
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
    escalations: Escalations
    publishing: Publishing
    two_persons: bool
    plans: PlanMessages
    outbox: Outbox
    changes: Changes
    me: Me

    @property
    def staffed_desk(self) -> str:
        """The desk's name; empty where there is nobody to ask."""
        return self.desk_name if self.desk.staffed else ""


def open_front(
    engine: Answering,
    library: Library,
    database: Database,
    access: Access,
    desk: Desk,
    settings: Settings,
    *,
    outbox: Outbox,
    me: Me,
) -> Front:
    """The front over one database."""
    keep = settings.privacy.keep_question_text
    conversations = Conversations(database, remembered_for=REMEMBERED_FOR)
    profiles = Profiles(database)
    publishing = open_publishing(settings, database)
    return Front(
        engine=engine,
        library=library,
        database=database,
        access=access,
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
        escalations=Escalations(database),
        publishing=publishing,
        two_persons=settings.publishing.two_persons,
        plans=PlanMessages(database),
        outbox=outbox,
        changes=open_changes(settings, database, publishing.store, outbox),
        me=me,
    )
