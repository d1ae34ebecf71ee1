"""The names and attributes of WordprocessingML that the other DOCX modules look for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

Element: TypeAlias = Any
"""An lxml element; lxml's own types are not published with it."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_OFF = {"0", "false", "off", "none"}


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant at this path of WordprocessingML names."""
    for name in path:
        if element is None:
            return None
        element = element.find(_W + name)
    return element


def value(element: Element | None, *path: str, attribute: str = "val") -> str | None:
    """The value that the element at this path carries."""
    found = child(element, *path)
    return None if found is None else found.get(_W + attribute)


def number(element: Element | None, *path: str) -> int | None:
    """As ``value``, where it is a whole number."""
    text = value(element, *path)
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(element: Element | None, *path: str) -> bool | None:
    """Whether a switch such as ``w:b`` is on; ``None`` where it is not set."""
    found = child(element, *path)
    if found is None:
        return None
    return (found.get(_W + "val") or "true").lower() not in _OFF


def paragraphs_in(element: Element) -> Iterator[Element]:
    """The paragraphs anywhere inside, in order."""
    yield from element.iter(_W + "p")


def parse(data: bytes) -> Element:
    """The root of an XML part: no entity is resolved, nothing is loaded from anywhere."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(data, parser)
