"""A person without an IIN at the desk: the intake page, a sheet of paper, and the mark wherever persons are listed."""

import re

from django.test import Client

from kense.casework import blocks
from kense.registry.models import Person
from kense.trail.models import TrailEntry
from tests.casework.test_late_entry import BLOCK_AT
from tests.casework.test_without_iin import PROPOSED, RECORD, application, assigned, handed_in
from tests.desk.conftest import AtDesk
from tests.desk.test_many import press, preview
from tests.support.office import Office, at
from tests.support.register import enter

MARK = '<span class="tag">ЖСН жоқ</span>'
SHOWN = "personal_data_shown"


def checked(client: Client, **typed: str) -> str:
    return client.post("/new/", application(**typed) | {"do": "check", "key": "form"}).content.decode()


def test_the_tick_and_what_stands_in_for_the_iin_come_back(office: Office, at_desk: AtDesk) -> None:
    page = checked(at_desk(office.aigul))
    assert re.search(r'name="person_no_iin"[^>]* checked', page)
    assert 'name="person_document_number" value="N 4412907"' in page
    assert '<option value="passport" selected>' in page
    assert 'name="rep_no_iin"' not in page
    assert 'id="person_record"' not in page


def test_what_is_missing_is_said_at_its_field(office: Office, at_desk: AtDesk) -> None:
    fields = application(person_document_number="", person_sex="")
    answer = at_desk(office.aigul).post("/new/", fields | {"do": "register", "key": "form"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="say-person_document_number"' in page
    assert 'id="say-person_sex"' in page
    assert 'id="say-person_iin"' not in page


def test_candidates_are_shown_with_little_of_their_data_and_the_trail_says_so(office: Office, at_desk: AtDesk) -> None:
    person = enter(office.provider.pk, RECORD)
    client = at_desk(office.aigul)
    page = checked(client, person_surname="Толебаев")
    assert f'value="{person.code}"' in page
    assert "••• 907" in page
    assert "N4412907" not in page
    assert 'id="say-person_record"' in page
    checked(client)
    entry = TrailEntry.objects.get(operation=SHOWN)
    assert entry.facts == {"person": person.code, "form": "form"}


def test_of_a_blocked_candidate_nothing_but_the_code_is_shown(office: Office, at_desk: AtDesk) -> None:
    person = enter(office.provider.pk, {**RECORD, "given_name": "Бөлекхан"})
    Person.objects.update(blocked_at=at("2019-03-01 10:00"))
    page = checked(at_desk(office.aigul))
    assert f'value="{person.code}"' in page
    assert "Бөлекхан" not in page
    assert not TrailEntry.objects.filter(operation=SHOWN).exists()


def test_a_chosen_record_stays_chosen_and_the_case_is_taken_in(office: Office, at_desk: AtDesk) -> None:
    person = enter(office.provider.pk, RECORD)
    client = at_desk(office.aigul)
    page = checked(client, person_record=person.code)
    assert re.search(rf'id="record-{person.code}"[^>]* checked', page)
    assert 'id="say-person_record"' not in page
    fields = application(person_record=person.code) | {"do": "register", "key": "form"}
    assert client.post("/new/", fields).status_code == 302
    assert person.cases.get().number


def test_a_sheet_of_paper_carries_it(office: Office, at_desk: AtDesk) -> None:
    person = enter(office.provider.pk, RECORD)
    reserved = {"journal": "registrations", "count": "2", "purpose": "Жарық өшеді"}
    number = blocks.reserve(office.provider, reserved, actor=office.aigul, at=BLOCK_AT).numbers.order_by("n")[0]
    sheet = {
        "late_handed_in_day": "26.03.2019",
        "late_handed_in_time": "10:12",
        "late_decided_day": "",
        "late_decided_time": "10:20",
        "late_accepted_by": str(office.aigul.pk),
        "late_sheet": "K7M2-9QXF/1",
        "do": "register",
        "key": "late",
    }
    client, address = at_desk(office.aigul, "2019-03-28 09:30"), f"/late/numbers/{number.pk}/"
    answer = client.post(address, application() | sheet)
    assert answer.status_code == 422
    assert 'id="say-person_record"' in answer.content.decode()
    assert client.post(address, application(person_record=person.code) | sheet).status_code == 302
    assert person.cases.get().late_entry


def test_every_list_marks_who_has_no_iin(office: Office, at_desk: AtDesk) -> None:
    case = assigned(office)
    office.registered(handed_in(office), when="2019-03-26 10:31")
    executor = at_desk(office.dauren, "2019-03-26 11:00")
    pages = [
        executor.get("/"),
        executor.get("/cases/"),
        executor.get(f"/cases/{case.code}/"),
        at_desk(office.nurlan, "2019-03-26 11:00").get("/"),
    ]
    done = office.result_registered(office.signed(office.drafted(case, inputs=PROPOSED)))
    pages += [at_desk(office.aigul, "2019-03-26 12:20").get("/"), executor.post("/register/", {"q": "Төлебай"})]
    for page in pages:
        assert MARK in page.content.decode(), page.request["PATH_INFO"]
    assert done.has_no_iin


def test_papers_to_print_and_cases_done_together_mark_them_too(office: Office, at_desk: AtDesk) -> None:
    case = office.registered(handed_in(office))
    head = at_desk(office.nurlan, "2019-03-26 11:00")
    shown = preview(head, "assign", case, assignee=str(office.dauren.pk), note="Орындауға")
    done = press(head, "assign", shown)
    refused = preview(head, "assign", case)
    for page in (at_desk(office.aigul, "2019-03-26 11:10").get("/printing/"), shown, done, refused):
        assert MARK in page.content.decode(), page.request["PATH_INFO"]


def test_there_is_no_number_to_be_shown(office: Office, at_desk: AtDesk) -> None:
    case = handed_in(office)
    page = at_desk(office.nurlan).post(f"/cases/{case.code}/iin/").content.decode()
    assert MARK in page
    assert 'id="f-iin"' not in page


def test_the_correction_form_has_the_record_the_case_made(office: Office, at_desk: AtDesk) -> None:
    case = assigned(office)
    page = at_desk(office.aigul, "2019-03-26 11:00").get(f"/cases/{case.code}/correct/").content.decode()
    assert re.search(r'name="person_no_iin"[^>]* checked', page)
    assert 'name="person_document_number" value="N 4412907"' in page
