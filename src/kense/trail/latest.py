"""The last entries of several cases at once: what was done in each, when an officer had each before them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from kense.trail.models import TrailEntry
from kense.trail.selectors import CASE_OPENED, OPENINGS


def last_deeds(case_ids: Collection[int]) -> dict[int, TrailEntry]:
    """The last thing that was done in each case, by its id."""
    entries = TrailEntry.objects.filter(case_id__in=case_ids).exclude(operation__in=OPENINGS)
    last = entries.values_list("case_id").annotate(last=Max("pk")).order_by().values_list("last", flat=True)
    found = TrailEntry.objects.filter(pk__in=last).select_related("officer")
    return {entry.case_id: entry for entry in found if entry.case_id is not None}


def last_read(officer_id: int, case_ids: Collection[int]) -> dict[int, datetime]:
    """When the officer last opened each case, by its id; its papers are opened from there."""
    entries = TrailEntry.objects.filter(officer_id=officer_id, case_id__in=case_ids, operation=CASE_OPENED)
    return dict(entries.values_list("case_id").annotate(last=Max("at")).order_by())
