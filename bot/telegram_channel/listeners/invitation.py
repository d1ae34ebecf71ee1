"""``?start=i_<code>``: an invitation, shown by whoever was invited."""

from __future__ import annotations

from bot.access.admission import Admitted, TooFast
from bot.access.invitations import NotRedeemed
from bot.telegram_channel import wording
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import post
from bot.telegram_channel.listeners.visitors import visitor_of

INVITE_LINK = "i_"


def code_in(said: Said) -> str:
    """The code that the link carried; empty where there is none. In a group it would be seen."""
    shown = said.command == "start" and said.text.startswith(INVITE_LINK)
    return said.text.removeprefix(INVITE_LINK) if shown and said.place.private else ""


def listen(front: Front, said: Said) -> Commit:
    """Lets in whoever shows a good code; others hear no more than any stranger."""

    def commit() -> Decision:
        redeemed = front.invitations.redeem(code_in(said), said.speaker.identity)
        if not isinstance(redeemed, NotRedeemed):
            return Decision((post(said, f"{wording.WELCOME}\n\n{wording.HELP}"),), redeemed.id)
        admission = front.access.admit(visitor_of(said.speaker))
        if isinstance(admission, Admitted | TooFast) or admission.told:
            return Decision((post(said, wording.INVITE_VOID),))
        return Decision()

    return commit
