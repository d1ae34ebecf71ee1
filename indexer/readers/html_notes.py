"""Footnotes of a page: a link at the reference, and a link back from the note."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import Tag

from indexer.readers.characters import on_one_line
from indexer.readers.structure import Note

_SIGN = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|[†‡])[\])]?")
_BLOCKS = ("li", "p", "div", "dd", "td")


def take_footnotes(root: Tag) -> dict[int, Note]:
    """Remove the footnotes from the page; each is found again by the ``id()`` of its reference.

    Two links that lead to each other are a note's: the earlier one is the reference.
    """
    tags = root.find_all(re.compile("."))
    order = {id(tag): place for place, tag in enumerate(tags)}
    named = {name: tag for tag in tags if (name := _name(tag))}
    notes: dict[int, Note] = {}
    for link in [tag for tag in tags if tag.name == "a"]:
        sign = _SIGN.fullmatch(link.get_text(strip=True))
        target = named.get(_aim(link))
        if sign is None or target is None or order[id(target)] < order[id(link)]:
            continue
        block = _block_of(target)
        back = _link_back(block, link) if block else None
        if block is None or back is None or block in link.parents:
            continue
        back.extract()
        notes[id(link)] = Note(sign[1], on_one_line(block.get_text(" ")))
        block.extract()
    return notes


def note_numbers(notes: Mapping[int, Note]) -> dict[int, Note]:
    """The same notes, numbered through in the order in which they are referred to."""
    return {
        link: Note(str(place), note.text) for place, (link, note) in enumerate(notes.items(), 1)
    }


def _name(tag: Tag) -> str:
    return str(tag.get("id") or (tag.get("name") if tag.name == "a" else None) or "")


def _aim(link: Tag) -> str:
    href = str(link.get("href") or "")
    return href[1:] if href.startswith("#") else ""


def _link_back(block: Tag, link: Tag) -> Tag | None:
    around = [link, *link.find_all(re.compile(".")), *([link.parent] if link.parent else [])]
    names = {name for tag in around if (name := _name(tag))}
    if link.get("name"):
        names.add(str(link["name"]))
    candidates = [one for one in block.find_all("a") if _aim(one) in names]
    return candidates[0] if candidates else None


def _block_of(tag: Tag) -> Tag | None:
    holders = [one for one in (tag, *tag.parents) if one.name in _BLOCKS]
    named = next((one for one in holders[:2] if one.has_attr("id")), None)
    return named or (holders[0] if holders else None)
