"""The years of the calendar as text and as JSON: working days, rest days moved, what is still provisional."""

from datetime import date, timedelta
from typing import Any

from kense.ops.tables import columns
from kense.worktime import FIRST_DAY, LAST_DAY, Calendar, CalendarDay, DayKind, Week

YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)
_WEEKS: tuple[Week, ...] = (5, 6)


def year_as_json(calendar: Calendar, year: int) -> dict[str, Any]:
    """Working days of a year and of its months by the length of the week, days moved, reasons to call it provisional."""
    return {
        "year": year,
        "working_days": {str(week): _working_days(calendar, year, week) for week in _WEEKS},
        "months": {str(week): _months(calendar, year, week) for week in _WEEKS},
        "moved": [
            {"off": day.day.isoformat(), "worked": str(day.counterpart), "source": day.source and day.source.as_dict()}
            for day in moved_days(calendar, year)
        ],
        "provisional": [reason.as_dict() for reason in calendar.provisional(year)],
    }


def years_as_text(calendar: Calendar) -> list[str]:
    """All years, one line each."""
    rows = [
        (
            str(year),
            *(str(_working_days(calendar, year, week)) for week in _WEEKS),
            str(len(moved_days(calendar, year))),
            "; ".join(reason.en for reason in calendar.provisional(year)) or "–",
        )
        for year in YEARS
    ]
    return columns([("YEAR", "5-DAY WEEK", "6-DAY WEEK", "DAYS MOVED", "PROVISIONAL BECAUSE"), *rows])


def year_as_text(calendar: Calendar, year: int) -> list[str]:
    """One year: its months, the rest days moved with the decree, why it is provisional."""
    months = zip(*(_months(calendar, year, week) for week in _WEEKS), strict=True)
    rows = [(f"{year}-{month:02}", *map(str, days)) for month, days in enumerate(months, 1)]
    total = (str(year), *(str(_working_days(calendar, year, week)) for week in _WEEKS))
    moved = [
        f"{day.day} off, {day.counterpart} worked: {day.source.en if day.source else 'the decree is not known to us'}"
        for day in moved_days(calendar, year)
    ]
    return [
        *columns([("WORKING DAYS", "5-DAY WEEK", "6-DAY WEEK"), *rows, total]),
        *moved,
        *(f"Provisional: {reason.en}" for reason in calendar.provisional(year)),
    ]


def moved_days(calendar: Calendar, year: int) -> list[CalendarDay]:
    """Days off of the year given by decree for a rest day made working, in a 5-day week."""
    days = (calendar.day(date(year, 1, 1) + timedelta(n)) for n in range(_length(year)))
    return [day for day in days if day.kind is DayKind.MOVED_OFF]


def _working_days(calendar: Calendar, year: int, week: Week) -> int:
    return calendar.working_days(date(year, 1, 1), date(year, 12, 31), week)


def _months(calendar: Calendar, year: int, week: Week) -> list[int]:
    firsts = [date(year, month, 1) for month in range(1, 13)]
    lasts = [*(first - timedelta(1) for first in firsts[1:]), date(year, 12, 31)]
    return [calendar.working_days(first, last, week) for first, last in zip(firsts, lasts, strict=True)]


def _length(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
