"""Reading cases: who may see them, what waits where, what happened to one."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, QuerySet

from kense.cases.figures import CLOCKS, OpenRun, with_waits
from kense.cases.models import ActionRun, ActionWait, Case, GivenNumber, NumberBlock, ReservedNumber
from kense.cases.search import found

__all__ = [
    "ActionRun",
    "ActionWait",
    "Case",
    "NumberBlock",
    "Queued",
    "ReservedNumber",
    "case_among",
    "case_of_office",
    "due_before",
    "due_moments",
    "found",
    "numbers_given",
    "queued",
    "runs_listed",
    "runs_of",
    "waiting",
    "waits_of",
]

Ids = int | Collection[int]
"""One row or several, by id."""


def case_of_office(provider_id: int, code: str) -> Case | None:
    """The case with this code, if it belongs to the office; None for a foreign one, as for one that does not exist."""
    return case_among([provider_id], code)


def case_among(provider_ids: Iterable[int], code: str) -> Case | None:
    """The case with this code, if it belongs to one of the offices."""
    cases = Case.objects.select_related("provider", "holder").filter(provider_id__in=list(provider_ids))
    return cases.filter(code=code).first()


def waiting(offices: Ids, actions: Iterable[str], holders: Ids | None = None) -> QuerySet[ActionRun]:
    """Open runs of these actions in the offices, most urgent first; where `holders` are given, only what they hold.

    Offices and officers by id, one or several.
    """
    runs = _open_runs(offices).filter(action__in=list(actions))
    if holders is not None:
        runs = runs.filter(case__holder_id__in=_several(holders))
    return runs.order_by(F("due_at").asc(nulls_last=True), "pk")


class Queued(NamedTuple):
    """An open action in somebody's queue: its clocks, and what else tells its place there."""

    clock: OpenRun
    run: int
    code: str
    products: list[str]
    recipient_order: str


def queued(offices: Ids, actions: Iterable[str], holders: Ids | None = None) -> list[Queued]:
    """The same runs as `waiting` has, in no order and without their cases: hundreds wait where a few are shown."""
    columns = (*CLOCKS, "pk", "case__code", "case__products", "case__recipient_order")
    rows = with_waits(waiting(offices, actions, holders)).order_by().values_list(*columns)
    return [Queued(OpenRun(*row[: len(CLOCKS)]), *row[len(CLOCKS) :]) for row in rows]


def runs_listed(ids: Collection[int]) -> dict[int, ActionRun]:
    """Runs by their id, with what a row of a list shows of their cases."""
    return ActionRun.objects.select_related("case").defer(*_NOT_LISTED).in_bulk(list(ids))


def due_before(offices: Ids, moment: datetime) -> QuerySet[ActionRun]:
    """Open runs of cases whose term ends before a moment and that are not ready yet, most urgent first."""
    runs = _open_runs(offices).filter(case__ready_at__isnull=True, case__due_at__lt=moment)
    return runs.order_by("case__due_at", "pk")


def due_moments(offices: Ids, actions: Iterable[str], since: datetime) -> list[datetime]:
    """When the services that are not ready yet and stand at these actions are due, from a moment on, each moment once."""
    cases = Case.objects.filter(
        provider_id__in=_several(offices), action__in=list(actions), ready_at__isnull=True, due_at__gte=since
    )
    return list(cases.order_by("due_at").values_list("due_at", flat=True).distinct())


def _open_runs(offices: Ids) -> QuerySet[ActionRun]:
    # That the case is open follows from the open run; said aloud, it leads the database to the index of open cases.
    runs = ActionRun.objects.filter(
        case__provider_id__in=_several(offices), case__action__isnull=False, done_at__isnull=True
    )
    # Officers and offices are few: read once each, not with every run.
    return runs.select_related("case").prefetch_related("case__holder", "case__provider").defer(*_NOT_LISTED)


# What a list never shows is not read: JSON of hundreds of cases takes longer than the query.
_NOT_LISTED = [f"case__{name}" for name in ("basis", "grounds", "corrections", "explanation")]


def _several(ids: Ids) -> list[int]:
    return [ids] if isinstance(ids, int) else list(ids)


def runs_of(case: Case) -> list[ActionRun]:
    """Every run of the case's actions, in the order they were opened, each with its waits at hand."""
    return list(case.runs.select_related("officer").prefetch_related("waits"))


def waits_of(case_id: int) -> list[ActionWait]:
    """The waits of a case on other organisations, in the order they began."""
    return list(ActionWait.objects.filter(run__case_id=case_id))


def numbers_given(offices: Ids, since: datetime) -> dict[str, int]:
    """How many cases were registered, refused at the counter and issued since a moment, by journal."""
    rows = GivenNumber.objects.filter(series__provider_id__in=_several(offices), at__gte=since)
    return dict(rows.values_list("series__journal").annotate(n=Count("pk")).order_by())
