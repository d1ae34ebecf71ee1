"""A person in front of Slack: writes, presses, fills in, opens, reads."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import interactions, responses
from .api.files import describe, new_file
from .channel import Channel
from .composing import compose
from .delivery.parcel import Attempt, Parcel
from .events import home_opened_event
from .form import NotPossibleError, change_of, check, fill
from .interactions import Element
from .loop_thread import Pending
from .readings import Message, View, read_view
from .records import Conversation, Payload, Person, StoredMessage, StoredView

if TYPE_CHECKING:
    from .emulator import SlackEmulator

ViewPredicate = Callable[[View], object]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a person sends."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an interaction, as the user notices it."""

    acked: bool
    error: str = ""
    seconds: float = 0.0
    response: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


class SlackUser:
    """One person; everything is done as Slack's client would do it."""

    def __init__(self, slack: "SlackEmulator", person: Person) -> None:
        self._slack = slack
        self.person = person

    @property
    def id(self) -> str:
        """The user id."""
        return self.person.id

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.person.real_name

    @property
    def mention(self) -> str:
        """What others type to address this person."""
        return f"<@{self.id}>"

    @property
    def dm(self) -> Channel:
        """The direct message with the app."""
        return self._do(lambda: Channel(self._slack, self._direct_message()))

    def _direct_message(self) -> Conversation:
        world = self._slack.service.world
        installation = world.installation_in(self.person.team)
        bot_id = installation.bot_user_id if installation else self._slack.bot_user_id
        return world.direct_message(self.id, bot_id)

    # --- writing ---

    def say(
        self,
        text: str,
        *,
        to: Channel | None = None,
        thread: Message | None = None,
        files: Iterable[Upload] = (),
        app_context: Payload | None = None,
    ) -> Message:
        """Send a message: to the app itself, or into a channel, or into a thread."""

        def work() -> Message:
            service = self._slack.service
            conversation = self._place(to)
            typed, blocks = compose(text)
            payload: Payload = {
                "user": self.id,
                "text": typed,
                "team": self.person.team.id,
            }
            if self.person.is_bot:
                payload |= {"bot_id": self.person.bot_id, "app_id": self.person.app_id}
            else:
                payload["client_msg_id"] = service.identifiers.uuid()
            if typed:
                identity = {"block_id": service.identifiers.secret(5)}
                payload["blocks"] = [{**blocks[0], **identity}]
            payload |= self._thread_of(conversation, thread)
            payload |= self._attach(conversation, list(files))
            if app_context is not None:
                payload["app_context"] = app_context
            stored = service.post(
                conversation, self.id, payload, mentions_app=self._mentions_app(text, conversation)
            )
            return self._snapshot(stored)

        return self._do(work)

    def mention_app(
        self, text: str, *, to: Channel, thread: Message | None = None,
        files: Iterable[Upload] = (),
    ) -> Message:  # fmt: skip
        """Address the app in a channel."""
        installation = self._slack.service.world.installation_for(to.record)
        bot_id = installation.bot_user_id if installation else self._slack.bot_user_id
        return self.say(f"<@{bot_id}> {text}", to=to, thread=thread, files=files)

    def upload(self, name: str, content: bytes, *, text: str = "", to: Channel | None = None,
               thread: Message | None = None) -> Message:  # fmt: skip
        """Send a file, with a message if wanted."""
        return self.say(text, to=to, thread=thread, files=(Upload(name, content),))

    def _attach(self, conversation: Conversation, files: list[Upload]) -> Payload:
        if not files:
            return {}
        service = self._slack.service
        described = []
        for upload in files:
            stored = new_file(
                service, upload.name, self.id, self.person.team, len(upload.content)
            )
            stored.content, stored.complete = upload.content, True
            stored.channels.append(conversation.id)
            described.append(describe(service, stored))
            service.emit(
                "file_shared",
                {
                    "type": "file_shared", "file_id": stored.id, "user_id": self.id,
                    "file": {"id": stored.id}, "channel_id": conversation.id,
                    "event_ts": service.clock.next_ts(),
                },
                conversation,
            )  # fmt: skip
        return {"subtype": "file_share", "files": described, "upload": False,
                "display_as_bot": False}  # fmt: skip

    def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""

        def work() -> Message:
            stored = self._own(message)
            conversation = self._slack.service.world.conversations[message.channel_id]
            before = stored.payload.get("text", "")
            typed, blocks = compose(text)
            blocks[0]["block_id"] = self._slack.service.identifiers.secret(5)
            self._slack.service.rewrite(
                stored, {"text": typed, "blocks": blocks}, edited_by=self.id
            )
            mentioned = self._mentions_app(before, conversation)
            if self._mentions_app(text, conversation) and not mentioned:
                self._slack.service.emit_message(stored, mentions_app=True)
            return self._snapshot(stored)

        return self._do(work)

    def delete(self, message: Message) -> None:
        """Delete one's own message."""
        self._do(lambda: self._slack.service.remove(self._own(message)))

    def react(self, message: Message, name: str) -> None:
        """Add an emoji below a message."""
        self._do(
            lambda: self._slack.service.react(self._seen(message), self.id, name, add=True)
        )

    def unreact(self, message: Message, name: str) -> None:
        """Take the emoji back."""
        self._do(
            lambda: self._slack.service.react(self._seen(message), self.id, name, add=False)
        )

    def command(self, command: str, text: str = "", *, at: Channel | None = None) -> Pending[Outcome]:
        """Type a slash command."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            if command not in service.world.config.commands:
                raise NotPossibleError(f"{command} is not a valid command")
            conversation = self._place(at)
            typed = compose(text)[0] if command in service.world.config.escaped_commands else text
            parcel = interactions.command_parcel(
                service, self.person, conversation, command, typed
            )

            def finished(attempt: Attempt) -> Mapping[str, str]:
                responses.answer_command(service, conversation, self.id, attempt.response)
                return {}

            return self._send(parcel, finished)

        return self._do(work)

    def message_shortcut(self, callback_id: str, message: Message) -> Pending[Outcome]:
        """Choose a shortcut from the menu of a message."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            if callback_id not in service.world.config.message_shortcuts:
                raise NotPossibleError(f"the app has no message shortcut {callback_id!r}")
            stored = self._seen(message)
            if stored.ephemeral_to is not None:
                raise NotPossibleError("an ephemeral message has no shortcuts")
            return self._send(
                interactions.message_shortcut_parcel(service, self.person, stored, callback_id)
            )

        return self._do(work)

    def global_shortcut(self, callback_id: str) -> Pending[Outcome]:
        """Choose a shortcut from the lightning menu."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            if callback_id not in service.world.config.global_shortcuts:
                raise NotPossibleError(f"the app has no global shortcut {callback_id!r}")
            return self._send(
                interactions.global_shortcut_parcel(service, self.person, callback_id)
            )

        return self._do(work)

    # --- pressing ---

    def press(
        self, target: Message | View, button: str, *, value: str | None = None
    ) -> Pending[Outcome]:
        """Press the button with this label or action_id on the newest version of `target`."""
        return self._do(lambda: self._act(target, button, value=value))

    def choose(self, target: Message | View, action_id: str, wanted: Any) -> Pending[Outcome]:  # noqa: ANN401
        """Choose something in a menu of a message or view."""
        return self._do(lambda: self._act(target, action_id, wanted=wanted))

    def _act(
        self, target: Message | View, name: str, *, value: str | None = None,
        wanted: Any = None,  # noqa: ANN401  (text, list, number)
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

    # --- modals ---

    @property
    def modal(self) -> View | None:
        """The modal on top, if one is open."""

        def work() -> View | None:
            stack = self._slack.service.world.modals.get(self.id, [])
            return read_view(self._slack.service.world.views[stack[-1]]) if stack else None

        return self._do(work)

    @property
    def modal_depth(self) -> int:
        """How many modals lie on one another."""
        return len(self._slack.service.world.modals.get(self.id, []))

    def wait_for_modal(
        self, predicate: ViewPredicate | None = None, timeout: float = 5.0
    ) -> Pending[View]:
        """The modal on top, once it is as wanted."""

        def probe() -> View | None:
            view = self.modal
            return view if view and (predicate is None or predicate(view)) else None

        return self._slack.wait_for(probe, timeout, f"a modal for {self.name}")  # type: ignore[return-value]

    def submit(self, values: Mapping[str, Any] | None = None) -> Pending[Outcome]:
        """Fill in the modal on top and press its submit button."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            view = self._top_view()
            if not view.payload.get("submit"):
                raise NotPossibleError("the modal has no submit button")
            view.errors = {}
            fill(view, values or {})
            problems = check(view)
            if problems:
                # Nothing is sent: the client itself shows the problems.
                view.errors = problems
                return _settled(Outcome(acked=False, error="not_sent", errors=problems))

            def finished(attempt: Attempt) -> Mapping[str, str]:
                if not attempt.acked:
                    return {"": "We had some trouble connecting. Try again?"}
                return responses.answer_submission(service, view, attempt.response)

            return self._send(
                interactions.submission_parcel(service, self.person, view), finished
            )

        return self._do(work)

    def close_modal(self, *, all_: bool = False) -> Pending[Outcome]:
        """Close the modal on top, or with the cross all of them."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            view = self._top_view()
            stack = service.world.modals[self.id]
            if all_ or view.payload.get("clear_on_close"):
                stack.clear()
            else:
                stack.pop()
            service.changed()
            if not view.payload.get("notify_on_close"):
                return _settled(Outcome(acked=False, error="not_sent"))
            return self._send(
                interactions.closing_parcel(service, self.person, view, all_=all_)
            )

        return self._do(work)

    # --- the app's home, the agent ---

    def open_home(self) -> View | None:
        """Open the Home tab; what it shows at that moment."""
        if not self._slack.service.world.config.home_tab:
            raise NotPossibleError("the app has no Home tab")
        self._do(lambda: self._open_tab("home", None))
        return self.home

    @property
    def home(self) -> View | None:
        """The Home tab as it stands."""

        def work() -> View | None:
            stored = self._slack.service.world.homes.get(self.id)
            return read_view(stored) if stored else None

        return self._do(work)

    def wait_for_home(
        self, predicate: ViewPredicate | None = None, timeout: float = 5.0
    ) -> Pending[View]:
        """The Home tab, once it is as wanted."""

        def probe() -> View | None:
            view = self.home
            return view if view and (predicate is None or predicate(view)) else None

        return self._slack.wait_for(probe, timeout, f"a Home tab for {self.name}")  # type: ignore[return-value]

    def open_agent(self, *, looking_at: Channel | None = None) -> Channel:
        """Open the app's Messages tab, as an agent; `looking_at` is what stands beside it."""
        if not self._slack.service.world.config.messages_tab:
            raise NotPossibleError("the app has no Messages tab")
        self._do(lambda: self._open_tab("messages", self._context(looking_at)))
        return self.dm

    def look_at(self, channel: Channel) -> None:
        """Look at another channel while the agent is open."""

        def work() -> None:
            event = {
                "type": "app_context_changed",
                "user": self.id,
                "channel": self._direct_message().id,
                "context": self._context(channel),
                "event_ts": self._slack.service.clock.next_ts(),
            }
            self._slack.service.emit("app_context_changed", event, None, self.person)

        self._do(work)

    def choose_prompt(self, title: str) -> Message:
        """Tap one of the suggested prompts: its message is sent."""
        shown = self.dm.suggested_prompts
        for known, message in shown.prompts if shown else ():
            if known == title:
                return self.say(message)
        titles = ", ".join(shown.titles) if shown else "none"
        raise NotPossibleError(f"there is no prompt {title!r}; there are: {titles}")

    def stop_stream(self, message: Message) -> None:
        """Press the stop button of a message that is being streamed."""

        def work() -> None:
            service = self._slack.service
            stored = self._seen(message)
            if stored.stream is None or stored.stream.state != "in_progress":
                raise NotPossibleError("the message is not being streamed")
            stored.stream.state = "stopped"
            stored.payload.pop("streaming_state", None)
            event = {
                "type": "agent_session_stopped",
                "channel": stored.conversation_id,
                "user": self.id,
                "thread_ts": stored.thread_ts,
                "streaming_message_ts": [stored.ts],
                "event_ts": service.clock.next_ts(),
            }
            conversation = service.world.conversations[stored.conversation_id]
            service.emit("agent_session_stopped", event, conversation)
            service.changed()

        self._do(work)

    def _open_tab(self, tab: str, context: Payload | None) -> None:
        service = self._slack.service
        event = home_opened_event(
            self.id, self._direct_message().id, tab, service.world.homes.get(self.id), context,
            service.clock.next_ts(),
        )  # fmt: skip
        service.emit("app_home_opened", event, None, self.person)

    def _context(self, channel: Channel | None) -> Payload:
        if channel is None:
            return {"entities": []}
        entity = {
            "type": "slack#/types/channel_id",
            "value": channel.id,
            "team_id": channel.record.team.id,
        }
        return {"entities": [entity]}

    # --- how it is done ---

    def _do(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401  (what `work` returns)
        return self._slack.do(work)

    def _send(
        self, parcel: Parcel, finish: Callable[[Attempt], Mapping[str, str]] | None = None
    ) -> Pending[Outcome]:
        done: Future[Outcome] = Future()
        done.set_running_or_notify_cancel()

        def finished(attempt: Attempt) -> None:
            errors = finish(attempt) if finish else {}
            error = "" if attempt.acked else "operation_timeout"
            if attempt.outcome == "connection_failed":
                error = "dispatch_failed"
            elif attempt.outcome == "http_error":
                error = "http_service_error"
            done.set_result(
                Outcome(attempt.acked, error, attempt.seconds, attempt.response, errors)
            )
            self._slack.service.changed()

        self._slack.service.outbox.post(parcel, finished)
        return Pending(done)

    def _place(self, channel: Channel | None) -> Conversation:
        conversation = channel.record if channel else self._direct_message()
        if self.id not in conversation.members:
            raise NotPossibleError(f"{self.name} is not in {conversation.name or conversation.id}")
        if conversation.archived:
            raise NotPossibleError(f"{conversation.name} is archived")
        if conversation.kind == "im" and not self._slack.service.world.config.messages_tab:
            raise NotPossibleError("sending messages to this app has been turned off")
        return conversation

    def _thread_of(self, conversation: Conversation, thread: Message | None) -> Payload:
        if thread is None:
            return {}
        root_ts = thread.thread_ts or thread.ts
        root = conversation.messages.get(root_ts)
        if root is None or root.ephemeral_to is not None:
            raise NotPossibleError("there is no such thread here")
        return {"thread_ts": root_ts, "parent_user_id": root.author_id}

    def _mentions_app(self, text: str, conversation: Conversation) -> bool:
        installation = self._slack.service.world.installation_for(conversation)
        return bool(installation and f"<@{installation.bot_user_id}>" in text)

    def _seen(self, message: Message) -> StoredMessage:
        conversation = self._slack.service.world.conversations[message.channel_id]
        stored = conversation.messages[message.ts]
        if stored.deleted:
            raise NotPossibleError("the message has been deleted")
        if stored.ephemeral_to not in {None, self.id}:
            raise NotPossibleError(f"{self.name} cannot see that message")
        if self.id not in conversation.members:
            raise NotPossibleError(f"{self.name} is not in {conversation.name}")
        return stored

    def _own(self, message: Message) -> StoredMessage:
        stored = self._seen(message)
        if stored.author_id != self.id:
            raise NotPossibleError(f"the message is not from {self.name}")
        return stored

    def _top_view(self) -> StoredView:
        stack = self._slack.service.world.modals.get(self.id, [])
        if not stack:
            raise NotPossibleError(f"{self.name} has no modal open")
        return self._slack.service.world.views[stack[-1]]

    def _open_view(self, view: View) -> StoredView:
        world = self._slack.service.world
        home = world.homes.get(self.id)
        if view.id not in world.modals.get(self.id, []) and not (home and home.id == view.id):
            raise NotPossibleError(f"{self.name} does not have that view open")
        return world.views[view.id]

    def _snapshot(self, stored: StoredMessage) -> Message:
        conversation = self._slack.service.world.conversations[stored.conversation_id]
        return Channel(self._slack, conversation).snapshot(stored)


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


def _settled(outcome: Outcome) -> Pending[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return Pending(future)
