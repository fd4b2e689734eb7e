"""Action 5, the result is handed to the recipient (regulation, paragraph 5), and the case is over."""

from collections.abc import Callable

import pytest

from kense.cases.models import Case
from kense.registry.models import Statement
from tests.casework.steps import BY_NAME
from tests.support.office import Office, at
from tests.support.said import refused

STEP = BY_NAME["issue_result"]


@pytest.mark.para("reg 5 action 5")
def test_an_issued_notification_ends_the_case_as_granted(office: Office) -> None:
    case = office.issued(when="2019-03-26 12:30")
    assert (case.action, case.end, case.ended_at) == (None, "granted", at("2019-03-26 12:30"))
    assert "issued_result" in case.products


def test_an_issued_refusal_ends_the_case_as_refused(office: Office) -> None:
    case = office.issued(office.result_registered(office.signed(office.refusal_drafted())))
    assert case.end == "refused"
    assert not Statement.objects.exists()


@pytest.mark.para("house part uncollected")
def test_waiting_for_the_recipient_is_not_the_time_of_the_office(office: Office) -> None:
    case = office.result_registered(when="2019-03-26 12:10")
    run = office.issued(case, when="2019-04-15 09:30").runs.get(action="issue")
    assert (run.ready_at, run.done_at) == (at("2019-03-26 12:10"), at("2019-04-15 09:30"))
    assert run.minutes_used == 10


def test_any_clerk_may_issue_it(office: Office) -> None:
    case = STEP.take(office, office.result_registered(), by=office.bekzat)
    assert case.runs.get(action="issue").officer == office.bekzat


def test_before_the_result_is_registered_it_is_refused(office: Office) -> None:
    case = office.signed()
    with refused("no_ground", "reg 5 action 5"):
        STEP.take(office, case)


@pytest.mark.parametrize("step", [Office.registered, Office.drafted])
def test_before_signing_it_is_refused(step: Callable[[Office], Case], office: Office) -> None:
    case = step(office)
    with refused("wrong_state", "reg 5 action 5"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = office.issued()
    with refused("case_ended", "reg 3"):
        STEP.take(office, case)
