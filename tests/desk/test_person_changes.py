"""Changing the register by hand at the desk: the form, what it changes, doing it; nothing silently, nothing typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client

from kense.casework import organisations
from kense.registry.history import History
from kense.registry.models import Person, Update
from kense.registry.register import grounds_of, record_of
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.desk.pages import text_of
from tests.desk.test_persons import RECORD, address, opened
from tests.support.calendar import made_administrator
from tests.support.office import ADULT_IIN, CHILD_IIN, MOTHER_IIN, Office, at
from tests.support.register import enter

BASIS = "12.03.2019 № 31-Ж бұйрық"
SURNAME = {"surname": "Сағынтайқызы", "basis": BASIS, "ground": "1"}
DOUBLE = {"iin": ADULT_IIN, "surname": "Сагынтай", "phone": "+7 700 555 01 47", "category": "26-1-1"}
DOUBLE |= {"ground_from": "2010-01-01"}
MOTHER = {"rep_kind": "туу туралы куәлік № 0123456", "rep_iin": MOTHER_IIN, "rep_surname": "Сағынтай"}
MOTHER |= {"rep_given_name": "Гүлнәр", "basis": BASIS}
NOBODY = {"surname": "Ли", "given_name": "Аня", "birth_date": "05.05.2010", "basis": BASIS, "ground": "new"}


@pytest.fixture
def girl(office: Office) -> Person:
    return enter(office.provider.pk, RECORD)


@pytest.fixture
def keeper(office: Office, at_desk: AtDesk, girl: Person) -> Client:
    """Dauren, who keeps the register, looking at the girl's record."""
    return opened(at_desk(office.dauren, lang="ru"), girl)


def hidden(page: str) -> dict[str, Any]:
    """The hidden fields of the last form of a page; of a name that comes twice, both."""
    form = page.rsplit("<form", 1)[1]
    found: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def send(client: Client, where: str, do: str, fields: dict[str, Any]) -> Any:
    return client.post(where, {**fields, "do": do})


def test_a_record_is_changed_after_it_was_looked_through(keeper: Client, girl: Person) -> None:
    where = address(girl, "change/")
    form = keeper.get(where).content.decode()
    review = send(keeper, where, "review", SURNAME | {"seen": hidden(form)["seen"][0]}).content.decode()
    assert "<del>Сағынтай</del>" in review
    assert "<ins>Сағынтайқызы</ins>" in review
    assert BASIS in review
    assert record_of(girl)["surname"] == "Сағынтай"
    done = send(keeper, where, "apply", hidden(review))
    assert done.headers["Location"] == address(girl)
    assert record_of(girl)["surname"] == "Сағынтайқызы"
    assert "Сохранено" in keeper.get(address(girl)).content.decode()


def test_the_form_shows_the_iin_and_that_is_written_down(keeper: Client, girl: Person) -> None:
    assert f'value="{CHILD_IIN}"' in keeper.get(address(girl, "change/")).content.decode()
    assert TrailEntry.objects.filter(operation="personal_data_shown", facts__person=girl.code).exists()


def test_a_new_ground_is_added_beside_the_old_one(keeper: Client, girl: Person) -> None:
    where = address(girl, "change/")
    assert 'name="ground" value="new"' in keeper.get(where, {"ground": "new"}).content.decode()
    typed = {"ground": "new", "category": "26-1-13", "ground_from": "01.09.2018", "ground_to": "30.06.2021"}
    review = send(keeper, where, "review", typed | {"basis": BASIS}).content.decode()
    send(keeper, where, "apply", hidden(review))
    assert [one.first for one in grounds_of(girl)] == ["2008-09-14", "2018-09-01"]


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(keeper: Client, girl: Person) -> None:
    typed = SURNAME | {"basis": "", "birth_date": "31.02.2002"}
    page = send(keeper, address(girl, "change/"), "review", typed)
    told = page.content.decode()
    assert page.status_code == 422
    assert 'value="Сағынтайқызы"' in told
    assert 'value="31.02.2002"' in told
    assert told.count('class="say is-error"') == 2


