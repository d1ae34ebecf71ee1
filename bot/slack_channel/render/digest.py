"""The digest of what changed, as blocks."""

from __future__ import annotations

from bot.changes import wording
from bot.changes.digest import Digest
from bot.slack_channel.render.elements import context, header, section, strong
from bot.slack_channel.render.message import Block, OutMessage, escaped

_LOOK_UP = "Read a clause: /guideline "


def digest_message(digest: Digest) -> OutMessage:
    """The digest in one message."""
    blocks = [header(wording.digest_title(digest)), *digest_blocks(digest)]
    if example := wording.example_clause(digest):
        blocks.append(context(_LOOK_UP + example))
    titles = [group.title for group in wording.groups_of(digest)]
    return OutMessage(escaped("\n".join([wording.digest_title(digest), *titles])), tuple(blocks))


def digest_blocks(digest: Digest, most: int = wording.MOST_LINES) -> list[Block]:
    """The digest below its title."""
    blocks: list[Block] = []
    for group in wording.groups_of(digest, most):
        if group.lines:
            blocks += [strong(group.title), section("\n".join(group.lines))]
        else:
            blocks.append(context(group.title))
    return blocks
