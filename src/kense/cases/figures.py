"""Figures over the cases of several offices, counted by the database: sums and light rows, never whole cases.

Periods are half-open: from `since` up to, and without, `until`.
"""

from collections.abc import Collection, Mapping
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
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from kense.cases.models import ActionRun, Case


class Flow(NamedTuple):
    """Cases of a period: `carried` came before it and were open at its beginning, `received` came in it.

    `ended` tells how many were over in it, by the name their end was asked for with; `left` were open at its end.
    """

    carried: int
    received: int
    ended: Mapping[str, int]
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


CLOCKS = (
    *("case_id", "case__provider_id", "case__edition", "action", "due_at", "ready_at", "wait__since"),
    *("case__due_at", "case__ready_at"),
)
"""The columns of an `OpenRun`, of runs `with_waits`."""


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


def flow(
    provider_ids: Collection[int], since: datetime, until: datetime, ends: Mapping[str, Collection[tuple[str, str]]]
) -> Flow:
    """Where the cases of a period came from and where they are at its end; `ends` names ends as (edition, end)."""
    cases = Case.objects.filter(provider_id__in=provider_ids)
    carried, left = Count("pk", filter=Q(handed_in_at__lt=since)), Count("pk", filter=Q(handed_in_at__lt=until))
    # Sums over stretches of an index that holds all they ask for: grouped, a year would be sorted first.
    over = cases.filter(ended_at__gte=since, ended_at__lt=until).aggregate(
        carried=carried, **{name: Count("pk", filter=_one_of(pairs)) for name, pairs in ends.items()}
    )
    later = cases.filter(ended_at__gte=until).aggregate(carried=carried, left=left)
    still_open = cases.filter(ended_at__isnull=True).aggregate(carried=carried, left=left)
    return Flow(
        carried=over["carried"] + later["carried"] + still_open["carried"],
        received=cases.filter(handed_in_at__gte=since, handed_in_at__lt=until).count(),
        ended={name: over[name] for name in ends},
        left=later["left"] + still_open["left"],
    )


def _one_of(ends: Collection[tuple[str, str]]) -> Q:
    asked = Q(pk__in=[])
    for edition, end in ends:
        asked |= Q(end=end) & Q(edition=edition)
    return asked


def open_runs(provider_ids: Collection[int]) -> list[OpenRun]:
    """Every open action of the offices."""
    runs = ActionRun.objects.filter(
        case__provider_id__in=provider_ids, case__action__isnull=False, done_at__isnull=True
    ).order_by()
    return [OpenRun(*row) for row in with_waits(runs).values_list(*CLOCKS)]


def with_waits(runs: QuerySet[ActionRun]) -> QuerySet[ActionRun]:
    """Open runs, each with its wait that goes on, if there is one, as `wait`."""
    return runs.annotate(wait=FilteredRelation("waits", condition=Q(waits__until__isnull=True)))


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
