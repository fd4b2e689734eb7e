"""Action 4, the head signs the printed result (regulation, paragraph 5) and confirms it at the desk."""

from kense.people.models import OfficerRole
from tests.casework.steps import BY_NAME
from tests.support.office import SINCE, Office, at, looked_at, made_officer
from tests.support.said import refused

STEP = BY_NAME["sign"]


def test_the_signed_result_goes_to_the_office(office: Office) -> None:
    case = office.signed()
    assert (case.action, case.result, case.result_number) == ("issue", "notification", "")
    assert "signed_result" in case.products


def test_the_clock_of_signing_stops_and_that_of_issuing_starts(office: Office) -> None:
    signing, issue = office.signed(when="2019-03-26 12:05").runs.filter(action__in=["signing", "issue"])
    assert (signing.due_at, signing.done_at, signing.minutes_used) == (
        at("2019-03-26 12:00"),
        at("2019-03-26 12:05"),
        25,
    )
    assert (issue.opened_at, issue.due_at) == (at("2019-03-26 12:05"), at("2019-03-26 12:25"))


def test_who_prepared_the_result_does_not_sign_it(office: Office) -> None:
    case = office.drafted()
    OfficerRole.objects.create(officer=office.dauren, role="head", from_day=SINCE)
    with refused("same_person", "house part separation"):
        STEP.take(office, case, by=office.dauren)


def test_another_head_may_sign(office: Office) -> None:
    asel = made_officer(office.provider, "asel", "Дулат Әсел", "head")
    case = STEP.take(office, looked_at(office.drafted(), asel, "2019-03-26 11:50"), by=asel)
    assert case.performers["head"] == sorted([str(office.nurlan.pk), str(asel.pk)])


def test_without_a_draft_it_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("wrong_state", "reg 5 action 4"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = office.signed()
    with refused("wrong_state", "reg 5 action 4"):
        STEP.take(office, case)
