"""What an office has kept for as long as it has to: cases and persons whose term of retention is over."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from kense.acts.selectors import edition_at
from kense.cases.models import Case
from kense.casework.administration import day_of
from kense.law.edition import Retention
from kense.people.models import Provider
from kense.registry.facets import GROUND
from kense.registry.models import Person, Statement

SHOWN = 50
"""How many persons are listed at once."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A term of retention with the last day on which something was closed that it is over for, and how many those are.

    None where they are not counted: that takes a while.
    """

    rule: Retention
    closed_by: date
    count: int | None = None


def terms(provider: Provider, at: datetime) -> list[Kept]:
    """Each term of the provider's edition, nothing counted."""
    rules = edition_at(provider, at).procedure.retention
    return [Kept(rule, last_day(rule, provider, at)) for rule in rules]


def kept_too_long(provider: Provider, at: datetime) -> list[Kept]:
    """Each term of the provider's edition, with what it is over for. A million persons take a second or more."""
    found = terms(provider, at)
    return [replace(one, count=_over(one.rule, provider, one.closed_by).count()) for one in found]


def last_day(rule: Retention, provider: Provider, at: datetime) -> date:
    """The last day on which something was closed that need not be kept any more: the end of a calendar year."""
    return date(day_of(provider, at).year - rule.years - 1, 12, 31)


def persons_over(provider: Provider, at: datetime) -> list[Person]:
    """The first persons of the register whose every term is over: the last ground ended, no case closed since."""
    rules = {rule.about: rule for rule in edition_at(provider, at).procedure.retention}
    if not {"person", "case"} <= rules.keys():
        return []
    over = _persons(provider, last_day(rules["person"], provider, at))
    closed = _moment_after(provider, last_day(rules["case"], provider, at))
    later = Case.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=closed), provider=provider)
    by_iin = later.filter(~Q(iin=""), person=None, iin=OuterRef("iin"))
    by_record = later.filter(Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk")))
    return list(over.filter(~Exists(by_iin), ~Exists(by_record)).order_by("pk")[:SHOWN])


def _over(rule: Retention, provider: Provider, day: date) -> QuerySet[Case] | QuerySet[Person]:
    if rule.about == "person":
        return _persons(provider, day)
    closed = Case.objects.filter(provider=provider, ended_at__lt=_moment_after(provider, day))
    return closed.exclude(recipient_key="")  # of whom the data are destroyed


def _persons(provider: Provider, day: date) -> QuerySet[Person]:
    """Persons with a ground whose grounds have all ended by the day."""
    grounds = Statement.objects.filter(facet=GROUND.name, known_to=None).order_by()
    # Few have ended: to go through all grounds once takes a tenth of asking for those of every person.
    ended = grounds.filter(last__gt="", last__lte=day.isoformat())
    goes_on = grounds.filter(Q(last="") | Q(last__gt=day.isoformat()), person=OuterRef("pk"))
    people = Person.objects.filter(provider=provider, merged_into=None, erased_at=None)
    return people.filter(~Exists(goes_on), pk__in=ended.values("person_id"))


def _moment_after(provider: Provider, day: date) -> datetime:
    """The beginning of the next day on the office's wall."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(provider.zone))
