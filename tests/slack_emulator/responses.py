"""What Slack does with the app's answers: to commands, to submitted modals, to response_urls."""

from collections.abc import Mapping
from typing import Any, Final

from .api.call import ApiError
from .api.message_content import complete_blocks, refuse
from .api.views import push_onto, replace_view
from .composing import escape_from_app
from .judge import judge_attachments, judge_message_blocks, judge_view
from .records import Conversation, Payload, ResponseUrl, StoredView
from .service import Service

RESPONSE_URL_USES: Final = 5
RESPONSE_URL_SECONDS: Final = 30 * 60
MESSAGE_FIELDS: Final = {
    "attachments", "blocks", "delete_original", "link_names", "metadata", "mrkdwn", "parse",
    "replace_original", "response_type", "text", "thread_ts", "unfurl_links", "unfurl_media",
}  # fmt: skip
SUBMISSION_ACTIONS: Final = {"errors", "update", "push", "clear"}


class RefusedResponse(Exception):  # noqa: N818  (a refusal, as Slack words it)
    """The app's answer was not accepted."""


def answer_command(
    service: Service, conversation: Conversation, user_id: str, response: Mapping[str, Any]
) -> None:
    """Show what the app answered to a slash command at once."""
    if not response:
        return
    place = ResponseUrl(conversation.id, user_id, service.clock.now())
    try:
        _show(service, place, response, "slash command")
    except RefusedResponse as refusal:
        service.journal.violate("wrong_response", "slash command", str(refusal))


def answer_submission(
    service: Service, view: StoredView, response: Mapping[str, Any]
) -> dict[str, str]:
    """Do what the app said about a submitted modal; the errors that the user sees."""
    stack = service.world.modals.setdefault(view.user_id, [])
    action = response.get("response_action")
    if not response:
        stack.remove(view.id)
    elif action not in SUBMISSION_ACTIONS:
        service.journal.violate("wrong_response", "view_submission", str(dict(response))[:200])
        return {"": "We had some trouble connecting. Try again?"}
    elif action == "clear":
        stack.clear()
    elif action == "errors":
        return _show_errors(service, view, response.get("errors"))
    else:
        return _show_view(service, view, str(action), response.get("view"))
    service.changed()
    return {}


def _show_errors(service: Service, view: StoredView, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or set(errors) - inputs:
        service.journal.violate("errors_of_unknown_blocks", "view_submission", str(errors)[:200])
        return {"": "We had some trouble connecting. Try again?"}
    view.errors = {str(block_id): str(text) for block_id, text in errors.items()}
    service.changed()
    return view.errors


def _show_view(service: Service, view: StoredView, action: str, new: object) -> dict[str, str]:
    refusal = judge_view(new)
    if refusal is not None or not isinstance(new, dict):
        detail = "; ".join(map(str, refusal.complaints)) if refusal else "no view"
        service.journal.violate("wrong_view_in_response", "view_submission", detail)
        return {"": "We had some trouble connecting. Try again?"}
    if action == "update":
        replace_view(service, view, new)
    else:
        push_onto(service, new, view.user_id, view.team)
    return {}


def use_response_url(service: Service, secret: str, body: object) -> tuple[int, str]:
    """Serve a POST to a response_url: the HTTP status and body of the answer."""
    place = service.world.response_urls.get(secret)
    if place is None:
        return 404, '{"ok":false,"error":"invalid_url"}'
    if service.clock.now() - place.made_at > RESPONSE_URL_SECONDS:
        return 404, '{"ok":false,"error":"expired_url"}'
    if place.uses >= RESPONSE_URL_USES:
        return 404, '{"ok":false,"error":"used_url"}'
    if not isinstance(body, dict):
        return 400, "invalid_payload"
    try:
        _show(service, place, body, "response_url")
    except RefusedResponse as refusal:
        service.journal.violate("wrong_response", "response_url", str(refusal))
        return 400, str(refusal).partition(":")[0]
    place.uses += 1
    return 200, "ok"


def _show(service: Service, place: ResponseUrl, body: Mapping[str, Any], where: str) -> None:
    unknown = set(body) - MESSAGE_FIELDS
    if unknown:
        service.journal.violate("unknown_argument", where, ", ".join(sorted(unknown)))
    conversation = service.world.conversations[place.conversation_id]
    original = conversation.messages.get(place.message_ts or "")
    if body.get("delete_original"):
        if original is None or original.deleted:
            raise RefusedResponse("message_not_found")
        service.remove(original)
        return
    content = _content(service, body)
    if body.get("replace_original"):
        if original is None or original.deleted:
            raise RefusedResponse("message_not_found")
        changes = {"blocks": None, "attachments": None, **content}
        service.rewrite(original, changes, edited_by=None)
        return
    in_channel = body.get("response_type") == "in_channel"
    payload = service.app_author(conversation) | {"text": "", **content}
    if body.get("thread_ts"):
        # Without it the answer stands in the channel, even if the question was in a thread.
        root = conversation.messages.get(str(body["thread_ts"]))
        if root is None:
            raise RefusedResponse("thread_not_found")
        if root.is_reply:
            service.journal.violate("thread_ts_of_a_reply", where, root.ts)
        payload["thread_ts"] = root.ts
    service.post(
        conversation, payload["user"], payload, by_app=True,
        ephemeral_to=None if in_channel else place.user_id,
    )  # fmt: skip


def _content(service: Service, body: Mapping[str, Any]) -> Payload:
    content: Payload = {}
    try:
        if body.get("text"):
            content["text"] = escape_from_app(str(body["text"]))
        if body.get("blocks") is not None:
            refuse(judge_message_blocks(body["blocks"]))
            content["blocks"] = complete_blocks(service, body["blocks"])
        if body.get("attachments") is not None:
            refuse(judge_attachments(body["attachments"]))
            content["attachments"] = list(body["attachments"])
    except ApiError as refusal:
        words = refusal.answer.get("response_metadata", {}).get("messages", [])
        raise RefusedResponse(": ".join([str(refusal), *words])) from None
    if not content:
        raise RefusedResponse("no_text")
    return content
