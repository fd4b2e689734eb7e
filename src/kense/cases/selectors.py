"""Reading cases: who may see them, what waits where, what happened to one."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from kense.cases.models import ActionRun, ActionWait, Case

__all__ = [
    "ActionRun",
    "ActionWait",
    "Case",
    "case_of_office",
    "due_before",
    "found",
    "loads",
    "numbers_given",
    "runs_of",
    "waiting",
    "waits_of",
]


def case_of_office(provider_id: int, code: str) -> Case | None:
    """The case with this code, if it belongs to the office; None for a foreign one, as for one that does not exist."""
    return Case.objects.select_related("provider", "holder").filter(provider_id=provider_id, code=code).first()


def waiting(provider_id: int, actions: Iterable[str], holder_id: int | None = None) -> QuerySet[ActionRun]:
    """Open runs of these actions in the office, most urgent first; only those assigned to `holder_id` where given."""
    runs = ActionRun.objects.filter(case__provider_id=provider_id, action__in=list(actions), done_at__isnull=True)
    if holder_id is not None:
        runs = runs.filter(case__holder_id=holder_id)
    return runs.select_related("case", "case__holder", "case__provider").order_by(
        F("due_at").asc(nulls_last=True), "pk"
    )


def due_before(provider_id: int, moment: datetime) -> QuerySet[ActionRun]:
    """Open runs of cases whose term ends before a moment and that are not ready yet, most urgent first."""
    runs = ActionRun.objects.filter(case__provider_id=provider_id, done_at__isnull=True, case__ready_at__isnull=True)
    runs = runs.filter(case__due_at__lt=moment).select_related("case", "case__holder", "case__provider")
    return runs.order_by("case__due_at", "pk")


def runs_of(case: Case) -> list[ActionRun]:
    """Every run of the case's actions, in the order they were opened."""
    return list(case.runs.select_related("officer"))


def waits_of(case_id: int) -> list[ActionWait]:
    """The waits of a case on other organisations, in the order they began."""
    return list(ActionWait.objects.filter(run__case_id=case_id))


def loads(provider_id: int) -> dict[int, int]:
    """How many open cases each officer holds."""
    rows = Case.objects.filter(provider_id=provider_id, action__isnull=False, holder__isnull=False)
    return dict(rows.values_list("holder_id").annotate(n=Count("pk")).order_by())


def found(provider_id: int, words: str, limit: int = 100) -> list[Case]:
    """The office's newest cases; with `words`, those whose number, its last part, code or recipient begins so."""
    cases = Case.objects.filter(provider_id=provider_id).select_related("holder", "provider")
    if words:
        number = Q(number=words) | Q(number__endswith=f"/{words}") | Q(refusal_number=words) | Q(result_number=words)
        cases = cases.filter(number | Q(code__iexact=words) | Q(recipient__istartswith=words))
    return list(cases.order_by("-pk")[:limit])


def numbers_given(provider_id: int, since: datetime) -> dict[str, int]:
    """How many cases were registered, refused at the counter and issued since a moment, by journal."""
    rows = Case.objects.filter(provider_id=provider_id, numbers__at__gte=since)
    return dict(rows.values_list("numbers__series__journal").annotate(n=Count("numbers__pk")).order_by())
