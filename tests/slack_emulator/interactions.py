"""What the app is told when a user presses, submits, closes or types a command."""

from dataclasses import dataclass
from typing import Any, Final

from .api.message_content import elements_of
from .delivery.parcel import Parcel
from .events import visible_payload
from .records import Conversation, Payload, Person, ResponseUrl, StoredMessage, StoredView
from .service import Service

ALWAYS_STATEFUL: Final = {
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "static_select",
    "multi_static_select", "checkboxes", "radio_buttons", "datepicker", "timepicker",
    "datetimepicker", "users_select", "multi_users_select", "conversations_select",
    "channels_select", "external_select", "file_input", "rich_text_input",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """An interactive element, where it stands, and the feedback button chosen in it."""

    block_id: str
    payload: Payload
    chosen: Payload | None = None

    @property
    def action_id(self) -> str:
        """Its action_id."""
        return str(self.payload["action_id"])


def elements_in(blocks: list[Payload]) -> list[Element]:
    """All interactive elements, in the order of reading."""
    return [
        Element(block["block_id"], element)
        for block in blocks
        for element in elements_of(block)
        if "action_id" in element
    ]


def initial_value(element: Payload) -> Payload | None:
    """The value that an input has before anybody touches it."""
    kind = element["type"]
    if kind not in ALWAYS_STATEFUL:
        return None
    given = {
        "initial_value": "value",
        "initial_option": "selected_option",
        "initial_options": "selected_options",
        "initial_date": "selected_date",
        "initial_time": "selected_time",
        "initial_date_time": "selected_date_time",
        "initial_user": "selected_user",
        "initial_conversation": "selected_conversation",
        "initial_channel": "selected_channel",
    }
    for name, field in given.items():
        if name in element:
            shown = "rich_text_value" if kind == "rich_text_input" else field
            return {"type": kind, shown: element[name]}
    return {"type": kind, **_empty(kind)}


def _empty(kind: str) -> Payload:
    match kind:
        case "plain_text_input" | "email_text_input" | "url_text_input" | "number_input":
            return {"value": None}
        case "static_select" | "external_select" | "radio_buttons":
            return {"selected_option": None}
        case "multi_static_select" | "checkboxes":
            return {"selected_options": []}
        case "datepicker":
            return {"selected_date": None}
        case "timepicker":
            return {"selected_time": None}
        case "datetimepicker":
            return {"selected_date_time": None}
        case "file_input":
            return {"files": []}
        case "rich_text_input":
            return {"rich_text_value": None}
        case _:
            field = f"selected_{kind.removeprefix('multi_').removesuffix('_select').rstrip('s')}"
            return {field: None}


def state_of(blocks: list[Payload], values: Payload) -> Payload:
    """The ``state`` of a view or message: what every input holds now."""
    state: Payload = {}
    for element in elements_in(blocks):
        value = values.get(element.block_id, {}).get(element.action_id)
        value = value if value is not None else initial_value(element.payload)
        if value is not None:
            state.setdefault(element.block_id, {})[element.action_id] = value
    return {"values": state}


def make_response_url(
    service: Service, conversation: Conversation, user_id: str, message: StoredMessage | None
) -> str:
    """An address where the app may answer for half an hour."""
    secret = service.identifiers.secret()
    service.world.response_urls[secret] = ResponseUrl(
        conversation.id, user_id, service.clock.now(), message.ts if message else None
    )
    team_id = conversation.team.id
    return f"{service.base_url}/actions/{team_id}/{service.identifiers.number()}/{secret}"


def command_parcel(
    service: Service, person: Person, conversation: Conversation, command: str, text: str
) -> Parcel:
    """A slash command."""
    team = conversation.team
    payload = {
        "token": service.world.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": conversation.id,
        "channel_name": "directmessage" if conversation.kind == "im" else conversation.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": service.world.app_id,
        "is_enterprise_install": "false",
        "response_url": make_response_url(service, conversation, person.id, None),
        "trigger_id": service.world.make_trigger(person.id, team),
    }
    if team.enterprise_id:
        payload |= {
            "enterprise_id": team.enterprise_id,
            "enterprise_name": team.enterprise_name or "",
        }
    return Parcel("slash_commands", command, payload, accepts_response=True)


def _interaction(service: Service, kind: str, person: Person) -> Payload:
    team = person.team
    enterprise = (
        {"id": team.enterprise_id, "name": team.enterprise_name} if team.enterprise_id else None
    )
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": team.id,
        },
        "api_app_id": service.world.app_id,
        "token": service.world.verification_token,
        "trigger_id": service.world.make_trigger(person.id, team),
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": enterprise,
        "is_enterprise_install": False,
    }


