"""mrkdwn, markdown and rich text as HTML."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tests.slack_emulator.composing import unescape

from .emoji import emoji

CODE_BLOCK: Final = re.compile(r"```\n?(.*?)```", re.DOTALL)
INLINE: Final = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<link>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+-]+(?:::skin-tone-\d)?):"
)
MARKDOWN_INLINE: Final = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<link>[^)\s]+)\)"
    r"|\*\*(?P<bold>[^*\n]+)\*\*"
    r"|(?<![\w*])[*_](?P<italic>[^*_\n]+)[*_](?![\w*])"
    r"|~~(?P<strike>[^~\n]+)~~"
)
TAGS: Final = {"bold": "b", "italic": "i", "strike": "s"}
STYLES: Final = (*TAGS.items(), ("underline", "u"), ("code", "code"))


@dataclass(frozen=True, slots=True)
class Names:
    """How ids are shown."""

    people: Mapping[str, str]
    channels: Mapping[str, str]


NO_NAMES: Final = Names({}, {})


def safe(text: object) -> str:
    """Escape for HTML."""
    return html.escape(str(text), quote=True)


def link(address: str, label: str) -> str:
    """A link that leads nowhere but shows where it would lead."""
    return f'<a title="{safe(address)}">{safe(label)}</a>'


def plain(text: str) -> str:
    """plain_text: emoji names become emoji, nothing else is read."""
    shown = re.sub(r":([a-z0-9_+-]+):", lambda found: emoji(found[1]), text)
    return safe(shown).replace("\n", "<br>")


def text_object(text: Mapping[str, Any] | None, names: Names = NO_NAMES) -> str:
    """A text object."""
    if text is None:
        return ""
    if text.get("type") == "mrkdwn":
        return mrkdwn(str(text["text"]), names)
    return plain(str(text["text"]))


def mrkdwn(text: str, names: Names = NO_NAMES) -> str:
    """Slack's own markup."""
    pieces = []
    position = 0
    for found in CODE_BLOCK.finditer(text):
        pieces.append(_lines(text[position : found.start()], names))
        pieces.append(f"<pre>{safe(unescape(found[1]))}</pre>")
        position = found.end()
    pieces.append(_lines(text[position:], names))
    return "".join(pieces)


def _lines(text: str, names: Names) -> str:
    rows: list[str] = []
    quoted: list[str] = []
    for line in text.split("\n"):
        quote = re.match(r"(?:&gt;|>) ?(.*)", line)
        if quote:
            quoted.append(_inline(quote[1], names))
            continue
        if quoted:
            rows.append(f"<blockquote>{'<br>'.join(quoted)}</blockquote>")
            quoted = []
        rows.append(_inline(line, names) + "<br>")
    if quoted:
        rows.append(f"<blockquote>{'<br>'.join(quoted)}</blockquote>")
    return "".join(rows).removesuffix("<br>")


def _inline(text: str, names: Names) -> str:
    def draw(found: re.Match[str]) -> str:
        kind, value = found.lastgroup or "", found[found.lastgroup or 0]
        match kind:
            case "code":
                return f"<code>{safe(unescape(value))}</code>"
            case "link":
                return _control(value, names)
            case "emoji":
                return safe(emoji(value))
            case _:
                return f"<{TAGS[kind]}>{_inline(value, names)}</{TAGS[kind]}>"

    return _between(INLINE, text, draw, lambda piece: safe(unescape(piece)))


def _control(body: str, names: Names) -> str:
    target, _, label = body.partition("|")
    if target.startswith("@"):
        return _mention("@" + names.people.get(target[1:], label or target[1:]))
    if target.startswith("#"):
        return _mention("#" + names.channels.get(target[1:], label or target[1:]))
    if target.startswith("!"):
        return _mention(label or "@" + target[1:])
    return link(unescape(target), unescape(label or target.removeprefix("mailto:")))


