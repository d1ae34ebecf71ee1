"""Draws chats as Telegram on a phone shows them, from recorded messages alone.

Every text is escaped and nothing is loaded from anywhere, so a page may show what anyone wrote.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from itertools import count

from .chat import Chat
from .entities import Entity
from .page_style import CLIP, LANDSCAPE, SMILE, STYLE
from .transcript import Button, SeenMessage
from .utf16 import boundaries

AVATARS = ("#e17076", "#7bc862", "#65aadd", "#a695e7", "#ee7aae", "#6ec9cb", "#faa774")
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
}
LINK_TYPES = ("text_link", "url", "email")
SPAN_CLASSES = {
    "mention": "link",
    "text_mention": "link",
    "hashtag": "link",
    "cashtag": "link",
    "bot_command": "link",
    "phone_number": "link",
    "date_time": "link",
    "spoiler": "spoiler",
}
# More lines than this and Telegram folds an expandable quotation.
FOLDED_LINES = 3
LINE_LENGTH = 42


def transcript_page(chats: Iterable[Chat], *, title: str = "Telegram", unfold: bool = False) -> str:
    """An HTML page with one phone for each chat; `unfold` opens the expandable quotations."""
    phones = "\n".join(_Phone(chat, unfold=unfold).draw() for chat in chats)
    return (
        "<!doctype html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body>\n{phones}\n</body></html>\n"
    )


class _Phone:
    """One chat on one screen."""

    def __init__(self, chat: Chat, *, unfold: bool) -> None:
        self._chat = chat
        self._messages = {message.id: message for message in chat.transcript()}
        self._unfold = unfold
        self._folds = count(1)

    def draw(self) -> str:
        private = self._chat.kind == "private"
        under = "bot" if private else "group"
        name = escape(self._chat.title)
        menu = '<span class="menu">≡ Menu</span>' if private else f"<span>{SMILE}</span>"
        return (
            '<section class="phone">'
            f'<header><span class="back">‹</span>{_avatar(self._chat.title)}'
            f'<div class="who"><b>{name}</b><span>{under}</span></div><span class="more">⋮</span>'
            f"</header>\n<main>\n{self._draw_messages()}\n</main>{self._draw_answers()}"
            f'<footer>{menu}<span class="field">Message</span><span>{CLIP}</span></footer>'
            "</section>"
        )

    def _draw_messages(self) -> str:
        messages = list(self._messages.values())
        drawn = []
        day = ""
        for place, message in enumerate(messages):
            moment = datetime.fromtimestamp(message.date, UTC)
            today = f"{moment:%B} {moment.day}"
            if today != day:
                drawn.append(f'<div class="pill">{today}</div>')
                day = today
            before = messages[place - 1] if place else None
            after = messages[place + 1] if place + 1 < len(messages) else None
            drawn.append(
                self._draw_message(
                    message, first=not _same(before, message), last=not _same(after, message)
                )
            )
        return "\n".join(drawn)

    def _draw_message(self, message: SeenMessage, *, first: bool, last: bool) -> str:
        if message.service is not None:
            return f'<div class="pill">{escape(message.service)}</div>'
        classes = ["said"]
        mine = not message.from_bot and self._chat.kind == "private"
        classes += ["mine"] if mine else []
        classes += ["first"] if first else []
        classes += ["last"] if last else []
        classes += ["keys", "wide"] if message.keyboard else []
        ends_in_block = _ends_in_block(message) or not message.text
        parts = [
            self._draw_name(message) if first else "",
            _forwarded(message),
            self._draw_answered(message),
            _photo(message),
            _file(message),
            f'<div class="words">{self._draw_words(message)}</div>' if message.text else "",
            _reactions(message),
            _stamp(message, mine=mine),
        ]
        lone = " lone" if ends_in_block else ""
        width = 62 if mine else 40
        width += 44 if message.edited else 0
        return (
            f'<div class="{" ".join(classes)}">'
            f'<div class="bubble{lone}" style="--stamp: {width}px">{"".join(parts)}</div>'
            f"{_keyboard(message.keyboard)}</div>"
        )

    def _draw_name(self, message: SeenMessage) -> str:
        if self._chat.kind == "private":
            return ""
        colour = _colour(message.sender_name)
        return f'<div class="name" style="color: {colour}">{escape(message.sender_name)}</div>'

    def _draw_answered(self, message: SeenMessage) -> str:
        if message.reply_to is None:
            return ""
        target = self._messages.get(message.reply_to)
        name = escape(target.sender_name) if target else "Deleted message"
        words = message.quote or (target.text if target else "") or "File"
        return f'<span class="answered"><b>{name}</b><span>{escape(words[:120])}</span></span>'

    def _draw_words(self, message: SeenMessage) -> str:
        if not message.from_bot and message.text.startswith("/start "):
            # A phone does not show what the link carried, which may be a secret.
            return '<span class="link">/start</span>'
        return self._draw_range(message.text, list(message.entities))

    def _draw_range(self, text: str, entities: Sequence[Entity]) -> str:
        """The text with its formatting, outer entities around inner ones."""
        offsets = boundaries(text)
        place_of = {offset: place for place, offset in enumerate(offsets)}
        events = sorted(
            {0, offsets[-1]} | {edge for entity in entities for edge in (entity.offset, entity.end)}
        )
        drawn = []
        around: list[Entity] = []
        for begin, end in zip(events, [*events[1:], None], strict=True):
            while around and around[-1].end <= begin:
                drawn.append(self._close(around.pop()))
            for entity in entities:
                if entity.offset == begin and entity not in around and entity.end > begin:
                    drawn.append(self._open(entity, text))
                    around.append(entity)
            if end is not None:
                drawn.append(escape(text[place_of[begin] : place_of[end]]))
        drawn += [self._close(entity) for entity in reversed(around)]
        return _without_breaks_around_blocks("".join(drawn))

    def _open(self, entity: Entity, text: str) -> str:
        kind = entity.type
        if kind in TAGS:
            return f"<{TAGS[kind]}>"
        if kind == "pre":
            shown = escape(entity.language or "")
            return f'<pre><span class="language">{shown}</span>' if shown else "<pre>"
        if kind == "blockquote":
            return '<blockquote><div class="inside">'
        if kind == "expandable_blockquote":
            return self._open_expandable(entity.of(text))
        if kind in LINK_TYPES:
            return f'<a title="{escape(entity.url or entity.of(text))}">'
        return f'<span class="{SPAN_CLASSES.get(kind, "plain")}">'

    def _open_expandable(self, words: str) -> str:
        lines = sum(1 + len(line) // LINE_LENGTH for line in words.split("\n"))
        if lines <= FOLDED_LINES:
            return '<blockquote><div class="inside">'
        fold = f"fold-{abs(self._chat.id)}-{next(self._folds)}"
        checked = " checked" if self._unfold else ""
        mark = "⌃" if self._unfold else "⌄"
        return (
            f'<blockquote class="long"><input class="fold" type="checkbox" id="{fold}"{checked}>'
            f'<label for="{fold}">{mark}</label><div class="inside">'
        )

    def _close(self, entity: Entity) -> str:
        if entity.type in TAGS:
            return f"</{TAGS[entity.type]}>"
        if entity.type == "pre":
            return "</pre>"
        if entity.type in ("blockquote", "expandable_blockquote"):
            return "</div></blockquote>"
        return "</a>" if entity.type in LINK_TYPES else "</span>"

    def _draw_answers(self) -> str:
        """The keyboard in place of the phone's own, if the newest message brought one."""
        brought = [m.answer_keyboard for m in self._messages.values() if m.answer_keyboard]
        if not brought:
            return ""
        rows = [[f'<span class="key">{escape(key)}</span>' for key in row] for row in brought[-1]]
        drawn = "".join(f'<div class="row">{"".join(row)}</div>' for row in rows)
        return f'<div class="answers">{drawn}</div>'


