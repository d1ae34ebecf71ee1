"""The calls that a listener may want, made through python-telegram-bot."""

from __future__ import annotations

from typing import assert_never

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)

from bot.telegram_channel.calls import Buttons, Edit, File, Post, Remove, Sent, Toast
from bot.telegram_channel.render.message import Button, Keyboard, OutMessage

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def perform(bot: Bot, call: Sent) -> int | None:
    """Makes the call; the number of the message that it made or changed, if any."""
    match call:
        case Post():
            return await _post(bot, call)
        case File():
            sent = await bot.send_document(
                call.chat,
                call.content.encode(),
                filename=call.name,
                caption=call.caption or None,
            )
            return sent.message_id
        case Edit():
            await bot.edit_message_text(
                call.content.text,
                chat_id=call.chat,
                message_id=call.message,
                entities=_entities(call.content),
                reply_markup=_markup(call.content.keyboard),
                link_preview_options=_NO_PREVIEW,
            )
            return call.message
        case Buttons():
            await bot.edit_message_reply_markup(
                chat_id=call.chat, message_id=call.message, reply_markup=_markup(call.keyboard)
            )
            return call.message
        case Remove():
            await bot.delete_message(call.chat, call.message)
            return None
        case Toast():
            await bot.answer_callback_query(
                call.query, text=call.text or None, show_alert=call.alert or None
            )
            return None
        case _:
            assert_never(call)


async def _post(bot: Bot, call: Post) -> int:
    reply = None
    if call.reply_to is not None:
        reply = ReplyParameters(call.reply_to, allow_sending_without_reply=True)
    sent = await bot.send_message(
        call.chat,
        call.content.text,
        entities=_entities(call.content),
        reply_markup=_markup(call.content.keyboard),
        link_preview_options=_NO_PREVIEW,
        message_thread_id=call.thread,
        reply_parameters=reply,
    )
    return sent.message_id


def _entities(content: OutMessage) -> list[MessageEntity]:
    return [MessageEntity(entity.kind, entity.offset, entity.length) for entity in content.entities]


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in keyboard])


def _button(button: Button) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    return InlineKeyboardButton(button.label, callback_data=button.data)
