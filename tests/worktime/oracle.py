"""Working time counted the slow way: one minute after another by the wall clock. Shares no code with kense.worktime."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
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


@cache
def plain_holidays() -> "holidays.HolidayBase":
    return holidays.country_holidays("KZ", years=range(2000, 2036), language="kk", observed=False)


@cache
def extra_rest_days() -> frozenset[date]:
    """Days off of a 6-day week after a Sunday holiday."""
    found: set[date] = set()
    for day in sorted(plain_holidays()):
        if day.weekday() == 6 and any(name not in RELIGIOUS for name in plain_holidays().get_list(day)):
            off = day + timedelta(1)
            while off.weekday() == 6 or off in plain_holidays() or off in found:
                off += timedelta(1)
            found.add(off)
    return frozenset(found)


def worked(day: date, week: int) -> bool:
    if week == 5:
        return country().is_working_day(day)
    sunday_swaps = {date(2020, 1, 3): date(2020, 1, 5), date(2020, 12, 18): date(2020, 12, 20)}
    sunday_swaps[date(2025, 1, 3)] = date(2025, 1, 5)
    if day in sunday_swaps.values():
        return True
    return day.weekday() != 6 and day not in {*plain_holidays(), *sunday_swaps} and day not in extra_rest_days()


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
        tz = ZoneInfo(zone)
        self.wall = [(start + n * MINUTE).astimezone(tz).replace(tzinfo=None) for n in range(days * 1440)]
        days_seen = {wall.date() for wall in self.wall}
        open_minutes = {day: minutes_of(day, hours, declared) for day in days_seen}
        self.works = [wall.hour * 60 + wall.minute in open_minutes[wall.date()] for wall in self.wall]

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
        while len(found) <= days:
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
        return max(n for n in range(day[-1] + 1) if self.works[n] and self.wall[n] < aim) + 1
