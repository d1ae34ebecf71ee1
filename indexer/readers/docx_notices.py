"""What an admin should know about a Word file after it was read."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.readers.docx_words import Found


def notices(found: Found, unknown_formats: Iterable[str]) -> tuple[str, ...]:
    """One sentence for each thing that was left out or changed."""
    changes = found.insertions + found.deletions
    told = [
        (
            changes,
            f"tracked changes: read as if all were accepted ({found.insertions} insertions, "
            f"{found.deletions} deletions); accept or reject them in Word to be sure",
        ),
        (found.comments, f"{_count(found.comments, 'comment')} left out"),
        (found.hidden, f"{_count(found.hidden, 'piece')} of hidden text left out"),
        (
            found.pictures,
            f"{_count(found.pictures, 'picture')} left out; words in them are not read",
        ),
        (found.embedded, f"{_count(found.embedded, 'embedded object')} left out"),
        (
            found.counting_fields,
            "numbers made by LISTNUM or AUTONUM fields are missing: use Word's lists instead",
        ),
        (found.lost_symbols, f"{_count(found.lost_symbols, 'symbol')} of a picture font left out"),
    ]
    formats = sorted(unknown_formats)
    numbers = [f"numbers of the format “{one}” are written as 1, 2, 3" for one in formats]
    return (*[sentence for count, sentence in told if count], *numbers)


def _count(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
