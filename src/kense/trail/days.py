"""Reading the trail of an office by time: what an officer looked at lately, how a day went, where the chain stood."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min

from kense.trail.models import TrailEntry
from kense.trail.selectors import OPENINGS


class Work(NamedTuple):
    """An officer's work in a stretch of time: the first and the last thing done, how many in all."""

    officer: int
    first: datetime
    last: datetime
    deeds: int


def was_entered(
    provider_id: int, officer_id: int, operation: str, facts: Mapping[str, object], since: datetime, until: datetime
) -> bool:
    """Whether an officer left such an entry, which is of no case, in the office's trail between two moments."""
    entries = TrailEntry.objects.filter(provider_id=provider_id, at__range=(since, until), case=None)
    found = entries.filter(officer_id=officer_id, operation=operation).order_by().values_list("facts", flat=True)
    return dict(facts) in found


def work_of(provider_id: int, since: datetime, until: datetime) -> list[Work]:
    """Who did anything in the office in a stretch of time, half-open, the first to begin first; looking is no deed."""
    entries = TrailEntry.objects.filter(provider_id=provider_id, at__gte=since, at__lt=until)
    done = entries.exclude(operation__in=OPENINGS).order_by().values_list("officer")
    told = done.annotate(first=Min("at"), last=Max("at"), deeds=Count("pk")).order_by("first", "officer")
    return [Work(*row) for row in told]


def last_entry_before(provider_id: int, moment: datetime) -> TrailEntry | None:
    """The entry the chain of the office ended with at a moment."""
    return TrailEntry.objects.filter(provider_id=provider_id, at__lt=moment).order_by("-at", "-seq").first()
