"""Pressing buttons and choosing from menus."""

from typing import Any

from tests.slack_emulator import interactions
from tests.slack_emulator.form import NotPossibleError, change_of
from tests.slack_emulator.interactions import Element
from tests.slack_emulator.loop_thread import Pending
from tests.slack_emulator.readings import Message, View
from tests.slack_emulator.records import Payload

from .reach import Outcome, Reach


class Pressing(Reach):
    """A person who presses."""

    def press(
        self, target: Message | View, button: str, *, value: str | None = None
    ) -> Pending[Outcome]:
        """Press the button with this label or action_id on the newest version of `target`."""
        return self._do(lambda: self._act(target, button, value=value))

    def choose(self, target: Message | View, action_id: str, wanted: Any) -> Pending[Outcome]:
        """Choose something in a menu of a message or view."""
        return self._do(lambda: self._act(target, action_id, wanted=wanted))

    def _act(
        self, target: Message | View, name: str, *, value: str | None = None,
        wanted: Any = None,
    ) -> Pending[Outcome]:  # fmt: skip
        service = self._slack.service
        if not service.world.config.interactivity:
            raise NotPossibleError("the app's interactivity is switched off")
        if isinstance(target, Message):
            message = self._seen(target)
            element = _find(message.payload.get("blocks", []), name, value)
            change = change_of(element.payload, wanted) if wanted is not None else {}
            _remember(message.values, element, change)
            parcel = interactions.message_action_parcel(
                service, self.person, message, element, change
            )
        else:
            view = self._open_view(target)
            element = _find(view.payload["blocks"], name, value)
            change = change_of(element.payload, wanted) if wanted is not None else {}
            _remember(view.values, element, change)
            parcel = interactions.view_action_parcel(service, self.person, view, element, change)
        return self._send(parcel)


def _find(blocks: list[Payload], name: str, value: str | None) -> Element:
    """The one element with this label or action_id."""
    found = [one for one in _pressable(blocks) if name in _names(one)]
    if value is not None:
        found = [one for one in found if _value_of(one) == value]
    if len(found) == 1:
        return found[0]
    known = "; ".join(" / ".join(sorted(_names(one))) for one in _pressable(blocks)) or "nothing"
    problem = "more than one" if found else "no"
    raise NotPossibleError(f"there is {problem} {name!r} to press; there is: {known}")


def _pressable(blocks: list[Payload]) -> list[Element]:
    found = []
    for element in interactions.elements_in(blocks):
        if element.payload["type"] == "feedback_buttons":
            for side in ("positive_button", "negative_button"):
                found.append(Element(element.block_id, element.payload, element.payload[side]))
        else:
            found.append(element)
    return found


def _names(element: Element) -> set[str]:
    source = element.chosen or element.payload
    text = source.get("text")
    label = {text["text"]} if isinstance(text, dict) else set()
    return label | {element.action_id}


def _value_of(element: Element) -> str:
    return str((element.chosen or element.payload).get("value", ""))


def _remember(values: Payload, element: Element, change: Payload) -> None:
    if change and element.payload["type"] in interactions.ALWAYS_STATEFUL:
        held = {"type": element.payload["type"], **change}
        values.setdefault(element.block_id, {})[element.action_id] = held
