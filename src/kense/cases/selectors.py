"""Reading cases: who may see them, what waits where, what happened to one."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, F, QuerySet

from kense.cases.models import ActionRun, ActionWait, Case, GivenNumber, NumberBlock, ReservedNumber
from kense.cases.search import found

__all__ = [
    "ActionRun",
    "ActionWait",
    "Case",
    "NumberBlock",
    "ReservedNumber",
    "case_among",
    "case_of_office",
    "due_before",
    "found",
    "numbers_given",
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


def due_before(offices: Ids, moment: datetime) -> QuerySet[ActionRun]:
    """Open runs of cases whose term ends before a moment and that are not ready yet, most urgent first."""
    runs = _open_runs(offices).filter(case__ready_at__isnull=True, case__due_at__lt=moment)
    return runs.order_by("case__due_at", "pk")


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
    """Every run of the case's actions, in the order they were opened."""
    return list(case.runs.select_related("officer"))


def waits_of(case_id: int) -> list[ActionWait]:
    """The waits of a case on other organisations, in the order they began."""
    return list(ActionWait.objects.filter(run__case_id=case_id))


def numbers_given(offices: Ids, since: datetime) -> dict[str, int]:
    """How many cases were registered, refused at the counter and issued since a moment, by journal."""
    rows = GivenNumber.objects.filter(series__provider_id__in=_several(offices), at__gte=since)
    return dict(rows.values_list("series__journal").annotate(n=Count("pk")).order_by())
