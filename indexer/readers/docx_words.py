"""What is found in a Word paragraph: its words, the notes and boxes in it, what was passed over."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.readers.docx_xml import Element, paragraphs_in, w


@dataclass(slots=True)
class Found:
    """What was met on the way through a document, to be told to the admin."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    hidden: int = 0
    pictures: int = 0
    embedded: int = 0
    counting_fields: int = 0
    lost_symbols: int = 0


@dataclass(slots=True)
class Words:
    """A paragraph's text, the notes it refers to, and the boxes of text anchored in it."""

    fragments: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    plain: bool = False

    @property
    def text(self) -> str:
        """The fragments joined."""
        return "".join(self.fragments)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return not self.plain and bool(self.text.strip())


def outermost_boxes(frame: Element) -> list[Element]:
    """The boxes of text in a frame that lie in no other."""
    boxes = list(frame.iter(w("txbxContent")))
    inner = {
        id(nested) for box in boxes for nested in box.iter(w("txbxContent")) if nested is not box
    }
    return [box for box in boxes if id(box) not in inner]


def box_paragraphs(box: Element) -> list[Element]:
    """The paragraphs of a text box, without those of boxes inside it."""
    inner = {id(one) for nested in box.iter(w("txbxContent")) if nested is not box
             for one in paragraphs_in(nested)}  # fmt: skip
    return [one for one in paragraphs_in(box) if id(one) not in inner]
