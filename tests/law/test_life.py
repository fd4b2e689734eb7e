"""The life of an act against an oracle of another make: every day of every way in which the unknown days could fall.

Resolution, paragraph 4: in force after ten calendar days have passed from the first official publication; its header:
repealed by an act in force by the same rule.
"""

from dataclasses import astuple
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kense.law.act import Act
from kense.law.life import Facts, left_open, life, status_on, with_facts
from kense.law.values import PublishedOn
from tests.procedure.office import EDITION

ACT = EDITION.act
FIRST = date(2018, 7, 12)
SPAN = [FIRST + timedelta(days=number) for number in range(-3, 28)]


def day(number: int) -> date:
    """The days of the made-up acts, counted from the registration."""
    return FIRST + timedelta(days=number)


def made(published: PublishedOn, repealed: tuple[PublishedOn, int, int] | None, days: int) -> Act:
    """An act with these days; `repealed`: publication, and the numbers of the days of adoption and of seeing the mark."""
    repeal = ACT.repealed
    if repealed is not None:
        assert repeal is not None
        told = {"published": repealed[0], "adopted": day(repealed[1]), "confirmed_on": day(repealed[2])}
        repeal = repeal.model_copy(update=told | {"calendar_days_after_publication": days})
    rule = ACT.in_force.model_copy(update={"calendar_days_after_publication": days})
    registered = ACT.registered.model_copy(update={"date": FIRST})
    given = {"published": published, "repealed": repeal if repealed else None, "registered": registered}
    return ACT.model_copy(update=given | {"in_force": rule})


def lived(published: date | None, repealed: date | None, days: int) -> dict[date, str]:
    """One way it could have been, lived through day by day: a day counts down only after the day of publication."""
    left, repeal_left, status, lived_through = days + 1, days + 1, "not_yet", {}
    for now in SPAN:
        left -= published is not None and now > published
        repeal_left -= repealed is not None and now > repealed
        status = "repealed" if repeal_left <= 0 else "in_force" if left <= 0 else status
        lived_through[now] = status
    return lived_through


def possible(known: PublishedOn, earliest: date, latest: date | None) -> list[date | None]:
    """Every day on which it may have been published; None: not in these days, as far as anybody knows."""
    if isinstance(known, date):
        return [known]
    end = latest or SPAN[-1]
    found: list[date | None] = [earliest + timedelta(days=n) for n in range((end - earliest).days + 1)]
    return found if latest else [*found, None]


def oracle(act: Act, days: int) -> dict[date, str]:
    """The status of each day if it is the same in every way it could have been, else unknown."""
    repeals: list[date | None] = [None]
    if act.repealed:
        seen = act.repealed.confirmed_on - timedelta(days=days + 1)
        repeals = possible(act.repealed.published, act.repealed.adopted, max(seen, act.repealed.adopted))
    ways = [lived(start, end, days) for start in possible(act.published, FIRST, None) for end in repeals]
    told = {today: {one[today] for one in ways} for today in SPAN}
    return {today: found.pop() if len(found) == 1 else "unknown" for today, found in told.items()}


UNKNOWN: PublishedOn = "unknown"


def publications(first: int, last: int) -> st.SearchStrategy[PublishedOn]:
    """Unknown, or a day between two."""
    return st.one_of(st.just(UNKNOWN), st.integers(first, last).map(day))


@st.composite
def acts(draw: st.DrawFn) -> tuple[Act, int]:
    """An act published or not, repealed or not, with a term of no days to three."""
    days, adopted = draw(st.integers(0, 3)), draw(st.integers(0, 12))
    repeal_published = draw(publications(adopted, adopted + 6))
    repealed = draw(st.one_of(st.none(), st.integers(adopted, 18).map(lambda seen: (repeal_published, adopted, seen))))
    return made(draw(publications(0, 12)), repealed, days), days


@settings(max_examples=60)
@given(acts())
def test_every_day_of_a_life_is_as_if_it_had_been_lived_through(made_act: tuple[Act, int]) -> None:
    act, days = made_act
    assert {today: status_on(act, today) for today in SPAN} == oracle(act, days)


@given(acts())
def test_the_periods_cover_every_day_once_and_say_the_same(made_act: tuple[Act, int]) -> None:
    act, _ = made_act
    periods = life(act).periods
    assert (periods[0].first, periods[-1].last) == (None, None)
    for today in SPAN:
        (held,) = [one for one in periods if one.holds(today)]
        assert held.status == status_on(act, today)
    for before, after in pairwise(periods):
        assert (before.status, before.why) != (after.status, after.why)
    for one in periods:
        assert not any(sign in words for words in one.why.as_dict().values() for sign in "{}")


@given(acts(), st.data())
def test_to_know_more_never_contradicts_what_was_certain(made_act: tuple[Act, int], data: st.DataObject) -> None:
    act, _ = made_act
    told = {what: data.draw(st.dates(first, last or day(12))) for what, (first, last) in left_open(act).items()}
    later = with_facts(act, Facts(**told))
    assert left_open(later) == {}
    for today in SPAN:
        if (before := status_on(act, today)) != "unknown":
            assert status_on(later, today) == before


@pytest.mark.para("res 4")
@pytest.mark.para("res part header")
def test_the_life_of_the_act_while_nothing_is_entered() -> None:
    found = life(ACT)
    assert [(one.first, one.last, one.status) for one in found.periods] == [
        (None, date(2018, 7, 22), "not_yet"),
        (date(2018, 7, 23), date(2020, 3, 20), "unknown"),
        (date(2020, 3, 21), date(2026, 11, 21), "unknown"),
        (date(2026, 11, 22), None, "repealed"),
    ]
    assert astuple(found.begins)[:2] == (date(2018, 7, 23), None), "nothing bounds the start"
    assert found.ends
    assert astuple(found.ends)[:2] == (date(2020, 3, 21), date(2026, 11, 22))
    assert [str(one.ref) for one in found.periods] == ["res 4", "res 4", "res 4", "res part header"]


@pytest.mark.para("res 4")
@pytest.mark.para("res part header")
def test_the_life_of_the_act_with_both_days_entered() -> None:
    found = life(with_facts(ACT, Facts(date(2018, 8, 1), date(2020, 3, 20))))
    assert [(one.first, one.last, one.status) for one in found.periods] == [
        (None, date(2018, 8, 11), "not_yet"),
        (date(2018, 8, 12), date(2020, 3, 30), "in_force"),
        (date(2020, 3, 31), None, "repealed"),
    ]
    assert found.begins.is_known
    assert found.ends
    assert found.ends.is_known


def test_what_the_data_of_an_act_say_is_not_entered_over() -> None:
    act = made(day(3), (day(9), 8, 20), 1)
    assert left_open(act) == {}
    assert with_facts(act, Facts(day(5), day(12))) == act
    assert left_open(ACT) == {
        "published": (date(2018, 7, 12), None),
        "repeal_published": (date(2020, 3, 10), date(2026, 11, 11)),
    }
