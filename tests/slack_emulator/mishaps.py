"""Breaking things on purpose: calls, deliveries, sockets, tokens, triggers, time."""

from .delivery.parcel import DeliveryFault, FaultAction
from .delivery.socket_mode import DisconnectReason
from .faults import Fault
from .watching import Watching


class Mishaps(Watching):
    """The part of the emulator that fails when a test says so."""

    bot_token: str

    def add_fault(self, fault: Fault) -> None:
        """Let calls go wrong."""
        self.do(lambda: self.service.faults.add(fault))

    def clear_faults(self) -> None:
        """Let everything work again."""
        self.do(self.service.faults.clear)
        self.do(self.service.outbox.faults.clear)

    def script_delivery(
        self, action: FaultAction, name: str = "*", *, times: int = 1, seconds: float = 0.0
    ) -> None:
        """Let the next deliveries of an event or action go wrong."""
        fault = DeliveryFault(action, name, times, seconds)
        self.do(lambda: self.service.outbox.faults.append(fault))

    def hold_events(self) -> None:
        """Keep events back."""
        self.do(self.service.outbox.hold)

    def release_events(self, *, reverse: bool = False) -> int:
        """Let the held events go, in reverse order if wanted; how many there were."""
        return self.do(lambda: self.service.outbox.release(reverse=reverse))

    def disconnect_sockets(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Ask the app to reconnect."""
        self._thread.run(self.service.sockets.disconnect(reason))

    def close_sockets(self) -> None:
        """Send CLOSE frames."""
        self.do(self.service.sockets.close_all)

    def abort_sockets(self) -> None:
        """Reset all sockets."""
        self.do(self.service.sockets.abort_all)

    def silence_sockets(self) -> None:
        """Answer no ping any more, and send nothing."""
        self.do(self.service.sockets.go_silent)

    def revoke_token(self, error: str = "token_revoked", token: str | None = None) -> None:
        """Refuse a bot token from now on."""
        self._mark_token(error, token)

    def restore_token(self, token: str | None = None) -> None:
        """Accept the bot token again."""
        self._mark_token("", token)

    def _mark_token(self, error: str, token: str | None) -> None:
        def work() -> None:
            self.service.world.installations[token or self.bot_token].revoked = error

        self.do(work)

    def uninstall_app(self) -> None:
        """Remove the app from its workspace: its token is void, and it is told so."""

        def work() -> None:
            service = self.service
            tokens = {"oauth": [], "bot": [self.bot_user_id]}
            service.emit("app_uninstalled", {"type": "app_uninstalled"})
            service.emit("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})
            service.world.installations[self.bot_token].revoked = "account_inactive"

        self.do(work)

    def expire_triggers(self) -> None:
        """Let every trigger_id be too old."""

        def work() -> None:
            for trigger in self.service.world.triggers.values():
                trigger.expired = True

        self.do(work)

    def enforce_rate_limits(self, *, enforced: bool = True) -> None:
        """Answer 429 to more calls a minute than the method's tier allows."""
        self.service.rate_limits_enforced = enforced

    def advance(self, seconds: float) -> None:
        """Move the clock forward; what was due by then happens now."""
        self.do(lambda: self.service.clock.advance(seconds))
