"""Officers change their own password: the old one is asked for, other sessions end, nothing of it is kept anywhere."""

import json
import re

import pytest
from django.test import Client

from kense.casework.passwords import OWN_CHANGED
from kense.desk.kept_form import unsealed
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import PASSWORD, Office

NEW = "жасыл-шатыр-47"
FORM = {"old_password": PASSWORD, "new_password": NEW, "repeated_password": NEW}


def signed_in(officer: Officer) -> Client:
    """A browser in which the officer has signed in."""
    client = Client()
    assert client.login(username=officer.username, password=PASSWORD)
    return client


def is_inside(client: Client) -> bool:
    return client.get("/cases/").status_code == 200


def test_the_session_at_hand_goes_on_and_the_others_end(office: Office) -> None:
    here, elsewhere, colleague = signed_in(office.aigul), signed_in(office.aigul), signed_in(office.bekzat)
    answer = here.post("/password/", FORM, follow=True)
    assert "Құпиясөз өзгертілді." in answer.content.decode()
    assert "Құпиясөз өзгертілді." not in here.get("/password/").content.decode()
    assert [is_inside(one) for one in (here, elsewhere, colleague)] == [True, False, True]
    assert Client().login(username=office.aigul.username, password=NEW)
    assert not Client().login(username=office.aigul.username, password=PASSWORD)


def test_the_trail_says_it_without_the_password(office: Office) -> None:
    signed_in(office.aigul).post("/password/", FORM)
    entry = TrailEntry.objects.get(operation=OWN_CHANGED)
    assert (entry.officer, entry.provider, entry.case) == (office.aigul, office.provider, None)
    assert entry.facts == {"officer": office.aigul.pk}
    assert json.dumps(entry.personal.data) == "{}"
    assert first_broken(office.provider.pk) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"old_password": "not it"}, "old_password"),
        ({"new_password": "қысқа1"}, "new_password"),
        ({"new_password": "", "repeated_password": ""}, "new_password"),
        ({"new_password": "8402651973104", "repeated_password": "8402651973104"}, "new_password"),
        ({"new_password": PASSWORD, "repeated_password": PASSWORD}, "new_password"),
        ({"repeated_password": NEW + "x"}, "repeated_password"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_changes(
    office: Office, changed: dict[str, str], field: str
) -> None:
    client, stays = signed_in(office.aigul), signed_in(office.aigul)
    answer = client.post("/password/", FORM | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="say-{field}"' in page
    assert not any(typed and typed in page for typed in (FORM | changed).values())
    assert is_inside(stays)
    assert not TrailEntry.objects.filter(operation=OWN_CHANGED).exists()


def test_an_empty_form_is_answered_at_every_field(office: Office) -> None:
    answer = signed_in(office.aigul).post("/password/")
    assert answer.status_code == 422
    assert set(re.findall(r'id="say-(\w+)"', answer.content.decode())) == {"old_password", "new_password"}


def test_nobody_comes_there_without_signing_in(office: Office) -> None:
    assert Client().get("/password/").status_code == 302


def test_passwords_are_not_among_what_is_kept_when_the_session_has_ended(office: Office) -> None:
    client = signed_in(office.aigul)
    client.cookies.clear()
    door = client.post("/password/", FORM | {"note": "typed"}).content.decode()
    sealed = re.search(r'name="kept" value="([^"]+)"', door)
    kept = unsealed(sealed[1]) if sealed else None
    assert kept
    assert kept.fields == [["note", "typed"]]


def test_every_page_leads_there(office: Office) -> None:
    assert 'href="/password/"' in signed_in(office.tolegen).get("/").content.decode()