def _without_breaks_around_blocks(drawn: str) -> str:
    """A block has its own line; the line break beside it in the text must not add another."""
    for block in ("blockquote", "pre"):
        drawn = drawn.replace(f"\n<{block}", f"<{block}").replace(f"</{block}>\n", f"</{block}>")
    return drawn


def _same(one: SeenMessage | None, other: SeenMessage) -> bool:
    """Whether two neighbours belong together, so that only the last has a tail."""
    return (
        one is not None
        and one.sender_id == other.sender_id
        and one.service is None
        and abs(one.date - other.date) < 600
    )


def _ends_in_block(message: SeenMessage) -> bool:
    end = boundaries(message.text)[-1]
    blocks = ("blockquote", "expandable_blockquote", "pre")
    return any(entity.end == end and entity.type in blocks for entity in message.entities)


def _stamp(message: SeenMessage, *, mine: bool) -> str:
    moment = datetime.fromtimestamp(message.date, UTC)
    edited = "edited " if message.edited else ""
    ticks = '<span class="ticks">✓✓</span>' if mine else ""
    return f'<span class="stamp">{edited}{moment:%H:%M}{ticks}</span>'


def _colour(name: str) -> str:
    return AVATARS[hashlib.sha256(name.encode()).digest()[0] % len(AVATARS)]


def _avatar(name: str) -> str:
    initial = escape(name[:1].upper())
    return f'<span class="avatar" style="background: {_colour(name)}">{initial}</span>'


def _forwarded(message: SeenMessage) -> str:
    if message.forwarded_from is None:
        return ""
    return f'<div class="forwarded">Forwarded from <b>{escape(message.forwarded_from)}</b></div>'


def _photo(message: SeenMessage) -> str:
    return f'<div class="photo">{LANDSCAPE}</div>' if message.photo else ""


def _file(message: SeenMessage) -> str:
    if message.document is None:
        return ""
    size = message.document.size
    shown = f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{size / 1024:.1f} KB"
    return (
        f'<div class="file"><i>↓</i><div><b>{escape(message.document.name)}</b>'
        f"<span>{shown}</span></div></div>"
    )


def _reactions(message: SeenMessage) -> str:
    if not message.reactions:
        return ""
    shown = "".join(f"<span>{escape(emoji)}</span>" for emoji in message.reactions)
    return f'<div class="reactions">{shown}</div>'


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> str:
    if not rows:
        return ""
    drawn = "".join(f'<div class="row">{"".join(_key(key) for key in row)}</div>' for row in rows)
    return f'<div class="buttons">{drawn}</div>'


def _key(button: Button) -> str:
    mark = "<sup>↗</sup>" if button.url else "<sup>⧉</sup>" if button.copy_text else ""
    style = button.style if button.style in ("danger", "success", "primary") else ""
    return f'<span class="key {style}">{escape(button.label)}{mark}</span>'
