"""The emoji that a diplomats' bot is likely to use, as characters."""

from typing import Final

EMOJI: Final = {
    "+1": "👍", "-1": "👎", "ballot_box_with_check": "☑️", "bell": "🔔", "books": "📚",
    "bulb": "💡", "calendar": "📅", "eyes": "👀", "hourglass_flowing_sand": "⏳",
    "information_source": "ℹ️", "large_green_circle": "🟢", "large_orange_circle": "🟠",
    "large_red_circle": "🔴", "large_yellow_circle": "🟡", "lock": "🔒", "mag": "🔍",
    "memo": "📝", "no_entry": "⛔", "no_entry_sign": "🚫", "page_facing_up": "📄",
    "paperclip": "📎", "point_right": "👉", "pray": "🙏", "pushpin": "📌", "question": "❓",
    "rotating_light": "🚨", "scales": "⚖️", "scroll": "📜", "shield": "🛡️", "smile": "😄",
    "speech_balloon": "💬", "tada": "🎉", "thinking_face": "🤔", "thumbsdown": "👎",
    "thumbsup": "👍", "warning": "⚠️", "wave": "👋", "white_check_mark": "✅", "x": "❌",
}  # fmt: skip


def emoji(name: str) -> str:
    """The character, or the name between colons as Slack shows an unknown one."""
    return EMOJI.get(name.partition("::")[0], f":{name}:")
