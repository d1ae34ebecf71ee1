"""Plays every method: judges the call, does its work, checks the answer, keeps the journal."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiogram.methods as api
from pydantic import ValidationError

from . import about_bot, changing, looking_up, sending
from .journal import Call, Journal, Violation
from .judge import Method, judged, model_named, result_adapter, unknown_fields
from .polling import Poller
from .records import Json
from .refusals import Misused, Refused
from .requests import RawCall
from .webhook import Webhook
from .world import EmulatorMistakeError, World

Play = Callable[[World, Any], Any]

PLAYED: dict[type[Method], Play] = {
    api.AnswerCallbackQuery: looking_up.answer_callback_query,
    api.DeleteMessage: changing.delete_message,
    api.DeleteMessages: changing.delete_messages,
    api.DeleteMyCommands: about_bot.delete_my_commands,
    api.EditMessageCaption: changing.edit_message_caption,
    api.EditMessageReplyMarkup: changing.edit_message_reply_markup,
    api.EditMessageText: changing.edit_message_text,
    api.GetChat: looking_up.get_chat,
    api.GetChatAdministrators: looking_up.get_chat_administrators,
    api.GetChatMember: looking_up.get_chat_member,
    api.GetChatMemberCount: looking_up.get_chat_member_count,
    api.GetChatMenuButton: about_bot.get_chat_menu_button,
    api.GetFile: looking_up.get_file,
    api.GetMe: about_bot.get_me,
    api.GetMyCommands: about_bot.get_my_commands,
    api.GetMyDescription: about_bot.get_my_description,
    api.GetMyName: about_bot.get_my_name,
    api.GetMyShortDescription: about_bot.get_my_short_description,
    api.LeaveChat: looking_up.leave_chat,
    api.SendChatAction: sending.send_chat_action,
    api.SendDocument: sending.send_document,
    api.SendMessage: sending.send_message,
    api.SendMessageDraft: sending.send_message_draft,
    api.SendPhoto: sending.send_photo,
    api.SetChatMenuButton: about_bot.set_chat_menu_button,
    api.SetMessageReaction: changing.set_message_reaction,
    api.SetMyCommands: about_bot.set_my_commands,
    api.SetMyDescription: about_bot.set_my_description,
    api.SetMyName: about_bot.set_my_name,
    api.SetMyShortDescription: about_bot.set_my_short_description,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    body: Json

    def as_bytes(self) -> bytes:
        return json.dumps(self.body, ensure_ascii=False).encode()


def refusal(refused: Refused) -> Answer:
    body: Json = {
        "ok": False,
        "error_code": refused.status,
        "description": refused.description,
    }
    if refused.parameters:
        body["parameters"] = refused.parameters
    return Answer(refused.status, body)


class BotApi:
    """The methods of one bot."""

    def __init__(self, world: World, journal: Journal, webhook: Webhook) -> None:
        self._world = world
        self._journal = journal
        self._webhook = webhook
        self.poller = Poller(world, webhook)

    def proper_name(self, method: str) -> str:
        """`SENDMESSAGE` is sendMessage; an unknown name stays as it is."""
        try:
            return model_named(method).__api_method__
        except Misused:
            return method

    async def answer(
        self, call: RawCall, seq: int, client_is_gone: Callable[[], bool] = lambda: False
    ) -> Answer:
        try:
            return await self._play(call, client_is_gone)
        except Misused as misused:
            self.complain(seq, call, misused)
            return refusal(misused)
        except Refused as refused:
            return refusal(refused)
        except EmulatorMistakeError as mistake:
            name = self.proper_name(call.method)
            self._journal.complain(Violation(seq, name, f"mistake of the emulator: {mistake}"))
            return refusal(Refused(500, "Internal Server Error: mistake of the emulator"))

    def complain(self, seq: int, call: RawCall, misused: Misused) -> None:
        name = self.proper_name(call.method)
        self._journal.complain(Violation(seq, name, misused.complaint, dict(call.params)))

    async def perform(self, call: RawCall) -> Answer:
        """A call that a webhook's answer asked for; nobody learns how it went but the journal."""
        seq, began = self._journal.next_seq(), self._journal.elapsed()
        answer = await self.answer(call, seq)
        self._journal.record(
            Call(
                seq,
                began,
                self.proper_name(call.method),
                dict(call.params),
                {},
                answer.status,
                answer.body,
                via="webhook answer",
            )
        )
        return answer

    async def _play(self, call: RawCall, client_is_gone: Callable[[], bool]) -> Answer:
        model = model_named(call.method)
        read = judged(model, call)
        if isinstance(read, api.GetUpdates):
            # Updates were judged when they happened; a poisonous one must pass.
            return _success(await self.poller.get_updates(read, client_is_gone))
        with self._world.lock:
            if isinstance(read, api.GetWebhookInfo):
                return self._checked(read, self._webhook.info(self._world, read))
            if isinstance(read, api.SetWebhook | api.DeleteWebhook):
                return self._change_webhook(read)
            play = PLAYED.get(model)
            if play is None:
                raise Misused(f"{model.__api_method__} is not played by this emulator")
            return self._checked(read, play(self._world, read))

    def _change_webhook(self, call: api.SetWebhook | api.DeleteWebhook) -> Answer:
        if isinstance(call, api.SetWebhook):
            words = self._webhook.set(self._world, call)
            self.poller.end_current("terminated by setWebhook request")
        else:
            words = self._webhook.delete(self._world, call)
        return Answer(200, {"ok": True, "result": True, "description": words})

    def _checked(self, call: Method, result: Any) -> Answer:
        """The answer, after aiogram's type of the result has agreed to it."""
        try:
            read = result_adapter(type(call)).validate_python(result)
        except ValidationError as error:
            words = f"{call.__api_method__} answers {result}: {error}"
            raise EmulatorMistakeError(words) from error
        if extra := sorted(unknown_fields(read)):
            words = f"{call.__api_method__} answers with unknown fields: {extra}"
            raise EmulatorMistakeError(words)
        return _success(result)


def _success(result: Any) -> Answer:
    return Answer(200, {"ok": True, "result": result})
