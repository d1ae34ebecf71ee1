"""Buttons, menus and inputs as HTML."""

from collections.abc import Mapping
from typing import Any, Final

from .text import plain, safe, text_object

Element = Mapping[str, Any]

THUMB: Final = (
    '<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.6" stroke-linejoin="round"><path d="M3 10.5h4V20H3zM7 11l4-8c1.7 0 2.6 1 '
    '2.6 2.6V9H19c1.3 0 2.2 1.2 1.9 2.4l-1.8 7c-.2 1-1.1 1.6-2.1 1.6H7"/></svg>'
)


def draw_element(element: Element) -> str:
    """An element of an actions block, or the accessory of a section."""
    match element["type"]:
        case "button" | "workflow_button":
            style = safe(element.get("style", ""))
            arrow = ' <span class="out">↗</span>' if element.get("url") else ""
            label = plain(element["text"]["text"])
            return f'<span class="button {style}">{label}{arrow}</span>'
        case "feedback_buttons":
            good = safe(element["positive_button"]["text"]["text"])
            bad = safe(element["negative_button"]["text"]["text"])
            return (
                f'<span class="feedback" title="{good}">{THUMB}</span>'
                f'<span class="feedback down" title="{bad}">{THUMB}</span>'
            )
        case "icon_button":
            icon = {"trash": "🗑"}.get(element["icon"], safe(element["icon"]))
            return f'<span class="feedback" title="{plain(element["text"]["text"])}">{icon}</span>'
        case "overflow":
            return '<span class="button overflow">⋮</span>'
        case "image":
            return f'<div class="image small">{safe(element["alt_text"])}</div>'
        case "checkboxes" | "radio_buttons":
            return _options(element, {})
        case "datepicker":
            return _menu(element, element.get("initial_date", ""), "Select a date")
        case "timepicker":
            return _menu(element, element.get("initial_time", ""), "Select a time")
        case kind if kind.endswith("select"):
            return _menu(element, _initial(element), "Select an option")
        case _:
            return _field(element, {})


def draw_input(block: Element, held: Element, error: str) -> str:
    """An input block: label, element, hint, and the complaint about it."""
    optional = ' <span class="optional">(optional)</span>' if block.get("optional") else ""
    label = f'<div class="label">{plain(block["label"]["text"])}{optional}</div>'
    element = block["element"]
    if element["type"] in {"checkboxes", "radio_buttons"}:
        drawn = _options(element, held)
    elif element["type"].endswith("select"):
        drawn = _menu(element, _held_text(held) or _initial(element), "Select an option")
    else:
        drawn = _field(element, held)
    hint = f'<div class="hint">{plain(block["hint"]["text"])}</div>' if block.get("hint") else ""
    problem = f'<div class="problem">⚠ {safe(error)}</div>' if error else ""
    frame = "input wrong" if error else "input"
    return f'<div class="{frame}">{label}{drawn}{hint}{problem}</div>'


def _field(element: Element, held: Element) -> str:
    value = held.get("value") or element.get("initial_value", "")
    content = safe(value) if isinstance(value, str) else "[rich text]"
    if not content:
        hint = element.get("placeholder", {}).get("text", "")
        if element["type"] == "file_input":
            hint = "Choose files"
        content = f'<span class="placeholder">{safe(hint) or "&nbsp;"}</span>'
    tall = " tall" if element.get("multiline") or element["type"] == "rich_text_input" else ""
    return f'<div class="field{tall}">{content}</div>'


def _menu(element: Element, chosen: str, otherwise: str) -> str:
    placeholder = element.get("placeholder", {}).get("text", otherwise)
    shown = safe(chosen) if chosen else f'<span class="placeholder">{safe(placeholder)}</span>'
    return f'<span class="menu">{shown}<span class="caret">⌄</span></span>'


def _initial(element: Element) -> str:
    option = element.get("initial_option")
    if option:
        return str(option["text"]["text"])
    return ", ".join(str(one["text"]["text"]) for one in element.get("initial_options", []))


def _held_text(held: Element) -> str:
    option = held.get("selected_option")
    if option:
        return str(option["text"]["text"])
    chosen = held.get("selected_options") or []
    if chosen:
        return ", ".join(str(one["text"]["text"]) for one in chosen)
    return str(next((value for name, value in held.items() if name != "type" and value), ""))


def _options(element: Element, held: Element) -> str:
    chosen = (
        {_held_text({"selected_option": held["selected_option"]})}
        if held.get("selected_option")
        else {str(one["text"]["text"]) for one in held.get("selected_options", [])}
    )
    if not held:
        chosen = set(filter(None, _initial(element).split(", ")))
    square = element["type"] == "checkboxes"
    rows = ""
    for option in element["options"]:
        marked = option["text"]["text"] in chosen
        mark = ("☑" if marked else "☐") if square else ("◉" if marked else "○")
        note = option.get("description")
        below = f'<div class="option-note">{text_object(note)}</div>' if note else ""
        label = f"<span>{mark}</span> {text_object(option['text'])}"
        rows += f'<div class="option">{label}{below}</div>'
    return f'<div class="options">{rows}</div>'
