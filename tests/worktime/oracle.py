"""Working time counted the slow way, one minute after another by the wall clock. Shares no code with the calculator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

MINUTE = timedelta(minutes=1)
RELIGIOUS = ("Православиелік Рождество", "Құрбан айт", "Құрбан айт (бағаланған)")


Shifts = tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Hours:
    """From this day on: (opens, closes) pairs, five or six working days a week, Saturday's own pairs if it has any."""

    from_day: date
    shifts: Shifts
    week: int
    saturday: Shifts = ()


@dataclass(frozen=True)
class Declared:
    """What an act says of one day: `off`, `worked` or `shortened`, and its own hours if it gives any."""

    kind: str
    shifts: Shifts = ()


@cache
def country() -> "holidays.HolidayBase":
    return holidays.country_holidays("KZ", years=range(2000, 2036), language="kk")


def holidays_on(day: date) -> list[str]:
    """Names of the holidays themselves, without days off given for other days."""
    return [name for name in country().get_list(day) if "ауыстырылды" not in name and "қайта белгіленген" not in name]


@cache
def days_off_for_sundays() -> frozenset[date]:
    """Of a 6-day week: days off after a Sunday holiday, since 2002, and in exchange for a worked Sunday."""
    sundays = [f"({day:%d.%m.%Y} " for day in country().weekend_workdays if day.weekday() == 6]
    found = {day for day in country() if any(mark in name for mark in sundays for name in country().get_list(day))}
    for day in sorted(country()):
        if day.weekday() == 6 and day.year >= 2002 and not set(holidays_on(day)) <= set(RELIGIOUS):
            off = day + timedelta(1)
            while off.weekday() == 6 or holidays_on(off) or off in found:
                off += timedelta(1)
            found.add(off)
    return frozenset(found)


def worked(day: date, week: int) -> bool:
    if week == 5:
        return country().is_working_day(day)
    if day.weekday() == 6:
        return day in country().weekend_workdays
    return not holidays_on(day) and day not in days_off_for_sundays()


def shifts_of(day: date, hours: list[Hours], declared: Mapping[date, Declared]) -> Shifts:
    of_day = [item for item in hours if item.from_day <= day][-1]
    own = declared.get(day, Declared("nothing"))
    if own.kind == "off" or (own.kind != "worked" and not worked(day, of_day.week)):
        return ()
    usual = of_day.saturday if day.weekday() == 5 and of_day.saturday else of_day.shifts
    return own.shifts or usual


class Oracle:
    """Every minute of a stretch of days, looked at once; moments are numbers of minutes since its start."""

    def __init__(
        self, start: datetime, days: int, zone: str, hours: list[Hours], declared: Mapping[date, Declared]
    ) -> None:
        self.start = start
        self.open: list[int] = []  # the minutes at which the office is open
        self.clock: list[int] = []  # of each of them, what the wall clock shows: minutes since midnight
        self.day: list[int] = []  # of each of them, which working day it belongs to
        self.passed = [0]  # before each minute of the stretch, how many open ones have passed
        self.first: list[int] = []  # of each working day, its first open minute, as a place in the lists above
        self.walk(days * 1440, ZoneInfo(zone), hours, declared)

    def walk(self, minutes: int, zone: ZoneInfo, hours: list[Hours], declared: Mapping[date, Declared]) -> None:
        open_on: dict[date, set[int]] = {}
        days: list[date] = []
        for n in range(minutes):
            wall = self.moment(n).astimezone(zone)
            today, clock = wall.date(), wall.hour * 60 + wall.minute
            if today not in open_on:
                pairs = shifts_of(today, hours, declared)
                open_on[today] = {m for a, b in pairs for m in range(a.hour * 60 + a.minute, b.hour * 60 + b.minute)}
            if clock in open_on[today]:
                if today not in days[-1:]:
                    days.append(today)
                    self.first.append(len(self.open))
                self.open.append(n)
                self.clock.append(clock)
                self.day.append(len(days) - 1)
            self.passed.append(len(self.open))

    def moment(self, at: int) -> datetime:
        return self.start + at * MINUTE

    def works(self, at: int) -> bool:
        return self.passed[at + 1] > self.passed[at]

    def left(self, at: int) -> int:
        """Open minutes from this one to the end of the stretch."""
        return len(self.open) - self.passed[at]

    def days_left(self, at: int) -> int:
        """Whole working days known after the one on which a start at this minute counts."""
        return len(self.first) - 2 - self.day[self.passed[at]]

    def normalised(self, at: int) -> int:
        return self.open[self.passed[at]]

    def due_after_minutes(self, at: int, minutes: int) -> int:
        return self.open[self.passed[at] + minutes - 1] + 1 if minutes else self.normalised(at)

    def minutes_before(self, at: int, minutes: int) -> int:
        return self.open[self.passed[at] - minutes] if minutes else at

    def between(self, start: int, end: int) -> int:
        return self.passed[end] - self.passed[start]

    def end_of_day(self, at: int, days: int) -> int:
        return self.open[self.first[self.day[self.passed[at]] + days + 1] - 1] + 1

    def same_time(self, at: int, days: int) -> int:
        here = self.passed[at]
        first, beyond = (self.first[self.day[here] + days + n] for n in (0, 1))
        places = range(first, beyond)
        same = (place for place in places if self.clock[place] == self.clock[here])
        if (found := next(same, None)) is not None:
            return self.open[found]
        earlier = [place for place in places if self.clock[place] < self.clock[here]]
        return self.open[earlier[-1] if earlier else first - 1] + 1
