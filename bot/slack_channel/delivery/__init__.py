"""From Slack into the inbox, and from the outbox to Slack."""
