"""Action 1, the application is registered (regulation, paragraph 5): a number, a talon, on to the head."""

import pytest

from kense.cases.models import GivenNumber
from kense.papers.models import Paper
from kense.trail.models import TrailEntry
from tests.support.office import Office, application, at, do
from tests.support.said import problems_told, refused

WHEN = "2019-03-26 10:20"


@pytest.mark.para("reg 5 action 1")
def test_the_application_gets_its_number_and_goes_to_the_head(office: Office) -> None:
    case = office.registered(when=WHEN)
    assert (case.action, case.number) == ("resolution", "03-14/1")
    assert case.products == ["handed_documents", "registered_documents"]
    number = GivenNumber.objects.get()
    assert (number.n, number.text, number.case, number.at) == (1, "03-14/1", case, at(WHEN))
    assert (number.series.journal, number.series.year) == ("registrations", 2019)


def test_the_clock_of_intake_stops_and_that_of_the_resolution_starts(office: Office) -> None:
    intake, resolution = office.registered(when=WHEN).runs.all()
    assert (intake.done_at, intake.minutes_used) == (at(WHEN), 8)
    assert (intake.officer, intake.operation) == (office.aigul, "register")
    assert (resolution.opened_at, resolution.due_at) == (at(WHEN), at("2019-03-26 10:40"))


@pytest.mark.para("house part talon")
def test_the_talon_is_queued_with_what_it_says(office: Office) -> None:
    case = office.registered(when=WHEN)
    paper = Paper.objects.get()
    assert (paper.kind, paper.number, paper.case, paper.created_at) == ("talon", "03-14/1", case, at(WHEN))
    assert paper.data["paper"]["code"] == paper.code
    assert paper.data["case"]["registered"] == "2019-03-26T10:20"
    assert paper.data["case"]["due"] == "2019-03-27T10:12"
    assert paper.data["accepted_by"]["name"] == "Сейітова А. М."
    assert paper.data["applicant"]["full_name"] == "Сағынтай Гүлнәр"


def test_the_trail_has_the_number(office: Office) -> None:
    office.registered()
    assert TrailEntry.objects.latest("seq").facts["number"] == "03-14/1"


def test_who_registers_has_accepted(office: Office) -> None:
    do("register", office.handed_in(), by=office.bekzat, when=WHEN)
    assert Paper.objects.get().data["accepted_by"]["name"] == "Әбенов Б."


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"doc_birth_certificate_shown": ""}, "туу туралы куәлігі"),
        ({"doc_study_certificate_expires": "25.03.2019"}, "анықтама"),
    ],
)
@pytest.mark.para("reg 5 action 1")
@pytest.mark.para("std 9")
def test_an_incomplete_package_is_not_registered(typed: dict[str, str], named: str, office: Office) -> None:
    case = office.handed_in(**typed)
    with refused("package_deficient", "reg 5 action 1"):
        office.registered(case)


def test_a_document_is_good_through_its_last_day(office: Office) -> None:
    assert office.registered(office.handed_in(doc_study_certificate_expires="26.03.2019")).number


def test_the_package_may_be_completed_at_the_counter(office: Office) -> None:
    case = office.handed_in(doc_birth_certificate_shown="")
    case = do("register", case, by=office.aigul, when=WHEN, inputs=application())
    assert case.number == "03-14/1"
    assert "birth_certificate" in [one["document"] for one in case.application["documents"]]


def test_a_package_completed_the_next_day_was_still_handed_in_before(office: Office) -> None:
    case = office.handed_in("2019-03-29 18:25", doc_birth_certificate_shown="")
    corrected = application(handed_in="2019-03-29T18:25")
    case = do("register", case, by=office.aigul, when="2019-04-01 09:10", inputs=corrected)
    assert case.handed_in_at == at("2019-03-29 18:25")
    assert case.application["handed_in"] == "2019-03-29T18:25:00+06:00"
    assert case.due_at == at("2019-04-01 18:25")


def test_a_corrected_term_is_counted_from_the_same_handing_in(office: Office) -> None:
    case = do("register", office.handed_in(), by=office.aigul, when=WHEN, inputs=application(term="four_days"))
    assert (case.term, case.due_at) == ("four_days", at("2019-04-01 10:12"))


def test_a_correction_with_a_mistake_changes_nothing(office: Office) -> None:
    case = office.handed_in()
    with problems_told() as problems:
        do("register", case, by=office.aigul, when=WHEN, inputs=application(person_surname=""))
    assert [(problem.field, problem.code) for problem in problems] == [("person_surname", "text_empty")]


def test_it_is_registered_once(office: Office) -> None:
    case = office.registered()
    with refused("wrong_state", "reg 5 action 1"):
        office.registered(case, when="2019-03-26 10:21")
