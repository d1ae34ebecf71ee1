"""Which listener each button has."""

from __future__ import annotations

from collections.abc import Mapping

from bot.telegram_channel.listeners import (
    choice,
    desk,
    feedback,
    forget,
    overview,
    profile,
    publish_buttons,
    unfold,
    whatsnew,
)
from bot.telegram_channel.listeners.tapped import ButtonListener
from bot.telegram_channel.render.callback_data import Act

BUTTONS: Mapping[Act, ButtonListener] = {
    Act.VIEW: unfold.tapped,
    Act.CHOOSE: choice.tapped,
    Act.VOTE: feedback.tapped,
    Act.ASK_DESK: desk.asked,
    Act.WITHDRAW: desk.withdrawn,
    Act.PROFILE: profile.tapped,
    Act.FORGET: forget.tapped,
    Act.SUBSCRIBE: whatsnew.tapped,
    Act.MATRIX: overview.opened,
    Act.PUBLISH: publish_buttons.tapped,
}
