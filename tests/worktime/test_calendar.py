"""The calendar of the country against published facts and against the package it is compiled from."""

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest

from kense.worktime import FIRST_DAY, LAST_DAY, Calendar, CalendarRangeError, DayKind, Week


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar()


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2018, 246), (2019, 246), (2020, 246), (2021, 245), (2022, 246),
        (2023, 246), (2024, 249), (2025, 246), (2026, 247), (2027, 247),
    ],
)  # fmt: skip
def test_working_days_of_a_year(calendar: Calendar, year: int, days: int) -> None:
    assert calendar.working_days(date(year, 1, 1), date(year, 12, 31)) == days


MONTHS = {
    2018: (21, 20, 18, 21, 20, 21, 21, 21, 20, 23, 22, 18),
    2019: (20, 20, 17, 22, 20, 20, 22, 21, 21, 23, 21, 19),
    2020: (20, 20, 18, 22, 18, 22, 21, 20, 22, 22, 21, 20),
    2021: (18, 20, 19, 22, 18, 22, 20, 21, 22, 21, 22, 20),
    2022: (18, 20, 19, 21, 19, 22, 20, 22, 22, 20, 22, 21),
    2023: (20, 20, 19, 20, 20, 21, 20, 22, 21, 21, 22, 20),
    2024: (21, 21, 17, 22, 20, 20, 22, 21, 21, 22, 21, 21),
    2025: (20, 20, 17, 22, 19, 20, 22, 21, 21, 22, 20, 22),
    2026: (19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22),
    2027: (18, 20, 18, 22, 18, 22, 21, 22, 22, 20, 22, 22),
}


@pytest.mark.parametrize(("year", "months"), MONTHS.items())
def test_working_days_of_the_months_of_a_year(calendar: Calendar, year: int, months: tuple[int, ...]) -> None:
    assert tuple(in_month(calendar, year, month) for month in range(1, 13)) == months


@pytest.mark.parametrize(
    ("year", "month", "five", "six"),
    [
        (2021, 1, 18, 23),
        (2023, 4, 20, 25),
        (2023, 10, 21, 25),
        # The balance of working time of the ministry of labour. Its June is left out: approved in advance, it expected
        # the first day of Kurban Ait on a working day, and the day fell on Sunday the 16th.
        *[(2024, month, five, six) for month, five, six in [
            (1, 21, 25), (2, 21, 25), (3, 17, 22), (4, 22, 26), (5, 20, 24), (7, 22, 26),
            (8, 21, 26), (9, 21, 25), (10, 22, 26), (11, 21, 26), (12, 21, 25),
        ]],
        (2025, 6, 20, 24),
        (2025, 11, 20, 25),
    ],
)  # fmt: skip
def test_working_days_as_published_for_both_weeks(
    calendar: Calendar, year: int, month: int, five: int, six: int
) -> None:
    assert (in_month(calendar, year, month), in_month(calendar, year, month, 6)) == (five, six)


def test_the_worked_saturdays_sundays_and_a_monday_of_2018_to_2025(calendar: Calendar) -> None:
    found = [day for day in every_day() if day.year >= 2018 and calendar.day(day).kind is DayKind.MOVED_WORKED]
    assert [day.isoformat() for day in found] == [
        "2018-03-03", "2018-04-28", "2018-05-05", "2018-08-25", "2018-12-29", "2019-05-04", "2020-01-05",
        "2020-05-11", "2020-12-20", "2021-07-03", "2022-03-05", "2022-08-27", "2022-10-22", "2023-07-01",
        "2024-05-04", "2025-01-05",
    ]  # fmt: skip


def test_agrees_with_the_package_on_every_day_of_a_five_day_week(calendar: Calendar) -> None:
    known = holidays.country_holidays("KZ", years=range(FIRST_DAY.year, LAST_DAY.year + 1))
    assert [day for day in every_day() if calendar.day(day).working != known.is_working_day(day)] == []


def test_the_thirtieth_of_august_is_a_holiday_until_2025(calendar: Calendar) -> None:
    assert calendar.day(date(2024, 8, 30)).reason.en == "Constitution Day"
    assert calendar.day(date(2025, 8, 30)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2026, 8, 31)).kind is DayKind.WORKING
    assert calendar.day(date(2027, 8, 30)).kind is DayKind.WORKING
    assert calendar.day(date(2027, 3, 15)).reason.ru == "День Конституции Республики Казахстан"


