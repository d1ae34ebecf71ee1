"""The list definitions of a Word file: what each level looks like, and where it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.readers.docx_styles import Styles
from indexer.readers.docx_xml import Element, child, is_on, number, value, w

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition. ``restarts_after``: 0 never, else a level counted from 1."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restarts_after: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A ``w:num``: its definition, its own levels, and the starts that it overrides."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


def lists_in(root: Element, styles: Styles) -> dict[str, NumberedList]:
    """The lists of a numbering part, by their ids."""
    definitions = {one.get(w("abstractNumId")): one for one in root.findall(w("abstractNum"))}
    used = {one.get(w("numId")): value(one, "abstractNumId") for one in root.findall(w("num"))}
    lists = {}
    for one in root.findall(w("num")):
        list_id = one.get(w("numId"))
        definition = _linked(used.get(list_id), definitions, used, styles)
        if definition is None or list_id in {None, "0"}:
            continue
        levels, starts = _levels(definitions[definition]), {}
        for override in one.findall(w("lvlOverride")):
            place = int(override.get(w("ilvl")) or 0)
            if (own := child(override, "lvl")) is not None:
                levels[place] = _level(own)
            if (start := number(override, "startOverride")) is not None:
                starts[place] = start
        lists[list_id] = NumberedList(definition, levels, starts)
    return lists


def _linked(
    definition: str | None,
    definitions: Mapping[str, Element],
    used: Mapping[str, str | None],
    styles: Styles,
) -> str | None:
    """The definition that holds the levels, where one only points to a list style."""
    seen: set[str] = set()
    while definition is not None and definition in definitions and definition not in seen:
        seen.add(definition)
        link = value(definitions[definition], "numStyleLink")
        if link is None:
            return definition
        definition = used.get(styles.list_of(link) or "")
    return None


def _levels(definition: Element) -> dict[int, Level]:
    return {int(one.get(w("ilvl")) or 0): _level(one) for one in definition.findall(w("lvl"))}


def _level(element: Element) -> Level:
    level = Level(
        text=value(element, "lvlText") or "",
        number_format=_number_format(element),
        legal=bool(is_on(element, "isLgl")),
        restarts_after=number(element, "lvlRestart"),
        style=value(element, "pStyle"),
    )
    start = number(element, "start")
    return level if start is None else replace(level, start=start)


def _number_format(element: Element) -> str:
    own = value(element, "numFmt")
    if own is None and (alternate := element.find(_ALTERNATE)) is not None:
        # The fallback is what an older Word shows; newer formats are "custom" and seldom known.
        offered = [one.get(w("val")) for one in alternate.iter(w("numFmt"))]
        own = offered[-1] if offered else None
    return own or "decimal"
