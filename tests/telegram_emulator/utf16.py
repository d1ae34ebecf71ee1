"""Lengths and slices in UTF-16 code units, the unit of every Telegram offset."""


def length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, offset: int, size: int) -> str:
    """The piece of `text` at a UTF-16 offset."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + size)].decode("utf-16-le", "replace")


def boundaries(text: str) -> list[int]:
    """The UTF-16 offset at which each character begins, and the length of the text at the end."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if character > "\uffff" else 1))
    return offsets
