"""House rule: the recipient withdraws the application, until the result is registered."""

from collections.abc import Callable

import pytest

from kense.cases.models import Case
from kense.registry.models import Person
from tests.casework.steps import BY_NAME
from tests.support.office import Office, at
from tests.support.said import refused

STEP = BY_NAME["withdraw"]


@pytest.mark.parametrize("step", [Office.registered, Office.assigned, Office.drafted, Office.signed])
def test_the_case_is_over_and_nothing_is_changed(step: Callable[[Office], Case], office: Office) -> None:
    case = STEP.take(office, step(office))
    assert (case.action, case.end, case.ended_at) == (None, "withdrawn", at("2019-03-26 12:45"))
    assert (case.number, case.result_number) == ("03-14/1", "")
    assert not Person.objects.exists()


def test_the_clock_of_the_open_action_stops(office: Office) -> None:
    run = STEP.take(office, office.assigned()).runs.get(action="examination")
    assert (run.done_at, run.operation, run.officer) == (at("2019-03-26 12:45"), "withdraw", office.aigul)


def test_the_number_is_not_given_to_another_case(office: Office) -> None:
    STEP.take(office, office.registered())
    assert office.registered(office.handed_in("2019-03-26 13:00"), when="2019-03-26 14:40").number == "03-14/2"


def test_a_reason_is_needed(office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "house part withdrawal"):
        STEP.take(office, case, inputs={})


def test_before_registration_it_is_refused(office: Office) -> None:
    case = office.handed_in()
    with refused("wrong_state", "house part withdrawal"):
        STEP.take(office, case)


def test_once_the_result_is_registered_it_is_too_late(office: Office) -> None:
    case = office.result_registered()
    with refused("too_late", "house part withdrawal"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = STEP.take(office, office.assigned())
    with refused("case_ended", "house part withdrawal"):
        STEP.take(office, case)
