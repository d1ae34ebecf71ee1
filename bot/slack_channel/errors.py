"""The faults of the Slack channel.

* SlackSettingsError   the configuration cannot work
"""

from __future__ import annotations

from knowledge.errors import AttacheError


class SlackSettingsError(AttacheError):
    """The configuration of Slack cannot work."""

    remedy = (
        "Set ATTACHE_SLACK__BOT_TOKEN, and ATTACHE_SLACK__APP_TOKEN (Socket Mode) or "
        "ATTACHE_SLACK__SIGNING_SECRET (HTTP mode); [slack] allowed_teams says who may ask."
    )
