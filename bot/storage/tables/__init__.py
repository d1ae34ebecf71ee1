"""The tables, by concern. Importing this package makes ``metadata`` complete."""

from bot.storage.tables.access import identities, invites, links, people, profiles
from bot.storage.tables.answers import (
    conversations,
    feedback,
    gaps,
    receipt_messages,
    receipt_quotes,
    receipts,
)
from bot.storage.tables.desk import escalation_messages, escalations, rulings
from bot.storage.tables.metadata import metadata
from bot.storage.tables.publishing import (
    audit,
    changed_clauses,
    digests,
    news,
    news_told,
    plan_messages,
    publications,
    submissions,
    subscriptions,
)
from bot.storage.tables.traffic import inbox, inbox_seen, outbox

__all__ = [
    "audit",
    "changed_clauses",
    "conversations",
    "digests",
    "escalation_messages",
    "escalations",
    "feedback",
    "gaps",
    "identities",
    "inbox",
    "inbox_seen",
    "invites",
    "links",
    "metadata",
    "news",
    "news_told",
    "outbox",
    "people",
    "plan_messages",
    "profiles",
    "publications",
    "receipt_messages",
    "receipt_quotes",
    "receipts",
    "rulings",
    "submissions",
    "subscriptions",
]
