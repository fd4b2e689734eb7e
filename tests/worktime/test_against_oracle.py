"""The calculator against a walk minute by minute, on random offices, calendars, starts and lengths."""

import os
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kense.worktime import Explanation
from tests.worktime.offices import FIRST_START, LAST_START, Office, made_up

STARTS_OF_AN_OFFICE = 5_000
OFFICES = int(os.environ.get("KENSE_ORACLE_STARTS", "200000")) // STARTS_OF_AN_OFFICE
"""`make test-long` sets the number of starts to ten million."""

# An example compiles an office and a walk of many days, so a failing one is shown as found, not made smaller.
slow = settings(max_examples=15, phases=(Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.too_slow])
chances = st.randoms(use_true_random=False)


@pytest.mark.parametrize("seed", range(OFFICES))
def test_random_offices_agree_with_a_walk(seed: int) -> None:
    chance = Random(seed)
    agree(made_up(chance), chance, STARTS_OF_AN_OFFICE)


@slow
@given(chances, st.integers(0))
def test_offices_sought_for_trouble_agree_with_a_walk(shape: Random, seed: int) -> None:
    agree(made_up(shape), Random(seed), 200)


def agree(office: Office, chance: Random, starts: int) -> None:
    """Every question, asked of both, at so many random starts."""
    ours, oracle = office
    for _ in range(starts):
        at = chance.randint(FIRST_START, LAST_START)
        minutes = chance.randint(0, chance.choice([30, 500, oracle.left(at)]))
        days = chance.randint(1, min(chance.choice([1, 4, 20]), oracle.days_left(at)))
        start, due = oracle.moment(at), oracle.due_after_minutes(at, minutes)
        assert ours.is_working(start) == oracle.works(at)
        assert ours.normalised(start) == oracle.moment(oracle.normalised(at))
        assert ours.due_after_minutes(start, minutes) == oracle.moment(due)
        assert ours.minutes_between(start, oracle.moment(due)) == oracle.between(at, due) == minutes
        assert ours.minutes_before(oracle.moment(due), minutes) == oracle.moment(oracle.minutes_before(due, minutes))
        assert ours.due_after_days(start, days, "same_time") == oracle.moment(oracle.same_time(at, days))
        assert ours.due_after_days(start, days, "end_of_day") == oracle.moment(oracle.end_of_day(at, days))


@slow
@given(chances, st.integers(0))
def test_due_and_between_and_the_explanation_agree_to_the_microsecond(shape: Random, seed: int) -> None:
    ours, oracle = made_up(shape)
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
