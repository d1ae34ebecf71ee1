"""What holds for each action at a glance; its buttons ask about one of them."""

from __future__ import annotations

from bot.answering.overview import Matrix
from bot.answering.wording import situation_words
from bot.slack_channel import wording
from bot.slack_channel.render.elements import actions, button, context, header
from bot.slack_channel.render.message import Block, OutMessage, escaped
from bot.slack_channel.render.view import View

ACT = "act"
_IN_A_ROW = 25


def render_matrix(matrix: Matrix, post: str, receipt: str, view: View) -> OutMessage:
    """One line for each action."""
    known = list(dict.fromkeys(cell.situation.action or "" for cell in matrix.cells))[:_IN_A_ROW]
    blocks = [context(wording.post_line(post)), header(wording.MATRIX_TITLE)]
    if words := situation_words(matrix.situation):
        blocks.append(context(wording.situation_line(words)))
    blocks.append(_lines(matrix, known))
    blocks.append(context(wording.MATRIX_HINT))
    value = view.value(receipt)
    blocks.append(actions([button(wording.action_label(a), f"{ACT}.{a}", value) for a in known]))
    return OutMessage(escaped(f"{wording.MATRIX_TITLE}: {wording.post_line(post)}"), tuple(blocks))


def _lines(matrix: Matrix, known: list[str]) -> Block:
    rows = []
    for action in known:
        cells = [cell for cell in matrix.cells if (cell.situation.action or "") == action]
        words = " · ".join(map(wording.cell_line, cells))
        rows.append(
            {
                "type": "rich_text_section",
                "elements": [
                    {
                        "type": "text",
                        "text": wording.action_label(action) or "–",
                        "style": {"bold": True},
                    },
                    {"type": "text", "text": f": {words}"},
                ],
            }
        )
    listed = {"type": "rich_text_list", "style": "bullet", "elements": rows}
    return {"type": "rich_text", "elements": [listed]}
