"""What buttons send: a letter for the act, then its parts. At most 64 bytes, keyed to receipts."""

from __future__ import annotations

from enum import StrEnum

from bot.telegram_channel.render.message import CALLBACK_LIMIT_BYTES

SEPARATOR = ":"


class Act(StrEnum):
    """What a button does."""

    VIEW = "v"  # receipt, flags
    CHOOSE = "c"  # receipt, about, option
    VOTE = "f"  # receipt, "1" or "0", flags
    ASK_DESK = "d"  # receipt, consent
    WITHDRAW = "x"  # escalation
    PROFILE = "p"  # field, value
    FORGET = "g"  # "1" or "0"
    SUBSCRIBE = "n"  # "1" or "0"
    MATRIX = "t"  # action
    PUBLISH = "u"  # step, submission or publication, what the step needs


class PublishStep(StrEnum):
    """What a button of publishing does; a submission or a publication follows."""

    FACT = "f"  # submission, fact, mark of the value
    CANCEL = "c"
    PAGE = "p"  # submission, page
    REQUEST = "r"  # submission, day or nothing
    DAY = "d"
    APPROVE = "a"
    REJECT = "j"
    SHOW = "s"
    SHOW_REQUEST = "w"
    ROLL_BACK = "b"  # the snapshot to leave
    KEEP = "n"


class DataTooLongError(ValueError):
    """A button that Telegram would refuse, and with it the whole message."""


def data_of(act: Act, *parts: object) -> str:
    """The data of a button."""
    data = SEPARATOR.join([act, *map(str, parts)])
    if len(data.encode()) > CALLBACK_LIMIT_BYTES:
        raise DataTooLongError(f"{data!r} has more than {CALLBACK_LIMIT_BYTES} bytes")
    return data


def parse(data: str) -> tuple[Act, tuple[str, ...]] | None:
    """The act and its parts; ``None`` for what no button of this version sends."""
    letter, *parts = data.split(SEPARATOR)
    try:
        return Act(letter), tuple(parts)
    except ValueError:
        return None
