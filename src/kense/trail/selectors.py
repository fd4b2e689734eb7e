"""Reading the trail: what was done to a case, and apart from it who looked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kense.trail.models import TrailEntry

__all__ = [
    "CASE_OPENED",
    "CLOCKS_OPENED",
    "DATA_SHOWN",
    "JOURNAL_OPENED",
    "OPENINGS",
    "PAPER_OPENED",
    "PAPER_PRINTED",
    "PERSON_SEARCHED",
    "PRINTING_TAKEN_BACK",
    "TrailEntry",
    "entered_by",
    "entries_of",
    "latest_of_office",
    "openings_of",
]

CASE_OPENED = "case_opened"
CLOCKS_OPENED = "clocks_opened"
DATA_SHOWN = "personal_data_shown"
JOURNAL_OPENED = "journal_opened"
PAPER_OPENED = "paper_opened"
PAPER_PRINTED = "paper_printed"
PERSON_SEARCHED = "person_searched"
PRINTING_TAKEN_BACK = "printing_taken_back"
OPENINGS = frozenset(
    {
        CASE_OPENED,
        CLOCKS_OPENED,
        DATA_SHOWN,
        JOURNAL_OPENED,
        PAPER_OPENED,
        PAPER_PRINTED,
        PERSON_SEARCHED,
        PRINTING_TAKEN_BACK,
    }
)
"""What changes nothing: somebody had a person's data before them."""


def entries_of(case_id: int, limit: int | None = None) -> list[TrailEntry]:
    """What was done to a case, newest first, the newest `limit`; who only looked is told by `openings_of`."""
    entries = TrailEntry.objects.filter(case_id=case_id).exclude(operation__in=OPENINGS)
    return list(entries.select_related("officer").order_by("-seq")[:limit])


def openings_of(case_id: int, limit: int | None = None) -> list[TrailEntry]:
    """Who had the data of a case before them and when, newest first, the newest `limit`."""
    entries = TrailEntry.objects.filter(case_id=case_id, operation__in=OPENINGS)
    return list(entries.select_related("officer").order_by("-seq")[:limit])


def entered_by(officer_id: int, case_id: int, since: datetime, until: datetime) -> list[tuple[str, dict[str, Any]]]:
    """What an officer left in the trail of a case between two moments: the operations with their facts."""
    entries = TrailEntry.objects.filter(case_id=case_id, officer_id=officer_id, at__range=(since, until))
    return list(entries.order_by("seq").values_list("operation", "facts"))


def latest_of_office(provider_id: int, operations: Iterable[str], limit: int) -> list[TrailEntry]:
    """The latest entries of these operations, which are of no case, in an office, newest first."""
    entries = TrailEntry.objects.filter(case=None, provider_id=provider_id, operation__in=list(operations))
    return list(entries.select_related("officer").order_by("-seq")[:limit])
