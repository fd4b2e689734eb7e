"""Reading people: who may act, in which office, in whose working time."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import date, time
from functools import lru_cache
from typing import Literal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from kense.kernel import Text
from kense.kernel.alphabet import sort_key
from kense.people.models import (
    SOON_PERCENTS,
    CalendarOverride,
    Emblem,
    Officer,
    OfficerRole,
    Provider,
    Substitution,
    WorkSchedule,
)
from kense.people.roles import CONTROLLER
from kense.people.standing import acting_for, holds, in_force, standing_of, stood_in_for, substitute_of
from kense.procedure import Actor
from kense.storage.remembered import remembered
from kense.worktime import Calendar, Override, OverrideKind, Schedule, Schedules, Shift, WorkingTime

__all__ = [
    "SOON_PERCENTS",
    "Officer",
    "OfficerRole",
    "Provider",
    "Substitution",
    "acting_for",
    "actor_of",
    "calendar_mark",
    "calendar_of",
    "emblem_of",
    "final_years_of",
    "officer_by_id",
    "officer_in",
    "officer_of",
    "officers_by_id",
    "officers_in_role",
    "officers_of",
    "overrides_of",
    "overseen",
    "overseen_by",
    "overseers_of",
    "persons_in",
    "provider_known",
    "providers",
    "roles_on",
    "row_id",
    "schedules_of",
    "shifts_of",
    "standing_of",
    "stood_in_for",
    "substitute_of",
    "substitutions_of",
    "working_time",
    "working_times",
]


_ID_DIGITS = 18
"""No row has an id this long, and longer ones are not numbers to every database."""


def roles_on(officer: Officer, day: date) -> frozenset[str]:
    """The roles an officer has on a day, with those of officers they stand in for and without those they are away from.

    None when the account is closed.
    """
    return standing_of(officer, day).roles


def overseen(officer: Officer, day: date) -> frozenset[int]:
    """The ids of the offices whose cases an officer may see: their own, and for a controller those they oversee."""
    others = officer.oversights.values_list("provider_id", flat=True) if CONTROLLER in roles_on(officer, day) else ()
    return frozenset({officer.provider_id, *others})


def actor_of(officer: Officer, day: date) -> Actor:
    """The officer as the procedure sees them."""
    standing = standing_of(officer, day)
    stands_in_for = frozenset((role, str(absent)) for role, absent in standing.stands_in_for)
    return Actor(str(officer.pk), str(officer.provider_id), standing.roles, stands_in_for)


def persons_in(provider_id: int) -> dict[str, str]:
    """The accounts of an office that are not a person's own, each with the account of the person behind it.

    Another account of an officer stands for that officer, a program's for the officer who answers for the program.
    """

    def asked() -> dict[str, str]:
        accounts = Officer.objects.filter(provider=provider_id, main_account__isnull=False)
        return {str(account): str(main) for account, main in accounts.values_list("pk", "main_account")}

    return remembered(provider_id, "persons", asked)


def officers_in_role(provider: Provider, role: str, day: date) -> QuerySet[Officer]:
    """The provider's active officers who have a role on a day, by name: not those away from it, but who stands in."""
    held = Exists(OfficerRole.objects.filter(holds(day), officer=OuterRef("pk"), role=role))
    away = Exists(in_force(day).filter(absent=OuterRef("pk"), role=role))
    stands_in = Exists(in_force(day).filter(substitute=OuterRef("pk"), role=role))
    officers = Officer.objects.filter((held & ~away) | stands_in, provider=provider, is_active=True)
    return officers.order_by("surname", "given_name")


def officers_of(provider: Provider) -> list[Officer]:
    """Everybody who works or worked for the provider, in the order of the Kazakh alphabet, with their roles at hand."""
    officers = provider.officers.prefetch_related(Prefetch("roles", OfficerRole.objects.order_by("from_day", "pk")))
    return sorted(officers, key=lambda one: sort_key(one.full_name))


def officer_of(provider: Provider, officer_id: str | int) -> Officer | None:
    """The provider's officer with this id; None for one of another office, as for one that does not exist."""
    found = officer_by_id(officer_id)
    return found if found and found.provider_id == provider.pk else None


def substitutions_of(provider: Provider) -> list[Substitution]:
    """Every substitution ever entered in the office, the latest first."""
    rows = Substitution.objects.filter(absent__provider=provider).select_related("absent", "substitute")
    return list(rows.order_by("-from_day", "-pk"))


def overseen_by(officer: Officer) -> list[Provider]:
    """The offices an officer was let into, in the order they were entered."""
    return list(providers().filter(overseers__officer=officer))


def overseers_of(provider: Provider) -> list[Officer]:
    """Controllers of other offices who see this one, in the order of the Kazakh alphabet."""
    found = Officer.objects.filter(oversights__provider=provider).select_related("provider")
    return sorted(found, key=lambda one: sort_key(one.full_name))


