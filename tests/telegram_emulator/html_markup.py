"""Telegram's HTML, read by the rules of tdlib, with tdlib's complaints and byte offsets."""

from dataclasses import dataclass, field

from . import utf16
from .entities import Entity, in_order
from .links import checked_url, mentioned_user_id
from .refusals import Refused, cannot_parse

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
END = "\0"
SPACES = " \t\r\n\v\f" + END


@dataclass(slots=True)
class OpenTag:
    """A start tag that waits for its end."""

    name: str
    offset: int
    position: int
    attributes: dict[str, str] = field(default_factory=dict)


class HtmlReader:
    """Reads one text; `read` gives the plain text and its entities or raises Telegram's refusal."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._written: list[str] = []
        self._offset = 0
        self._open: list[OpenTag] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, tuple[Entity, ...]]:
        while self._at < len(self._source):
            character = self._here()
            if character == "<":
                if self._here(1) == "/":
                    self._read_end_tag()
                else:
                    self._read_start_tag()
            else:
                self._write(self._read_character())
        if self._open:
            raise cannot_parse(
                f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"'
            )
        return "".join(self._written), in_order(self._entities)

    def _here(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._source[place] if place < len(self._source) else END

    def _byte(self, place: int) -> int:
        return len(self._source[:place].encode())

    def _complaint(self, words: str, place: int) -> Refused:
        return cannot_parse(f"{words} at byte offset {self._byte(place)}")

    def _write(self, text: str) -> None:
        self._written.append(text)
        self._offset += utf16.length(text)

    def _read_character(self) -> str:
        if self._here() == "&" and (decoded := self._read_reference()):
            return decoded
        character = self._here()
        self._at += 1
        return character

    def _read_reference(self) -> str:
        """The character an `&...;` stands for; "" where the ampersand is only itself."""
        place = self._at + 1
        source = self._source + END
        if source[place] == "#":
            hexadecimal = source[place + 1 : place + 2] == "x"
            first = place + (2 if hexadecimal else 1)
            digits = "0123456789abcdefABCDEF" if hexadecimal else "0123456789"
            last = first
            while source[last] in digits:
                last += 1
            code = int(source[first:last], 16 if hexadecimal else 10) if last > first else 0
            if code == 0 or code >= 0x10FFFF or last - self._at >= 10:
                return ""
            decoded = chr(code)
        else:
            last = place
            while source[last].isascii() and source[last].isalpha():
                last += 1
            decoded = NAMED_CHARACTERS.get(source[place:last], "")
            if not decoded:
                return ""
        self._at = last + (source[last] == ";")
        return decoded

    def _skip_spaces(self) -> None:
        while self._here() != END and self._here() in SPACES:
            self._at += 1

    def _read_until(self, stops: str) -> str:
        begin = self._at
        while self._here() not in stops:
            self._at += 1
        return self._source[begin : self._at]

    def _read_start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._read_until(SPACES + ">").lower()
        if self._here() == END:
            raise self._complaint("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._complaint(f'Unsupported start tag "{name}"', begin)
        tag = OpenTag(name, self._offset, len("".join(self._written)))
        while self._here() != ">":
            self._skip_spaces()
            if self._here() == ">":
                break
            self._read_attribute(tag, begin)
        self._at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self._complaint('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(tag)

    def _read_attribute(self, tag: OpenTag, begin: int) -> None:
        name = self._read_until(SPACES + "=>")
        if not name:
            raise self._complaint(f'Empty attribute name in the tag "{tag.name}"', begin)
        self._skip_spaces()
        if self._here() == END:
            raise self._complaint(f'Unclosed start tag "{tag.name}"', begin)
        if self._here() != "=":
            tag.attributes[name] = ""
            return
        self._at += 1
        self._skip_spaces()
        tag.attributes[name] = self._read_value(begin, tag.name)

    def _read_value(self, begin: int, tag_name: str) -> str:
        if self._here() == END:
            raise self._complaint(f'Unclosed start tag "{tag_name}"', begin)
        if self._here() not in "'\"":
            first = self._at
            while (self._here().isascii() and self._here().isalnum()) or self._here() in ".-":
                self._at += 1
            if self._here() not in SPACES + ">":
                raise self._complaint("Unexpected end of name token", first)
            return self._source[first : self._at].lower()
        quote = self._here()
        self._at += 1
        value = ""
        while self._here() not in (quote, END):
            value += self._read_character()
        if self._here() == END:
            raise self._complaint("Unclosed start tag", begin)
        self._at += 1
        return value

    def _read_end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._complaint("Unexpected end tag", begin)
        self._at += 2
        name = self._read_until(SPACES + ">").lower()
        self._skip_spaces()
        if self._here() != ">":
            raise self._complaint("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            raise cannot_parse(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{tag.name}>", '
                f'found "</{name}>"'
            )
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: OpenTag) -> None:
        size = self._offset - tag.offset
        if tag.name == "a":
            self._close_link(tag, size)
        elif tag.name == "tg-emoji":
            number = tag.attributes.get("emoji-id", "")
            if not number.isdigit() or not 0 < int(number) < 2**63:
                raise cannot_parse("Invalid custom emoji identifier specified")
            self._add("custom_emoji", tag, size, custom_emoji_id=number)
        elif tag.name == "tg-time":
            moment = tag.attributes.get("unix", "")
            if not moment.isdigit():
                raise cannot_parse("Invalid date-time specified")
            self._add(
                "date_time",
                tag,
                size,
                unix_time=int(moment),
                date_time_format=tag.attributes.get("format"),
            )
        elif tag.name in ("pre", "code"):
            self._close_code(tag, size)
        elif tag.name == "blockquote":
            expandable = "expandable" in tag.attributes
            self._add("expandable_blockquote" if expandable else "blockquote", tag, size)
        else:
            self._add(TAGS[tag.name], tag, size)

    def _close_link(self, tag: OpenTag, size: int) -> None:
        url = tag.attributes.get("href") or "".join(self._written)[tag.position :]
        if (user_id := mentioned_user_id(url)) is not None:
            self._add("text_mention", tag, size, user={"id": user_id})
        elif (checked := checked_url(url).url) is not None:
            self._add("text_link", tag, size, url=checked)

    def _close_code(self, tag: OpenTag, size: int) -> None:
        """`<pre><code class="language-x">` is one entity; `<code>` alone has no language."""
        language = tag.attributes.get("class", "")
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        last = self._entities[-1] if self._entities else None
        same_place = last is not None and (last.offset, last.length) == (tag.offset, size)
        if tag.name == "pre" and last is not None and same_place and last.type == "code":
            self._entities[-1] = Entity("pre", tag.offset, size, language=last.language)
            return
        self._add(tag.name, tag, size, language=language or None)

    def _add(self, kind: str, tag: OpenTag, size: int, **more: object) -> None:
        self._entities.append(Entity(kind, tag.offset, size, **more))  # type: ignore[arg-type]


def read_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    text, entities = HtmlReader(source).read()
    return text, tuple(
        Entity("code", entity.offset, entity.length) if entity.type == "code" else entity
        for entity in entities
    )
