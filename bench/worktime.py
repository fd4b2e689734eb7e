"""Due moments a second in one process, beside what others give for the same starts, in one run.

The peer is the package `holidays`, which finds the n-th working day of the country by walking from day to day. The floor
is a bare sorted list of working days and one binary search: the least that any table costs. Neither knows hours, breaks,
zones or readings, so both do less than is asked of us.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

import holidays

from kense.worktime import Calendar, WorkingTime

WANTED = 300_000
STARTS = 200_000
PEER_STARTS = 5_000
ROUNDS = 7
FIRST, DAYS = date(2018, 1, 1), 8 * 365
ALMATY = ZoneInfo("Asia/Almaty")

Moments = list[datetime]


def main() -> int:
    """Print the figures; 1 if the wanted rate was not reached."""
    began = perf_counter()
    office = WorkingTime(Calendar())
    print(f"compiling the calendar and an office: {perf_counter() - began:.2f} s, once per process")
    chance = Random(1)
    starts = [
        datetime(2018, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(DAYS * 1440)) for _ in range(STARTS)
    ]
    terms = [chance.randint(1, 30) for _ in starts]
    local = [start.astimezone(ALMATY) for start in starts]
    days = [start.date() for start in local]
    peer, floor = holidays.country_holidays("KZ", years=range(2017, 2029)), working_days()
    ours = f"kense, {STARTS:,} starts, minutes and days mixed"
    rates = compare(
        {
            ours: (STARTS, lambda: mixed(office, starts, terms)),
            "kense, the same starts by the wall clock of Almaty": (STARTS, lambda: mixed(office, local, terms)),
            "holidays, get_nth_working_day": (PEER_STARTS, lambda: by_peer(peer, days[:PEER_STARTS], terms)),
            "a sorted list of days and bisect": (STARTS, lambda: by_list(floor, days, terms)),
        }
    )
    for name, rate in rates.items():
        print(f"{name:52}{rate:>12,.0f} a second{rate / rates[ours]:>8.2f} of ours")
    print_distances(office, starts)
    reached = rates[ours] >= WANTED
    print(f"wanted {WANTED:,} a second: {'reached' if reached else 'NOT REACHED'}")
    return 0 if reached else 1


def compare(contenders: dict[str, tuple[int, Callable[[], None]]]) -> dict[str, float]:
    """How many a second, the median of some rounds; they take turns, so that a busy machine is busy for all of them."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, (count, run) in contenders.items():
            began = perf_counter()
            run()
            found[name].append(count / (perf_counter() - began))
    return {name: median(rates) for name, rates in found.items()}


def mixed(office: WorkingTime, starts: Moments, terms: list[int]) -> None:
    """Half in minutes, a quarter in days under each reading."""
    half, rest = len(starts) // 2, 3 * len(starts) // 4
    for start, term in zip(starts[:half], terms[:half], strict=True):
        office.due_after_minutes(start, 37 * term)
    for start, term in zip(starts[half:rest], terms[half:rest], strict=True):
        office.due_after_days(start, term, "same_time")
    for start, term in zip(starts[rest:], terms[rest:], strict=True):
        office.due_after_days(start, term, "end_of_day")


def by_peer(peer: holidays.HolidayBase, days: list[date], terms: list[int]) -> None:
    """The n-th working day as the package finds it."""
    for day, term in zip(days, terms, strict=False):
        peer.get_nth_working_day(day, term)


def by_list(working: list[date], days: list[date], terms: list[int]) -> None:
    """The n-th working day of a list."""
    for day, term in zip(days, terms, strict=True):
        working[bisect_right(working, day) - 1 + term]


def working_days() -> list[date]:
    """All working days from the first year to beyond the last due moment."""
    calendar = Calendar()
    return [day for n in range(DAYS + 365) if calendar.day(day := FIRST + timedelta(n)).working]


def print_distances(office: WorkingTime, starts: Moments) -> None:
    """The same question with due moments ever further away."""
    sample = starts[:20_000]

    def ask(minutes: int) -> Callable[[], None]:
        def run() -> None:
            for start in sample:
                office.due_after_minutes(start, minutes)

        return run

    lengths = {"a minute": 1, "a working day": 480, "a year": 480 * 247, "eight years": 480 * 247 * 8}
    rates = compare({name: (len(sample), ask(minutes)) for name, minutes in lengths.items()})
    print("cost by distance: " + ", ".join(f"{name} {1e6 / rate:.2f} µs" for name, rate in rates.items()))


if __name__ == "__main__":
    sys.exit(main())
