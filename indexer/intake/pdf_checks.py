"""A PDF looked over for what it could do beside being read; nothing of it is ever run."""

from __future__ import annotations

import re

_ACTIVE = {
    "scripts": re.compile(rb"/(?:JavaScript|JS)\b"),
    "commands to start programs": re.compile(rb"/Launch\b"),
    "embedded files": re.compile(rb"/EmbeddedFiles?\b"),
    "films or sounds": re.compile(rb"/(?:RichMedia|Movie|Sound)\b"),
}


def check_pdf(data: bytes) -> list[str]:
    """What the file carries beside its pages, as warnings."""
    found = [name for name, pattern in _ACTIVE.items() if pattern.search(data)]
    return [f"the PDF carries {', '.join(found)}: left out"] if found else []
