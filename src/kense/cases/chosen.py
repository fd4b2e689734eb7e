"""Reading several chosen cases of an office at once."""

from collections.abc import Collection

from kense.cases.models import Case


def cases_by_code(provider_id: int, codes: Collection[str]) -> dict[str, Case]:
    """The office's cases with these codes; a code of another office is missing, as one that does not exist."""
    cases = Case.objects.filter(provider_id=provider_id, code__in=codes).select_related("provider", "holder")
    return {case.code: case for case in cases}
