"""Opening personal data is an act of its own: it changes nothing and leaves an entry in the trail."""

from datetime import datetime

from django.db import transaction

from kense.cases.models import Case
from kense.people.models import Officer
from kense.trail.chain import append

SHOWN = "personal_data_shown"


def show_personal_data(case: Case, *, officer: Officer, at: datetime) -> None:
    """Write into the trail that the officer had the case's personal data shown in full."""
    with transaction.atomic():
        append(
            case.provider_id,
            at=at,
            officer_id=officer.pk,
            operation=SHOWN,
            case_id=case.pk,
            facts={"state": case.action or case.end},
            personal={},
        )
