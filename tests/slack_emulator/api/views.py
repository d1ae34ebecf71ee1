"""views.*: modals and the Home tab."""

from typing import Any, Final

from tests.slack_emulator.judge import judge_view
from tests.slack_emulator.records import Payload, StoredView, Team, Trigger
from tests.slack_emulator.service import Service

from .call import Answer, ApiCall, ApiError, method
from .message_content import complete_blocks, refuse

TRIGGER_SECONDS: Final = 3.0
MOST_VIEWS: Final = 3
HOME_DEFAULTS: Final = {"private_metadata": "", "callback_id": "", "external_id": ""}
MODAL_DEFAULTS: Final = {
    **HOME_DEFAULTS,
    "clear_on_close": False,
    "notify_on_close": False,
    "close": None,
    "submit": None,
}


@method("views.open", per_minute=100)
def open_view(call: ApiCall) -> Answer:
    """Open a modal for the user behind a trigger_id."""
    trigger = _redeemable(call)
    view = _judged(call, "modal")
    trigger.exchanged = True
    stored = put_view(call.service, view, trigger.user_id, trigger.team, previous=None)
    call.service.world.modals[trigger.user_id] = [stored.id]
    call.service.changed()
    return {"view": stored.payload}


@method("views.push", per_minute=100)
def push_view(call: ApiCall) -> Answer:
    """Lay a modal over the open one."""
    trigger = _redeemable(call)
    stack = call.service.world.modals.get(trigger.user_id, [])
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= MOST_VIEWS:
        raise ApiError("push_limit_reached")
    view = _judged(call, "modal")
    trigger.exchanged = True
    stored = push_onto(call.service, view, trigger.user_id, trigger.team)
    return {"view": stored.payload}


@method("views.update", per_minute=100)
def update_view(call: ApiCall) -> Answer:
    """Replace an open modal, or a Home tab."""
    service = call.service
    stored = _named_view(call)
    given_hash = call.maybe_text("hash")
    if given_hash is not None and given_hash != stored.hash:
        raise ApiError("hash_conflict")
    view = _judged(call, stored.payload["type"])
    replace_view(service, stored, view)
    return {"view": stored.payload}


@method("views.publish", per_minute=100)
def publish_view(call: ApiCall) -> Answer:
    """Publish a user's Home tab."""
    service = call.service
    world = service.world
    user_id = call.text("user_id")
    if user_id not in world.people:
        raise ApiError("user_not_found")
    if not world.config.home_tab:
        raise ApiError("not_enabled")
    view = _judged(call, "home")
    stored = world.homes.get(user_id)
    given_hash = call.maybe_text("hash")
    if stored is not None and given_hash is not None and given_hash != stored.hash:
        raise ApiError("hash_conflict")
    if stored is None:
        stored = put_view(service, view, user_id, call.installation.team, previous=None)
        world.homes[user_id] = stored
        service.changed()
    else:
        replace_view(service, stored, view)
    return {"view": stored.payload}


def put_view(
    service: Service, view: Payload, user_id: str, team: Team, previous: StoredView | None
) -> StoredView:
    """Store a new view and complete it as Slack does."""
    identity = service.identifiers.make("V")
    stored = StoredView(
        identity, user_id, team, {}, "", previous.root_id if previous else identity,
        previous.id if previous else None,
    )  # fmt: skip
    service.world.views[identity] = stored
    _fill(service, stored, view)
    return stored


def push_onto(service: Service, view: Payload, user_id: str, team: Team) -> StoredView:
    """Lay a view over the ones that a user has open."""
    stack = service.world.modals.setdefault(user_id, [])
    below = service.world.views[stack[-1]] if stack else None
    stored = put_view(service, view, user_id, team, below)
    stack.append(stored.id)
    service.changed()
    return stored


def replace_view(service: Service, stored: StoredView, view: Payload) -> None:
    """Put new content into a view; what the user typed stays where the ids are the same."""
    stored.errors = {}
    _fill(service, stored, view)
    service.changed()


def _fill(service: Service, stored: StoredView, view: Payload) -> None:
    defaults = MODAL_DEFAULTS if view["type"] == "modal" else HOME_DEFAULTS
    stored.hash = f"{int(service.clock.now())}.{service.identifiers.secret(8)}"
    installation = service.world.installation_in(stored.team)
    stored.payload = {
        **defaults,
        **view,
        "blocks": complete_blocks(service, view["blocks"]),
        "id": stored.id,
        "team_id": stored.team.id,
        "app_id": service.world.app_id,
        "bot_id": installation.bot_id if installation else "",
        "app_installed_team_id": stored.team.id,
        "hash": stored.hash,
        "root_view_id": stored.root_id,
        "previous_view_id": stored.previous_id,
        "state": {"values": {}},
    }
    kept = {
        (block["block_id"], element["action_id"])
        for block in stored.payload["blocks"]
        for element in _stateful(block)
    }
    stored.values = {
        block_id: {action: value for action, value in actions.items() if (block_id, action) in kept}
        for block_id, actions in stored.values.items()
    }


def _stateful(block: Payload) -> list[Any]:
    element = block.get("element")
    return [element] if element and "action_id" in element else []


def _judged(call: ApiCall, kind: str) -> Payload:
    view = call.structure("view")
    if view is None:
        raise ApiError.invalid_arguments("missing required field: view")
    refuse(judge_view(view))
    if view["type"] != kind:
        raise ApiError.invalid_arguments(f"unsupported type: {view['type']}")
    external_id = view.get("external_id")
    if external_id and _is_taken(call, external_id):
        raise ApiError("duplicate_external_id")
    return dict(view)


def _is_taken(call: ApiCall, external_id: str) -> bool:
    if call.method == "views.update":
        return False
    open_ids = {view_id for stack in call.service.world.modals.values() for view_id in stack}
    return any(
        view.payload.get("external_id") == external_id
        for view in call.service.world.views.values()
        if view.id in open_ids
    )


def _named_view(call: ApiCall) -> StoredView:
    view_id, external_id = call.maybe_text("view_id"), call.maybe_text("external_id")
    if view_id is None and external_id is None:
        raise ApiError.invalid_arguments("missing required field: view_id")
    world = call.service.world
    open_ids = {name for stack in world.modals.values() for name in stack}
    open_ids |= {home.id for home in world.homes.values()}
    for view in world.views.values():
        named = view.id == view_id or (
            external_id is not None and view.payload.get("external_id") == external_id
        )
        if named and view.id in open_ids:
            return view
    raise ApiError("not_found")


def _redeemable(call: ApiCall) -> Trigger:
    trigger_id = call.maybe_text("trigger_id") or call.text("interactivity_pointer")
    trigger = call.service.world.triggers.get(trigger_id)
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.exchanged:
        raise ApiError("exchanged_trigger_id")
    if trigger.expired or call.service.clock.now() - trigger.made_at > TRIGGER_SECONDS:
        raise ApiError("expired_trigger_id")
    return trigger
