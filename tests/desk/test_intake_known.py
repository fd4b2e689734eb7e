"""The intake page and people the office knows: filled in from their IIN, doubted where the register has another IIN."""

import re

import pytest

from kense.registry.register import enter
from tests.casework.test_known import HIS, NEAR, RECORD
from tests.desk.conftest import AtDesk
from tests.support.office import MOTHER_IIN, Office, adult_application, application


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
