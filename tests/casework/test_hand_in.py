"""Handing in (regulation, paragraph 4): the case is opened under an edition and a basis, and its term runs."""

import pytest

from kense.cases.models import Case, GivenNumber
from kense.casework.perform import Request, perform
from kense.law import newest
from kense.papers.models import Paper
from kense.trail.models import TrailEntry
from tests.support.office import ACT, ADULT_IIN, CHILD_IIN, Office, OtherOffice, adult_application, application, at, do
from tests.support.said import problems_told, refused

WHEN = "2019-03-26 10:15"


@pytest.mark.para("reg 4")
def test_the_case_is_opened_at_the_counter(office: Office) -> None:
    case = office.handed_in(WHEN, handed_in="2019-03-26T10:12")
    assert (case.provider, case.action, case.version) == (office.provider, "intake", 1)
    assert (case.handed_in_at, case.last_at) == (at("2019-03-26 10:12"), at(WHEN))
    assert (case.iin, case.recipient) == (CHILD_IIN, "Сағынтай Іңкәр Бауыржанқызы")
    assert case.performers == {"office": [str(office.aigul.pk)]}
    assert case.number == ""


def test_nothing_is_numbered_or_printed_yet(office: Office) -> None:
    office.handed_in()
    assert not GivenNumber.objects.exists()
    assert not Paper.objects.exists()


@pytest.mark.para("reg 4")
def test_the_time_of_intake_runs_from_the_handing_in(office: Office) -> None:
    run = office.handed_in(WHEN, handed_in="2019-03-26T10:12").runs.get()
    assert (run.action, run.opened_at, run.due_at) == ("intake", at("2019-03-26 10:12"), at("2019-03-26 10:32"))


def test_the_case_keeps_its_edition_and_the_hash_of_its_content(office: Office) -> None:
    case = office.handed_in()
    edition = newest(ACT)
    assert (case.edition, case.edition_hash) == (edition.id, edition.content_hash)


def test_the_case_keeps_the_order_it_stands_on(office: Office) -> None:
    case = office.handed_in()
    assert case.basis_kind == "order"
    assert all("12-Н" in case.basis[lang] and "01.08.2018" in case.basis[lang] for lang in ("kk", "ru", "en"))
    office.provider.order_number = "45-Н"
    office.provider.save()
    assert "12-Н" in Case.objects.get(pk=case.pk).basis["kk"]


@pytest.mark.parametrize("order", [{"order_number": ""}, {"order_date": None}, {"order_date": "2019-03-27"}])
def test_without_a_basis_on_that_day_it_is_refused(order: dict[str, str | None], office: Office) -> None:
    type(office.provider).objects.filter(pk=office.provider.pk).update(**order)
    office.provider.refresh_from_db()
    office.aigul.refresh_from_db()
    with refused("no_basis"):
        office.handed_in()


def test_a_student_of_age_comes_alone(office: Office) -> None:
    case = do("hand_in", by=office.aigul, when=WHEN, inputs=adult_application())
    assert case.iin == ADULT_IIN
    assert case.application["representative"] is None
    assert case.application["facts"]["minor"] is False


def test_documents_are_kept_as_they_were_shown(office: Office) -> None:
    shown = {one["document"]: one for one in office.handed_in().application["documents"]}
    assert list(shown) == [
        "application_form",
        "birth_certificate",
        "representative_identity_document",
        "study_certificate",
    ]
    assert shown["study_certificate"] == {
        "document": "study_certificate",
        "sheets": 2,
        "number": "",
        "issued_on": "",
        "expires_on": "2019-06-18",
    }
    assert shown["representative_identity_document"]["number"] == "044 512 907"


def test_the_application_itself_is_needed(office: Office) -> None:
    with problems_told() as problems:
        do("hand_in", by=office.aigul, when=WHEN)
    assert {"applicant", "term", "reason", "person_iin"} <= {problem.field for problem in problems}


def test_a_case_is_not_opened_twice(office: Office) -> None:
    case = office.handed_in()
    with refused("already_open", "reg 4"):
        do("hand_in", case, by=office.aigul, when=WHEN, inputs=application())


def test_the_clerk_of_another_office_opens_cases_of_that_office(office: Office, other_office: OtherOffice) -> None:
    case = do("hand_in", by=other_office.saule, when=WHEN, inputs=application())
    assert case.provider == other_office.provider
    assert TrailEntry.objects.get().provider == other_office.provider


def test_who_has_no_role_learns_nothing_about_the_fields(office: Office) -> None:
    with refused("wrong_role", "reg 4"):
        perform(Request("hand_in", "k", inputs={"person_iin": "1"}), actor=office.tolegen, at=at(WHEN))


def test_a_code_that_another_case_has_is_drawn_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = office.handed_in().code
    codes = iter([taken, "K7M2-9QXF", "PPPP-2222"])
    monkeypatch.setattr("kense.casework.perform.new_code", lambda: next(codes))
    assert office.handed_in().code == "K7M2-9QXF"
