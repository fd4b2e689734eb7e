"""The administrator's pages of programs, and the accounts they are not to be mixed up with."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.people.models import Officer, Token
from kense.people.tokens import program_by
from tests.desk.conftest import AtDesk
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.said import everything_stored

WHEN = "2019-03-26 15:00"
PATH = "/office/programs/"


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator of the college."""
    return made_administrator(office)


@pytest.fixture
def client(oleg: Officer, at_desk: AtDesk) -> Client:
    """The administrator at the desk."""
    return at_desk(oleg, WHEN, "ru")


def form(office: Office, **changed: str) -> dict[str, str]:
    usual = {"name": "Электронный журнал", "role": "office", "answers": str(office.aigul.pk), "last_day": "30.06.2019"}
    return usual | changed


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", answer.content.decode())))


def token_in(answer: Any) -> str:
    found = re.search(r'id="token-shown">([^<]+)<', answer.content.decode())
    return found.group(1) if found else ""


def test_a_program_is_added_shown_its_token_once_and_revoked(office: Office, client: Client) -> None:
    assert "пока не работает ни одна программа" in text_of(client.get(PATH))
    page = client.post(PATH, form(office))
    secret = token_in(page)
    program = Officer.objects.get(is_program=True)
    assert (program_by(secret, at(WHEN)), page.headers["Cache-Control"]) == (program, "no-store")
    here = f"{PATH}{program.pk}/"
    assert token_in(client.get(here)) == ""
    assert "Сейітова Айгүл Маратқызы 30.06.2019" in text_of(client.get(PATH))
    second = token_in(client.post(here, {"do": "new", "last_day": "31.12.2019"}))
    assert program_by(second, at(WHEN)) == program
    client.post(here, {"do": "revoke", "token": str(Token.objects.latest("pk").pk)})
    assert (program_by(second, at(WHEN)), program_by(secret, at(WHEN))) == (None, program)
    assert "отозван 26.03.2019" in text_of(client.get(here))
    client.post(here, {"do": "answers", "answers": str(office.bekzat.pk)})
    assert "Әбенов Бекзат 30.06.2019" in text_of(client.get(PATH))
    assert "сменил(а) ответственного за программу" in text_of(client.get("/office/"))


def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(office: Office, client: Client) -> None:
    answer = client.post(PATH, form(office, last_day="30.06.2029"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="say-last_day"' in page
    assert 'value="30.06.2029"' in page
    assert 'value="Электронный журнал"' in page
    client.post(PATH, form(office))
    here = f"{PATH}{Officer.objects.get(is_program=True).pk}/"
    assert client.post(here, {"do": "new", "last_day": "x"}).status_code == 422
    assert client.post(here, {"do": "revoke", "token": "x"}).status_code == 409
    assert client.post(here, {"do": "nothing"}).status_code == 404


def test_a_program_is_marked_among_the_officers_and_is_none_of_them(office: Office, client: Client) -> None:
    client.post(PATH, form(office))
    program = Officer.objects.get(is_program=True)
    listed = text_of(client.get("/office/"))
    assert "Электронный журнал (API) программа – " in listed
    assert program.username not in listed
    assert client.get(f"/office/officers/{program.pk}/").status_code == 404
    assert "Электронный журнал" not in text_of(client.get("/office/substitutions/"))
    door = Client()
    answer = door.post("/door/", {"username": program.username, "password": ""})
    assert "_auth_user_id" not in door.session
    assert answer.status_code < 500


@pytest.mark.parametrize("who", ["aigul", "dauren", "nurlan", "tolegen"])
def test_nobody_else_keeps_them(office: Office, client: Client, at_desk: AtDesk, who: str) -> None:
    client.post(PATH, form(office))
    program = Officer.objects.get(is_program=True)
    other = at_desk(getattr(office, who), WHEN)
    before = everything_stored()
    for path in (PATH, f"{PATH}{program.pk}/"):
        assert other.get(path).status_code == 403
        assert other.post(path, form(office) | {"do": "new"}).status_code == 403
    assert everything_stored() == before


def test_programs_of_another_office_are_not_there(
    office: Office, other_office: OtherOffice, client: Client, at_desk: AtDesk
) -> None:
    client.post(PATH, form(office))
    program = Officer.objects.get(is_program=True)
    theirs = at_desk(made_administrator(other_office, "asem"), WHEN)
    assert theirs.get(f"{PATH}{program.pk}/").status_code == 404
    assert theirs.post(f"{PATH}{program.pk}/", {"do": "new", "last_day": "30.06.2019"}).status_code == 404
    assert "Электронный" not in text_of(theirs.get(PATH))


def test_a_main_account_is_named_on_the_officers_page(office: Office, client: Client) -> None:
    here = f"/office/officers/{office.madina.pk}/"
    wrong = client.post(here, {"do": "main", "main_account": "madina"})
    assert (wrong.status_code, 'id="say-main_account"' in wrong.content.decode()) == (422, True)
    client.post(here, {"do": "main", "main_account": "dauren"})
    assert 'name="main_account" value="dauren"' in client.get(here).content.decode()
    assert "указал(а) основную учётную запись сотрудника" in text_of(client.get("/office/"))


def test_the_list_asks_the_database_as_often_however_long_it_is(office: Office, client: Client) -> None:
    counts = []
    for more in (range(2), range(2, 12)):
        for n in more:
            client.post(PATH, form(office, name=f"Программа {n}"))
        client.get(PATH)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PATH).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
