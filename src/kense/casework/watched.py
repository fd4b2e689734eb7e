"""Figures for whoever keeps the installation running: by office, without a name or a number of anybody's case.

They are read from the tables each time, so every process of the server tells the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from kense.cases.models import Case
from kense.papers.models import Paper
from kense.people.models import Provider
from kense.trail.models import TrailEntry, TrailHead

DAY = timedelta(days=1)


@dataclass(slots=True)
class OfficeFigures:
    """Of one office: open cases, those of them past their term, papers not made yet or failed, the trail's length.

    `operations` counts those of the last 24 hours by their name.
    """

    cases_open: int = 0
    cases_late: int = 0
    papers_queued: int = 0
    papers_failed: int = 0
    trail_entries: int = 0
    operations: dict[str, int] = field(default_factory=dict)


def figures_of(offices: Iterable[int], at: datetime) -> dict[int, OfficeFigures]:
    """The figures of offices by their ids, in as many queries for all as for one."""
    found = {office: OfficeFigures() for office in offices}
    late = Count("pk", filter=Q(ready_at__isnull=True, due_at__lt=at))
    cases = Case.objects.filter(provider__in=found, action__isnull=False)
    for office, opened, overdue in _counted(cases, opened=Count("pk"), late=late):
        found[office].cases_open, found[office].cases_late = opened, overdue
    papers = Paper.objects.filter(provider__in=found, printed=False).exclude(status=Paper.Status.READY)
    by_status = {one: Count("pk", filter=Q(status=one)) for one in (Paper.Status.QUEUED, Paper.Status.FAILED)}
    for office, queued, failed in _counted(papers, **by_status):
        found[office].papers_queued, found[office].papers_failed = queued, failed
    for office, length in TrailHead.objects.filter(provider__in=found).values_list("provider", "seq"):
        found[office].trail_entries = length
    entries = TrailEntry.objects.filter(provider__in=found, at__gt=at - DAY)
    for office, operation, times in _counted(entries, "operation", times=Count("pk")):
        found[office].operations[operation] = times
    return found


def _counted(rows: QuerySet[Any], *by: str, **counts: Count) -> list[tuple[Any, ...]]:
    """The counts of rows by office, and by what else is named."""
    columns = ("provider", *by)
    return list(rows.order_by().values(*columns).annotate(**counts).values_list(*columns, *counts))


def office_ids() -> list[int]:
    """The offices of the installation."""
    return list(Provider.objects.order_by("pk").values_list("pk", flat=True))
