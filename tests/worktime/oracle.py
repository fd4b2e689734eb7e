"""Working time counted the slow way: one minute after another by the wall clock. Shares no code with kense.worktime."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

import holidays

MINUTE = timedelta(minutes=1)
RELIGIOUS = ("Православиелік Рождество", "Құрбан айт", "Құрбан айт (бағаланған)")


@dataclass(frozen=True)
class Hours:
    """From this day on: (opens, closes) pairs and five or six working days a week."""

    from_day: date
    shifts: tuple[tuple[time, time], ...]
    week: int


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


def minutes_of(day: date, hours: list[Hours], declared: Mapping[date, bool]) -> set[int]:
    """The minutes of the wall clock at which the office is open on the day."""
    of_day = [item for item in hours if item.from_day <= day][-1]
    if not declared.get(day, worked(day, of_day.week)):
        return set()
    return {n for a, b in of_day.shifts for n in range(a.hour * 60 + a.minute, b.hour * 60 + b.minute)}


class Oracle:
    """All minutes of a stretch of days; moments are given and returned as numbers of minutes since its start."""

    def __init__(
        self, start: datetime, days: int, zone: str, hours: list[Hours], declared: Mapping[date, bool]
    ) -> None:
        self.start = start
        self.days = days
        self.zone = ZoneInfo(zone)
        self.hours = hours
        self.declared = declared

    @cached_property
    def wall(self) -> list[datetime]:
        """What the wall clock shows at the start of each minute."""
        minutes = range(self.days * 1440)
        return [self.moment(n).astimezone(self.zone).replace(tzinfo=None) for n in minutes]

    @cached_property
    def works(self) -> list[bool]:
        """Of each minute, whether the office is open."""
        days = {wall.date() for wall in self.wall}
        open_minutes = {day: minutes_of(day, self.hours, self.declared) for day in days}
        return [wall.hour * 60 + wall.minute in open_minutes[wall.date()] for wall in self.wall]

    def moment(self, at: int) -> datetime:
        return self.start + at * MINUTE

    def normalised(self, at: int) -> int:
        while not self.works[at]:
            at += 1
        return at

    def due_after_minutes(self, at: int, minutes: int) -> int:
        if minutes == 0:
            return self.normalised(at)
        while minutes:
            minutes -= self.works[at]
            at += 1
        return at

    def minutes_before(self, at: int, minutes: int) -> int:
        while minutes:
            at -= 1
            minutes -= self.works[at]
        return at

    def between(self, start: int, end: int) -> int:
        return sum(self.works[start:end])

    def last_day(self, at: int, days: int) -> list[int]:
        """The working minutes of the k-th working day after the normalised start."""
        at = self.normalised(at)
        found: dict[date, list[int]] = {}
        while len(found) <= days + 1:
            if self.works[at]:
                found.setdefault(self.wall[at].date(), []).append(at)
            at += 1
        return found[sorted(found)[days]]

    def end_of_day(self, at: int, days: int) -> int:
        return self.last_day(at, days)[-1] + 1

    def same_time(self, at: int, days: int) -> int:
        day = self.last_day(at, days)
        clock = self.wall[self.normalised(at)].time()
        for n in day:
            if self.wall[n].time() == clock:
                return n
        aim = datetime.combine(self.wall[day[0]].date(), clock)
        return next(n for n in range(day[-1], -1, -1) if self.works[n] and self.wall[n] < aim) + 1