def test_back_to_the_form_keeps_what_was_typed(keeper: Client, girl: Person) -> None:
    where = address(girl, "change/")
    review = send(keeper, where, "review", SURNAME).content.decode()
    again = send(keeper, where, "edit", hidden(review)).content.decode()
    assert 'value="Сағынтайқызы"' in again
    assert f'value="{BASIS}"' in again


def test_a_record_that_moved_meanwhile_is_not_changed(keeper: Client, girl: Person) -> None:
    where = address(girl, "change/")
    review = send(keeper, where, "review", SURNAME).content.decode()
    _, page = (send(keeper, where, "apply", hidden(review)) for _ in range(2))
    assert page.status_code == 409
    assert "Ничего не записано" in page.content.decode()
    assert Update.objects.count() == 2


def test_after_a_refusal_the_form_is_for_the_register_as_it_stands(keeper: Client, girl: Person) -> None:
    where = address(girl, "change/")
    stale = {**SURNAME, "seen": "0"}
    page = send(keeper, where, "review", stale)
    assert page.status_code == 409, "told before it is looked through"
    again = hidden(page.content.decode())
    assert again["seen"] != "0"
    review = send(keeper, where, "review", {**SURNAME, "seen": again["seen"]}).content.decode()
    assert send(keeper, where, "apply", hidden(review)).status_code == 302


def test_organisations_of_the_directory_are_suggested(office: Office, keeper: Client, girl: Person) -> None:
    fields = {"name_kk": "№ 5 колледж", "name_ru": "Колледж № 5"}
    organisations.add(office.provider, fields, actor=made_administrator(office), at=at("2019-03-01 10:00"))
    assert '<option value="Колледж № 5">' in keeper.get(address(girl, "change/")).content.decode()


def test_nothing_changed_is_told(keeper: Client, girl: Person) -> None:
    page = send(keeper, address(girl, "change/"), "review", SURNAME | {"surname": "Сағынтай"})
    assert page.status_code == 422
    assert "Ничего не изменено" in page.content.decode()


def test_a_form_left_open_over_lunch_is_still_taken(
    office: Office, at_desk: AtDesk, keeper: Client, girl: Person
) -> None:
    review = send(keeper, address(girl, "change/"), "review", SURNAME).content.decode()
    later = at_desk(office.dauren, "2019-03-26 15:00")
    send(later, address(girl, "change/"), "apply", hidden(review))
    assert record_of(girl)["surname"] == "Сағынтайқызы"
    assert TrailEntry.objects.filter(operation="person_opened").count() == 2


def test_a_person_is_entered_without_an_iin_once_confirmed(keeper: Client) -> None:
    warned = send(keeper, "/register/new/", "review", NOBODY)
    assert warned.status_code == 422
    [(token, words)] = re.findall(r'id="confirm-iin" value="([^"]+)"> ([^<]+)<', warned.content.decode())
    assert words == "Подтверждаю"
    review = send(keeper, "/register/new/", "review", NOBODY | {"confirm": token}).content.decode()
    done = send(keeper, "/register/new/", "apply", hidden(review))
    person = Person.objects.get(surname="Ли")
    assert done.headers["Location"] == address(person)


def test_a_representative_is_stated_and_ended(keeper: Client, girl: Person) -> None:
    where = address(girl, "representative/")
    review = send(keeper, where, "review", MOTHER).content.decode()
    assert "<ins>Гүлнәр</ins>" in review
    send(keeper, where, "apply", hidden(review))
    page = keeper.get(where).content.decode()
    assert "туу туралы куәлік № 0123456" in text_of(page).replace("\N{NO-BREAK SPACE}", " ")
    assert MOTHER_IIN not in page
    asked = {"line": "1", "basis": BASIS, "seen": str(History(girl).mark)}
    keeper.post(address(girl, "representative/end/"), asked)
    assert not any(one.facet.name == "representative" for one in History(girl).standing())


