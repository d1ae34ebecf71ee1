"""One working day, as the desk's calendar has it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk.working_days import WorkingCalendar


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-09 09:30", "2026-11-10 09:30"),  # Monday
        ("2026-11-13 15:00", "2026-11-16 15:00"),  # Friday
        ("2026-11-14 11:00", "2026-11-17 00:00"),  # Saturday
        ("2026-11-15 23:59", "2026-11-17 00:00"),  # Sunday
    ],
)
def test_free_days_do_not_count(asked: str, due: str):
    assert WorkingCalendar().one_working_day_after(at(asked)) == at(due)


def test_holidays_do_not_count():
    calendar = WorkingCalendar(holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
    assert calendar.one_working_day_after(at("2026-12-24 16:00")) == at("2026-12-29 16:00")
    assert calendar.one_working_day_after(at("2026-12-25 09:00")) == at("2026-12-30 00:00")


def test_the_day_is_that_of_the_desks_own_clock():
    """Late on Thursday in UTC it is Friday in Addis Ababa, and Monday follows."""
    calendar = WorkingCalendar(zone=ZoneInfo("Africa/Addis_Ababa"))
    assert calendar.one_working_day_after(at("2026-11-12 22:00")) == at("2026-11-15 22:00")


def test_the_hour_stays_when_the_clocks_change():
    calendar = WorkingCalendar(zone=ZoneInfo("Europe/Vienna"))
    due = calendar.one_working_day_after(at("2026-10-23 10:00", "Europe/Vienna"))
    assert due == at("2026-10-26 10:00", "Europe/Vienna")
    assert due.tzinfo is UTC


def test_a_ministry_may_work_from_sunday_to_thursday():
    calendar = WorkingCalendar(weekdays=frozenset({6, 0, 1, 2, 3}))
    assert calendar.one_working_day_after(at("2026-11-12 10:00")) == at("2026-11-15 10:00")


def test_a_week_without_working_days_is_refused():
    with pytest.raises(ValueError, match="never end"):
        WorkingCalendar(weekdays=frozenset())
