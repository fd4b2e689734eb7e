"""Action 3 ends in a reasoned refusal (regulation, paragraph 5; Standard, paragraph 10): with a ground and why."""

import pytest

from kense.papers.models import Paper
from tests.casework.steps import BY_NAME
from tests.support.office import NOTIFICATION, REFUSAL, Office, do
from tests.support.said import problems_told, refused

STEP = BY_NAME["prepare_refusal"]


@pytest.mark.para("reg 5 action 3")
def test_the_draft_goes_to_the_head_with_ground_and_explanation(office: Office) -> None:
    case = office.refusal_drafted()
    assert (case.action, case.result) == ("signing", "reasoned_refusal")
    assert (case.grounds, case.explanation) == (["unreliable_documents"], REFUSAL["explanation"])
    assert case.changes == []


@pytest.mark.para("std 10")
def test_the_draft_prints_each_ground_with_its_place(office: Office) -> None:
    office.refusal_drafted()
    paper = Paper.objects.get(kind="refusal")
    (ground,) = paper.data["grounds"]
    assert ground["ref"] == {"kk": "Стандарттың 10-тармағы", "ru": "п. 10 Стандарта"}
    assert ground["unverified"] is True
    assert paper.data["explanation"] == REFUSAL["explanation"]


def test_several_grounds_stand_in_the_order_of_the_list(office: Office) -> None:
    inputs = {**REFUSAL, "grounds": ["no_consent", "unreliable_documents"]}
    assert STEP.take(office, office.assigned(), inputs=inputs).grounds == ["unreliable_documents", "no_consent"]


@pytest.mark.parametrize("missing", [{"grounds": []}, {"explanation": " \n "}])
def test_ground_and_explanation_are_needed(missing: dict[str, object], office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "reg 5 action 3"):
        STEP.take(office, case, inputs={**REFUSAL, **missing})


def test_a_ground_that_is_not_on_the_list_is_told(office: Office) -> None:
    case = office.assigned()
    with problems_told() as problems:
        STEP.take(office, case, inputs={**REFUSAL, "grounds": ["bad_mood"]})
    assert [(problem.field, problem.code) for problem in problems] == [("grounds", "ground_unknown")]


def test_an_explanation_longer_than_the_paper_is_told(office: Office) -> None:
    case = office.assigned()
    with problems_told() as problems:
        STEP.take(office, case, inputs={**REFUSAL, "explanation": "ә" * 5001})
    assert [(problem.field, problem.code) for problem in problems] == [("explanation", "text_too_long")]
    assert "5001" in problems[0].text.kk


def test_control_signs_of_an_explanation_are_left_out(office: Office) -> None:
    inputs = {**REFUSAL, "explanation": "бірінші\r\nекінші\x00\x1b\ud800"}
    assert STEP.take(office, office.assigned(), inputs=inputs).explanation == "бірінші\nекінші"


def test_a_refusal_that_becomes_a_notification_leaves_its_grounds_behind(office: Office) -> None:
    case = office.returned(office.refusal_drafted())
    case = office.drafted(case, when="2019-03-26 12:20")
    assert (case.grounds, case.explanation, case.result) == ([], "", "notification")
    assert Paper.objects.latest("pk").data["explanation"] == ""


def test_a_notification_that_becomes_a_refusal_leaves_its_changes_behind(office: Office) -> None:
    case = office.returned(office.drafted(inputs=NOTIFICATION))
    case = office.refusal_drafted(case, when="2019-03-26 12:20")
    assert (case.changes, case.result) == ([], "reasoned_refusal")


def test_an_executor_it_was_not_given_to_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("not_assignee", "reg 5 action 3"):
        STEP.take(office, case, by=office.madina)


def test_it_is_not_done_again(office: Office) -> None:
    case = office.refusal_drafted()
    with refused("wrong_state", "reg 5 action 3"):
        do("prepare_refusal", case, by=office.dauren, when="2019-03-26 12:45", inputs=REFUSAL)
