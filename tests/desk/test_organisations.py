"""The pages of the directory of organisations, which the administrator keeps."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.casework import organisations
from kense.people.models import Officer
from kense.registry.models import Organisation
from tests.desk.conftest import AtDesk
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.said import everything_stored

WHEN = "2019-03-26 15:00"
PATH = "/office/organisations/"
SCHOOL = {"name_kk": "№ 12 орта мектеп", "name_ru": "Средняя школа № 12", "first": "01.09.1980"}
LYCEUM = {"do": "rename", "new_name_kk": "№ 12 лицей", "new_name_ru": "Лицей № 12", "new_from": "01.09.2017"}


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator of the college."""
    return made_administrator(office)


@pytest.fixture
def client(oleg: Officer, at_desk: AtDesk) -> Client:
    """The administrator at the desk."""
    return at_desk(oleg, WHEN, "ru")


def school(office: Office, oleg: Officer, **fields: str) -> Organisation:
    return organisations.add(office.provider, SCHOOL | fields, actor=oleg, at=at(WHEN))


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", answer.content.decode())))


def test_an_organisation_is_added_renamed_and_marked_as_own(client: Client) -> None:
    assert "Справочник пуст" in text_of(client.get(PATH))
    assert "Сохранено." in text_of(client.post(PATH, SCHOOL, follow=True))
    one = Organisation.objects.get()
    client.post(f"{PATH}{one.pk}/", LYCEUM)
    new = Organisation.objects.get(name_ru="Лицей № 12")
    client.post(f"{PATH}{new.pk}/", {"is_own": "1"})
    listed = text_of(client.get(PATH))
    assert "№ 12 орта мектеп Средняя школа № 12 01.09.1980 – 31.08.2017 Лицей № 12" in listed
    assert "№ 12 лицей собственная Лицей № 12 01.09.2017 – бессрочно –" in listed
    assert "внёс(ла) новое название организации" in text_of(client.get("/office/"))


def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(office: Office, oleg: Officer, client: Client) -> None:
    one = school(office, oleg)
    answer = client.post(f"{PATH}{one.pk}/", LYCEUM | {"new_from": "31.02.2017"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31.02.2017"' in page
    assert 'id="say-new_from"' in page
    assert 'value="Лицей № 12"' in page
    assert 'value="Средняя школа № 12"' in page, "the other forms show the entry as it stands"


def test_the_directory_of_another_office_is_not_there(
    office: Office, other_office: OtherOffice, oleg: Officer, client: Client
) -> None:
    theirs = Organisation.objects.create(provider=other_office.provider, name_kk="Алтай", name_ru="Алтай")
    assert client.get(f"{PATH}{theirs.pk}/").status_code == 404
    assert client.post(f"{PATH}{theirs.pk}/", LYCEUM).status_code == 404
    assert "Алтай" not in text_of(client.get(PATH))


@pytest.mark.parametrize("who", ["aigul", "dauren", "nurlan", "tolegen"])
def test_nobody_else_keeps_it(office: Office, oleg: Officer, at_desk: AtDesk, who: str) -> None:
    one = school(office, oleg)
    client = at_desk(getattr(office, who), WHEN)
    before = everything_stored()
    for path in (PATH, f"{PATH}{one.pk}/"):
        assert client.get(path).status_code == 403
        assert client.post(path, SCHOOL | LYCEUM | {"is_own": "1"}).status_code == 403
    assert everything_stored() == before


def test_the_list_asks_the_database_as_often_however_long_it_is(office: Office, oleg: Officer, client: Client) -> None:
    counts = []
    for more in (range(2), range(2, 20)):
        for n in more:
            school(office, oleg, name_kk=f"№ {n} мектеп", name_ru=f"Школа № {n}")
        client.get(PATH)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PATH).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
