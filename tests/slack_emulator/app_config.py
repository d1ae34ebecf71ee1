"""The app as Slack knows it: what its manifest allows, and its secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from .judge import judge_by_schema

DEFAULT_SCOPES: Final = frozenset(
    {
        "app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write",
        "commands", "files:read", "files:write", "groups:history", "groups:read", "im:history",
        "im:read", "im:write", "mpim:history", "mpim:read", "reactions:read", "reactions:write",
        "team:read", "usergroups:read", "users:read", "users:read.email",
    }
)  # fmt: skip
# Documented and asked for by Slack's own sample manifests, but not yet in its published types.
NEWER_SCOPES: Final = frozenset({"assistant:write"})
DEFAULT_EVENTS: Final = frozenset(
    {
        "app_home_opened", "app_mention", "message.channels", "message.groups", "message.im",
        "message.mpim",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AppConfig:
    """An app's settings: scopes, events, commands, shortcuts, surfaces."""

    name: str = "Attaché"
    scopes: frozenset[str] = DEFAULT_SCOPES
    events: frozenset[str] = DEFAULT_EVENTS
    commands: frozenset[str] = frozenset({"/ask"})
    message_shortcuts: frozenset[str] = frozenset()
    global_shortcuts: frozenset[str] = frozenset()
    home_tab: bool = True
    messages_tab: bool = True
    agent_view: bool = True
    interactivity: bool = True
    socket_mode: bool = True
    escaped_commands: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Self:
        """Read a Slack app manifest; one that Slack would refuse is a ValueError."""
        complaints = [
            complaint
            for complaint in judge_by_schema("manifest", manifest, "")
            if not any(f": {scope} " in str(complaint) for scope in NEWER_SCOPES)
        ]
        if complaints:
            raise ValueError("; ".join(str(complaint) for complaint in complaints))
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        home = features.get("app_home", {})
        shortcuts = features.get("shortcuts", [])
        commands = features.get("slash_commands", [])
        return cls(
            name=manifest["display_information"]["name"],
            scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands=frozenset(command["command"] for command in commands),
            message_shortcuts=_callbacks(shortcuts, "message"),
            global_shortcuts=_callbacks(shortcuts, "global"),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", True)),
            agent_view="agent_view" in features,
            interactivity=bool(settings.get("interactivity", {}).get("is_enabled", False)),
            socket_mode=bool(settings.get("socket_mode_enabled", False)),
            escaped_commands=frozenset(
                command["command"] for command in commands if command.get("should_escape")
            ),
        )

    def without_scopes(self, *scopes: str) -> Self:
        """The same app with fewer scopes."""
        return replace(self, scopes=self.scopes - set(scopes))

    def with_events(self, *events: str) -> Self:
        """The same app, subscribed to more events."""
        return replace(self, events=self.events | set(events))


def _callbacks(shortcuts: list[Mapping[str, Any]], kind: str) -> frozenset[str]:
    return frozenset(
        shortcut["callback_id"] for shortcut in shortcuts if shortcut.get("type") == kind
    )
