"""Every day of the country, 2000–2035: working or not, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Literal

from kense.kernel import Text
from kense.worktime import mistakes, words
from kense.worktime.errors import CalendarRangeError, OverrideError
from kense.worktime.national import (
    FIRST_DAY,
    LAST_DAY,
    TRANSFERS_KNOWN_THROUGH,
    Holiday,
    National,
    national,
    transfer_source,
)
from kense.worktime.overrides import Override, OverrideKind
from kense.worktime.shifts import Shift

Week = Literal[5, 6]
_SUBSTITUTES_SINCE = 2002
_LABOUR_CODE_SINCE = 2016
_ONE_DAY = timedelta(1)


class DayKind(StrEnum):
    """What sort of day it is for an office with a given week."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    MOVED_OFF = "moved_off"
    MOVED_WORKED = "moved_worked"
    DECLARED_OFF = "declared_off"
    DECLARED_WORKED = "declared_worked"
    SHORTENED = "shortened"


_WORKED = {DayKind.WORKING, DayKind.MOVED_WORKED, DayKind.DECLARED_WORKED, DayKind.SHORTENED}
_DECLARED_AS: dict[OverrideKind, DayKind] = {
    "off": DayKind.DECLARED_OFF,
    "worked": DayKind.DECLARED_WORKED,
    "shortened": DayKind.SHORTENED,
}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day, its kind, the reason for people and what stands behind it (a law, a decree; None where not known to us).

    `counterpart` is the other day of an exchange: the holiday a substitute stands for, the rest day worked for a moved
    day off, the day off given for a worked rest day. `shifts` are hours declared for this day alone; with none, a
    working day has the hours of the office's schedule.
    """

    day: date
    kind: DayKind
    reason: Text
    source: Text | None
    counterpart: date | None = None
    shifts: tuple[Shift, ...] = ()

    @property
    def working(self) -> bool:
        """Whether the office works on this day."""
        return self.kind in _WORKED


class Calendar:
    """The days of Kazakhstan with dated overrides, which hold for the 5-day and the 6-day week alike.

    `final_years`: years of which it is known that nothing else will be moved, so that they are no longer provisional.
    Raises OverrideError if a day is overridden twice or a rest day is shortened, CalendarRangeError for a final year
    outside the calendar.
    """

    def __init__(self, overrides: Iterable[Override] = (), final_years: Iterable[int] = ()) -> None:
        self._declared: dict[date, CalendarDay] = {}
        for override in overrides:
            if override.day in self._declared:
                raise OverrideError(mistakes.OVERRIDDEN_TWICE.filled(day=str(override.day)), "day")
            self._declared[override.day] = _declared(override)
        self._final = frozenset(final_years)
        for year in self._final:
            _check_year(year)

    def day(self, day: date, week: Week = 5) -> CalendarDay:
        """The day for an office that works five (Mon–Fri) or six (Mon–Sat) days. Raises CalendarRangeError."""
        _check_day(day)
        compiled = _compiled(week)[day]
        declared = self._declared.get(day)
        if declared is None or (declared.kind is DayKind.SHORTENED and not compiled.working):
            return compiled
        return declared

    def working_days(self, first: date, last: date, week: Week = 5) -> int:
        """The number of working days from `first` to `last`, both included."""
        days = (first + timedelta(n) for n in range((last - first).days + 1))
        return sum(self.day(day, week).working for day in days)

    def provisional(self, year: int) -> tuple[Text, ...]:
        """Why the calendar of a year may still change, without any entry of ours; empty if it is settled."""
        _check_year(year)
        return self.provisional_between(date(year, 1, 1), date(year, 12, 31))

    def provisional_between(self, first: date, last: date) -> tuple[Text, ...]:
        """Why what was counted over these days, both included, may still change; empty if it rests on settled days.

        In a year whose transfers are not known any day may be moved; an estimated day can move to its neighbours.
        """
        years = (year for year in range(first.year, last.year + 1) if year not in self._final)
        reasons = [words.transfers_unknown(year) for year in years if year > TRANSFERS_KNOWN_THROUGH]
        reasons += [
            words.estimated(name, day)
            for day, name in national().estimated.items()
            if day.year not in self._final and first <= day + _ONE_DAY and day - _ONE_DAY <= last
        ]
        return tuple(reasons)


def _check_day(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarRangeError(mistakes.DAY_OUTSIDE.filled(day=str(day), first=str(FIRST_DAY), last=str(LAST_DAY)))


def _check_year(year: int) -> None:
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise CalendarRangeError(mistakes.YEAR_OUTSIDE.filled(year=year, first=FIRST_DAY.year, last=LAST_DAY.year))


def _declared(override: Override) -> CalendarDay:
    # Whoever rests on Saturdays is not concerned by a shortened one; a day on which everybody rests is a mistake.
    if override.kind == "shortened" and not _compiled(6)[override.day].working:
        mistake = mistakes.IN_OVERRIDE.filled(day=str(override.day), mistake=mistakes.SHORTENED_REST_DAY)
        raise OverrideError(mistake, "kind")
    kind = _DECLARED_AS[override.kind]
    return CalendarDay(override.day, kind, override.note, Text.same(override.decree), shifts=override.shifts)


@cache
def _compiled(week: Week) -> dict[date, CalendarDay]:
    """The table without overrides, in order of days; built once per process."""
    facts = national()
    table = {day: _ordinary(day, week) for day in _all_days()}
    table |= {day: _holiday(day, holiday, week) for day, holiday in facts.holidays.items()}
    _add_substitutes(table, facts, week)
    _add_transfers(table, facts)
    return table


def _all_days() -> list[date]:
    return [FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def _is_weekend(day: date, week: Week) -> bool:
    return day.weekday() >= week


def _ordinary(day: date, week: Week) -> CalendarDay:
    if _is_weekend(day, week):
        return CalendarDay(day, DayKind.WEEKEND, words.REST_DAY, words.SCHEDULE)
    return CalendarDay(day, DayKind.WORKING, words.WORKING_DAY, words.SCHEDULE)


def _holiday(day: date, holiday: Holiday, week: Week) -> CalendarDay:
    reason = words.holiday_reason(holiday.name, day, on_rest_day=_is_weekend(day, week))
    return CalendarDay(day, DayKind.HOLIDAY, reason, _holiday_source(day, holiday))


def _holiday_source(day: date, holiday: Holiday) -> Text | None:
    """The law of the time: what stood in older laws has not been checked, so nothing is cited for it."""
    if holiday.religious:
        return words.LABOUR_CODE if day.year >= _LABOUR_CODE_SINCE else None
    return words.HOLIDAYS_LAW if day.year >= _SUBSTITUTES_SINCE else None


def _add_substitutes(table: dict[date, CalendarDay], facts: National, week: Week) -> None:
    """A holiday on a rest day gives the next working day off (Law on Holidays, article 5); religious days do not."""
    for day, holiday in sorted(facts.holidays.items()):
        if day.year < _SUBSTITUTES_SINCE or holiday.religious or not _is_weekend(day, week):
            continue
        off = day + timedelta(1)
        while not table[off].working:
            off += timedelta(1)
        reason = words.substitute_reason(off, day)
        table[off] = CalendarDay(off, DayKind.SUBSTITUTE, reason, words.HOLIDAYS_LAW, day)


def _add_transfers(table: dict[date, CalendarDay], facts: National) -> None:
    """A decree moves a rest day. Where that day is worked anyway, as Saturdays of a 6-day week, nothing moves."""
    for off, worked in sorted(facts.transfers.items()):
        if table[worked].working:
            continue
        source = transfer_source(off)
        table[off] = CalendarDay(off, DayKind.MOVED_OFF, words.moved_off_reason(off, worked), source, worked)
        reason = words.moved_worked_reason(worked, off)
        table[worked] = CalendarDay(worked, DayKind.MOVED_WORKED, reason, source, off)
