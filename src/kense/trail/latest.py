"""The last entries of several cases at once."""

from collections.abc import Collection

from django.db.models import Max

from kense.trail.models import TrailEntry
from kense.trail.selectors import OPENINGS


def last_deeds(case_ids: Collection[int]) -> dict[int, TrailEntry]:
    """The last thing that was done in each case, by its id."""
    entries = TrailEntry.objects.filter(case_id__in=case_ids).exclude(operation__in=OPENINGS)
    last = entries.values_list("case_id").annotate(last=Max("pk")).order_by().values_list("last", flat=True)
    found = TrailEntry.objects.filter(pk__in=last).select_related("officer")
    return {entry.case_id: entry for entry in found if entry.case_id is not None}
