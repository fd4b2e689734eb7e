"""Taking an application in at the counter: the opening and what is decided there at once, as one step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kense.cases.models import Case
from kense.casework import drafts
from kense.casework.governing import edition_for_opening
from kense.casework.perform import Request, perform
from kense.people.models import Officer


def take_in(inputs: Mapping[str, Any], then: str, *, key: str, actor: Officer, at: datetime) -> Case:
    """Open the case and, unless `then` is the opening itself, do that too; both or neither. The draft of the form goes.

    Raises what `perform` raises.
    """
    opening = edition_for_opening(actor.provider, inputs, at).procedure.opening
    with transaction.atomic():
        case = perform(Request(opening.id, drafts.opening_key(key), inputs=inputs), actor=actor, at=at)
        drafts.drop(actor, key)
        if then == opening.id:
            return case
        # A case just opened has version 1; repeating the step with the same key must ask for the same.
        return perform(Request(then, key, case=case.pk, version=1, inputs=inputs), actor=actor, at=at)
