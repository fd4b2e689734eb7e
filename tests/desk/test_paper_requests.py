"""Asking for a paper at the desk: the menu of the case, one language, a copy, the blank form."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.selectors import Officer
from tests.desk.conftest import AtDesk
from tests.desk.pages import parts, text_of
from tests.support.office import Office, OtherOffice

OFFERED = ["application", "resolution_slip", "control_slip", "explanation"]
FOR_COURT = "Өскемен қаласының соты"


def newest(case: Case | None) -> Paper:
    return Paper.objects.filter(case=case).latest("pk")


def ready(case: Case) -> Paper:
    """The newest paper of the case, made."""
    return produce(newest(case).pk)


def menu(office: Office, at_desk: AtDesk, case: Case, by: Officer) -> str:
    page = at_desk(by).get(f"/cases/{case.code}/").content.decode()
    return parts(page)["Қағаздар"]


def test_the_menu_has_what_can_be_made(office: Office, at_desk: AtDesk) -> None:
    said = menu(office, at_desk, office.assigned(), office.aigul)
    assert [kind for kind in OFFERED if f'value="{kind}"' in said] == OFFERED
    assert "Бақылау парағы (ішкі ереже)" in text_of(said)
    assert "Өтініш (ішкі ереже)" not in text_of(said)
    assert 'value="resolution_slip"' not in menu(office, at_desk, office.registered(), office.aigul)


@pytest.mark.parametrize("kind", OFFERED)
def test_a_paper_is_made_and_opened(kind: str, office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    answer = at_desk(office.aigul).post(f"/cases/{case.code}/papers/", {"kind": kind, "language": "kk"})
    made = newest(case)
    assert (answer.status_code, answer["Location"]) == (302, f"/papers/{made.code}/")
    assert (made.kind, made.data["language"]) == (kind, "kk")
    assert "тек қазақша" in text_of(menu(office, at_desk, case, office.aigul))


def test_what_cannot_be_made_is_told_on_the_page_of_the_case(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    answer = at_desk(office.aigul).post(f"/cases/{case.code}/papers/", {"kind": "resolution_slip", "language": "ru"})
    assert answer.status_code == 409
    assert "әлі жасауға болмайды" in text_of(answer.content.decode())
    assert '<option value="ru" selected>' in answer.content.decode()


@pytest.mark.parametrize("kind", ["", "passport", "journal"])
def test_an_unknown_paper_is_not_found(kind: str, office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    assert at_desk(office.aigul).post(f"/cases/{case.code}/papers/", {"kind": kind}).status_code == 404


def test_a_copy_is_made_and_listed_as_one(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    original = ready(case)
    asked = {"original": original.code, "given_to": FOR_COURT}
    answer = at_desk(office.aigul).post(f"/cases/{case.code}/copies/", asked)
    copy = newest(case)
    assert (answer.status_code, copy.copy_of) == (302, original)
    page = at_desk(office.nurlan).get(f"/cases/{case.code}/").content.decode()
    assert "көшірме ·" in text_of(parts(page)["Қағаздар"])
    # The head signs the original, not the copy.
    assert page.index(original.code) < page.index(copy.code)


def test_a_copy_for_nobody_keeps_what_was_chosen(office: Office, at_desk: AtDesk) -> None:
    case = office.drafted()
    original = ready(case)
    too_long = "ә" * 201
    answer = at_desk(office.aigul).post(
        f"/cases/{case.code}/copies/", {"original": original.code, "given_to": too_long}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert too_long in page
    assert f'<option value="{original.code}" selected>' in page


def test_another_office_does_not_find_the_case(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = at_desk(other_office.saule)
    for address in ("papers", "copies"):
        assert client.post(f"/cases/{case.code}/{address}/", {"kind": "control_slip"}).status_code == 404


def test_a_blank_form_is_made_from_the_intake(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    assert "Өтініштің бос нысаны" in text_of(client.get("/new/").content.decode())
    answer = client.post("/blank/", {"language": "ru"})
    assert answer.status_code == 302
    assert newest(None).data["language"] == "ru"
    opened = client.get(answer["Location"])
    assert (opened.status_code, opened["Content-Type"]) == (200, "application/pdf")


def queries(client: Client, case: Case) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/cases/{case.code}/")
    return len(captured)


def test_the_page_reads_no_more_for_more_papers(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = at_desk(office.aigul)
    client.post(f"/cases/{case.code}/papers/", {"kind": "control_slip"})
    queries(client, case)
    few = queries(client, case)
    for _ in range(5):
        client.post(f"/cases/{case.code}/papers/", {"kind": "control_slip"})
    queries(client, case)
    assert queries(client, case) == few
