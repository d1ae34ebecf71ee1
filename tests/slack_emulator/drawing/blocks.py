"""Block Kit as HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from .inputs import draw_element, draw_input
from .text import NO_NAMES, Names, markdown, plain, rich_text, safe, text_object

Block = Mapping[str, Any]


def draw_blocks(
    blocks: Sequence[Block],
    names: Names = NO_NAMES,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, Any] | None = None,
) -> str:
    """All blocks of a message or view."""
    return "".join(
        f'<div class="block block-{safe(block["type"])}">'
        f"{_draw(block, names, errors or {}, values or {})}</div>"
        for block in blocks
    )


def _draw(block: Block, names: Names, errors: Mapping[str, str], values: Mapping[str, Any]) -> str:
    match block["type"]:
        case "header":
            return f'<div class="header">{plain(block["text"]["text"])}</div>'
        case "section":
            return _section(block, names)
        case "context":
            return _context(block, names)
        case "rich_text":
            return rich_text(block, names)
        case "markdown":
            return markdown(block["text"])
        case "divider":
            return "<hr>"
        case "actions":
            drawn = "".join(draw_element(element) for element in block["elements"])
            return f'<div class="actions">{drawn}</div>'
        case "context_actions":
            drawn = "".join(draw_element(element) for element in block["elements"])
            return f'<div class="context-actions">{drawn}</div>'
        case "input":
            held = values.get(block["block_id"], {}).get(block["element"].get("action_id"), {})
            return draw_input(block, held, errors.get(block["block_id"], ""))
        case "image":
            return _image(block)
        case "alert":
            level = safe(block.get("level", "default"))
            return f'<div class="alert {level}">{text_object(block["text"], names)}</div>'
        case "table" | "data_table":
            return _table(block, names)
        case "container":
            return _container(block, names, errors, values)
        case "carousel":
            return "".join(_card(card, names) for card in block["elements"])
        case "card":
            return _card(block, names)
        case "task_card":
            return f'<div class="task">{safe(block["status"])}: {safe(block["title"])}</div>'
        case "plan":
            return f'<div class="task"><b>{safe(block["title"])}</b></div>'
        case other:
            return f'<div class="unknown">[{safe(other)}]</div>'


def _section(block: Block, names: Names) -> str:
    body = f'<div class="text">{text_object(block.get("text"), names)}</div>'
    if fields := block.get("fields"):
        cells = "".join(f"<div>{text_object(field, names)}</div>" for field in fields)
        body += f'<div class="fields">{cells}</div>'
    accessory = block.get("accessory")
    side = f'<div class="accessory">{draw_element(accessory)}</div>' if accessory else ""
    return f'<div class="section"><div class="section-body">{body}</div>{side}</div>'


def _context(block: Block, names: Names) -> str:
    parts = [
        f'<span class="context-image" title="{safe(element["alt_text"])}"></span>'
        if element["type"] == "image"
        else f"<span>{text_object(element, names)}</span>"
        for element in block["elements"]
    ]
    return f'<div class="context">{"".join(parts)}</div>'


def _image(block: Block) -> str:
    # No external resource is loaded: the alternative text stands where the picture would.
    title = f"<div>{text_object(block.get('title'))}</div>"
    return f'{title}<div class="image">{safe(block["alt_text"])}</div>'


def _table(block: Block, names: Names) -> str:
    rows = []
    for number, row in enumerate(block["rows"]):
        tag = "th" if number == 0 else "td"
        cells = "".join(f"<{tag}>{_cell(cell, names)}</{tag}>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    caption = f"<caption>{safe(block['caption'])}</caption>" if "caption" in block else ""
    return f"<table>{caption}{''.join(rows)}</table>"


def _cell(cell: Block, names: Names) -> str:
    return rich_text(cell, names) if cell["type"] == "rich_text" else safe(cell["text"])


def _container(
    block: Block, names: Names, errors: Mapping[str, str], values: Mapping[str, Any]
) -> str:
    title = text_object(block.get("title"), names)
    if "rich_text_title" in block:
        title = rich_text(block["rich_text_title"], names)
    subtitle = text_object(block.get("subtitle"), names)
    inner = draw_blocks(block["child_blocks"], names, errors, values)
    head = f'<div class="container-title">{title}</div>'
    head += f'<div class="container-subtitle">{subtitle}</div>'
    return f'<div class="container">{head}{inner}</div>'


def _card(block: Block, names: Names) -> str:
    parts = "".join(
        f'<div class="card-{name}">{text_object(block[name], names)}</div>'
        for name in ("title", "subtitle", "body")
        if name in block
    )
    buttons = "".join(draw_element(button) for button in block.get("actions", []))
    return f'<div class="card">{parts}<div class="actions">{buttons}</div></div>'
