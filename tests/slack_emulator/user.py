"""A person in front of Slack: writes, presses, fills in, opens, reads."""

from .acting.opening import Modals, Surfaces
from .acting.pressing import Pressing
from .acting.reach import Outcome
from .filing import Upload

__all__ = ["Outcome", "SlackUser", "Upload"]


class SlackUser(Modals, Surfaces, Pressing):
    """One person; everything is done as Slack's client would do it."""
