"""Action 2, the head's resolution (regulation, paragraph 5): the case goes to an executor."""

import pytest

from kense.people.models import OfficerRole
from kense.trail.models import PersonalPart
from tests.casework.steps import ASSIGNMENT, BY_NAME
from tests.support.office import SINCE, Office, OtherOffice, at, made_officer
from tests.support.said import refused

STEP = BY_NAME["assign"]


def test_the_case_goes_to_the_executor_with_the_note(office: Office) -> None:
    case = office.assigned(when="2019-03-26 10:30")
    assert (case.action, case.holder, case.note) == ("examination", office.dauren, "Орындауға")
    assert case.performers == {"office": [str(office.aigul.pk)], "head": [str(office.nurlan.pk)]}
    assert PersonalPart.objects.latest("entry__seq").data == {"note": "Орындауға"}


def test_the_executor_has_five_hours_of_working_time(office: Office) -> None:
    run = office.assigned(when="2019-03-26 10:30").runs.get(action="examination")
    assert (run.opened_at, run.due_at) == (at("2019-03-26 10:30"), at("2019-03-26 17:00"))


@pytest.mark.parametrize("left_out", ["assignee", "note"])
def test_both_the_executor_and_the_note_are_needed(left_out: str, office: Office) -> None:
    case = office.registered()
    with refused("input_missing", "reg 5 action 2"):
        STEP.take(office, case, inputs={**STEP.given(office), left_out: "  "})


@pytest.mark.parametrize("assignee", ["0", "-1", "9" * 30, "9" * 6000, "Дәурен", "1 or 1", "²"])
def test_an_executor_nobody_knows_counts_as_missing(assignee: str, office: Office) -> None:
    case = office.registered()
    with refused("input_missing", "reg 5 action 2"):
        STEP.take(office, case, inputs={**ASSIGNMENT, "assignee": assignee})


@pytest.mark.parametrize("name", ["bekzat", "tolegen", "nurlan"])
def test_only_an_executor_can_be_chosen(name: str, office: Office) -> None:
    case = office.registered()
    with refused("wrong_assignee", "reg 5 action 2"):
        STEP.take(office, case, inputs={**ASSIGNMENT, "assignee": str(getattr(office, name).pk)})


def test_an_executor_of_another_office_cannot_be_chosen(office: Office, other_office: OtherOffice) -> None:
    case = office.registered()
    stranger = made_officer(other_office.provider, "erik", "Мұқан Ерік", "executor")
    with refused("wrong_assignee", "reg 5 action 2"):
        STEP.take(office, case, inputs={**ASSIGNMENT, "assignee": str(stranger.pk)})


def test_who_accepted_the_documents_does_not_examine_them(office: Office) -> None:
    OfficerRole.objects.create(officer=office.aigul, role="executor", from_day=SINCE)
    case = office.registered()
    with refused("assignee_acted", "house part separation"):
        STEP.take(office, case, inputs={**ASSIGNMENT, "assignee": str(office.aigul.pk)})


def test_where_an_order_allows_one_person_may_do_everything(office: Office) -> None:
    office.provider.sole_officer_order = "№ 7 бұйрық, 01.02.2019"
    office.provider.save()
    for role in ("executor", "head"):
        OfficerRole.objects.create(officer=office.aigul, role=role, from_day=SINCE)
    case = office.registered()
    case = STEP.take(office, case, by=office.aigul, inputs={**ASSIGNMENT, "assignee": str(office.aigul.pk)})
    assert case.holder == office.aigul


def test_before_registration_it_is_refused(office: Office) -> None:
    case = office.handed_in()
    with refused("wrong_state", "reg 5 action 2"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = office.assigned()
    with refused("wrong_state", "reg 5 action 2"):
        STEP.take(office, case)
