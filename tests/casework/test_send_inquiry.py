"""House rule: the executor asks another organisation; the clock of the action stands, the term of the service runs on."""

from datetime import datetime

import pytest

from kense.cases.models import ActionWait, Case
from kense.trail.models import TrailEntry
from tests.casework.steps import BY_NAME
from tests.support.office import INQUIRY, NOTIFICATION, Office, at, do
from tests.support.said import refused

STEP = BY_NAME["send_inquiry"]


def examined(case: Case) -> tuple[tuple[datetime | None, int | None], ...]:
    """The runs of the executor's action: when due, minutes used."""
    return tuple(case.runs.filter(action="examination").values_list("due_at", "minutes_used"))


def test_the_executor_keeps_the_case_and_waits(office: Office) -> None:
    case = office.asked(when="2019-03-26 11:00")
    assert (case.action, case.holder) == ("examination", office.dauren)
    wait = ActionWait.objects.get()
    assert (wait.run, wait.since, wait.until) == (case.runs.get(action="examination"), at("2019-03-26 11:00"), None)
    assert {"addressee": wait.addressee, "question": wait.question} == INQUIRY
    assert wait.answer == ""


def test_while_it_waits_the_action_has_no_due_moment(office: Office) -> None:
    assert examined(office.assigned()) == ((at("2019-03-26 17:00"), None),)
    assert examined(office.asked()) == ((None, None),)


def test_the_term_of_the_service_does_not_move(office: Office) -> None:
    case = office.assigned()
    assert office.asked(case).due_at == case.due_at


def test_a_due_moment_that_has_passed_is_not_hidden_by_an_inquiry(office: Office) -> None:
    """10:30 and 300 minutes: 17:00. Asking at 17:30 does not undo the half hour of lateness."""
    case = office.asked(when="2019-03-26 17:30")
    assert examined(case) == ((at("2019-03-26 17:00"), None),)
    case = office.drafted(office.answered(case, when="2019-03-27 10:00"), when="2019-03-27 10:10")
    assert examined(case) == ((at("2019-03-26 17:00"), 340),)


def test_a_result_prepared_without_the_answer_ends_the_wait(office: Office) -> None:
    """30 minutes until 11:00; from 12:00 the other 270 would have ended at 18:00."""
    case = office.drafted(office.asked(), when="2019-03-26 12:00")
    assert ActionWait.objects.get().until == at("2019-03-26 12:00")
    assert examined(case) == ((at("2019-03-26 18:00"), 30),)
    assert "inquiry_sent" not in case.products


def test_what_is_asked_stays_out_of_the_open_part_of_the_trail(office: Office) -> None:
    STEP.take(office, office.assigned())
    entry = TrailEntry.objects.latest("seq")
    assert not set(INQUIRY.values()) & {str(value) for value in entry.facts.values()}
    assert INQUIRY.items() <= entry.personal.data.items()


@pytest.mark.parametrize("left_out", ["addressee", "question"])
def test_it_says_whom_it_asks_and_what(left_out: str, office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "house part inquiry"):
        STEP.take(office, case, inputs={**INQUIRY, left_out: " "})


def test_only_the_executor_who_has_the_case_asks(office: Office) -> None:
    case = office.assigned()
    with refused("not_assignee", "house part inquiry"):
        STEP.take(office, case, by=office.madina)


def test_there_is_no_second_inquiry_before_the_answer(office: Office) -> None:
    case = office.asked()
    with refused("too_late", "house part inquiry"):
        STEP.take(office, case)


def test_before_the_resolution_it_is_refused(office: Office) -> None:
    case = office.registered()
    with refused("wrong_state", "house part inquiry"):
        STEP.take(office, case)


def test_once_there_is_a_draft_it_is_refused(office: Office) -> None:
    case = office.drafted()
    with refused("wrong_state", "house part inquiry"):
        STEP.take(office, case)


def test_a_wait_goes_over_to_the_other_executor(office: Office) -> None:
    """Passed on at 12:30 in the middle of the wait, answered at 15:00: 270 minutes from there, 210 today."""
    inputs = {"assignee": str(office.madina.pk), "reason": "Дәурен іссапарда."}
    case = do("reassign", office.asked(), by=office.nurlan, when="2019-03-26 12:30", inputs=inputs)
    first, second = ActionWait.objects.all()
    assert first.until == second.since == at("2019-03-26 12:30")
    assert (second.addressee, second.question, second.until) == (first.addressee, first.question, None)
    assert [used for _, used in examined(case)] == [30, None]
    case = do("receive_answer", case, by=office.madina, when="2019-03-26 15:00", inputs={"answer": "Иә."})
    assert examined(case)[1] == (at("2019-03-27 10:00"), None)
    assert do("prepare_notification", case, by=office.madina, when="2019-03-26 16:00", inputs=NOTIFICATION).result