def message_action_parcel(
    service: Service, person: Person, message: StoredMessage, element: Element, change: Payload
) -> Parcel:
    """A press on a button, or a choice in a menu, of a message."""
    conversation = service.world.conversations[message.conversation_id]
    ephemeral = message.ephemeral_to is not None
    payload = _interaction(service, "block_actions", person) | {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": conversation.id,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": conversation.id, "name": _channel_name(conversation)},
        "state": state_of(message.payload.get("blocks", []), message.values),
        "response_url": make_response_url(service, conversation, person.id, message),
        "actions": [_action(service, element, change)],
    }
    if message.thread_ts is not None:
        payload["container"]["thread_ts"] = message.thread_ts
    if not ephemeral:
        # Slack does not hand an ephemeral message back.
        payload["message"] = visible_payload(service.world, message)
    return Parcel("interactive", element.action_id, payload)


def view_action_parcel(
    service: Service, person: Person, view: StoredView, element: Element, change: Payload
) -> Parcel:
    """A press on a button, or a choice in a menu, of a modal or the Home tab."""
    payload = _interaction(service, "block_actions", person) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_with_state(view),
        "actions": [_action(service, element, change)],
    }
    return Parcel("interactive", element.action_id, payload)


def view_with_state(view: StoredView) -> Payload:
    """A view as the app gets to see it."""
    return view.payload | {"state": state_of(view.payload["blocks"], view.values)}


def submission_parcel(service: Service, person: Person, view: StoredView) -> Parcel:
    """A submitted modal."""
    payload = _interaction(service, "view_submission", person) | {
        "view": view_with_state(view),
        "response_urls": [],
    }
    name = str(view.payload.get("callback_id", ""))
    return Parcel("interactive", name, payload, accepts_response=True)


def closing_parcel(service: Service, person: Person, view: StoredView, *, all_: bool) -> Parcel:
    """A closed modal, for apps that want to know."""
    payload = _interaction(service, "view_closed", person) | {
        "view": view_with_state(view),
        "is_cleared": all_,
    }
    payload.pop("trigger_id")
    return Parcel("interactive", str(view.payload.get("callback_id", "")), payload)


def message_shortcut_parcel(
    service: Service, person: Person, message: StoredMessage, callback_id: str
) -> Parcel:
    """A shortcut from the menu of a message."""
    conversation = service.world.conversations[message.conversation_id]
    payload = _interaction(service, "message_action", person) | {
        "callback_id": callback_id,
        "action_ts": service.clock.next_ts(),
        "channel": {"id": conversation.id, "name": _channel_name(conversation)},
        "message_ts": message.ts,
        "message": visible_payload(service.world, message),
        "response_url": make_response_url(service, conversation, person.id, None),
    }
    return Parcel("interactive", callback_id, payload)


def global_shortcut_parcel(service: Service, person: Person, callback_id: str) -> Parcel:
    """A shortcut from the lightning menu."""
    payload = _interaction(service, "shortcut", person) | {
        "callback_id": callback_id,
        "action_ts": service.clock.next_ts(),
    }
    return Parcel("interactive", callback_id, payload)


def _action(service: Service, element: Element, change: Payload) -> Payload:
    described: dict[str, Any] = {
        "type": element.payload["type"],
        "block_id": element.block_id,
        "action_id": element.action_id,
        "action_ts": service.clock.next_ts(),
    }
    if element.chosen is not None:
        return described | {"text": element.chosen["text"], "value": element.chosen["value"]}
    for field in ("text", "value", "url", "style"):
        if field in element.payload:
            described[field] = element.payload[field]
    return described | change


def _channel_name(conversation: Conversation) -> str:
    return {"im": "directmessage", "group": "privategroup"}.get(
        conversation.kind, conversation.name
    )
