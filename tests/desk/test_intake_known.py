"""The intake page and people the office knows: filled in from their IIN, doubted where the register has another IIN."""

import re

import pytest

from kense.cases.models import Draft
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.casework.test_known import HIS, NEAR, RECORD
from tests.desk.conftest import AtDesk
from tests.support.office import CHILD_IIN, MOTHER_IIN, Office, adult_application, application, at
from tests.support.register import enter


@pytest.fixture(autouse=True)
def register(office: Office) -> None:
    """Yerlan is in the register of the college."""
    enter(office.provider.pk, RECORD)


def checked(office: Office, at_desk: AtDesk, **typed: str) -> str:
    return at_desk(office.aigul).post("/new/", typed | {"do": "check"}).content.decode()


def value_of(page: str, field: str) -> str:
    found = re.search(rf'id="{field}" name="{field}" value="([^"]*)"', page)
    assert found
    return found[1]


def test_the_empty_page_begins_at_the_iin_with_the_shortest_term_chosen(office: Office, at_desk: AtDesk) -> None:
    page = at_desk(office.aigul).get("/new/").content.decode()
    assert re.search(r'id="person_iin"[^>]* autofocus', page)
    assert re.search(r'id="term-one_day"[^>]* checked', page)
    assert not re.search(r'id="term-four_days"[^>]* checked', page)


def test_a_known_grown_up_is_filled_in_and_applies_alone(office: Office, at_desk: AtDesk) -> None:
    page = checked(office, at_desk, person_iin=HIS)
    assert (value_of(page, "person_surname"), value_of(page, "person_birth_date")) == ("Төлебай", "03.02.1999")
    assert re.search(r'id="applicant-self"[^>]* checked', page)


def test_the_last_day_of_their_card_is_remembered_while_it_lasts(office: Office, at_desk: AtDesk) -> None:
    page = checked(office, at_desk, person_iin=HIS)
    assert value_of(page, "doc_own_identity_document_expires") == "30.12.2025"
    late = at_desk(office.aigul, "2025-12-31 10:00").post("/new/", {"do": "check", "person_iin": HIS})
    assert value_of(late.content.decode(), "doc_own_identity_document_expires") == ""


def test_a_child_is_represented_as_a_rule(office: Office, at_desk: AtDesk) -> None:
    page = checked(office, at_desk, person_birth_date="14.09.2012")
    assert re.search(r'id="applicant-representative"[^>]* checked', page)


def test_who_applies_is_not_changed_when_it_was_chosen(office: Office, at_desk: AtDesk) -> None:
    page = checked(office, at_desk, person_birth_date="14.09.2012", applicant="proxy")
    assert re.search(r'id="applicant-proxy"[^>]* checked', page)


def test_the_representative_of_the_last_application_is_filled_in(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    child = {name: value for name, value in application().items() if name.startswith("person_")}
    page = checked(office, at_desk, applicant="representative", rep_iin=MOTHER_IIN, **child)
    assert value_of(page, "rep_given_name") == "Гүлнәр"


def test_what_is_typed_stays_and_the_difference_is_told(office: Office, at_desk: AtDesk) -> None:
    page = checked(office, at_desk, person_iin=HIS, person_surname="Төлебаев")
    assert value_of(page, "person_surname") == "Төлебаев"
    assert re.search(r'id="known-person_"[^>]*>.*is-warn.*Төлебай; Ерлан; 03\.02\.1999', page)


def test_a_doubt_is_shown_confirmed_and_taken_in(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    typed = adult_application(person_iin=NEAR) | {"do": "register", "key": "0123"}
    answer = client.post("/new/", typed)
    assert answer.status_code == 422
    token = re.search(r'id="confirm-doubt" value="([^"]+)"', answer.content.decode())
    assert token
    assert client.post("/new/", typed | {"confirm": token[1]}).status_code == 302


def test_nobody_but_a_clerk_learns_a_name_by_an_iin(office: Office, at_desk: AtDesk) -> None:
    for officer in (office.nurlan, office.dauren, office.tolegen):
        client = at_desk(officer)
        assert client.get("/new/").status_code == 403
        for iin in (HIS, NEAR):
            page = client.post("/new/", {"do": "check", "person_iin": iin}).content.decode()
            assert "Төлебай" not in page
            assert "say-doubt" not in page


def filled_in() -> list[tuple[int, str]]:
    """Whose data came into a form by the trail: the officer and the IIN, in order."""
    entries = TrailEntry.objects.filter(operation="person_filled_in").select_related("personal").order_by("seq")
    return [(one.officer_id, one.personal.data["iin"]) for one in entries]


def test_that_a_person_was_filled_in_is_written_down_once_for_a_form(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    for iin in (HIS, HIS, CHILD_IIN, HIS):
        checked(office, at_desk, person_iin=iin, key="0123")
    at_desk(office.aigul).post("/new/", {"person_iin": HIS, "key": "0123", "do": "register"})
    assert filled_in() == [(office.aigul.pk, HIS), (office.aigul.pk, CHILD_IIN)]
    checked(office, at_desk, person_iin=HIS, key="4567")
    assert filled_in()[2:] == [(office.aigul.pk, HIS)]
    assert first_broken(office.provider.pk) is None


def test_the_open_part_of_that_names_nobody(office: Office, at_desk: AtDesk) -> None:
    checked(office, at_desk, person_iin=HIS, key="0123")
    entry = TrailEntry.objects.get(operation="person_filled_in")
    assert (entry.case_id, entry.facts) == (None, {"form": "0123"})
    assert entry.personal.data == {"iin": HIS}


def test_the_representative_is_a_person_too(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    child = {name: value for name, value in application().items() if name.startswith("person_")}
    checked(office, at_desk, applicant="representative", rep_iin=MOTHER_IIN, key="0123", **child)
    assert {iin for _, iin in filled_in()} == {CHILD_IIN, MOTHER_IIN}


def test_a_draft_that_was_kept_without_a_check_is_written_down_when_it_is_opened(
    office: Office, at_desk: AtDesk
) -> None:
    client = at_desk(office.aigul)
    Draft.objects.create(officer=office.aigul, key="0123", fields={"person_iin": HIS}, at=at("2019-03-26 10:00"))
    for _ in range(2):
        client.get("/new/drafts/0123/")
    assert filled_in() == [(office.aigul.pk, HIS)]


@pytest.mark.parametrize("iin", [NEAR, "990203", ""])
def test_nothing_is_written_of_whom_the_office_does_not_know(office: Office, at_desk: AtDesk, iin: str) -> None:
    before = TrailEntry.objects.count()
    checked(office, at_desk, person_iin=iin, key="0123")
    assert TrailEntry.objects.count() == before


def test_the_people_of_the_case_itself_are_told_by_its_opening(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in()
    client = at_desk(office.aigul)
    client.get(f"/new/{case.code}/")
    client.post(f"/new/{case.code}/", application() | {"do": "check", "key": "0123"})
    assert filled_in() == []
    client.post(f"/new/{case.code}/", application(person_iin=HIS) | {"do": "check", "key": "0123"})
    assert filled_in() == [(office.aigul.pk, HIS)]
