"""Writing: messages, files, edits, reactions, commands, shortcuts."""

from collections.abc import Iterable, Mapping

from tests.slack_emulator import interactions, responses
from tests.slack_emulator.channel import Channel
from tests.slack_emulator.composing import compose
from tests.slack_emulator.delivery.parcel import Attempt
from tests.slack_emulator.filing import Upload, describe, name_only, take_upload
from tests.slack_emulator.form import NotPossibleError
from tests.slack_emulator.loop_thread import Pending
from tests.slack_emulator.readings import Message
from tests.slack_emulator.records import Conversation, Payload

from .reach import Outcome, Reach


class Writing(Reach):
    """A person who writes."""

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
            stored = take_upload(service, upload, self.id, self.person.team)
            stored.channels.append(conversation.id)
            hidden = upload.undescribed or conversation.is_ext_shared
            described.append(name_only(stored) if hidden else describe(service, stored))
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

    def delete_files(self, message: Message) -> None:
        """Delete the files of one's own message; the message stays."""

        def work() -> None:
            service, stored = self._slack.service, self._own(message)
            files = [service.world.files[one["id"]] for one in stored.payload["files"]]
            for file in files:
                file.deleted = True
            told = [describe(service, file) for file in files]
            service.rewrite(stored, {"files": told}, edited_by=None)

        self._do(work)

    def react(self, message: Message, name: str) -> None:
        """Add an emoji below a message."""
        self._do(lambda: self._slack.service.react(self._seen(message), self.id, name, add=True))

    def unreact(self, message: Message, name: str) -> None:
        """Take the emoji back."""
        self._do(lambda: self._slack.service.react(self._seen(message), self.id, name, add=False))

    def command(
        self, command: str, text: str = "", *, at: Channel | None = None
    ) -> Pending[Outcome]:
        """Type a slash command."""

        def work() -> Pending[Outcome]:
            service = self._slack.service
            if command not in service.world.config.commands:
                raise NotPossibleError(f"{command} is not a valid command")
            conversation = self._place(at)
            typed = compose(text)[0] if command in service.world.config.escaped_commands else text
            parcel = interactions.command_parcel(service, self.person, conversation, command, typed)

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
