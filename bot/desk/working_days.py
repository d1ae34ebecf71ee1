"""Working time: the days on which somebody sits at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The desk's week and holidays, on its own clock. Weekdays count from Monday, 0."""

    holidays: frozenset[date] = frozenset()
    zone: tzinfo = UTC
    weekdays: frozenset[int] = field(default=_MONDAY_TO_FRIDAY)

    def __post_init__(self) -> None:
        if not self.weekdays & set(range(7)):
            raise ValueError("a week without working days would never end")

    def is_working_day(self, day: date) -> bool:
        """Whether the desk works on that day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def one_working_day_after(self, moment: datetime) -> datetime:
        """The same time on the next working day; what comes on a free day counts from the
        first minute of the next working day, and so is due when that day is over."""
        local = moment.astimezone(self.zone)
        start, at = local.date(), local.time()
        if not self.is_working_day(start):
            start, at = self._next_working_day(start), time()
        due = datetime.combine(self._next_working_day(start), at, tzinfo=self.zone)
        return due.astimezone(UTC)

    def _next_working_day(self, day: date) -> date:
        following = day + timedelta(days=1)
        while not self.is_working_day(following):
            following += timedelta(days=1)
        return following
