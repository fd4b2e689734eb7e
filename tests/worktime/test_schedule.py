"""The hours of an office: what is accepted and what holds on a day."""

from dataclasses import replace
from datetime import UTC, date, time

import pytest

from kense.worktime import (
    USUAL_SCHEDULES,
    Calendar,
    CalendarRangeError,
    DayKind,
    Schedule,
    ScheduleError,
    Schedules,
    WorkingTime,
)

DAY = date(2018, 7, 1)
SEVEN_HOURS = ((time(9), time(13)), (time(14), time(17)))
FIVE_HOURS = ((time(9), time(14)),)


def test_the_usual_day_has_480_minutes_in_a_five_day_week() -> None:
    schedule = USUAL_SCHEDULES.on(DAY)
    assert schedule.shifts == ((time(9), time(13)), (time(14, 30), time(18, 30)))
    assert (schedule.minutes, schedule.week) == (480, 5)


def test_a_schedule_holds_until_the_next_begins() -> None:
    short = Schedule(date(2019, 1, 1), ((time(9), time(12)),), week=6)
    schedules = Schedules((Schedule(DAY), short))
    assert schedules.on(date(2018, 12, 31)).minutes == 480
    assert schedules.on(date(2019, 1, 1)) is short
    with pytest.raises(CalendarRangeError, match="before the first schedule"):
        schedules.on(date(2018, 6, 30))


@pytest.mark.parametrize(
    ("shifts", "why"),
    [
        ((), "no working time"),
        (((time(9), time(9)),), "no working time"),
        (((time(18), time(9)),), "no working time"),
        (((time(9), time(13)), (time(12), time(18))), "part them"),
        (((time(9), time(13)), (time(13), time(18))), "part them"),
        (((time(14), time(18)), (time(9), time(13))), "out of order"),
        (((time(9, 0, 30), time(13)),), "whole minutes"),
        (((time(9, tzinfo=UTC), time(13, tzinfo=UTC)),), "whole minutes"),
    ],
)
def test_hours_that_cannot_be_are_refused(shifts: tuple[tuple[time, time], ...], why: str) -> None:
    with pytest.raises(ScheduleError, match=why):
        Schedule(DAY, shifts)


def test_a_saturday_may_have_hours_of_its_own() -> None:
    schedule = Schedule(DAY, SEVEN_HOURS, week=6, saturday=FIVE_HOURS)
    office = WorkingTime(Calendar(), Schedules((schedule,)))
    assert office.day(date(2018, 7, 13)).shifts == SEVEN_HOURS
    assert office.day(date(2018, 7, 14)).shifts == FIVE_HOURS
    assert office.day(date(2018, 7, 15)).shifts == ()


def test_a_sunday_worked_by_transfer_has_the_hours_of_the_day_it_stands_for() -> None:
    schedule = Schedule(DAY, SEVEN_HOURS, week=6, saturday=FIVE_HOURS)
    friday_off = Calendar().day(date(2025, 1, 5), week=6)
    assert (friday_off.kind, friday_off.counterpart) == (DayKind.MOVED_WORKED, date(2025, 1, 3))
    assert schedule.hours_of(friday_off) == SEVEN_HOURS
    assert schedule.hours_of(replace(friday_off, counterpart=date(2025, 1, 4))) == FIVE_HOURS


def test_hours_of_a_saturday_that_cannot_be_are_refused() -> None:
    with pytest.raises(ScheduleError, match="give a 6-day week"):
        Schedule(DAY, SEVEN_HOURS, week=5, saturday=FIVE_HOURS)
    with pytest.raises(ScheduleError, match="no working time"):
        Schedule(DAY, SEVEN_HOURS, week=6, saturday=((time(14), time(9)),))


def test_a_week_of_seven_days_is_refused() -> None:
    with pytest.raises(ScheduleError, match="give 5 or 6"):
        Schedule(DAY, week=7)  # type: ignore[arg-type]


def test_schedules_that_overlap_or_are_missing_are_refused() -> None:
    with pytest.raises(ScheduleError, match="at least one"):
        Schedules(())
    with pytest.raises(ScheduleError, match="must begin later"):
        Schedules((Schedule(DAY), Schedule(DAY)))
    with pytest.raises(ScheduleError, match="must begin later"):
        Schedules((Schedule(DAY), Schedule(date(2018, 1, 1))))
