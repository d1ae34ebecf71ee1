"""Who somebody is: what Slack tells of an account and its groups, believed for some minutes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.access.rules import Visitor
from bot.slack_channel.delivery.outcome import FAULTS, TryAgain, outcome_of
from bot.slack_channel.delivery.pace import Pace, longer
from bot.slack_channel.incoming import Speaker
from bot.storage.identity import Identity

logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """An account, with the name that others see."""

    visitor: Visitor
    name: str = ""


class Directory:
    """Asks Slack who people are. ``groups`` are the user groups that give a role."""

    def __init__(self, client: AsyncWebClient, groups: frozenset[str], *, pace: Pace) -> None:
        self._client = client
        self._groups = groups
        self._pace = pace
        self._known: dict[str, tuple[float, Any]] = {}

    async def look_up(self, speaker: Speaker) -> Acquaintance:
        """Who it is; waits for Slack where it must, since a question must not be lost."""
        if speaker.bot:
            return Acquaintance(Visitor(speaker.identity, bot=True))
        facts = await self._remembered(f"user {speaker.user}", lambda: self._user(speaker.user))
        if not facts:
            return Acquaintance(Visitor(speaker.identity))
        groups = [group for group in self._groups if speaker.user in await self._members(group)]
        return _acquaintance(facts, frozenset(groups), speaker)

    async def members_of(self, names: Collection[str]) -> frozenset[str]:
        """The accounts that the configuration names, by themselves or by their groups."""
        members = {name for name in names if not name.startswith("S")}
        for group in names:
            if group.startswith("S"):
                members |= await self._members(group)
        return frozenset(members)

    async def _user(self, user: str) -> dict[str, Any]:
        answer = await self._client.users_info(user=user)
        facts: dict[str, Any] = answer["user"]
        return facts

    async def _members(self, group: str) -> frozenset[str]:
        async def ask() -> frozenset[str]:
            answer = await self._client.usergroups_users_list(usergroup=group)
            return frozenset(answer["users"])

        return await self._remembered(f"group {group}", ask) or frozenset()

    async def _remembered(self, key: str, ask: Callable[[], Awaitable[T]]) -> T | None:
        until, known = self._known.get(key, (0.0, None))
        if until > time.monotonic():
            found: T | None = known
            return found
        fresh = await self._asked(ask)
        if len(self._known) > 10_000:
            self._known.clear()
        self._known[key] = (time.monotonic() + self._pace.acquaintance, fresh)
        return fresh

    async def _asked(self, ask: Callable[[], Awaitable[T]]) -> T | None:
        pause = self._pace.first_pause
        while True:
            try:
                return await ask()
            except FAULTS as fault:
                outcome = outcome_of(fault)
            if not isinstance(outcome, TryAgain):
                logger.warning("Slack does not tell who somebody is: %s", outcome.why)
                return None
            await asyncio.sleep(pause if outcome.seconds is None else outcome.seconds)
            pause = longer(pause, self._pace)


def _acquaintance(facts: dict[str, Any], groups: frozenset[str], speaker: Speaker) -> Acquaintance:
    enterprise = facts.get("enterprise_user") or {}
    team = str(facts.get("team_id") or speaker.team)
    homes = {team, str(enterprise.get("enterprise_id") or facts.get("enterprise_id") or "")}
    guest = facts.get("is_restricted") or facts.get("is_ultra_restricted")
    visitor = Visitor(
        Identity.slack(team, speaker.user),
        frozenset(home for home in homes if home),
        groups,
        guest=bool(guest or facts.get("deleted")),
        bot=bool(facts.get("is_bot")),
    )
    profile = facts.get("profile") or {}
    return Acquaintance(visitor, str(profile.get("real_name") or facts.get("real_name") or ""))
