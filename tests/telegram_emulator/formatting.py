"""From what a bot sends to what a chat shows: markup, entities, cleaning, trimming, length."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiogram.enums import MessageEntityType
from aiogram.types import MessageEntity

from . import utf16
from .entities import BLOCKQUOTES, CODES, Entity, FormattedText, in_order
from .found_entities import with_found_entities
from .html_markup import read_html
from .links import checked_url, mentioned_user_id
from .refusals import Misused, Refused, bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
QUOTE_LIMIT = 1024
ENTITY_LIMIT = 100
FARTHEST_OFFSET = 1_000_000
KNOWN_TYPES = frozenset(kind.value for kind in MessageEntityType)

FindUser = Callable[[int], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Written:
    """A text as a bot sent it: with a parse mode, or with entities, or plain."""

    text: str
    parse_mode: str | None = None
    entities: Sequence[MessageEntity] | None = None


def read_message_text(written: Written, find_user: FindUser) -> FormattedText:
    if not written.text:
        raise bad_request("message text is empty")
    read = read_formatted(written, find_user)
    if not read.text:
        raise bad_request("text must be non-empty")
    if utf16.length(read.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return read


def read_caption(written: Written, find_user: FindUser) -> FormattedText | None:
    read = read_formatted(written, find_user)
    if utf16.length(read.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return read if read.text else None


def read_formatted(written: Written, find_user: FindUser) -> FormattedText:
    """The text that is shown: markup read, characters cleaned, ends trimmed, links found."""
    if written.parse_mode and written.entities:
        raise Misused("entities are ignored when parse_mode is given")
    mode = (written.parse_mode or "").lower()
    text = written.text
    entities: tuple[Entity, ...]
    if mode == "html":
        text, entities = read_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise Misused(f"parse_mode {written.parse_mode} is not played by this emulator; use HTML")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        entities = tuple(_read_entity(entity) for entity in written.entities or ())
    entities = tuple(_with_user(entity, find_user) for entity in in_order(list(entities)))
    check_places(text, entities)
    check_nesting(entities)
    return trimmed(cleaned(FormattedText(text, entities)))


def _read_entity(entity: MessageEntity) -> Entity:
    problem = "can't parse MessageEntity: "
    if entity.type not in KNOWN_TYPES:
        raise bad_request(problem + "Unsupported type specified")
    if entity.type == "text_link":
        if entity.url is None:
            raise bad_request(problem + 'Can\'t find field "url"')
        checked = checked_url(entity.url)
        if checked.url is None:
            raise bad_request(f"entity URL '{entity.url}' is invalid: {checked.complaint}")
        if (user_id := mentioned_user_id(entity.url)) is not None:
            user = {"id": user_id}
            return Entity("text_mention", entity.offset, entity.length, user=user)
        return Entity("text_link", entity.offset, entity.length, url=checked.url)
    if entity.type == "text_mention":
        if entity.user is None:
            raise bad_request(problem + 'Can\'t find field "user"')
        return Entity("text_mention", entity.offset, entity.length, user={"id": entity.user.id})
    if entity.type == "custom_emoji":
        return _read_custom_emoji(entity, problem)
    if entity.type == "date_time" and entity.unix_time is None:
        raise bad_request(problem + 'Can\'t find field "unix_time"')
    return Entity(
        entity.type,
        entity.offset,
        entity.length,
        language=entity.language if entity.type == "pre" else None,
        unix_time=entity.unix_time if entity.type == "date_time" else None,
        date_time_format=entity.date_time_format if entity.type == "date_time" else None,
    )


def _read_custom_emoji(entity: MessageEntity, problem: str) -> Entity:
    number = entity.custom_emoji_id
    if number is None:
        raise bad_request(problem + 'Can\'t find field "custom_emoji_id"')
    if not number.isdigit() or int(number) >= 2**63:
        raise bad_request(problem + 'Field "custom_emoji_id" must be a valid Number')
    return Entity("custom_emoji", entity.offset, entity.length, custom_emoji_id=number)


def _with_user(entity: Entity, find_user: FindUser) -> Entity:
    if entity.type != "text_mention" or entity.user is None:
        return entity
    user = find_user(entity.user["id"])
    if user is None:
        raise bad_request("user not found")
    return replace(entity, user=user)


def check_places(text: str, entities: Sequence[Entity]) -> None:
    """Every entity lies inside the text and begins and ends between characters."""
    if len(entities) > ENTITY_LIMIT:
        raise Misused(f"{len(entities)} entities; Telegram drops all beyond {ENTITY_LIMIT}")
    offsets = utf16.boundaries(text)
    between = {offset: place for place, offset in enumerate(offsets)}
    for entity in entities:
        if not 0 <= entity.offset <= FARTHEST_OFFSET:
            raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
        if not 0 <= entity.length <= FARTHEST_OFFSET:
            raise bad_request(f"receive an entity with incorrect length {entity.length}")
        if entity.length == 0:
            raise Misused(f"the {entity.type} entity at {entity.offset} is empty")
        if entity.offset >= offsets[-1]:
            raise bad_request(
                f"entity begins after the end of the text at UTF-16 offset {entity.offset}"
            )
        if entity.end > offsets[-1]:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text "
                f"at UTF-16 offset {entity.end}"
            )
        if entity.offset not in between:
            raise bad_request(
                "entity begins in a middle of a UTF-16 symbol at byte offset "
                f"{_byte_after(text, offsets, entity.offset)}"
            )
        if entity.end not in between:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} ends in a middle of a UTF-16 "
                f"symbol at byte offset {_byte_after(text, offsets, entity.end)}"
            )


def _byte_after(text: str, offsets: list[int], offset: int) -> int:
    place = next(place for place, begin in enumerate(offsets) if begin > offset)
    return len(text[:place].encode())


def check_nesting(entities: Sequence[Entity]) -> None:
    """Entities lie beside or inside one another, as the documentation allows.

    Telegram repairs what does not by dropping and splitting entities without a word.
    """
    around: list[Entity] = []
    for entity in entities:
        while around and entity.offset >= around[-1].end:
            around.pop()
        for outer in around:
            both = f"{entity.type} at {entity.offset} in {outer.type} at {outer.offset}"
            if entity.end > outer.end:
                raise Misused(f"entities overlap: {both}")
            if entity.type in BLOCKQUOTES and outer.type in BLOCKQUOTES:
                raise Misused(f"a blockquote cannot be nested: {both}")
            if outer.type in CODES or (entity.type in CODES and outer.type not in BLOCKQUOTES):
                raise Misused(f"pre and code cannot contain or be part of others: {both}")
            if entity.type == outer.type:
                raise Misused(f"an entity inside another of its kind: {both}")
        around.append(entity)


def _kept(character: str) -> str:
    """What Telegram keeps of a character: control characters become spaces, a few vanish."""
    if character != "\n" and character < " ":
        return "" if character == "\r" else " "
    if "\u2028" <= character <= "\u202e" or character in "\u030a\u0333\u033f":
        return ""
    return character


def cleaned(written: FormattedText) -> FormattedText:
    """Without the characters that Telegram removes, the entities moved along."""
    new_offset_of = {0: 0}
    kept: list[str] = []
    old = new = 0
    for character in written.text:
        left = _kept(character)
        kept.append(left)
        old += utf16.length(character)
        new += utf16.length(left)
        new_offset_of[old] = new
    moved = []
    for entity in written.entities:
        begin, end = new_offset_of[entity.offset], new_offset_of[entity.end]
        if end > begin:
            moved.append(replace(entity, offset=begin, length=end - begin))
    return FormattedText("".join(kept), tuple(moved))


def trimmed(written: FormattedText) -> FormattedText:
    """Without spaces and line breaks at the ends, but never cut at the front of an entity."""
    text = written.text.rstrip(" \n")
    size = utf16.length(text)
    entities = [
        replace(entity, length=min(entity.end, size) - entity.offset)
        for entity in written.entities
        if entity.offset < size
    ]
    first = min((entity.offset for entity in entities), default=size)
    front = min(len(text) - len(text.lstrip(" \n")), first)
    moved = tuple(replace(entity, offset=entity.offset - front) for entity in entities)
    shown = text[front:]
    return FormattedText(shown, with_found_entities(shown, moved))


def read_quote(written: Written, find_user: FindUser, source: FormattedText) -> FormattedText:
    """A quote from a message; it must be an exact piece of it."""
    refusal = Refused(400, "Bad Request: QUOTE_TEXT_INVALID")
    quote = read_formatted(written, find_user)
    if not quote.text:
        raise Misused("an empty quote is ignored by Telegram")
    if utf16.length(quote.text) > QUOTE_LIMIT or quote.text not in source.text:
        raise refusal
    return quote
