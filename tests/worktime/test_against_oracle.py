"""The calculator against a walk minute by minute, on random offices, calendars, starts and lengths."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kense.kernel import Text
from kense.worktime import Calendar, Override, Schedule, Schedules, WorkingTime
from tests.worktime.oracle import Hours, Oracle

DAYS = 54
FIRST_START, LAST_START = 18 * 1440, 23 * 1440
USUAL = ((time(9), time(13)), (time(14, 30), time(18, 30)))
HOURS = [USUAL, ((time(8), time(17)),), ((time(0), time(4)), (time(20), time(23, 30)))]
ZONES = ["Asia/Almaty"] * 3 + ["Asia/Qostanay", "Asia/Aqtau", "Asia/Qyzylorda", "Europe/Berlin"]
EVENTFUL = [date(2018, 12, 1), date(2019, 3, 1), date(2020, 4, 20), date(2021, 12, 10), date(2022, 4, 15)]
EVENTFUL += [date(2024, 2, 9), date(2024, 12, 15), date(2026, 3, 1), date(2026, 8, 10), date(2003, 3, 10)]


class Office(NamedTuple):
    ours: WorkingTime
    oracle: Oracle


@st.composite
def shifts(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    marks = sorted(draw(st.lists(st.integers(0, 1439), min_size=4, max_size=4, unique=True)))
    times = [time(*divmod(mark, 60)) for mark in marks]
    long_enough = marks[1] - marks[0] + marks[3] - marks[2] >= 90
    return ((times[0], times[1]), (times[2], times[3])) if long_enough else ((times[0], times[3]),)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """Two schedules, the second from a day within the stretch; a few days declared off or worked."""
    first = draw(st.sampled_from(EVENTFUL) | st.dates(date(2001, 1, 1), date(2034, 1, 1)))
    near = st.dates(first + timedelta(10), first + timedelta(35))
    hours = [
        Hours(from_day, draw(st.sampled_from(HOURS) | shifts()), draw(st.sampled_from([5, 5, 6])))
        for from_day in (first - timedelta(3), draw(near))
    ]
    declared = draw(st.dictionaries(near, st.booleans(), max_size=5))
    zone = draw(st.sampled_from(ZONES))
    note = Text.same("declared")
    calendar = Calendar(Override(day, working, "order 1", note) for day, working in declared.items())
    schedules = Schedules(tuple(Schedule(item.from_day, item.shifts, 6 if item.week == 6 else 5) for item in hours))
    start = datetime.combine(first, time(), UTC)
    return Office(WorkingTime(calendar, schedules, zone), Oracle(start, DAYS, zone, hours, declared))


starts = st.integers(FIRST_START, LAST_START)
lengths = st.lists(st.tuples(starts, st.integers(0, 500)), min_size=80, max_size=80)
terms = st.lists(st.tuples(starts, st.integers(1, 4)), min_size=30, max_size=30)
# Each example compiles an office and a walk of 54 days, so a failing one is shown as found, not made smaller.
slow = settings(max_examples=25, phases=(Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.too_slow])


@slow
@given(offices(), lengths)
def test_agrees_with_a_walk_minute_by_minute(office: Office, asked: list[tuple[int, int]]) -> None:
    ours, oracle = office

    def moment(at: int) -> datetime:
        return oracle.start + timedelta(minutes=at)

    for at, minutes in asked:
        start = moment(at)
        assert ours.is_working(start) == oracle.works[at]
        assert ours.normalised(start) == moment(oracle.normalised(at))
        due = oracle.due_after_minutes(at, minutes)
        assert ours.due_after_minutes(start, minutes) == moment(due)
        assert ours.minutes_before(start, minutes) == moment(oracle.minutes_before(at, minutes))
        assert ours.minutes_between(start, moment(at + minutes)) == oracle.between(at, at + minutes)


@slow
@given(offices(), terms)
def test_days_agree_with_a_walk_minute_by_minute(office: Office, asked: list[tuple[int, int]]) -> None:
    ours, oracle = office
    for at, days in asked:
        start = oracle.start + timedelta(minutes=at)
        same_time = oracle.start + timedelta(minutes=oracle.same_time(at, days))
        assert ours.due_after_days(start, days, "same_time") == same_time
        end_of_day = oracle.start + timedelta(minutes=oracle.end_of_day(at, days))
        assert ours.due_after_days(start, days, "end_of_day") == end_of_day
