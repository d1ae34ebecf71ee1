"""A web page opened: its main part, without scripts, navigation and what nobody sees."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString

from knowledge.errors import SourceError

DEEPEST = 400
"""Elements inside elements; no honest page comes near, and each level costs a stack frame."""

_UNREAD = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "audio", "video", "button", "select", "input", "textarea", "nav", "head",
}  # fmt: skip
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRAMES = {"nav", "header", "footer", "aside"}
_FRAME_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary"}
_CONTENTS = re.compile(r"table[ _-]of[ _-]contents\d*|toc", re.IGNORECASE)
_MAIN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a page that holds its text, and what its head says."""

    root: Tag
    title: str
    properties: dict[str, str]
    dropped: int
    undecoded: bool


def open_page(path: Path, data: bytes) -> Page:
    """Parse a page; raises ``SourceError`` where it is no text or nested beyond reason."""
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(path, "this is no web page but a binary file", remedy="Give HTML.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            soup = BeautifulSoup(data, "lxml")
    except RecursionError as error:
        raise nested_too_deeply(path) from error
    _refuse_deep(path, soup)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    properties = {
        str(meta["name"]): str(meta["content"])
        for meta in soup.find_all("meta")
        if meta.get("name") and meta.get("content")
    }
    root = _main_part(soup)
    dropped = _drop_unread(root)
    return Page(root, title, properties, dropped, bool(soup.contains_replacement_characters))


def nested_too_deeply(path: Path) -> SourceError:
    """The error for a page whose elements lie too deep in one another."""
    return SourceError(
        path,
        f"the page nests more than {DEEPEST} elements in one another",
        remedy="Save the text itself as HTML, DOCX or plain text.",
    )


def _refuse_deep(path: Path, soup: BeautifulSoup) -> None:
    pending: list[tuple[Tag, int]] = [(soup, 0)]
    while pending:
        tag, depth = pending.pop()
        if depth > DEEPEST:
            raise nested_too_deeply(path)
        pending.extend((one, depth + 1) for one in tag.children if isinstance(one, Tag))


def _main_part(soup: BeautifulSoup) -> Tag:
    body = soup.body or soup
    whole = len(body.get_text())
    for main in (soup.find("main"), soup.find(role="main"), soup.find("article")):
        if isinstance(main, Tag) and len(main.get_text()) > _MAIN_SHARE * whole:
            return main
    return body


def _drop_unread(root: Tag) -> int:
    """Remove what is not the text; the number of visible characters that went with it."""
    dropped = 0
    for comment in root.find_all(
        string=lambda text: isinstance(text, Comment | PreformattedString)
    ):
        comment.extract()
    for tag in root.find_all(_is_unread):
        if tag.decomposed:
            continue
        dropped += len(tag.get_text(" ", strip=True)) if tag.name in _FRAMES else 0
        tag.decompose()
    return dropped


def _is_unread(tag: Tag) -> bool:
    if tag.name in _UNREAD or tag.get("role") in _FRAME_ROLES:
        return True
    if tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    if tag.name == "footer" and tag.parent is not None and tag.parent.name == "body":
        return True
    if tag.name in {"div", "ul", "ol"} and _CONTENTS.fullmatch(str(tag.get("id") or "")):
        return True
    return _UNSEEN.search(str(tag.get("style") or "")) is not None
