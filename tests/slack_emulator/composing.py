"""What Slack makes of the characters that a person types, and of those that an app sends."""

import re
from typing import Any, Final

from .records import Payload

TOKEN: Final = re.compile(
    r"(?P<user><@[UW][A-Z0-9]+>)|(?P<channel><#C[A-Z0-9]+>)|(?P<special><!(?:here|channel|everyone)>)"
    r"|(?P<emoji>:[a-z0-9_+-]+:)|(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)\]'\"])"
)
# Control sequences that an app may send; every other < and > is escaped by Slack.
CONTROL: Final = re.compile(r"<(?:@[UW]\w+|#C\w+|![^>]+|https?://[^>]+|mailto:[^>]+|tel:[^>]+)>")
ENTITY: Final = re.compile(r"&(?!amp;|lt;|gt;)")


def escape(text: str) -> str:
    """Slack escapes three characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What a reader sees."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def compose(typed: str) -> tuple[str, list[Payload]]:
    """A typed message: the ``text`` of the event, and its rich text block."""
    text = ""
    elements: list[Payload] = []
    position = 0
    for found in TOKEN.finditer(typed):
        _append_plain(elements, typed[position : found.start()])
        text += escape(typed[position : found.start()])
        token = found.group()
        elements.append(_element(found.lastgroup or "", token))
        text += f"<{token}>" if found.lastgroup == "url" else token
        position = found.end()
    _append_plain(elements, typed[position:])
    text += escape(typed[position:])
    section = {"type": "rich_text_section", "elements": elements}
    return text, [{"type": "rich_text", "elements": [section]}]


def escape_from_app(text: str) -> str:
    """Text of an app as Slack stores it: lone control characters are escaped."""
    kept = ""
    position = 0
    for found in CONTROL.finditer(text):
        kept += _escape_lone(text[position : found.start()]) + found.group()
        position = found.end()
    return kept + _escape_lone(text[position:])


def _escape_lone(text: str) -> str:
    escaped = ENTITY.sub("&amp;", text).replace("<", "&lt;")
    # A > that begins a line is a quotation in mrkdwn, and stays one.
    lines = []
    for line in escaped.split("\n"):
        marker = ">" if line.startswith(">") else ""
        lines.append(marker + line[len(marker) :].replace(">", "&gt;"))
    return "\n".join(lines)


def _append_plain(elements: list[Payload], plain: str) -> None:
    if plain:
        elements.append({"type": "text", "text": plain})


def _element(kind: str, token: str) -> dict[str, Any]:
    match kind:
        case "user":
            return {"type": "user", "user_id": token[2:-1]}
        case "channel":
            return {"type": "channel", "channel_id": token[2:-1]}
        case "special":
            return {"type": "broadcast", "range": token[2:-1]}
        case "emoji":
            return {"type": "emoji", "name": token[1:-1]}
        case _:
            return {"type": "link", "url": token}
