"""So many statements each operation may take: it never creeps up again unseen."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.casework.perform import Request, perform
from tests.casework.steps import STEPS, Step
from tests.support.office import Office, at

USUAL = 18
ALLOWED = {"refuse_acceptance": 20, "send_inquiry": 22, "prepare_notification": 19, "register_result": 32}
"""Without what begins and ends the transaction. Those that draw a number or write the register take more."""
_OF_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_an_operation_takes_no_more_statements_than_it_may(step: Step, office: Office) -> None:
    case, actor = step.case(office), step.officer(office)
    office.registered(office.handed_in(person_surname="Байжан"))
    which = (case.pk, case.version) if case else (None, 0)
    request = Request(step.operation, "k", which[0], which[1], step.given(office))
    with patch("kense.casework.papers.produce"), CaptureQueriesContext(connection) as caught:
        perform(request, actor=actor, at=at(step.when))
    sent = [one["sql"] for one in caught.captured_queries if not one["sql"].startswith(_OF_TRANSACTION)]
    assert len(sent) <= ALLOWED.get(step.operation, USUAL), "\n".join(one[:90] for one in sent)
