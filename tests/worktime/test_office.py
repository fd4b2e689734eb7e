"""Due moments and minutes of the office of the regulation, by the wall clock of Almaty."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kense.worktime import (
    Calendar,
    CalendarRangeError,
    DayKind,
    LengthError,
    NaiveMomentError,
    Reading,
    Schedule,
    Schedules,
    UnknownZoneError,
    WorkingTime,
    WorktimeError,
)

ALMATY = ZoneInfo("Asia/Almaty")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ALMATY)


@pytest.fixture(scope="module")
def office() -> WorkingTime:
    return WorkingTime(Calendar())


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2018-07-05T12:40", 20, "2018-07-05T13:00"),
        ("2018-07-05T12:41", 20, "2018-07-05T14:31"),
        ("2018-07-06T18:25", 20, "2018-07-09T09:20"),  # Friday, but a holiday
        ("2018-07-13T18:25", 20, "2018-07-16T09:15"),
        ("2018-07-14T11:00", 20, "2018-07-16T09:20"),
        ("2018-07-05T08:10", 300, "2018-07-05T15:30"),
        ("2018-07-05T09:40", 380, "2018-07-05T17:30"),
        ("2018-07-05T18:30", 480, "2018-07-09T18:30"),
        ("2018-07-05T13:00", 0, "2018-07-05T14:30"),
        ("2018-07-05T12:59", 0, "2018-07-05T12:59"),
        ("2018-08-24T18:20", 20, "2018-08-25T09:10"),
        ("2025-01-04T12:00", 30, "2025-01-05T09:30"),
    ],
)
def test_due_after_minutes(office: WorkingTime, start: str, minutes: int, due: str) -> None:
    assert office.due_after_minutes(at(start), minutes) == at(due)


@pytest.mark.parametrize(
    ("start", "days", "reading", "due"),
    [
        ("2019-03-20T15:40", 1, "same_time", "2019-03-26T15:40"),
        ("2019-03-20T15:40", 1, "end_of_day", "2019-03-26T18:30"),
        ("2019-03-20T15:40", 4, "same_time", "2019-03-29T15:40"),
        ("2019-03-20T15:40", 4, "end_of_day", "2019-03-29T18:30"),
        ("2018-07-14T11:00", 1, "same_time", "2018-07-17T09:00"),
        ("2018-07-12T13:30", 1, "same_time", "2018-07-13T14:30"),
        ("2018-07-12T18:30", 1, "same_time", "2018-07-16T09:00"),
        ("2018-08-24T10:00", 1, "same_time", "2018-08-25T10:00"),
        ("2020-05-07T10:00", 1, "end_of_day", "2020-05-12T18:30"),
    ],
)
def test_due_after_days(office: WorkingTime, start: str, days: int, reading: Reading, due: str) -> None:
    assert office.due_after_days(at(start), days, reading) == at(due)


@pytest.mark.parametrize(
    ("start", "days", "reading", "due"),
    [
        ("2019-03-20T15:40", 1, "same_time", "2019-03-21T15:40"),  # Nauryz, a day off
        ("2019-03-20T15:40", 10, "same_time", "2019-03-30T15:40"),  # a Saturday
        ("2019-03-20T23:10", 10, "same_time", "2019-03-30T23:10"),
        ("2019-03-20T15:40", 10, "end_of_day", "2019-03-30T23:59"),
        ("2024-02-28T10:00", 2, "same_time", "2024-03-01T10:00"),  # the clocks went back an hour in between
    ],
)
def test_due_after_calendar_days(office: WorkingTime, start: str, days: int, reading: Reading, due: str) -> None:
    assert office.due_after_calendar_days(at(start), days, reading) == at(due)


def test_a_term_in_calendar_days_is_explained_by_its_own_rule() -> None:
    explanation = WorkingTime(Calendar()).explain_calendar_days(at("2026-12-30T10:00"), 10, "same_time")
    assert explanation.end == at("2027-01-09T10:00")
    assert explanation.rule.ru == "То же время через 10 календарных дней, выходные тоже считаются"
    assert explanation.provisional == (), "no decree moves a calendar day"


def test_same_time_outside_that_days_hours_is_the_last_working_moment_before() -> None:
    later = Schedule(date(2019, 4, 2), ((time(10), time(13)), (time(14), time(16))))
    office = WorkingTime(Calendar(), Schedules((Schedule(date(2019, 1, 1)), later)))
    assert office.due_after_days(at("2019-04-01T17:10"), 1, "same_time") == at("2019-04-02T16:00")
    assert office.due_after_days(at("2019-04-01T12:59"), 1, "same_time") == at("2019-04-02T12:59")
    assert office.due_after_days(at("2019-04-01T09:20"), 1, "same_time") == at("2019-04-01T18:30")


def test_moments_are_returned_in_utc_and_shown_by_the_wall_clock(office: WorkingTime) -> None:
    due = office.due_after_minutes(at("2018-07-05T12:40"), 20)
    assert due.tzinfo is UTC
    assert office.local(due).isoformat() == "2018-07-05T13:00:00+06:00"


def test_minutes_between_adds_up_seconds_before_rounding_down(office: WorkingTime) -> None:
    assert office.minutes_between(at("2018-07-05T12:59:30"), at("2018-07-05T14:30:29")) == 0
    assert office.minutes_between(at("2018-07-05T12:59:30"), at("2018-07-05T14:30:30")) == 1
    assert office.minutes_between(at("2019-03-20T15:40"), at("2019-03-26T15:40")) == 480


def test_minutes_before_is_the_latest_working_start(office: WorkingTime) -> None:
    assert office.minutes_before(at("2018-07-05T14:30"), 20) == at("2018-07-05T12:40")
    assert office.minutes_before(at("2018-07-05T18:30"), 240) == at("2018-07-05T14:30")
    assert office.minutes_before(at("2019-03-26T15:40"), 480) == at("2019-03-20T15:40")
    assert office.minutes_before(at("2018-07-05T13:30"), 0) == at("2018-07-05T13:30")


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2018-07-05T08:59:59", False),
        ("2018-07-05T09:00", True),
        ("2018-07-05T12:59:59", True),
        ("2018-07-05T13:00", False),
        ("2018-07-05T14:30", True),
        ("2018-07-05T18:30", False),
        ("2018-07-06T10:00", False),
    ],
)
def test_hours_are_half_open(office: WorkingTime, moment: str, working: bool) -> None:
    assert office.is_working(at(moment)) is working


def test_a_day_shows_its_shifts_or_why_it_has_none(office: WorkingTime) -> None:
    assert office.day(date(2018, 8, 25)).shifts == ((time(9), time(13)), (time(14, 30), time(18, 30)))
    closed = office.day(date(2018, 8, 30))
    assert (closed.shifts, closed.about.kind) == ((), DayKind.HOLIDAY)


def test_the_working_day_is_eight_hours_on_both_sides_of_the_change_of_29_february_2024(office: WorkingTime) -> None:
    due = office.due_after_days(at("2024-02-29T15:00"), 1, "same_time")
    assert due == datetime(2024, 3, 1, 10, 0, tzinfo=UTC)
    assert due - at("2024-02-29T15:00").astimezone(UTC) == timedelta(hours=25)
    assert office.minutes_between(at("2024-02-29T15:00"), due) == 480
    assert office.due_after_minutes(at("2024-02-29T15:00"), 480) == due


def test_the_hour_that_the_clock_showed_twice_counts_twice() -> None:
    night = Schedule(date(2024, 1, 1), ((time(20), time(23, 30)),))
    office = WorkingTime(Calendar(), Schedules((night,)))
    first = datetime(2024, 2, 29, 17, 0, tzinfo=UTC)  # 23:00 for the first time, UTC+6
    assert office.due_after_minutes(first, 30) == first + timedelta(minutes=30)
    assert not office.is_working(first + timedelta(minutes=30))
    assert office.due_after_minutes(first, 60) == first + timedelta(minutes=90)
    assert office.local(first + timedelta(minutes=90)).isoformat() == "2024-02-29T23:30:00+05:00"


def test_another_zone_has_its_own_wall_clock() -> None:
    office = WorkingTime(Calendar(), zone="Asia/Qyzylorda")
    assert office.normalised(datetime(2018, 7, 4, 20, tzinfo=UTC)) == datetime(2018, 7, 5, 3, tzinfo=UTC)
    assert office.normalised(datetime(2019, 7, 3, 20, tzinfo=UTC)) == datetime(2019, 7, 4, 4, tzinfo=UTC)


def test_a_naive_moment_is_refused(office: WorkingTime) -> None:
    with pytest.raises(NaiveMomentError, match="no time zone"):
        office.due_after_minutes(datetime(2018, 7, 5, 12, 40), 20)  # noqa: DTZ001
    with pytest.raises(NaiveMomentError, match="no time zone"):
        office.minutes_between(at("2018-07-05T12:40"), datetime(2018, 7, 5, 12, 40))  # noqa: DTZ001


@pytest.mark.parametrize("zone", ["Asia/Oskemen", "", "../etc", "Asia"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(UnknownZoneError, match="IANA name"):
        WorkingTime(Calendar(), zone=zone)


def test_moments_outside_the_known_calendar_are_refused(office: WorkingTime) -> None:
    for moment in ("1999-12-31T23:59", "2036-01-01T00:00"):
        with pytest.raises(CalendarRangeError, match="2000-01-01 to 2035-12-31"):
            office.normalised(at(moment))
    with pytest.raises(CalendarRangeError, match="runs past"):
        office.due_after_minutes(at("2035-12-31T18:00"), 31)
    with pytest.raises(CalendarRangeError, match="runs past"):
        office.normalised(at("2035-12-31T18:30"))
    with pytest.raises(CalendarRangeError, match="runs past"):
        office.due_after_days(at("2035-12-31T10:00"), 1, "end_of_day")
    with pytest.raises(CalendarRangeError, match="runs back"):
        office.minutes_before(at("2000-01-03T09:00"), 1)
    assert office.due_after_minutes(at("2035-12-31T18:00"), 30) == at("2035-12-31T18:30")


def test_a_moment_before_the_first_schedule_is_refused() -> None:
    office = WorkingTime(Calendar(), Schedules((Schedule(date(2018, 7, 1)),)))
    with pytest.raises(CalendarRangeError, match="2018-07-01 to 2035-12-31"):
        office.is_working(at("2018-06-29T10:00"))


def test_lengths_that_cannot_be_counted_are_refused(office: WorkingTime) -> None:
    start = at("2018-07-05T12:40")
    with pytest.raises(LengthError, match="0 or more"):
        office.due_after_minutes(start, -1)
    with pytest.raises(LengthError, match="0 or more"):
        office.minutes_before(start, -1)
    with pytest.raises(LengthError, match="1 or more"):
        office.due_after_days(start, 0, "same_time")
    with pytest.raises(LengthError, match="earlier moment first"):
        office.minutes_between(start, start - timedelta(minutes=1))
    with pytest.raises(WorktimeError, match="same_time or end_of_day"):
        office.due_after_days(start, 1, "noon")  # type: ignore[arg-type]
