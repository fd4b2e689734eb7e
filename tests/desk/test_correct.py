"""Correcting an error of writing at the desk: the form, what it changes, doing it; nothing silently, nothing twice."""

import re
from typing import Any

import pytest
from django.test import Client

from kense.cases.models import Case
from kense.casework.application import typed_fields
from kense.papers.models import Paper
from kense.trail.models import TrailEntry
from tests.casework.test_known import HIS, RECORD
from tests.desk.conftest import AtDesk
from tests.support.office import CHILD_IIN, Office, OtherOffice, at, do, reloaded
from tests.support.register import enter

WHEN = "2019-03-26 12:20"


def form(case: Case, **typed: str) -> dict[str, str]:
    """What the page sends: the application as registered, some of it typed anew, the reason."""
    own = {"version": str(case.version), "key": f"key of {case.code}", "correction": "Аты қате жазылған."}
    shown = {name: value for name, value in typed_fields(case.application).items() if name != "confirmed"}
    return {**shown, **own, **typed}


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page that asks to confirm."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def send(client: Client, case: Case, step: str, fields: dict[str, str]) -> Any:
    """Press a button of the form."""
    return client.post(f"/cases/{case.code}/correct/", {**fields, "do": step})


def test_the_form_comes_filled_in_and_the_opening_is_recorded(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    page = at_desk(office.aigul, WHEN).get(f"/cases/{case.code}/correct/")
    assert page.status_code == 200
    assert CHILD_IIN in page.content.decode().replace(" ", "")
    assert TrailEntry.objects.filter(case=case, officer=office.aigul, operation="personal_data_shown").exists()


def test_what_changes_is_shown_before_anything_is_done(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    page = send(at_desk(office.aigul, WHEN, "ru"), case, "review", form(case, person_given_name="Іңкәрім"))
    told = page.content.decode()
    assert "<del>Іңкәр</del>" in told
    assert "<ins>Іңкәрім</ins>" in told
    assert "Аты қате жазылған." in told
    assert reloaded(case).version == case.version


def test_confirmed_it_is_done(office: Office, at_desk: AtDesk) -> None:
    case, client = office.assigned(), at_desk(office.aigul, WHEN)
    page = send(client, case, "review", form(case, person_given_name="Іңкәрім")).content.decode()
    done = send(client, case, "apply", hidden(page))
    assert (done.status_code, done["Location"]) == (302, f"/cases/{case.code}/")
    assert reloaded(case).recipient == "Сағынтай Іңкәрім Бауыржанқызы"


@pytest.mark.parametrize("step", [Office.assigned, Office.drafted])
def test_confirmed_twice_it_is_done_once(step: Any, office: Office, at_desk: AtDesk) -> None:
    case, client = step(office), at_desk(office.aigul, WHEN)
    page = send(client, case, "review", form(case, person_given_name="Іңкәрім")).content.decode()
    first, second = (send(client, case, "apply", hidden(page)) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(reloaded(case).corrections) == 1


def test_what_the_form_has_no_field_for_is_not_lost(office: Office, at_desk: AtDesk) -> None:
    case, client = office.assigned(), at_desk(office.aigul, WHEN)
    fields = {name: value for name, value in form(case, person_given_name="Іңкәрім").items() if "_number" not in name}
    fields.pop("person_sex")
    send(client, case, "apply", {**hidden(send(client, case, "review", fields).content.decode())})
    stored = reloaded(case).application
    assert stored["person"]["sex"] == "female"
    assert "044 512 907" in [one["number"] for one in stored["documents"]]


def test_back_to_the_form_keeps_what_was_typed(office: Office, at_desk: AtDesk) -> None:
    case, client = office.assigned(), at_desk(office.aigul, WHEN)
    page = send(client, case, "review", form(case, person_given_name="Іңкәрім")).content.decode()
    again = send(client, case, "edit", hidden(page)).content.decode()
    assert 'value="Іңкәрім"' in again
    assert 'value="Аты қате жазылған."' in again


def test_a_moved_due_moment_is_said_before(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    told = send(at_desk(office.aigul, WHEN), case, "review", form(case, term="four_days")).content.decode()
    assert "<del>27.03.2019, 10:12</del>" in told
    assert "01.04.2019, 10:12" in told


def test_a_due_moment_that_has_passed_is_said_before(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned(office.registered(office.handed_in(term="four_days")))
    client = at_desk(office.aigul, "2019-03-28 10:00", "ru")
    assert "Новый срок уже прошёл" in send(client, case, "review", form(case, term="one_day")).content.decode()


def test_nothing_corrected_is_told(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    page = send(at_desk(office.aigul, WHEN, "ru"), case, "review", form(case))
    assert page.status_code == 422
    assert "исправленного нет" in page.content.decode()


def test_a_reason_is_asked_for_and_the_form_kept(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    fields = form(case, person_given_name="Іңкәрім", correction="")
    page = send(at_desk(office.aigul, WHEN, "ru"), case, "review", fields)
    assert page.status_code == 422
    assert "причина исправления" in page.content.decode()
    assert 'value="Іңкәрім"' in page.content.decode()


def test_a_wrong_value_is_told_at_its_field(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    page = send(at_desk(office.aigul, WHEN), case, "review", form(case, person_iin="1"))
    assert page.status_code == 422
    assert 'id="say-person_iin"' in page.content.decode()


def test_after_somebody_else_acted_it_is_told_and_what_was_typed_stays(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    fields = form(case, person_given_name="Іңкәрім")
    office.assigned(case)
    page = send(at_desk(office.aigul, WHEN), case, "review", fields)
    assert page.status_code == 409
    assert "Жақыпов Н. С." in page.content.decode()
    assert 'value="Іңкәрім"' in page.content.decode()


def test_signed_meanwhile_it_is_too_late(office: Office, at_desk: AtDesk) -> None:
    case, client = office.drafted(), at_desk(office.aigul, WHEN)
    page = send(client, case, "review", form(case, person_given_name="Іңкәрім")).content.decode()
    office.signed(case)
    assert send(client, case, "apply", hidden(page)).status_code == 409
    assert reloaded(case).corrections == []


@pytest.mark.parametrize("step", ["", "check", "review", "apply", "edit"])
def test_only_the_office_corrects(step: str, office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    for officer in (office.nurlan, office.dauren, office.tolegen):
        client = at_desk(officer, WHEN)
        fields = form(case, operation="correct_application")
        page = send(client, case, step, fields) if step else client.get(f"/cases/{case.code}/correct/")
        assert page.status_code == 403
        assert "Іңкәр" not in page.content.decode()


def test_another_office_does_not_find_the_page(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = at_desk(other_office.saule, WHEN)
    assert client.get(f"/cases/{case.code}/correct/").status_code == 404
    assert send(client, case, "apply", form(case)).status_code == 404


@pytest.mark.parametrize("step", [Office.handed_in, Office.signed, Office.issued])
def test_where_nothing_is_corrected_the_page_says_so(step: Any, office: Office, at_desk: AtDesk) -> None:
    case = step(office)
    assert at_desk(office.aigul, "2019-03-26 12:45").get(f"/cases/{case.code}/correct/").status_code == 409


def test_junk_is_answered(office: Office, at_desk: AtDesk) -> None:
    case, client = office.assigned(), at_desk(office.aigul, WHEN)
    for step in ("check", "review", "apply", "edit", "nonsense"):
        fields = {"version": "x", "operation": "nonsense", "doc_%7Bx%7D_shown": "1", "confirm": "a:b:c", "term": "x"}
        assert send(client, case, step, fields).status_code in (200, 409, 422)
    assert reloaded(case).version == case.version


def test_the_corrections_stand_on_the_page_of_the_case(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    inputs = form(case, person_given_name="Іңкәрім")
    case = do("correct_application", case, by=office.aigul, when=WHEN, inputs=inputs)
    assert case.corrections[0]["at"] == at(WHEN).isoformat()
    page = at_desk(office.nurlan, WHEN).get(f"/cases/{case.code}/").content.decode()
    assert "<del>Іңкәр</del>" in page


def test_a_talon_made_anew_leaves_the_former_one_marked(office: Office, at_desk: AtDesk) -> None:
    case, client = office.assigned(), at_desk(office.aigul, WHEN, "ru")
    mark = "заменён более поздним"
    assert mark not in client.get(f"/cases/{case.code}/").content.decode()
    send(
        client,
        case,
        "apply",
        hidden(send(client, case, "review", form(case, person_given_name="Іңкәрім")).content.decode()),
    )
    former, latter = Paper.objects.filter(case=case).order_by("pk")
    papers = client.get(f"/cases/{case.code}/").content.decode().split('id="h-pap"')[1].split("</section>")[0]
    rows = papers.split("<li>")[1:]
    assert [(former.code in row, latter.code in row, mark in row) for row in rows] == [
        (True, False, True),
        (False, True, False),
    ]


def test_a_known_person_typed_into_a_correction_is_written_down(office: Office, at_desk: AtDesk) -> None:
    case, client = office.assigned(), at_desk(office.aigul, WHEN)
    enter(office.provider.pk, RECORD)
    for iin in (CHILD_IIN, HIS, HIS):
        send(client, case, "edit", form(case, person_iin=iin))
    entry = TrailEntry.objects.get(operation="person_filled_in")
    assert entry.personal.data == {"iin": HIS}
