"""The clocks of a case at the desk: the page, the same for a program, the same on paper."""

import json

import pytest
from django.test import Client

from kense.law import lookup
from kense.papers.models import Paper
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import PERSONAL, Office, OtherOffice, reloaded
from tests.support.pdf import text_of


def test_the_page_shows_every_clock_with_its_rows(office: Office, at_desk: AtDesk) -> None:
    case = office.answered(office.asked())
    page = at_desk(office.nurlan, "2019-03-26 12:30", lang="ru").get(f"/cases/{case.code}/time/").content.decode()
    assert "26.03.2019, 18:00" in page
    assert "27.03.2019, 10:12" in page
    assert page.count("ожидает ответа") == 2
    assert page.count("<section") == 5


def test_a_clock_that_stands_says_so(office: Office, at_desk: AtDesk) -> None:
    case = office.asked()
    page = at_desk(office.dauren, "2019-03-26 12:30").get(f"/cases/{case.code}/time/").content.decode()
    assert '<p class="note is-soon sec-top">жауап күтуде</p>' in page


def test_the_same_for_a_program_names_nobody(office: Office, at_desk: AtDesk) -> None:
    case = office.issued(
        office.result_registered(
            office.signed(office.drafted(office.answered(), "2019-03-26 12:20"), "2019-03-26 12:30"), "2019-03-26 12:40"
        ),
        "2019-03-26 12:50",
    )
    answer = at_desk(office.tolegen, "2019-03-27 09:00").get(f"/cases/{case.code}/time.json")
    said = answer.content.decode()
    assert answer.headers["Content-Type"] == "application/json"
    content = json.loads(said)
    assert (content["number"], content["code"]) == (case.number, case.code)
    assert [one["used_minutes"] for one in content["accounts"]] == [148, 8, 10, 50, 10, 10]
    people = [office.aigul, office.nurlan, office.dauren, office.tolegen]
    assert not [word for word in (*PERSONAL, *(one.surname for one in people), "орта мектеп") if word in said]


def test_the_button_makes_the_paper_and_opens_it(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = at_desk(office.dauren, "2019-03-26 11:00")
    answer = client.post(f"/cases/{case.code}/time/paper/")
    paper = Paper.objects.latest("pk")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/papers/{paper.code}/")
    opened = client.get(answer.headers["Location"])
    assert opened.headers["Content-Type"] == "application/pdf"
    assert "Мерзімнің есептелуі" in text_of(opened.content)
    assert reloaded(case).version == case.version


def test_the_case_lists_the_paper_and_who_asked_for_it(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in()
    client = at_desk(office.aigul, "2019-03-26 10:15", lang="ru")
    client.post(f"/cases/{case.code}/time/paper/")
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert f"/papers/{Paper.objects.get().code}/" in page
    assert "создал(а) документ по запросу" in page
    assert "№&nbsp;</small>" not in page


def test_the_button_needs_no_script_and_no_stranger_can_press_it(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    path = f"/cases/{case.code}/time/paper/"
    page = at_desk(office.dauren, "2019-03-26 11:00").get(f"/cases/{case.code}/time/").content.decode()
    form = page[page.index(f'<form method="post" action="{path}"') :].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert "<button" in form
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(office.dauren)
    assert forged.post(path).status_code == 403
    assert not TrailEntry.objects.filter(operation="paper_requested").exists()


def test_looking_makes_no_paper(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    papers = Paper.objects.count()
    client = at_desk(office.dauren, "2019-03-26 11:00")
    assert client.get(f"/cases/{case.code}/time/paper/").headers["Location"] == f"/cases/{case.code}/time/"
    client.get(f"/cases/{case.code}/time/")
    assert Paper.objects.count() == papers


@pytest.mark.parametrize(("page", "method"), [("time/", "get"), ("time.json", "get"), ("time/paper/", "post")])
def test_a_case_of_another_office_is_not_there(
    office: Office, other_office: OtherOffice, at_desk: AtDesk, page: str, method: str
) -> None:
    case = office.assigned()
    papers = Paper.objects.count()
    stranger = at_desk(other_office.zhanna, "2019-03-26 11:00")
    assert getattr(stranger, method)(f"/cases/{case.code}/{page}").status_code == 404
    assert Paper.objects.count() == papers


def test_an_edition_without_the_paper_has_no_button(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.assigned()
    monkeypatch.setattr(lookup, "paper_on_request", lambda *_: None)
    client = at_desk(office.dauren, "2019-03-26 11:00")
    assert "/time/paper/" not in client.get(f"/cases/{case.code}/time/").content.decode()
    assert client.post(f"/cases/{case.code}/time/paper/").status_code == 404