def _mention(label: str) -> str:
    return f'<span class="mention">{safe(label)}</span>'


def _between(
    pattern: re.Pattern[str],
    text: str,
    draw: Callable[[re.Match[str]], str],
    rest: Callable[[str], str],
) -> str:
    drawn = ""
    position = 0
    for found in pattern.finditer(text):
        drawn += rest(text[position : found.start()]) + draw(found)
        position = found.end()
    return drawn + rest(text[position:])


def markdown(text: str) -> str:
    """A markdown block, as far as a bot's answers need it."""
    rows: list[str] = []
    items: list[str] = []
    for line in text.split("\n"):
        item = re.match(r"\s*(?:[-*]|\d+\.) (.*)", line)
        if item:
            items.append(f"<li>{_markdown_inline(item[1])}</li>")
            continue
        if items:
            rows.append(f"<ul>{''.join(items)}</ul>")
            items = []
        rows.append(_markdown_line(line))
    if items:
        rows.append(f"<ul>{''.join(items)}</ul>")
    return "".join(rows)


def _markdown_line(line: str) -> str:
    if heading := re.match(r"#{1,6} (.*)", line):
        return f'<div class="md-heading">{_markdown_inline(heading[1])}</div>'
    if quote := re.match(r"> ?(.*)", line):
        return f"<blockquote>{_markdown_inline(quote[1])}</blockquote>"
    return f"<div class=md-line>{_markdown_inline(line) or '&nbsp;'}</div>"


def _markdown_inline(text: str) -> str:
    def draw(found: re.Match[str]) -> str:
        if found["label"] is not None:
            return link(found["link"], found["label"])
        kind = found.lastgroup or ""
        if kind == "code":
            return f"<code>{safe(found['code'])}</code>"
        return f"<{TAGS[kind]}>{safe(found[kind])}</{TAGS[kind]}>"

    return _between(MARKDOWN_INLINE, text, draw, safe)


def rich_text(block: Mapping[str, Any], names: Names = NO_NAMES) -> str:
    """A rich_text block."""
    return "".join(_rich_element(element, names) for element in block["elements"])


def _rich_element(element: Mapping[str, Any], names: Names) -> str:
    kind = element["type"]
    if kind == "rich_text_list":
        items = "".join(f"<li>{_run(item['elements'], names)}</li>" for item in element["elements"])
        tag = "ol" if element["style"] == "ordered" else "ul"
        indent = int(element.get("indent", 0)) * 28
        return f'<{tag} style="margin-left:{indent}px">{items}</{tag}>'
    inner = _run(element["elements"], names)
    match kind:
        case "rich_text_quote":
            return f"<blockquote>{inner}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{inner}</pre>"
        case _:
            return f'<div class="rich">{inner}</div>'


def _run(elements: list[Mapping[str, Any]], names: Names) -> str:
    return "".join(_rich_piece(element, names) for element in elements)


def _rich_piece(element: Mapping[str, Any], names: Names) -> str:
    match element["type"]:
        case "text":
            shown = safe(element["text"]).replace("\n", "<br>")
        case "link":
            shown = link(element["url"], element.get("text") or element["url"])
        case "user":
            name = names.people.get(element["user_id"], element["user_id"])
            return _mention(f"@{name}")
        case "channel":
            name = names.channels.get(element["channel_id"], element["channel_id"])
            return _mention(f"#{name}")
        case "usergroup":
            return _mention(f"@{element['usergroup_id']}")
        case "broadcast":
            return _mention(f"@{element['range']}")
        case "emoji":
            return safe(emoji(element["name"]))
        case "date":
            shown = safe(element.get("fallback") or element["format"])
        case other:
            shown = safe(element.get("text") or element.get("value") or f"[{other}]")
    for style, tag in STYLES:
        if element.get("style", {}).get(style):
            shown = f"<{tag}>{shown}</{tag}>"
    return shown
