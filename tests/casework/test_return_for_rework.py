"""House rule: the head returns a draft to the executor, who goes on with the minutes that are left."""

import pytest

from kense.papers.models import Paper
from kense.trail.models import TrailEntry
from tests.casework.steps import BY_NAME
from tests.support.office import Office, at
from tests.support.said import refused

STEP = BY_NAME["return_for_rework"]


def test_the_draft_goes_back_to_the_same_executor(office: Office) -> None:
    case = office.returned()
    assert (case.action, case.holder, case.result) == ("examination", office.dauren, None)
    assert "draft_result" not in case.products
    assert case.reason == "Негіздің мерзімін анықтаңыз."


@pytest.mark.para("house part norms")
@pytest.mark.para("house part rework")
def test_the_executor_goes_on_with_what_is_left_of_five_hours(office: Office) -> None:
    """10:30–11:40 are 70 of 300 minutes; 230 are left: 12:00–13:00 and 14:30–17:20."""
    first, second = office.returned(when="2019-03-26 12:00").runs.filter(action="examination")
    assert first.minutes_used == 70
    assert (second.opened_at, second.due_at) == (at("2019-03-26 12:00"), at("2019-03-26 17:20"))


def test_the_second_signing_goes_on_with_what_is_left_of_its_minutes_too(office: Office) -> None:
    """11:40–11:52 are 12 of 20 minutes; 8 are left."""
    case = office.drafted(office.returned(when="2019-03-26 11:52"), when="2019-03-26 12:30")
    assert case.runs.filter(action="signing").latest("pk").due_at == at("2019-03-26 12:38")


def test_with_no_minutes_left_it_is_due_at_once(office: Office) -> None:
    case = office.drafted(office.assigned(), when="2019-03-27 12:00")
    case = office.returned(case, when="2019-03-27 12:10")
    first, second = case.runs.filter(action="examination")
    assert first.minutes_used == 570
    assert second.due_at == at("2019-03-27 12:10")


def test_the_term_of_the_service_does_not_move(office: Office) -> None:
    case = office.drafted()
    assert STEP.take(office, case).due_at == case.due_at


def test_it_is_marked_as_a_house_rule(office: Office) -> None:
    office.returned()
    assert TrailEntry.objects.latest("seq").facts["house"] is True


def test_the_case_comes_to_its_end_after_a_rework(office: Office) -> None:
    case = office.drafted(office.returned(when="2019-03-26 12:00"), when="2019-03-26 12:30")
    case = office.signed(case, when="2019-03-26 12:40")
    case = office.issued(office.result_registered(case, when="2019-03-26 12:45"), when="2019-03-26 12:50")
    assert (case.end, case.result_number) == ("granted", "03-15/1")
    assert [paper.number for paper in Paper.objects.filter(kind="notification")] == ["03-14/1", "03-14/1", "03-15/1"]


def test_a_reason_is_needed(office: Office) -> None:
    case = office.drafted()
    with refused("input_missing", "house part rework"):
        STEP.take(office, case, inputs={"reason": " "})


def test_before_there_is_a_draft_it_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("wrong_state", "house part rework"):
        STEP.take(office, case)


def test_after_signing_it_is_too_late(office: Office) -> None:
    case = office.signed()
    with refused("wrong_state", "house part rework"):
        STEP.take(office, case)
