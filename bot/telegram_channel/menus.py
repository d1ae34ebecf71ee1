"""The command menus: by the kind of chat, and in three languages."""

from __future__ import annotations

import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
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
        "help": "እንዴት እንደሚጠየቅ",
    },
}
_SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), _PRIVATE),
    (BotCommandScopeAllGroupChats(), _GROUP),
)


async def set_menus(bot: Bot) -> None:
    """Tells Telegram the menus. The bot works without them, so a failure is only logged."""
    try:
        for scope, names in _SCOPES:
            for language, words in _WORDS.items():
                commands = [BotCommand(name, words[name]) for name in names]
                await bot.set_my_commands(commands, scope, language_code=language or None)
    except TelegramError as fault:
        logger.warning("The command menus could not be set (%s)", type(fault).__name__)
