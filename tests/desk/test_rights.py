"""The page of a person's rights: what is held, the extract, blocking and destroying; and what need not be kept any more."""

import pytest
from django.test import Client

from kense import law
from kense.cases.models import Case
from kense.casework.holdings import GONE
from kense.casework.paper_requests import requestable
from kense.casework.personal_data import erase
from kense.casework.register_openings import looks
from kense.papers.models import Paper
from kense.people.models import Officer
from kense.registry.models import Person
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import CHILD_IIN, Office, OtherOffice, at
from tests.support.register import enter

ORDER = {"order_number": "41-Ө", "order_date": "02.09.2024", "why": "өкілінің өтініші"}
WHEN = "2024-09-02 11:00"
COUNTED = "/retention/?counted=1"


@pytest.fixture
def inkar(office: Office) -> Person:
    """Іңкәр after her case."""
    office.issued()
    return Person.objects.get()


def looking(at_desk: AtDesk, officer: Officer, person: Person) -> Client:
    """The officer at the desk, who has said why they look at what is held on the person."""
    desk = at_desk(officer, WHEN)
    desk.post(f"/register/{person.code}/rights/", {"why": "request"})
    return desk


def test_it_says_what_is_held_and_names_no_iin(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    page = looking(at_desk, office.nurlan, inkar).get(f"/register/{inkar.code}/rights/").content.decode()
    assert "Сағынтай Іңкәр" in page
    assert CHILD_IIN not in page


def test_the_extract_is_made_and_opened(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk = looking(at_desk, office.dauren, inkar)
    answer = desk.post(f"/register/{inkar.code}/extract/")
    paper = Paper.objects.get(kind="personal_extract")
    assert answer["Location"] == f"/papers/{paper.code}/"
    assert desk.get(answer["Location"])["Content-Type"] == "application/pdf"
    assert at_desk(office.aigul, WHEN).get(answer["Location"]).status_code == 404


def test_destroying_is_asked_about_once_more(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk, address = looking(at_desk, office.nurlan, inkar), f"/register/{inkar.code}/rights/"
    asked = desk.post(address, ORDER | {"do": "ask"}).content.decode()
    assert 'value="erase"' in asked
    assert "41-Ө" in asked
    inkar.refresh_from_db()
    assert inkar.erased_at is None
    assert desk.post(address, ORDER | {"do": "erase"}).status_code == 302
    inkar.refresh_from_db()
    assert inkar.erased_at == at(WHEN)
    assert desk.get(address).status_code == 200


def test_blocked_and_unblocked_by_an_order(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk, address = looking(at_desk, office.nurlan, inkar), f"/register/{inkar.code}/rights/"
    assert desk.post(address, {"do": "block"}).status_code == 422
    for do, since in (("block", at(WHEN)), ("unblock", None)):
        desk.post(address, ORDER | {"do": do})
        inkar.refresh_from_db()
        assert inkar.blocked_at == since


def test_who_keeps_the_register_sees_it_and_does_not_order(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk, address = looking(at_desk, office.dauren, inkar), f"/register/{inkar.code}/rights/"
    assert 'value="block"' not in desk.get(address).content.decode()
    assert desk.post(address, ORDER | {"do": "block"}).status_code == 403


def test_others_do_not_find_it(office: Office, other_office: OtherOffice, inkar: Person, at_desk: AtDesk) -> None:
    for officer in (office.aigul, other_office.zhanna):
        assert at_desk(officer, WHEN).get(f"/register/{inkar.code}/rights/").status_code == 404


def test_a_case_of_nobody_can_be_opened_and_gives_no_papers(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    case, talon = Case.objects.get(), Paper.objects.get(kind="talon")
    erase(inkar, ORDER, actor=office.nurlan, at=at(WHEN))
    case.refresh_from_db()
    assert requestable(case, law.edition(case.edition)) == []
    desk = at_desk(office.nurlan, WHEN)
    page = desk.get(f"/cases/{case.code}/")
    assert page.status_code == 200
    assert GONE in page.content.decode()
    assert desk.get(f"/papers/{talon.code}/").status_code == 410


@pytest.mark.para("house part retention")
def test_what_need_not_be_kept_any_more(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    later = {"iin": "", "surname": "Төлебай", "given_name": "Ерлан", "category": "26-1-13", "ground_to": "2027-06-30"}
    enter(office.provider.pk, later)
    page = at_desk(office.nurlan, "2027-01-11 10:00").get(COUNTED).content.decode()
    assert "Сағынтай" in page
    assert "Төлебай" not in page
    assert "Сағынтай" not in at_desk(office.nurlan, "2026-12-30 10:00").get(COUNTED).content.decode()


def test_what_need_not_be_kept_is_counted_when_the_page_is_there(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kense.desk.rights_page.kept_too_long", pytest.fail)
    page = at_desk(office.nurlan, WHEN).get("/retention/").content.decode()
    assert f'href="{COUNTED.removeprefix("/retention/")}"' in page


def test_the_terms_of_retention_are_closed_under_their_own_name(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.aigul, WHEN).get("/retention/")
    assert (answer.status_code, "<h1>Сақтау мерзімдері</h1>" in answer.content.decode()) == (403, True)


def test_having_seen_the_rights_is_no_reason_to_open_the_record(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk = looking(at_desk, office.dauren, inkar)
    desk.get(f"/register/{inkar.code}/rights/")
    assert TrailEntry.objects.latest("seq").operation == "person_rights_opened"
    assert not looks(inkar, officer=office.dauren, at=at(WHEN))


def test_the_reason_is_asked_first_and_written_once_in_a_look(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk, address = at_desk(office.nurlan, WHEN), f"/register/{inkar.code}/rights/"
    gate = desk.get(address).content.decode()
    assert 'name="why"' in gate
    assert "Сағынтай" not in gate
    assert desk.post(f"/register/{inkar.code}/extract/")["Location"] == address
    assert desk.post(address, {"why": ""}).status_code == 422
    assert not TrailEntry.objects.filter(operation="person_rights_opened").exists()
    assert desk.post(address, {"why": "request", "note": "№ 7"}).status_code == 302
    for _ in range(2):
        assert "Сағынтай" in desk.get(address).content.decode()
    entry = TrailEntry.objects.get(operation="person_rights_opened")
    assert (entry.facts, entry.personal.data) == ({"person": inkar.code, "reason": "request"}, {"note": "№ 7"})
    assert 'name="why"' in at_desk(office.nurlan, "2024-09-02 12:01").get(address).content.decode()


def test_the_reason_given_for_the_record_counts(office: Office, inkar: Person, at_desk: AtDesk) -> None:
    desk = at_desk(office.dauren, WHEN)
    desk.post(f"/register/{inkar.code}/", {"why": "checking"})
    assert "Сағынтай" in desk.get(f"/register/{inkar.code}/rights/").content.decode()
    entry = TrailEntry.objects.get(operation="person_rights_opened")
    assert entry.facts == {"person": inkar.code, "reason": "checking"}
