"""Pictures of what a person sees in Slack, as HTML pages that need nothing from outside."""

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from .drawing.blocks import draw_blocks
from .drawing.emoji import emoji
from .drawing.style import STYLE
from .drawing.text import Names, mrkdwn, plain, safe
from .readings import Message, SuggestedPrompts, View

if TYPE_CHECKING:
    from .channel import Channel
    from .user import SlackUser

COLOURS: Final = ("#4a154b", "#1264a3", "#007a5a", "#e8912d", "#611f69", "#2b6b6b", "#a3434c")
EYE: Final = (
    '<svg width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="2"><path d="M2 12c3-5 6.5-7.5 10-7.5S19 7 22 12c-3 5-6.5 7.5-10 7.5S5 17 2 12z"'
    "/>"
    '<circle cx="12" cy="12" r="3"/></svg>'
)
APP_COLOUR: Final = "#0b4c8c"


def transcript_page(
    channel: "Channel", viewer: "SlackUser | None" = None, *, thread: Message | None = None
) -> str:
    """A conversation as `viewer` sees it; threads stand open below their roots.

    With `thread`, that thread stands in a pane on the right instead.
    """
    names = _names(channel)
    rows = "".join(
        _with_replies(channel, message, viewer, names, open_=thread is None)
        for message in channel.transcript(viewer)
    )
    title = _title(channel, viewer)
    main = f'<div class="main"><div class="top">{title}</div>{rows}{_prompts(channel)}</div>'
    return _page(title, f'<div class="layout">{main}{_pane(channel, thread, viewer, names)}</div>')


def view_page(view: View, user: "SlackUser | None" = None, *, app_name: str = "Attaché") -> str:
    """A modal or a Home tab as a user sees it."""
    names = Names({}, {})
    blocks = draw_blocks(view.blocks, names, view.errors, view.values)
    avatar = _avatar(app_name, app=True)
    if view.kind == "home":
        top = f'<div class="top">{safe(app_name)}</div>'
        tabs = '<div class="tabs"><span class="chosen">Home</span><span>Messages</span></div>'
        return _page(app_name, f'{top}{tabs}<div class="home">{blocks}</div>')
    head = f'<div class="modal-top">{avatar}{plain(view.title)}<span class="cross">✕</span></div>'
    close = f'<span class="button">{plain(view.close or "Cancel")}</span>'
    submit = f'<span class="button primary">{plain(view.submit)}</span>' if view.submit else ""
    foot = f'<div class="modal-bottom">{close}{submit}</div>'
    body = f'<div class="modal-body">{blocks}</div>'
    seen_by = f" ({user.name})" if user else ""
    modal = f'<div class="modal">{head}{body}{foot}</div>'
    return _page(view.title + seen_by, f'<div class="shade">{modal}</div>')


def _page(title: str, body: str) -> str:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{safe(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )


def _names(channel: "Channel") -> Names:
    world = channel.world
    return Names(
        {person.id: person.real_name for person in world.people.values()},
        {other.id: other.name for other in world.conversations.values()},
    )


def _title(channel: "Channel", viewer: "SlackUser | None") -> str:
    if not channel.is_direct:
        return f"# {safe(channel.name)}"
    world = channel.world
    others = [
        world.people[member].real_name
        for member in channel.record.members
        if viewer is None or member != viewer.id
    ]
    return safe(" and ".join(others))


def _with_replies(
    channel: "Channel", message: Message, viewer: "SlackUser | None", names: Names, *, open_: bool
) -> str:
    drawn = _draw_message(message, names, counted=not open_)
    replies = [] if message.is_reply else channel.thread(message, viewer)[1:]
    if open_ and replies:
        inner = "".join(_draw_message(reply, names) for reply in replies)
        drawn += f'<div class="replies">{inner}</div>'
    return drawn + _status(channel, message)


def _pane(
    channel: "Channel", root: Message | None, viewer: "SlackUser | None", names: Names
) -> str:
    if root is None:
        return ""
    rows = "".join(_draw_message(message, names) for message in channel.thread(root, viewer))
    head = f'<div class="top">Thread<small># {safe(channel.name)}</small></div>'
    return f'<div class="pane">{head}{rows}{_status(channel, root)}</div>'


def _draw_message(message: Message, names: Names, *, counted: bool = False) -> str:
    badge = '<span class="badge">APP</span>' if message.is_from_app else ""
    clock = time.strftime("%H:%M", time.gmtime(float(message.ts)))
    who = f'<div class="who"><b>{safe(message.author_name)}</b>{badge}<time>{clock}</time></div>'
    only = f'<div class="only">{EYE}Only visible to you</div>' if message.is_ephemeral else ""
    body = only + who + _content(message, names)
    if counted and message.reply_count:
        body += f'<div class="count">{message.reply_count} replies</div>'
    frame = "message ephemeral" if message.is_ephemeral else "message"
    avatar = _avatar(message.author_name, app=message.is_from_app)
    return f'<div class="{frame}">{avatar}<div class="body">{body}</div></div>'


def _content(message: Message, names: Names) -> str:
    if message.blocks:
        content = draw_blocks(message.blocks, names)
    else:
        content = f'<div class="text">{mrkdwn(message.text, names)}</div>'
    content += "".join(_draw_attachment(one, names) for one in message.attachments)
    content += "".join(_draw_file(one) for one in message.files)
    if message.edited:
        content += '<span class="edited">(edited)</span>'
    if message.is_streaming:
        content += '<span class="note">▍</span>'
    return content + _reactions(message.reactions)


def _draw_attachment(attachment: Mapping[str, Any], names: Names) -> str:
    inner = draw_blocks(attachment.get("blocks", []), names)
    for field in ("pretext", "title", "text", "footer"):
        if attachment.get(field):
            inner += f"<div>{mrkdwn(str(attachment[field]), names)}</div>"
    return f'<div class="attachment">{inner}</div>'


def _draw_file(described: Mapping[str, Any]) -> str:
    icon = safe(str(described["filetype"]).upper()[:4])
    name, kind = safe(described["name"]), safe(described["pretty_type"])
    label = f"<div><b>{name}</b><small>{kind}</small></div>"
    return f'<div><div class="file"><div class="file-icon">{icon}</div>{label}</div></div>'


def _reactions(reactions: Mapping[str, Sequence[str]]) -> str:
    if not reactions:
        return ""
    drawn = "".join(
        f'<span class="reaction">{safe(emoji(name))} {len(users)}</span>'
        for name, users in reactions.items()
    )
    return f'<div class="reactions">{drawn}</div>'


def _status(channel: "Channel", message: Message) -> str:
    status = channel.status(message)
    if status is None:
        return ""
    app = channel.world.config.name
    return f'<div class="status">{safe(app)} {safe(status.text)}</div>'


def _prompts(channel: "Channel") -> str:
    shown: SuggestedPrompts | None = channel.suggested_prompts
    if shown is None:
        return ""
    title = f"<b>{safe(shown.title)}</b>" if shown.title else ""
    drawn = "".join(f'<span class="prompt">{safe(prompt)}</span>' for prompt in shown.titles)
    return f'<div class="prompts">{title}{drawn}</div>'


def _avatar(name: str, *, app: bool) -> str:
    initials = "".join(word[0] for word in name.split()[:2]).upper() or "?"
    colour = APP_COLOUR if app else COLOURS[sum(map(ord, name)) % len(COLOURS)]
    return f'<div class="avatar" style="background:{colour}">{safe(initials)}</div>'
