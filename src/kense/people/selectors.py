"""Reading people: who may act, in which office, in whose working time."""

import hashlib
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import Literal

from django.db.models import Q, QuerySet

from kense.kernel import Text
from kense.people.models import SOON_PERCENTS, Officer, Provider
from kense.people.roles import CONTROLLER
from kense.procedure import Actor
from kense.worktime import Calendar, Override, OverrideKind, Schedule, Schedules, Shift, WorkingTime

__all__ = [
    "SOON_PERCENTS",
    "Officer",
    "Provider",
    "actor_of",
    "calendar_mark",
    "calendar_of",
    "final_years_of",
    "officer_by_id",
    "officers_by_id",
    "officers_in_role",
    "overrides_of",
    "overseen",
    "providers",
    "roles_on",
    "schedules_of",
    "shifts_of",
    "working_time",
]


_ID_DIGITS = 18
"""No row has an id this long, and longer ones are not numbers to every database."""


def roles_on(officer: Officer, day: date) -> frozenset[str]:
    """The roles an officer holds on a day; none when the account is closed."""
    if not officer.is_active:
        return frozenset()
    return frozenset(officer.roles.filter(_holds(day)).values_list("role", flat=True))


def overseen(officer: Officer, day: date) -> frozenset[int]:
    """The ids of the offices whose cases an officer may see: their own, and for a controller those they oversee."""
    others = officer.oversights.values_list("provider_id", flat=True) if CONTROLLER in roles_on(officer, day) else ()
    return frozenset({officer.provider_id, *others})


def actor_of(officer: Officer, day: date) -> Actor:
    """The officer as the procedure sees them."""
    return Actor(str(officer.pk), str(officer.provider_id), roles_on(officer, day))


def officers_in_role(provider: Provider, role: str, day: date) -> QuerySet[Officer]:
    """The provider's active officers who hold a role on a day, by name."""
    # One filter() for both: in two, the role and the days could be those of different rows.
    held = Officer.objects.filter(_holds(day, "roles__"), provider=provider, is_active=True, roles__role=role)
    return held.order_by("surname", "given_name").distinct()


def officer_by_id(officer_id: str | int) -> Officer | None:
    """The officer with this id, or None for anything that is not an id of one."""
    digits = str(officer_id)
    return Officer.objects.filter(pk=digits).first() if digits.isdecimal() and len(digits) <= _ID_DIGITS else None


def officers_by_id(ids: Iterable[int]) -> dict[int, Officer]:
    """Officers by their id, in one query."""
    return Officer.objects.in_bulk(set(ids))


def providers() -> QuerySet[Provider]:
    """Every provider of the installation."""
    return Provider.objects.order_by("pk")


def working_time(provider: Provider) -> WorkingTime:
    """The provider's calculator of working time: its zone, its dated schedules, its own days and final years.

    The rows are read each time, so a change counts at once in every process; what is built from them is kept.
    """
    schedules, final_years = _hours(provider)
    return _working_time(provider.zone, schedules, _declared(provider), final_years)


def calendar_of(provider: Provider) -> Calendar:
    """The country's calendar with what is declared in the provider's office."""
    return _calendar(_declared(provider), _hours(provider)[1])


def overrides_of(provider: Provider) -> dict[date, Override]:
    """The days declared in the provider's office, in their order."""
    return {row[0]: _override(row) for row in _declared(provider)}


def schedules_of(provider: Provider) -> dict[Schedule, str]:
    """The provider's schedules in the order of their first days, each with the order behind it."""
    columns = ("from_day", "week", "shifts", "saturday", "decree")
    return {
        Schedule(day, shifts_of(shifts), week, shifts_of(saturday)): decree
        for day, week, shifts, saturday, decree in provider.schedules.values_list(*columns)
    }


def final_years_of(provider: Provider) -> dict[int, str]:
    """The years in which nothing else will be moved, each with the act that says so."""
    return dict(provider.final_years.values_list("year", "decree"))


def calendar_mark(provider: Provider) -> str:
    """A short mark of all that working time is counted from; it changes when any of that does."""
    content = repr((provider.zone, *_hours(provider), _declared(provider)))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


ScheduleRow = tuple[date, Literal[5, 6], tuple[Shift, ...], tuple[Shift, ...]]
OverrideRow = tuple[date, OverrideKind, str, str, str, str, tuple[Shift, ...]]


def shifts_of(stored: list[list[str]]) -> tuple[Shift, ...]:
    """Shifts as the tables keep them: `[["09:00", "13:00"]]`."""
    return tuple((time.fromisoformat(start), time.fromisoformat(stop)) for start, stop in stored)


def _hours(provider: Provider) -> tuple[tuple[ScheduleRow, ...], tuple[int, ...]]:
    """Schedules and final years in one query: each schedule comes once for every final year."""
    found: dict[ScheduleRow, None] = {}
    years: set[int] = set()
    columns = ("from_day", "week", "shifts", "saturday", "provider__final_years__year")
    for day, week, shifts, saturday, year in provider.schedules.values_list(*columns):
        found[day, week, shifts_of(shifts), shifts_of(saturday)] = None
        years |= {year} if year else set()
    return tuple(found), tuple(sorted(years))


def _declared(provider: Provider) -> tuple[OverrideRow, ...]:
    columns = ("day", "kind", "decree", "note_kk", "note_ru", "note_en", "shifts")
    return tuple((*rest, shifts_of(shifts)) for *rest, shifts in provider.overrides.values_list(*columns))


def _override(row: OverrideRow) -> Override:
    day, kind, decree, kk, ru, en, shifts = row
    return Override(day, kind, decree, Text(kk, ru, en), shifts)


def _schedule(row: ScheduleRow) -> Schedule:
    day, week, shifts, saturday = row
    return Schedule(day, shifts, week, saturday)


@lru_cache(maxsize=256)
def _calendar(overrides: tuple[OverrideRow, ...], final_years: tuple[int, ...]) -> Calendar:
    return Calendar(map(_override, overrides), final_years)


@lru_cache(maxsize=256)
def _working_time(
    zone: str, schedules: tuple[ScheduleRow, ...], overrides: tuple[OverrideRow, ...], final_years: tuple[int, ...]
) -> WorkingTime:
    return WorkingTime(_calendar(overrides, final_years), Schedules(tuple(map(_schedule, schedules))), zone)


def _holds(day: date, prefix: str = "") -> Q:
    began = Q(**{f"{prefix}from_day__lte": day})
    open_end = Q(**{f"{prefix}to_day__isnull": True})
    return began & (open_end | Q(**{f"{prefix}to_day__gte": day}))
