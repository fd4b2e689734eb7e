"""Reading several chosen cases of an office at once."""

from collections.abc import Collection

from kense.cases.models import ActionRun, Case


def cases_by_code(provider_id: int, codes: Collection[str]) -> dict[str, Case]:
    """The office's cases with these codes; a code of another office is missing, as one that does not exist."""
    cases = Case.objects.filter(provider_id=provider_id, code__in=codes).select_related("provider", "holder")
    return {case.code: case for case in cases}


def open_runs(case_ids: Collection[int]) -> dict[int, ActionRun]:
    """The open run of each case that has one, by the id of the case."""
    runs = ActionRun.objects.filter(case_id__in=case_ids, done_at__isnull=True)
    runs = runs.select_related("case", "case__provider").prefetch_related("waits")
    return {run.case_id: run for run in runs}
