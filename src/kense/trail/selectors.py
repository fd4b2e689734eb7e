"""Reading the trail: what was done to a case, and apart from it who looked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from kense.trail.models import TrailEntry

__all__ = [
    "CASE_OPENED",
    "CLOCKS_OPENED",
    "DATA_SHOWN",
    "JOURNAL_OPENED",
    "OPENINGS",
    "PAPER_OPENED",
    "PAPER_PRINTED",
    "PERSON_EXTRACTED",
    "PERSON_FILLED_IN",
    "PERSON_OPENED",
    "PERSON_SEARCHED",
    "PRINTING_TAKEN_BACK",
    "RIGHTS_OPENED",
    "TRANSMISSION_OPENED",
    "TRANSMISSION_TAKEN",
    "TrailEntry",
    "entered_by",
    "entries_of",
    "filled_in_by",
    "latest_of_office",
    "openings_of",
]

CASE_OPENED = "case_opened"
CLOCKS_OPENED = "clocks_opened"
DATA_SHOWN = "personal_data_shown"
JOURNAL_OPENED = "journal_opened"
PAPER_OPENED = "paper_opened"
PAPER_PRINTED = "paper_printed"
PERSON_EXTRACTED = "person_extracted"
PERSON_FILLED_IN = "person_filled_in"
PERSON_OPENED = "person_opened"
RIGHTS_OPENED = "person_rights_opened"
PERSON_SEARCHED = "person_searched"
PRINTING_TAKEN_BACK = "printing_taken_back"
TRANSMISSION_OPENED = "transmission_opened"
TRANSMISSION_TAKEN = "transmission_taken"
OPENINGS = frozenset(
    {
        CASE_OPENED,
        CLOCKS_OPENED,
        DATA_SHOWN,
        JOURNAL_OPENED,
        PAPER_OPENED,
        PAPER_PRINTED,
        PERSON_EXTRACTED,
        PERSON_FILLED_IN,
        PERSON_OPENED,
        RIGHTS_OPENED,
        PERSON_SEARCHED,
        PRINTING_TAKEN_BACK,
        TRANSMISSION_OPENED,
        TRANSMISSION_TAKEN,
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


def entered_by(
    officer_id: int, case_id: int | None, since: datetime, until: datetime
) -> list[tuple[str, dict[str, Any]]]:
    """What an officer left in the trail of a case between two moments: the operations with their facts."""
    about = Q(case_id=case_id) if case_id else Q(case__isnull=True)
    entries = TrailEntry.objects.filter(about, officer_id=officer_id, at__range=(since, until))
    return list(entries.order_by("seq").values_list("operation", "facts"))


def filled_in_by(officer_id: int, form: str, since: datetime, until: datetime) -> set[str]:
    """The IINs of whom an officer had the office's data filled into a form between two moments."""
    entries = TrailEntry.objects.filter(officer_id=officer_id, operation=PERSON_FILLED_IN, at__range=(since, until))
    # The parts as a whole: a database that is asked for one value of JSON returns an IIN as a number.
    parts = entries.filter(facts__form=form, personal__isnull=False).values_list("personal__data", flat=True)
    return {part["iin"] for part in parts if "iin" in part}


def latest_of_office(provider_id: int, operations: Iterable[str], limit: int) -> list[TrailEntry]:
    """The latest entries of these operations, which are of no case, in an office, newest first."""
    entries = TrailEntry.objects.filter(case=None, provider_id=provider_id, operation__in=list(operations))
    return list(entries.select_related("officer").order_by("-seq")[:limit])
