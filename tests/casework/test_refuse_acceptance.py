"""Action 1, acceptance is refused (regulation, paragraph 5): a receipt, no registration number, the case is over."""

import pytest

from kense.cases.models import GivenNumber
from kense.papers.models import Paper
from tests.casework.steps import BY_NAME, deficient
from tests.support.office import Office, at
from tests.support.said import refused

STEP = BY_NAME["refuse_acceptance"]


@pytest.mark.para("reg 5 action 1")
def test_the_case_is_over_without_a_registration_number(office: Office) -> None:
    case = STEP.take(office, deficient(office), when="2019-03-26 10:25")
    assert (case.action, case.end, case.ended_at) == (None, "not_accepted", at("2019-03-26 10:25"))
    assert (case.number, case.refusal_number) == ("", "Б-1")
    assert [number.series.journal for number in GivenNumber.objects.all()] == ["acceptance_refusals"]


@pytest.mark.para("reg 5 action 1")
@pytest.mark.para("std app 3")
def test_the_receipt_names_what_is_missing_and_what_has_expired(office: Office) -> None:
    case = office.handed_in(doc_birth_certificate_shown="", doc_study_certificate_expires="01.03.2019")
    STEP.take(office, case)
    paper = Paper.objects.get()
    assert (paper.kind, paper.number) == ("receipt", "Б-1")
    assert [one["name"]["ru"] for one in paper.data["missing"]] == ["Свидетельство о рождении ребёнка"]
    assert [one["expired_on"] for one in paper.data["expired"]] == ["2019-03-01"]


def test_the_receipt_has_its_number_its_day_and_who_refused(office: Office) -> None:
    STEP.take(office, deficient(office), by=office.bekzat)
    data = Paper.objects.get().data
    assert (data["result"]["number"], data["result"]["date"]) == ("Б-1", "2019-03-26")
    assert data["accepted_by"]["name"] == data["prepared_by"]["name"] == "Әбенов Б."


def test_the_clock_of_intake_stops_and_no_other_starts(office: Office) -> None:
    run = STEP.take(office, deficient(office), when="2019-03-26 10:25").runs.get()
    assert (run.action, run.done_at, run.minutes_used) == ("intake", at("2019-03-26 10:25"), 13)


def test_a_complete_package_is_not_refused(office: Office) -> None:
    case = office.handed_in()
    with refused("package_complete", "reg 5 action 1"):
        STEP.take(office, case)


def test_it_is_refused_after_registration(office: Office) -> None:
    case = office.registered()
    with refused("wrong_state", "reg 5 action 1"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = STEP.take(office, deficient(office))
    with refused("case_ended", "reg 5 action 1"):
        STEP.take(office, case)
