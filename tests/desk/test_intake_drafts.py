"""Unfinished intakes on the desk: kept while typing, put aside, gone on with; only by the officer whose they are."""

import re

from django.test import Client

from kense.cases.models import Case, Draft
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import PERSONAL, Office, application

TYPED = {name: value for name, value in application().items() if name.startswith("person_")}


def key_on(client: Client) -> str:
    found = re.search(r'name="key" value="([^"]+)"', client.get("/new/").content.decode())
    assert found
    return found[1]


def test_a_check_keeps_what_is_typed_and_the_link_to_it_names_nobody(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    key = key_on(client)
    client.post("/new/", TYPED | {"do": "check", "key": key})
    page = client.get("/new/").content.decode()
    assert f'href="/new/drafts/{key}/"' in page
    assert "Сағынтай Іңкәр" in page
    again = client.get(f"/new/drafts/{key}/").content.decode()
    assert f'name="key" value="{key}"' in again
    assert 'value="Сағынтай"' in again
    assert not [word for word in PERSONAL if word in key]


def test_one_is_put_aside_the_next_is_served_and_the_first_is_gone_on_with(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    key = key_on(client)
    answer = client.post("/new/", TYPED | {"do": "aside", "key": key})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/new/")
    assert client.post("/new/", application() | {"do": "register", "key": key_on(client)}).status_code == 302
    assert client.get(f"/new/drafts/{key}/").status_code == 200
    form = application() | {"do": "register", "key": key, "person_phone": ""}
    assert client.post("/new/", form).status_code == 302
    assert Case.objects.count() == 2
    assert not Draft.objects.exists()
    assert client.get(f"/new/drafts/{key}/").status_code == 404


def test_a_draft_is_there_for_its_own_officer_only(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    key = key_on(client)
    client.post("/new/", TYPED | {"do": "check", "key": key})
    for other in (office.bekzat, office.nurlan, office.tolegen):
        stranger = at_desk(other)
        assert stranger.get(f"/new/drafts/{key}/").status_code == 404
        stranger.post(f"/new/drafts/{key}/drop/")
        assert "Сағынтай" not in stranger.get("/new/").content.decode()
    assert Draft.objects.count() == 1


def test_it_is_discarded_by_a_form(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    key = key_on(client)
    client.post("/new/", TYPED | {"do": "check", "key": key})
    assert client.post(f"/new/drafts/{key}/drop/").status_code == 302
    assert not Draft.objects.exists()


def test_typing_is_no_act_of_the_office(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    client.post("/new/", TYPED | {"do": "check", "key": key_on(client)})
    assert not TrailEntry.objects.exists()


def test_a_case_at_the_counter_keeps_no_draft(office: Office, at_desk: AtDesk) -> None:
    case = office.handed_in()
    at_desk(office.aigul).post(f"/new/{case.code}/", TYPED | {"do": "check", "key": "0123"})
    assert not Draft.objects.exists()


def test_who_holds_the_role_no_more_decides_nothing_and_loses_nothing(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.aigul)
    key = key_on(client)
    office.aigul.roles.update(to_day="2019-03-25")
    answer = client.post("/new/", application() | {"do": "register", "key": key})
    assert answer.status_code == 403
    assert 'value="Сағынтай"' in answer.content.decode()
    assert not Case.objects.exists()