def officer_by_id(officer_id: str | int) -> Officer | None:
    """The officer with this id, or None for anything that is not an id of one."""
    return Officer.objects.filter(pk=row_id(officer_id)).first()


def officer_in(provider_id: int, officer_id: str | int) -> Officer | None:
    """The officer with this id, of whichever office; those of the office itself are remembered."""
    of_office = remembered(provider_id, "officers", lambda: _by_id(Officer.objects.filter(provider=provider_id)))
    return of_office.get(row_id(officer_id)) or officer_by_id(officer_id)


def provider_known(provider_id: int) -> Provider:
    """The office with this id as it is set up."""
    return remembered(provider_id, "provider", lambda: Provider.objects.get(pk=provider_id))


def _by_id(officers: Iterable[Officer]) -> dict[int, Officer]:
    return {one.pk: one for one in officers}


def row_id(typed: str | int) -> int:
    """The id of a row that a form or an address names; 0, which no row has, for anything that is not one."""
    digits = str(typed)
    return int(digits) if digits.isdecimal() and len(digits) <= _ID_DIGITS else 0


def officers_by_id(ids: Iterable[int]) -> dict[int, Officer]:
    """Officers by their id, in one query."""
    return Officer.objects.in_bulk(set(ids))


def providers() -> QuerySet[Provider]:
    """Every provider of the installation."""
    return Provider.objects.order_by("pk")


def working_time(provider: Provider) -> WorkingTime:
    """The provider's calculator of working time: its zone, its dated schedules, its own days and final years.

    The rows are read each time, but where the office's mark was read (`remembered`), so a change counts at once in every
    process; what is built from them is kept.
    """
    what = ("working time", provider.zone)
    return remembered(provider.pk, what, lambda: working_times([provider])[provider.pk])


def working_times(offices: Iterable[Provider]) -> dict[int, WorkingTime]:
    """The calculators of several offices by the offices' ids, in as many queries as for one."""
    zones = {one.pk: one.zone for one in offices}
    hours, declared = _hours(zones), _declared(zones)
    return {pk: _working_time(zone, hours[pk][0], declared[pk], hours[pk][1]) for pk, zone in zones.items()}


def calendar_of(provider: Provider) -> Calendar:
    """The country's calendar with what is declared in the provider's office."""
    return _calendar(_declared([provider.pk])[provider.pk], _hours([provider.pk])[provider.pk][1])


def overrides_of(provider: Provider) -> dict[date, Override]:
    """The days declared in the provider's office, in their order."""
    return {row[0]: _override(row) for row in _declared([provider.pk])[provider.pk]}


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
    content = repr((provider.zone, *_hours([provider.pk])[provider.pk], _declared([provider.pk])[provider.pk]))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


ScheduleRow = tuple[date, Literal[5, 6], tuple[Shift, ...], tuple[Shift, ...]]
OverrideRow = tuple[date, OverrideKind, str, str, str, str, tuple[Shift, ...]]


def shifts_of(stored: list[list[str]]) -> tuple[Shift, ...]:
    """Shifts as the tables keep them: `[["09:00", "13:00"]]`."""
    return tuple((time.fromisoformat(start), time.fromisoformat(stop)) for start, stop in stored)


def _hours(ids: Collection[int]) -> dict[int, tuple[tuple[ScheduleRow, ...], tuple[int, ...]]]:
    """Schedules and final years of offices in one query: each schedule comes once for every final year."""
    found: dict[int, dict[ScheduleRow, None]] = {pk: {} for pk in ids}
    years: dict[int, set[int]] = {pk: set() for pk in ids}
    columns = ("provider", "from_day", "week", "shifts", "saturday", "provider__final_years__year")
    for pk, day, week, shifts, saturday, year in WorkSchedule.objects.filter(provider__in=ids).values_list(*columns):
        found[pk][day, week, shifts_of(shifts), shifts_of(saturday)] = None
        years[pk] |= {year} if year else set()
    return {pk: (tuple(found[pk]), tuple(sorted(years[pk]))) for pk in ids}


def _declared(ids: Collection[int]) -> dict[int, tuple[OverrideRow, ...]]:
    """The days declared in offices, in one query."""
    found: dict[int, list[OverrideRow]] = {pk: [] for pk in ids}
    columns = ("provider", "day", "kind", "decree", "note_kk", "note_ru", "note_en", "shifts")
    for pk, *rest, shifts in CalendarOverride.objects.filter(provider__in=ids).values_list(*columns):
        found[pk].append((*rest, shifts_of(shifts)))
    return {pk: tuple(rows) for pk, rows in found.items()}


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


def emblem_of(provider_id: int, sha256: str) -> bytes | None:
    """The picture an office has or had over its letterhead, a PNG; None where it has none by this hash."""
    found = Emblem.objects.filter(provider_id=provider_id, sha256=sha256).first() if sha256 else None
    return bytes(found.picture) if found else None
