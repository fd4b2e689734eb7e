"""Made-up offices: two dated schedules and a few declared days, as the calculator and as the oracle see them."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from kense.kernel import Text
from kense.worktime import Calendar, Override, OverrideKind, Schedule, Schedules, WorkingTime
from tests.worktime.oracle import Declared, Hours, Oracle, Shifts, worked

DAYS = 60
"""A stretch that the oracle walks: starts lie in the days from FIRST_START to LAST_START of it."""
FIRST_START, LAST_START = 20 * 1440, 30 * 1440

USUAL: Shifts = ((time(9), time(13)), (time(14, 30), time(18, 30)))
HOURS: list[Shifts] = [USUAL, ((time(8), time(17)),), ((time(0), time(4)), (time(20), time(23, 30)))]
ZONES = ["Asia/Almaty"] * 3 + ["Asia/Qostanay", "Asia/Aqtau", "Asia/Qyzylorda", "Europe/Berlin"]
EVENTFUL = [date(2018, 12, 1), date(2019, 3, 1), date(2020, 4, 20), date(2021, 12, 10), date(2022, 4, 15)]
EVENTFUL += [date(2024, 12, 15), date(2026, 3, 1), date(2026, 8, 10), date(2003, 3, 10)]
EVENTFUL += [date(2024, 2, 5)] * 3  # the clocks are changed on the 29th
KINDS: list[OverrideKind] = ["off", "worked", "shortened"]


class Office(NamedTuple):
    ours: WorkingTime
    oracle: Oracle


def made_up(chance: Random) -> Office:
    """An office near an eventful day or anywhere from 2001 to 2033; its second schedule begins within the stretch."""
    anywhere = date(2001, 1, 1) + timedelta(chance.randrange(33 * 365))
    first = chance.choice([*EVENTFUL, *[anywhere] * (len(EVENTFUL) // 2)])
    hours = [_hours(first - timedelta(3), chance), _hours(first + timedelta(chance.randint(15, 40)), chance)]
    days = {first + timedelta(chance.randint(15, 40)) for _ in range(chance.randint(0, 6))}
    declared = {day: _declared(day, chance) for day in sorted(days)}
    zone = chance.choice(ZONES)
    start = datetime.combine(first, time(), UTC)
    return Office(_ours(hours, declared, zone), Oracle(start, DAYS, zone, hours, declared))


def _ours(hours: list[Hours], declared: dict[date, Declared], zone: str) -> WorkingTime:
    overrides = [
        Override(day, kind, "order 1", Text.same("declared"), own.shifts)
        for day, own in declared.items()
        for kind in KINDS
        if kind == own.kind
    ]
    schedules = [Schedule(item.from_day, item.shifts, 6 if item.week == 6 else 5, item.saturday) for item in hours]
    return WorkingTime(Calendar(overrides), Schedules(tuple(schedules)), zone)


def _hours(from_day: date, chance: Random) -> Hours:
    week = chance.choice([5, 5, 6])
    saturday = _shifts(chance) if week == 6 and chance.random() < 0.5 else ()
    return Hours(from_day, chance.choice([*HOURS, _shifts(chance)]), week, saturday)


def _declared(day: date, chance: Random) -> Declared:
    # A day on which everybody rests cannot be shortened.
    kind = chance.choice(KINDS if worked(day, 6) else KINDS[:2])
    own = kind == "shortened" or (kind == "worked" and chance.random() < 0.5)
    return Declared(kind, _shifts(chance) if own else ())


def _shifts(chance: Random) -> Shifts:
    """One shift of an hour and a half or more, sometimes a second one after a break."""
    opens = chance.randint(0, 900)
    closes = chance.randint(opens + 90, 1200)
    again = chance.randint(closes + 1, 1400)
    until = chance.randint(again, 1439)
    marks = [(opens, closes), (again, until)] if again < until else [(opens, closes)]
    return tuple((time(*divmod(start, 60)), time(*divmod(end, 60))) for start, end in marks)