def test_a_representation_ended_without_a_basis_is_told_at_its_own_form(keeper: Client, girl: Person) -> None:
    where = address(girl, "representative/")
    send(keeper, where, "apply", hidden(send(keeper, where, "review", MOTHER).content.decode()))
    line = re.findall(r'name="line" value="(\d+)"', keeper.get(where).content.decode())[0]
    page = keeper.post(f"{where}end/", {"line": line, "basis": "б" * 400, "seen": "0"}).content.decode()
    assert f'id="basis-{line}" name="basis" autocomplete="off" value="{"б" * 400}"' in page
    page = keeper.post(f"{where}end/", {"line": line, "basis": "", "seen": str(History(girl).mark)}).content.decode()
    assert f'href="#basis-{line}"' in page


def test_a_representative_without_what_tells_them_comes_back(keeper: Client, girl: Person) -> None:
    page = send(keeper, address(girl, "representative/"), "review", MOTHER | {"rep_iin": "12"})
    assert page.status_code == 422
    assert 'value="Гүлнәр"' in page.content.decode()


def test_doubles_are_merged_after_a_look_at_both(office: Office, keeper: Client, girl: Person) -> None:
    double, where = enter(office.provider.pk, DOUBLE), address(girl, "merge/")
    review = send(keeper, where, "review", {"other": double.code})
    told = text_of(review.content.decode())
    carried, left = told.split("Переносится")[1].split("Остаётся только в истории")
    assert "+7 700 555 01 47" in carried
    assert "26-1-1" not in carried
    assert "01.01.2010" in left
    assert TrailEntry.objects.filter(operation="person_opened", facts__person=double.code).exists()
    done = send(keeper, where, "apply", hidden(review.content.decode()) | {"basis": BASIS})
    assert done.headers["Location"] == address(girl)
    double.refresh_from_db()
    assert double.merged_into == girl


def test_a_merger_without_a_basis_comes_back(office: Office, keeper: Client, girl: Person) -> None:
    double = enter(office.provider.pk, DOUBLE)
    page = send(keeper, address(girl, "merge/"), "apply", {"other": double.code})
    assert page.status_code in (409, 422)
    review = send(keeper, address(girl, "merge/"), "review", {"other": double.code}).content.decode()
    page = send(keeper, address(girl, "merge/"), "apply", hidden(review))
    assert page.status_code == 422
    assert 'id="say-basis"' in page.content.decode()


@pytest.mark.parametrize("other", ["", "XXXX-9999", ADULT_IIN, "Сағынтай"])
def test_a_double_that_is_not_there_is_told(other: str, keeper: Client, girl: Person) -> None:
    page = send(keeper, address(girl, "merge/"), "review", {"other": other})
    assert page.status_code == 422
    assert f'value="{other}"' in page.content.decode()


def test_a_record_is_not_merged_with_itself(keeper: Client, girl: Person) -> None:
    page = send(keeper, address(girl, "merge/"), "review", {"other": girl.code})
    assert page.status_code == 422
    assert "та же самая запись" in page.content.decode()


def test_an_update_is_taken_back(keeper: Client, girl: Person) -> None:
    review = send(keeper, address(girl, "change/"), "review", SURNAME).content.decode()
    send(keeper, address(girl, "change/"), "apply", hidden(review))
    update = Update.objects.latest("pk")
    where = address(girl, f"reverse/{update.pk}/")
    page = keeper.get(where).content.decode()
    assert "<del>Сағынтайқызы</del>" in page
    assert "<ins>Сағынтай</ins>" in page
    assert send(keeper, where, "apply", hidden(page)).status_code == 422
    send(keeper, where, "apply", hidden(page) | {"basis": BASIS})
    assert record_of(girl)["surname"] == "Сағынтай"


def test_an_update_of_nobody_is_not_there(keeper: Client, girl: Person) -> None:
    assert keeper.get(address(girl, "reverse/999/")).status_code == 404