@pytest.mark.parametrize(
    ("holiday", "off"),
    [
        (date(2019, 3, 23), date(2019, 3, 25)),
        (date(2022, 5, 7), date(2022, 5, 10)),
        (date(2020, 3, 21), date(2020, 3, 24)),
        (date(2020, 3, 22), date(2020, 3, 25)),
        (date(2022, 1, 1), date(2022, 1, 3)),
        (date(2022, 1, 2), date(2022, 1, 4)),
        (date(2023, 1, 1), date(2023, 1, 3)),
    ],
)
def test_a_holiday_on_a_rest_day_gives_the_next_working_day_off(calendar: Calendar, holiday: date, off: date) -> None:
    substitute = calendar.day(off)
    assert substitute.kind is DayKind.SUBSTITUTE
    assert substitute.counterpart == holiday
    assert substitute.reason.kk == f"{holiday:%d.%m} орнына берілген демалыс"
    assert substitute.source is not None
    assert substitute.source.kk == "«Мерекелер туралы» Заң, 5-бап"


def test_religious_days_are_not_given_back(calendar: Calendar) -> None:
    assert calendar.day(date(2024, 6, 16)).reason.kk == "Құрбан айттың бірінші күні, жексенбіге түскен"
    assert calendar.day(date(2024, 6, 17)).kind is DayKind.WORKING
    assert calendar.day(date(2023, 1, 7)).kind is DayKind.HOLIDAY
    assert calendar.day(date(2023, 1, 9)).kind is DayKind.WORKING


def test_a_moved_day_off_and_the_day_worked_for_it_name_each_other_and_the_decree(calendar: Calendar) -> None:
    off, worked = calendar.day(date(2018, 8, 31)), calendar.day(date(2018, 8, 25))
    assert (off.kind, off.counterpart) == (DayKind.MOVED_OFF, worked.day)
    assert (worked.kind, worked.counterpart) == (DayKind.MOVED_WORKED, off.day)
    assert off.reason.ru == "Выходной, перенесённый с 25.08"
    assert worked.reason.ru == "Рабочий день вместо 31.08"
    assert off.source == worked.source
    assert off.source is not None
    assert off.source.ru == "Постановление Правительства РК 2017 года № 864 (P1700000864)"


def test_a_six_day_week_works_saturdays_and_gives_back_only_sundays(calendar: Calendar) -> None:
    assert calendar.day(date(2026, 3, 28), week=6).kind is DayKind.WORKING
    assert calendar.day(date(2026, 3, 24), week=6).counterpart == date(2026, 3, 22)
    assert calendar.day(date(2026, 3, 25), week=6).kind is DayKind.WORKING
    assert calendar.day(date(2026, 5, 11), week=6).kind is DayKind.WORKING


def test_a_six_day_week_moves_a_sunday_and_not_a_saturday(calendar: Calendar) -> None:
    assert calendar.day(date(2025, 1, 3), week=6).kind is DayKind.MOVED_OFF
    assert calendar.day(date(2025, 1, 5), week=6).kind is DayKind.MOVED_WORKED
    assert calendar.day(date(2024, 5, 4), week=6).kind is DayKind.WORKING
    assert calendar.day(date(2024, 5, 8), week=6).kind is DayKind.WORKING


def test_every_day_has_a_reason_in_three_languages(calendar: Calendar) -> None:
    weeks: tuple[Week, Week] = (5, 6)
    reasons = [calendar.day(day, week).reason for day in every_day() for week in weeks]
    assert all(reason.kk and reason.ru and reason.en for reason in reasons)


def test_days_outside_the_calendar_are_refused(calendar: Calendar) -> None:
    for day in (FIRST_DAY - timedelta(1), LAST_DAY + timedelta(1)):
        with pytest.raises(CalendarRangeError, match="2000-01-01 to 2035-12-31"):
            calendar.day(day)


def in_month(calendar: Calendar, year: int, month: int, week: Week = 5) -> int:
    return calendar.working_days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), week)


def every_day() -> list[date]:
    return [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
