"""Figures over the cases of several offices, counted by the database: sums and light rows, never whole cases.

Periods are half-open: from `since` up to, and without, `until`.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from kense.cases.models import ActionRun, Case


class Flow(NamedTuple):
    """Cases of an edition that were open in a period, by the end they have today; `end` is None for open ones.

    `carried` came before the period and `received` in it; of both, `ended` are over by its end and `left` are not.
    """

    edition: str
    end: str | None
    carried: int
    received: int
    ended: int
    left: int


class OpenRun(NamedTuple):
    """An open action of a case: what its clock and the clock of the service are read from.

    `waits_since` is when the action's clock stopped for a wait that goes on.
    """

    case: int
    provider: int
    edition: str
    action: str
    due_at: datetime | None
    ready_at: datetime | None
    waits_since: datetime | None
    service_due_at: datetime
    service_ready_at: datetime | None


class DoneRuns(NamedTuple):
    """How many finished runs of an action took it to so many working minutes in its case, in time or late."""

    edition: str
    action: str
    minutes: int
    late: bool | None
    runs: int


class EndedCase(NamedTuple):
    """A case that is over: the working minutes of all its actions, and whether the service kept its term."""

    edition: str
    end: str | None
    minutes: int | None
    late: bool


def flow(provider_ids: Collection[int], since: datetime, until: datetime) -> list[Flow]:
    """Where the cases of a period came from and where they are at its end."""
    cases = Case.objects.filter(provider_id__in=provider_ids).order_by("edition", "end").values_list("edition", "end")
    came = Q(handed_in_at__lt=until)
    counts = {
        "carried": Count("pk", filter=Q(handed_in_at__lt=since)),
        "received": Count("pk", filter=Q(handed_in_at__gte=since) & came),
        "ended": Count("pk", filter=Q(ended_at__lt=until)),
        "left": Count("pk", filter=came & (Q(ended_at__isnull=True) | Q(ended_at__gte=until))),
    }
    # Open cases apart from ended ones: each is one stretch of the index, which holds all that is counted.
    open_ones, ended_since = cases.filter(ended_at__isnull=True), cases.filter(ended_at__gte=since)
    return [Flow(*row) for rows in (open_ones, ended_since) for row in rows.annotate(**counts)]


def open_runs(provider_ids: Collection[int]) -> list[OpenRun]:
    """Every open action of the offices."""
    runs = ActionRun.objects.filter(
        case__provider_id__in=provider_ids, case__action__isnull=False, done_at__isnull=True
    ).order_by()
    waiting = runs.annotate(wait=FilteredRelation("waits", condition=Q(waits__until__isnull=True)))
    columns = ("case_id", "case__provider_id", "case__edition", "action", "due_at", "ready_at", "wait__since")
    return [OpenRun(*row) for row in waiting.values_list(*columns, "case__due_at", "case__ready_at")]


def done_runs(provider_ids: Collection[int], since: datetime, until: datetime) -> list[DoneRuns]:
    """The runs finished in a period. An action returned to goes on with its norm, so its earlier runs are counted in."""
    # The sum keeps a database from going by the index of the offices, which leads through every case they ever had.
    runs = ActionRun.objects.annotate(office=F("case__provider") + 0).filter(office__in=provider_ids)
    runs = runs.filter(done_at__gte=since, done_at__lt=until)
    late = ExpressionWrapper(Q(due_at__lt=Coalesce("ready_at", "done_at")), BooleanField())
    rows = runs.annotate(used=_minutes_so_far(), late=late).values_list("case__edition", "action", "used", "late")
    counted = rows.annotate(n=Count("pk"))
    return [DoneRuns(*row) for row in counted.order_by("case__edition", "action", "used")]


def ended_cases(provider_ids: Collection[int], since: datetime, until: datetime) -> list[EndedCase]:
    """The cases that ended in a period, in no order."""
    cases = Case.objects.filter(provider_id__in=provider_ids, ended_at__gte=since, ended_at__lt=until)
    late = ExpressionWrapper(Q(due_at__lt=Coalesce("ready_at", "ended_at")), BooleanField())
    rows = cases.values("pk").annotate(minutes=Sum("runs__minutes_used"), late=late)
    return [EndedCase(*row) for row in rows.values_list("edition", "end", "minutes", "late").order_by()]


def cases_in_brief(case_ids: Collection[int]) -> dict[int, Case]:
    """Cases by their id, with number, holder and office but without what was applied for."""
    cases = Case.objects.select_related("provider", "holder")
    return cases.only("number", "code", "handed_in_at", "due_at", "provider", "holder").in_bulk(list(case_ids))


def _minutes_so_far() -> Subquery:
    """The working minutes of an action in its case up to and with the run of the outer query."""
    runs = ActionRun.objects.filter(case=OuterRef("case"), action=OuterRef("action"), pk__lte=OuterRef("pk"))
    return Subquery(runs.order_by().values("case").annotate(total=Sum("minutes_used")).values("total"))
