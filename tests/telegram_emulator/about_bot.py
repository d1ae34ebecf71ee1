"""getMe, command menus by scope and language, names and descriptions, the menu button."""

import re
from typing import Any

from aiogram.methods import (
    DeleteMyCommands,
    GetChatMenuButton,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)

from .chat_access import find_chat
from .records import ChatRecord, Json, UserRecord
from .refusals import Misused, bad_request
from .world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
COMMAND_LIMIT = 100
DESCRIPTION_LIMIT = 256
LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, call: GetMe) -> Json:
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _scope_key(world: World, scope: Any) -> str:
    """One word for a scope; a scope that names a chat must name one that the bot knows."""
    if scope is None:
        return "default"
    chat_id = getattr(scope, "chat_id", None)
    if chat_id is None:
        return str(scope.type)
    chat = find_chat(world, chat_id)
    if chat.is_private and scope.type != "chat":
        raise bad_request("can't use specified scope in private chats")
    return f"{scope.type} {chat.id} {getattr(scope, 'user_id', '')}".strip()


def _language(code: str | None) -> str:
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code or ""


def set_my_commands(world: World, call: SetMyCommands) -> bool:
    key = (_scope_key(world, call.scope), _language(call.language_code))
    if len(call.commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        if not command.command:
            raise bad_request("command must be non-empty")
        if len(command.command) > 32:
            raise bad_request("command length must not exceed 32")
        if not command.description:
            raise bad_request("command description must be non-empty")
        if len(command.description) > DESCRIPTION_LIMIT:
            raise bad_request(f"command description length must not exceed {DESCRIPTION_LIMIT}")
        if not COMMAND.fullmatch(command.command):
            raise bad_request("BOT_COMMAND_INVALID")
    names = [command.command for command in call.commands]
    if len(set(names)) < len(names):
        raise Misused(f"a command twice in one menu: {names}")
    world.menus[key] = [
        {"command": command.command, "description": command.description}
        for command in call.commands
    ]
    world.changes.notify()
    return True


def get_my_commands(world: World, call: GetMyCommands) -> list[Json]:
    return world.menus.get((_scope_key(world, call.scope), _language(call.language_code)), [])


def delete_my_commands(world: World, call: DeleteMyCommands) -> bool:
    world.menus.pop((_scope_key(world, call.scope), _language(call.language_code)), None)
    return True


def menu_for(world: World, chat: ChatRecord, person: UserRecord) -> list[Json]:
    """The menu that this person sees in this chat: the narrowest scope, in their language first."""
    scopes = [f"chat {chat.id}"]
    if chat.is_private:
        scopes += ["all_private_chats"]
    else:
        scopes.insert(0, f"chat_member {chat.id} {person.id}")
        if chat.owner_id == person.id:
            scopes.insert(1, f"chat_administrators {chat.id}")
            scopes.append("all_chat_administrators")
        scopes.append("all_group_chats")
    for scope in [*scopes, "default"]:
        for language in (person.language_code or "", ""):
            if menu := world.menus.get((scope, language)):
                return menu
    return []


def _set_words(world: World, kind: str, words: str | None, language: str | None) -> bool:
    if words and len(words) > LIMITS[kind]:
        raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
    world.words_about_bot[kind, _language(language)] = words or ""
    return True


def _get_words(world: World, kind: str, language: str | None) -> Json:
    known = world.words_about_bot
    words = known.get((kind, _language(language))) or known.get((kind, ""), "")
    return {kind: words or (world.bot.first_name if kind == "name" else "")}


def set_my_name(world: World, call: SetMyName) -> bool:
    return _set_words(world, "name", call.name, call.language_code)


def get_my_name(world: World, call: GetMyName) -> Json:
    return _get_words(world, "name", call.language_code)


def set_my_description(world: World, call: SetMyDescription) -> bool:
    return _set_words(world, "description", call.description, call.language_code)


def get_my_description(world: World, call: GetMyDescription) -> Json:
    return _get_words(world, "description", call.language_code)


def set_my_short_description(world: World, call: SetMyShortDescription) -> bool:
    return _set_words(world, "short_description", call.short_description, call.language_code)


def get_my_short_description(world: World, call: GetMyShortDescription) -> Json:
    return _get_words(world, "short_description", call.language_code)


def set_chat_menu_button(world: World, call: SetChatMenuButton) -> bool:
    button: Json = {"type": "default"}
    if call.menu_button is not None:
        button = call.menu_button.model_dump(mode="json", exclude_none=True)
    if call.chat_id is None:
        world.menu_button = button
        return True
    chat = find_chat(world, call.chat_id)
    if not chat.is_private:
        raise bad_request("invalid chat_id specified")
    chat.menu_button = button
    return True


def get_chat_menu_button(world: World, call: GetChatMenuButton) -> Json:
    if call.chat_id is None:
        return world.menu_button
    return find_chat(world, call.chat_id).menu_button or world.menu_button
