"""The entities that Telegram finds in every text by itself: commands, mentions, links, tags."""

import re

from . import utf16
from .entities import CODES, FOUND_BY_TELEGRAM, Entity, in_order

TOP_DOMAINS = (
    "com|org|net|int|gov|mil|edu|info|io|eu|me|uk|de|fr|ch|at|nl|be|pl|cz|sk|hu|it|es|pt|se|no|fi"
)
# A link ends before the punctuation of the sentence that it stands in.
TAIL = r"[^\s<>\"]*[^\s<>\".,;:!?)\]'»]"
FINDERS = (
    ("url", re.compile(rf"https?://{TAIL}", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{TOP_DOMAINS})(?![\w-])(?:/{TAIL})?", re.IGNORECASE
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])", re.A)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{2,31}", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w&#])#(?=\w*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?!\w)")),
)


def with_found_entities(text: str, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The given formatting, and what Telegram finds outside of code and links."""
    kept = [entity for entity in entities if entity.type not in FOUND_BY_TELEGRAM]
    taken = [
        (entity.offset, entity.end)
        for entity in kept
        if entity.type in CODES or entity.type in ("text_link", "text_mention", "custom_emoji")
    ]
    offsets = utf16.boundaries(text)
    for kind, pattern in FINDERS:
        for found in pattern.finditer(text):
            begin, end = offsets[found.start()], offsets[found.end()]
            apart = all(end <= its_begin or begin >= its_end for its_begin, its_end in taken)
            if apart and not _crosses(begin, end, entities):
                taken.append((begin, end))
                kept.append(Entity(kind, begin, end - begin))
    return in_order(kept)


def _crosses(begin: int, end: int, entities: tuple[Entity, ...]) -> bool:
    """Whether an edge of the formatting falls inside; Telegram would split it there."""
    return any(begin < edge < end for entity in entities for edge in (entity.offset, entity.end))
