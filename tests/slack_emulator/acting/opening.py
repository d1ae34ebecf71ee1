"""Opening and filling in: modals, the Home tab, the agent."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.slack_emulator import interactions, responses
from tests.slack_emulator.channel import Channel
from tests.slack_emulator.delivery.parcel import Attempt
from tests.slack_emulator.events import home_opened_event
from tests.slack_emulator.filing import Upload, describe, take_upload
from tests.slack_emulator.form import NotPossibleError, check, check_files, fill
from tests.slack_emulator.loop_thread import Pending
from tests.slack_emulator.readings import Message, View, read_view
from tests.slack_emulator.records import Payload, StoredView

from .reach import Outcome, settled
from .writing import Writing

ViewPredicate = Callable[[View], object]


class Modals(Writing):
    """A person who fills in modals."""

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

        return self._slack.wait_for(probe, timeout, f"a modal for {self.name}")

    def submit(self, values: Mapping[str, Any] | None = None) -> Pending[Outcome]:
        """Fill in the modal on top and press its submit button."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            view = self._top_view()
            if not view.payload.get("submit"):
                raise NotPossibleError("the modal has no submit button")
            view.errors = {}
            fill(view, self._with_files(view, values or {}))
            problems = check(view)
            if problems:
                # Nothing is sent: the client itself shows the problems.
                view.errors = problems
                return settled(Outcome(acked=False, error="not_sent", errors=problems))

            def finished(attempt: Attempt) -> Mapping[str, str]:
                if not attempt.acked:
                    return {"": "We had some trouble connecting. Try again?"}
                return responses.answer_submission(service, view, attempt.response)

            return self._send(interactions.submission_parcel(service, self.person, view), finished)

        return self._do(work)

    def _with_files(self, view: StoredView, values: Mapping[str, Any]) -> dict[str, Any]:
        """Uploads as the file objects that Slack makes of them."""
        filled = dict(values)
        for name, value in values.items():
            if isinstance(value, list | tuple) and any(isinstance(one, Upload) for one in value):
                check_files(view, name, value)
                filled[name] = [self._hand_in(upload) for upload in value]
        return filled

    def _hand_in(self, upload: Upload) -> Payload:
        service = self._slack.service
        stored = take_upload(service, upload, self.id, self.person.team)
        stored.handed_in = True
        return describe(service, stored)

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
                return settled(Outcome(acked=False, error="not_sent"))
            return self._send(interactions.closing_parcel(service, self.person, view, all_=all_))

        return self._do(work)


class Surfaces(Writing):
    """A person who opens the Home tab and talks to the agent."""

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

        return self._slack.wait_for(probe, timeout, f"a Home tab for {self.name}")

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
