"""When an office works: its declared days, its hours from a day on, its final years."""

from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kense.kernel import Text
from kense.people.models import CalendarOverride, FinalYear, Provider
from kense.people.office_time import add_schedule, declare, settle_year, unsettle_year, withdraw
from kense.people.selectors import (
    calendar_mark,
    calendar_of,
    final_years_of,
    overrides_of,
    schedules_of,
    working_time,
)
from kense.worktime import CalendarRangeError, Override, OverrideError, Schedule, ScheduleError
from tests.support.calendar import DECREE, MORNING, NOTE
from tests.support.office import Office, OtherOffice, at

WEDNESDAY = date(2019, 3, 27)
OFF = Override(WEDNESDAY, "off", DECREE, NOTE)
LONG_DAY = ((time(8), time(12)), (time(13), time(18)))


def test_a_declared_day_counts_at_once(office: Office) -> None:
    due = working_time(office.provider).due_after_minutes(at("2019-03-26 18:20"), 20)
    declare(office.provider, [OFF])
    assert due == at("2019-03-27 09:10")
    assert working_time(office.provider).due_after_minutes(at("2019-03-26 18:20"), 20) == at("2019-03-28 09:10")
    assert working_time(office.provider).day(WEDNESDAY).about.reason == NOTE


def test_a_day_is_kept_as_it_was_declared(office: Office) -> None:
    half = Override(date(2019, 3, 30), "worked", DECREE, Text("қазақша", "по-русски", "in English"), MORNING)
    declare(office.provider, [half, OFF])
    assert overrides_of(office.provider) == {WEDNESDAY: OFF, half.day: half}
    assert list(overrides_of(office.provider)) == [WEDNESDAY, half.day]


def test_a_day_declared_again_is_what_was_said_last(office: Office) -> None:
    declare(office.provider, [OFF])
    short = Override(WEDNESDAY, "shortened", "№ 112", NOTE, MORNING)
    declare(office.provider, [short])
    assert overrides_of(office.provider) == {WEDNESDAY: short}


def test_a_day_withdrawn_is_as_the_country_has_it(office: Office) -> None:
    before = calendar_mark(office.provider)
    declare(office.provider, [OFF])
    assert calendar_mark(office.provider) != before
    withdraw(office.provider, [WEDNESDAY, date(2019, 3, 28)])
    assert working_time(office.provider).day(WEDNESDAY).about.working
    assert calendar_mark(office.provider) == before


def test_a_day_of_rest_cannot_be_shortened(office: Office) -> None:
    sunday = Override(date(2019, 3, 31), "shortened", DECREE, NOTE, MORNING)
    with pytest.raises(OverrideError):
        declare(office.provider, [OFF, sunday])
    assert overrides_of(office.provider) == {}


def test_each_office_has_its_own_days(office: Office, other_office: OtherOffice) -> None:
    declare(office.provider, [OFF])
    assert overrides_of(other_office.provider) == {}
    assert working_time(other_office.provider).day(WEDNESDAY).about.working


@pytest.mark.parametrize("fields", [{"day": WEDNESDAY}, {"kind": "holiday"}])
def test_a_day_is_declared_once_and_to_be_something(office: Office, fields: dict[str, Any]) -> None:
    declare(office.provider, [OFF])
    row: dict[str, Any] = {"day": date(2019, 3, 28), "kind": "off", "decree": DECREE, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarOverride.objects.create(provider=office.provider, **row)


def test_hours_hold_until_the_next_begin(office: Office) -> None:
    add_schedule(office.provider, Schedule(date(2019, 4, 1), LONG_DAY, 6, MORNING), "15-Н")
    add_schedule(office.provider, Schedule(date(2019, 3, 28), MORNING), "14-Н")
    time_of = working_time(office.provider)
    minutes = [
        time_of.minutes_between(at(f"{day} 00:00"), at(f"{day} 23:59"))
        for day in ("2019-03-27", "2019-03-28", "2019-03-29", "2019-03-30", "2019-04-01", "2019-04-06")
    ]
    assert minutes == [480, 240, 240, 0, 540, 240]
    assert [(one.from_day, order) for one, order in schedules_of(office.provider).items()] == [
        (date(2018, 1, 1), ""),
        (date(2019, 3, 28), "14-Н"),
        (date(2019, 4, 1), "15-Н"),
    ]


def test_hours_from_the_same_day_take_the_place_of_those_before(office: Office) -> None:
    for order, week in (("15-Н", 5), ("16-Н", 6)):
        add_schedule(office.provider, Schedule(date(2019, 4, 1), LONG_DAY, week), order)  # type: ignore[arg-type]
    assert list(schedules_of(office.provider).items())[1:] == [(Schedule(date(2019, 4, 1), LONG_DAY, 6), "16-Н")]


@pytest.mark.parametrize(("day", "order"), [(date(1999, 12, 31), "1"), (date(2036, 1, 1), "1"), (WEDNESDAY, " ")])
def test_hours_begin_within_the_calendar_and_by_an_order(office: Office, day: date, order: str) -> None:
    with pytest.raises(ScheduleError):
        add_schedule(office.provider, Schedule(day), order)
    assert len(schedules_of(office.provider)) == 1


def test_a_final_year_is_not_provisional(office: Office) -> None:
    assert calendar_of(office.provider).provisional(2027)
    settle_year(office.provider, 2027, DECREE)
    assert calendar_of(office.provider).provisional(2027) == ()
    assert final_years_of(office.provider) == {2027: DECREE}
    unsettle_year(office.provider, 2027)
    assert calendar_of(office.provider).provisional(2027)


def test_a_final_year_is_in_the_calendar_and_by_an_act(office: Office) -> None:
    with pytest.raises(CalendarRangeError):
        settle_year(office.provider, 2099, DECREE)
    with pytest.raises(OverrideError):
        settle_year(office.provider, 2027, " ")
    settle_year(office.provider, 2027, DECREE)
    with pytest.raises(IntegrityError), transaction.atomic():
        FinalYear.objects.create(provider=office.provider, year=2027, decree=DECREE)


def test_final_years_do_not_multiply_the_schedules(office: Office) -> None:
    add_schedule(office.provider, Schedule(date(2019, 4, 1), LONG_DAY), "15-Н")
    for year in (2026, 2027, 2028):
        settle_year(office.provider, year, DECREE)
    assert working_time(office.provider).due_after_minutes(at("2019-04-01 08:00"), 20) == at("2019-04-01 08:20")
    assert not working_time(office.provider).provisional(at("2028-03-01 10:00"), at("2028-03-02 10:00"))


def test_working_time_costs_two_queries_whatever_is_declared(office: Office) -> None:
    declare(office.provider, [OFF])
    settle_year(office.provider, 2027, DECREE)
    with CaptureQueriesContext(connection) as caught:
        working_time(office.provider)
    assert len(caught) == 2


@pytest.mark.parametrize("percent", [0, 91])
def test_a_clock_cannot_warn_at_any_share(office: Office, percent: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.filter(pk=office.provider.pk).update(soon_percent=percent)
