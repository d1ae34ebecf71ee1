"""The command menus: by the kind of chat, for admins, and in three languages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection

from sqlalchemy.exc import SQLAlchemyError
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

logger = logging.getLogger(__name__)

_PRIVATE = (
    "ask",
    "clause",
    "matrix",
    "compare",
    "profile",
    "whatsnew",
    "receipt",
    "forget",
    "help",
)
_ADMIN = (*_PRIVATE[:-1], "publications", "rollback", "help")
_GROUP = ("ask", "clause", "matrix", "compare", "whatsnew", "help")
_WORDS = {
    "": {
        "ask": "Ask a question about the directive",
        "clause": "Read a clause: /clause 23.1",
        "matrix": "What is allowed, at a glance",
        "compare": "Other countries' practice: /compare like",
        "profile": "Which account your questions are about",
        "whatsnew": "What changed, and be told of changes",
        "receipt": "Proof of what you were told",
        "forget": "Delete what is kept about you",
        "publications": "Updates of directives under way",
        "rollback": "Back to the directives of before",
        "help": "How to ask",
    },
    "fr": {
        "ask": "Poser une question sur la directive",
        "clause": "Lire une clause : /clause 23.1",
        "matrix": "Ce qui est permis, en un coup d'œil",
        "compare": "La pratique d'autres pays : /compare like",
        "profile": "De quel compte il s'agit",
        "whatsnew": "Ce qui a changé, et en être averti",
        "receipt": "La preuve d'une réponse",
        "forget": "Effacer ce qui est conservé sur vous",
        "publications": "Mises à jour des directives en cours",
        "rollback": "Revenir aux directives d'avant",
        "help": "Comment poser une question",
    },
    "am": {
        "ask": "ስለ መመሪያው ጥያቄ ይጠይቁ",
        "clause": "አንቀጽ ያንብቡ፦ /clause 23.1",
        "matrix": "የተፈቀደው ባጭሩ",
        "compare": "የሌሎች አገሮች አሠራር፦ /compare like",
        "profile": "ጥያቄዎ ስለ የትኛው አካውንት ነው",
        "whatsnew": "ምን ተለወጠ",
        "receipt": "የተሰጠዎት መልስ ማረጋገጫ",
        "forget": "ስለ እርስዎ የተያዘውን ይሰርዙ",
        "publications": "በሂደት ላይ ያሉ የመመሪያ ለውጦች",
        "rollback": "ወደ ቀድሞው መመሪያ መመለስ",
        "help": "እንዴት እንደሚጠየቅ",
    },
}
_SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), _PRIVATE),
    (BotCommandScopeAllGroupChats(), _GROUP),
)


async def set_menus(bot: Bot) -> None:
    """Tells Telegram the menus. The bot works without them, so a failure is only logged."""
    for scope, names in _SCOPES:
        await _set(bot, scope, names)


class AdminMenus:
    """The menu of each admin's own chat, which also lists what only admins can do."""

    def __init__(self, bot: Bot, chats: Callable[[], Collection[int]]) -> None:
        self._bot = bot
        self._chats = chats
        self._told: set[int] = set()

    async def keep(self, seconds: float) -> None:
        """Follows who is an admin, for ever."""
        while True:
            try:
                await self._follow(set(await asyncio.to_thread(self._chats)))
            except SQLAlchemyError as fault:
                logger.error("The admins cannot be read (%s)", type(fault).__name__)
            await asyncio.sleep(seconds)

    async def _follow(self, chats: set[int]) -> None:
        for chat in sorted(chats - self._told):
            await _set(self._bot, BotCommandScopeChat(chat), _ADMIN)
        for chat in sorted(self._told - chats):
            # The narrower menu wins, so it is made what everybody has.
            await _set(self._bot, BotCommandScopeChat(chat), _PRIVATE)
        self._told = chats


async def _set(bot: Bot, scope: BotCommandScope, names: tuple[str, ...]) -> None:
    try:
        for language, words in _WORDS.items():
            commands = [BotCommand(name, words[name]) for name in names]
            await bot.set_my_commands(commands, scope, language_code=language or None)
    except TelegramError as fault:
        logger.warning("A command menu could not be set (%s)", type(fault).__name__)
