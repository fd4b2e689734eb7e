"""House rule: the head passes a case to another executor; the time does not start again."""

import pytest

from tests.casework.steps import BY_NAME, REASSIGNMENT
from tests.support.office import NOTIFICATION, Office, at, do
from tests.support.said import refused

STEP = BY_NAME["reassign"]


def test_the_other_executor_has_the_case(office: Office) -> None:
    case = STEP.take(office, office.assigned())
    assert (case.action, case.holder, case.reason) == ("examination", office.madina, REASSIGNMENT["reason"])


def test_the_time_goes_on(office: Office) -> None:
    """10:30–12:30 are 120 of 300 minutes; 180 are left: 12:30–13:00 and 14:30–17:00, as without the change."""
    first, second = STEP.take(office, office.assigned(), when="2019-03-26 12:30").runs.filter(action="examination")
    assert (first.minutes_used, first.due_at) == (120, at("2019-03-26 17:00"))
    assert second.due_at == first.due_at


def test_the_new_executor_acts_and_the_old_one_no_longer(office: Office) -> None:
    case = STEP.take(office, office.assigned(), when="2019-03-26 10:40")
    with refused("not_assignee"):
        do("prepare_notification", case, by=office.dauren, when="2019-03-26 11:00", inputs=NOTIFICATION)
    assert do("prepare_notification", case, by=office.madina, when="2019-03-26 11:00", inputs=NOTIFICATION).result


def test_to_the_same_executor_it_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("same_assignee", "house part reassignment"):
        STEP.take(office, case, inputs={**REASSIGNMENT, "assignee": str(office.dauren.pk)})


@pytest.mark.parametrize("left_out", ["assignee", "reason"])
def test_both_the_executor_and_the_reason_are_needed(left_out: str, office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "house part reassignment"):
        STEP.take(office, case, inputs={**STEP.given(office), left_out: ""})


def test_only_an_executor_can_be_chosen(office: Office) -> None:
    case = office.assigned()
    with refused("wrong_assignee", "house part reassignment"):
        STEP.take(office, case, inputs={**REASSIGNMENT, "assignee": str(office.tolegen.pk)})


def test_before_the_resolution_it_is_refused(office: Office) -> None:
    case = office.registered()
    with refused("wrong_state", "house part reassignment"):
        STEP.take(office, case)


def test_once_there_is_a_draft_it_is_too_late(office: Office) -> None:
    case = office.drafted()
    with refused("wrong_state", "house part reassignment"):
        STEP.take(office, case)
