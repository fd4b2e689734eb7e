"""House rule: the answer of another organisation came; the clock of the action goes on with what is left."""

import pytest

from kense.cases.models import ActionWait
from tests.casework.steps import BY_NAME
from tests.support.office import ANSWER, Office, at, do
from tests.support.said import refused

STEP = BY_NAME["receive_answer"]


def test_the_answer_is_kept_with_the_inquiry(office: Office) -> None:
    case = office.answered(when="2019-03-26 12:00")
    wait = ActionWait.objects.get()
    assert (wait.until, wait.answer) == (at("2019-03-26 12:00"), ANSWER["answer"])
    assert (case.action, case.holder) == ("examination", office.dauren)
    assert "inquiry_sent" not in case.products


@pytest.mark.parametrize(
    ("answered", "due"),
    [
        # 10:30–11:00 are 30 of 300 minutes; without the wait it is due at 17:00.
        ("2019-03-26 12:00", "2019-03-26 18:00"),
        ("2019-03-26 11:00", "2019-03-26 17:00"),
        # In the break and after hours: from the next working moment.
        ("2019-03-26 13:40", "2019-03-27 09:30"),
        ("2019-03-26 20:15", "2019-03-27 15:00"),
        # On the third day: the term of the service has long passed, the executor's minutes have not.
        ("2019-03-28 09:20", "2019-03-28 15:20"),
    ],
)
def test_the_due_moment_moves_by_the_wait(answered: str, due: str, office: Office) -> None:
    case = office.answered(when=answered)
    assert case.runs.get(action="examination").due_at == at(due)
    assert case.due_at == at("2019-03-27 10:12")


def test_the_wait_is_not_time_used(office: Office) -> None:
    """10:30–11:00 and 12:00–12:45."""
    case = office.drafted(office.answered(), when="2019-03-26 12:45")
    assert case.runs.get(action="examination").minutes_used == 75


def test_another_organisation_may_be_asked_afterwards(office: Office) -> None:
    """30 minutes, then 20: 250 are left at 14:30, 240 of them today."""
    case = office.asked(office.answered(), when="2019-03-26 12:20")
    assert case.runs.get(action="examination").due_at is None
    case = office.answered(case, when="2019-03-26 14:30")
    assert case.runs.get(action="examination").due_at == at("2019-03-27 09:10")
    assert [wait.until for wait in ActionWait.objects.all()] == [at("2019-03-26 12:00"), at("2019-03-26 14:30")]


def test_an_answer_says_something(office: Office) -> None:
    case = office.asked()
    with refused("input_missing", "house part inquiry"):
        STEP.take(office, case, inputs={"answer": " "})


def test_an_answer_nobody_asked_for_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("no_ground", "house part inquiry"):
        STEP.take(office, case)


def test_an_answer_comes_once(office: Office) -> None:
    case = office.answered()
    with refused("no_ground", "house part inquiry"):
        STEP.take(office, case)


def test_only_the_executor_who_has_the_case_records_it(office: Office) -> None:
    case = office.asked()
    with refused("not_assignee", "house part inquiry"):
        do("receive_answer", case, by=office.madina, when="2019-03-26 12:00", inputs=ANSWER)
