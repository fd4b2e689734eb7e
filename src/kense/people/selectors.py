"""Reading people: who may act, in which office, in whose working time."""

from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import Literal

from django.db.models import Q, QuerySet

from kense.people.models import Officer, Provider
from kense.procedure import Actor
from kense.worktime import Calendar, Schedule, Schedules, WorkingTime

__all__ = [
    "Officer",
    "Provider",
    "actor_of",
    "officer_by_id",
    "officers_by_id",
    "officers_in_role",
    "providers",
    "roles_on",
    "working_time",
]


_ID_DIGITS = 18
"""No row has an id this long, and longer ones are not numbers to every database."""


def roles_on(officer: Officer, day: date) -> frozenset[str]:
    """The roles an officer holds on a day; none when the account is closed."""
    if not officer.is_active:
        return frozenset()
    return frozenset(officer.roles.filter(_holds(day)).values_list("role", flat=True))


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
    """The provider's calculator of working time: its zone and its dated schedules."""
    rows = provider.schedules.values_list("from_day", "week", "shifts")
    return _working_time(provider.zone, tuple((day, week, _shifts(shifts)) for day, week, shifts in rows))


Shifts = tuple[tuple[time, time], ...]
Row = tuple[date, Literal[5, 6], Shifts]


@lru_cache(maxsize=256)
def _working_time(zone: str, rows: tuple[Row, ...]) -> WorkingTime:
    schedules = tuple(Schedule(from_day=day, shifts=shifts, week=week) for day, week, shifts in rows)
    return WorkingTime(Calendar(), Schedules(schedules), zone)


def _shifts(stored: list[list[str]]) -> Shifts:
    return tuple((time.fromisoformat(start), time.fromisoformat(stop)) for start, stop in stored)


def _holds(day: date, prefix: str = "") -> Q:
    began = Q(**{f"{prefix}from_day__lte": day})
    open_end = Q(**{f"{prefix}to_day__isnull": True})
    return began & (open_end | Q(**{f"{prefix}to_day__gte": day}))
