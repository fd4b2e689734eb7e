"""The calculator against a walk minute by minute, on random offices, calendars, starts and lengths."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kense.kernel import Text
from kense.worktime import Calendar, Explanation, Override, Schedule, Schedules, WorkingTime
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
    """One shift of an hour and a half or more, sometimes a second one after a break."""
    opens = draw(st.integers(0, 900))
    closes = draw(st.integers(opens + 90, 1200))
    again = draw(st.integers(closes + 1, 1400))
    until = draw(st.integers(again, 1439))
    marks = [(opens, closes), (again, until)] if again < until else [(opens, closes)]
    return tuple((time(*divmod(start, 60)), time(*divmod(end, 60))) for start, end in marks)


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


# Each example compiles an office and a walk of 54 days, so a failing one is shown as found, not made smaller.
slow = settings(max_examples=20, phases=(Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.too_slow])


@slow
@given(offices(), st.integers(0))
def test_minutes_agree_with_a_walk(office: Office, seed: int) -> None:
    ours, oracle = office
    chance = Random(seed)
    for _ in range(150):
        at, minutes = chance.randint(FIRST_START, LAST_START), chance.randint(0, 500)
        start = oracle.moment(at)
        assert ours.is_working(start) == oracle.works[at]
        assert ours.normalised(start) == oracle.moment(oracle.normalised(at))
        assert ours.due_after_minutes(start, minutes) == oracle.moment(oracle.due_after_minutes(at, minutes))
        assert ours.minutes_before(start, minutes) == oracle.moment(oracle.minutes_before(at, minutes))
        assert ours.minutes_between(start, oracle.moment(at + 3 * minutes)) == oracle.between(at, at + 3 * minutes)


@slow
@given(offices(), st.integers(0))
def test_days_agree_with_a_walk(office: Office, seed: int) -> None:
    ours, oracle = office
    chance = Random(seed)
    for _ in range(60):
        at, days = chance.randint(FIRST_START, LAST_START), chance.randint(1, 4)
        start = oracle.moment(at)
        assert ours.due_after_days(start, days, "same_time") == oracle.moment(oracle.same_time(at, days))
        assert ours.due_after_days(start, days, "end_of_day") == oracle.moment(oracle.end_of_day(at, days))


@slow
@given(offices(), st.integers(0))
def test_due_and_between_and_the_explanation_agree_to_the_microsecond(office: Office, seed: int) -> None:
    ours, oracle = office
    chance = Random(seed)
    for _ in range(40):
        start = oracle.moment(FIRST_START) + timedelta(microseconds=chance.randrange(5 * 86_400_000_000))
        minutes = chance.randint(1, 500)
        due = ours.due_after_minutes(start, minutes)
        assert ours.minutes_between(start, due) == minutes
        assert ours.minutes_between(start, due - timedelta(microseconds=1)) == minutes - 1
        latest = ours.minutes_before(due, minutes)
        assert latest >= ours.normalised(start)
        assert ours.minutes_between(latest + timedelta(microseconds=1), due) == minutes - 1
        check_explanation(ours.explain_minutes(start, minutes), minutes)
        check_explanation(
            ours.explain_between(start, due + timedelta(1)), ours.minutes_between(start, due + timedelta(1))
        )


def check_explanation(explanation: Explanation, minutes: int) -> None:
    """The rows stand in order from the start to the end, and what they count adds up."""
    rows = explanation.rows
    assert sum(row.minutes for row in rows) == rows[-1].total == explanation.total == minutes
    assert sum((row.end - row.start for row in rows if row.counted), timedelta()) // timedelta(minutes=1) == minutes
    assert rows[0].start == explanation.start
    assert rows[-1].end == explanation.end
    for before, after in pairwise(rows):
        assert before.end <= after.start
