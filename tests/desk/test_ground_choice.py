"""The executor chooses which ground of the person is changed, and sees the others, the gaps and what ends for a new one."""

import re
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.casework import organisations
from kense.registry import register
from kense.registry.models import Person, Statement
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.calendar import made_administrator
from tests.support.office import CHILD_IIN, Office, at
from tests.support.register import FILLED

WHEN = "2019-03-26 11:00"
PERSON = {
    "iin": CHILD_IIN,
    "surname": "Сағынтай",
    "given_name": "Іңкәр",
    "patronymic": "Бауыржанқызы",
    "birth_date": "2002-09-14",
    "sex": "female",
}
SCHOOL = {
    "category": "26-1-1",
    "organisation": "№ 12 орта мектеп",
    "ground_from": "2009-09-01",
    "ground_to": "2017-12-31",
}
COLLEGE = {
    "category": "26-1-13",
    "organisation": "«Көкжиек» колледжі",
    "ground_from": "2018-09-01",
    "ground_to": "2021-06-30",
}
NEW = {
    "change_ground": "new",
    "change_category": "26-1-13",
    "change_ground_from": "01.03.2019",
    "change_ground_to": "30.06.2022",
}


def known(office: Office, *more: dict[str, str]) -> None:
    register.enter(office.provider.pk, PERSON | SCHOOL, at=FILLED, grounds=[COLLEGE, *more])


def page_of(
    office: Office, at_desk: AtDesk, case: Case, path: str = "", form: dict[str, str] | None = None, when: str = WHEN
) -> str:
    client = at_desk(office.dauren, when, "ru")
    sent = {"version": str(case.version), "key": "k1"}
    answer = (
        client.get(f"/cases/{case.code}/")
        if form is None
        else client.post(f"/cases/{case.code}/do/{path}", sent | form)
    )
    return unescape(answer.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def value(html: str, field: str) -> str:
    found = re.search(rf'name="{field}" value="([^"]*)"', html)
    assert found
    return found[1]


def test_every_ground_is_shown_with_its_days_and_the_gap_between(office: Office, at_desk: AtDesk) -> None:
    known(office)
    page = words(page_of(office, at_desk, office.assigned()))
    assert "№ 1 дети № 12 орта мектеп 01.09.2009 – 31.12.2017" in page
    assert "пробел основания нет – 01.01.2018 – 31.08.2018" in page
    assert "№ 2 (изменяется) лица, обучающиеся по очной форме «Көкжиек» колледжі 01.09.2018 – 30.06.2021" in page


def test_the_last_ground_is_changed_unless_another_is_chosen(office: Office, at_desk: AtDesk) -> None:
    known(office)
    case = office.assigned()
    assert value(page_of(office, at_desk, case), "change_organisation") == "«Көкжиек» колледжі"
    typed = {"change_ground": "1", "change_organisation": "«Көкжиек» колледжі", "change_phone": "+7 700 000 00 01"}
    page = page_of(office, at_desk, case, "prepare_notification/ground/", typed)
    assert value(page, "change_organisation") == "№ 12 орта мектеп"
    assert value(page, "change_phone") == "+7 700 000 00 01", "what was typed of the person stays"
    page = page_of(office, at_desk, case, "prepare_notification/ground/", {"change_ground": "new"})
    assert value(page, "change_organisation") == ""
    assert 'value="new" selected' in page


def test_choosing_changes_nothing(office: Office, at_desk: AtDesk) -> None:
    known(office)
    case = office.assigned()
    page_of(office, at_desk, case)
    before = TrailEntry.objects.count()
    page_of(office, at_desk, case, "prepare_notification/ground/", {"change_ground": "nonsense"})
    case.refresh_from_db()
    assert (case.changes, TrailEntry.objects.count()) == ([], before)


def test_a_new_one_is_proposed_where_the_last_ground_is_over(office: Office, at_desk: AtDesk) -> None:
    register.enter(office.provider.pk, PERSON | SCHOOL, at=FILLED)
    assert '<option value="new" selected>' in page_of(office, at_desk, office.assigned())


def test_what_ends_for_a_new_ground_is_shown_before_it_is_confirmed(office: Office, at_desk: AtDesk) -> None:
    known(office)
    page = words(page_of(office, at_desk, office.assigned(), "prepare_notification/", NEW))
    assert "Основание № 2: Окончание действия основания: 30.06.2021 → 28.02.2019" in page


def test_the_head_sees_which_ground_changes(office: Office, at_desk: AtDesk) -> None:
    known(office)
    confirmed = {"confirmed": "change_ground_from:ground_ends_another"}
    case = office.drafted(office.assigned(), inputs=NEW | confirmed)
    page = words(at_desk(office.nurlan, WHEN, "ru").get(f"/cases/{case.code}/").content.decode())
    assert "Новое основание: Начало действия основания не указано 01.03.2019" in page
    assert "Основание № 2: Окончание действия основания" in page


def test_a_draft_that_came_back_keeps_its_ground(office: Office, at_desk: AtDesk) -> None:
    known(office)
    case = office.returned(office.drafted(inputs={"change_ground": "1", "change_ground_to": "30.11.2017"}))
    page = page_of(office, at_desk, case, when="2019-03-26 12:10")
    assert 'value="1" selected' in page
    assert value(page, "change_ground_to") == "30.11.2017"


def test_the_document_that_identifies_the_person_is_put_in(office: Office, at_desk: AtDesk) -> None:
    known(office)
    card = {f"doc_own_identity_document_{name}": said for name, said in (("shown", "1"), ("expires", "30.12.2025"))}
    case = office.assigned(office.registered(office.handed_in(**card, doc_own_identity_document_number="040000001")))
    page = page_of(office, at_desk, case)
    assert value(page, "change_document_expires_on") == "30.12.2025"
    assert value(page, "change_document_number") == "040000001"


def test_organisations_of_the_directory_are_suggested(office: Office, at_desk: AtDesk) -> None:
    fields = {"name_kk": "№ 12 орта мектеп", "name_ru": "Средняя школа № 12"}
    organisations.add(office.provider, fields, actor=made_administrator(office), at=at(WHEN))
    assert '<option value="Средняя школа № 12"></option>' in page_of(office, at_desk, office.assigned())


def test_categories_say_what_was_not_found(office: Office, at_desk: AtDesk) -> None:
    page = words(page_of(office, at_desk, office.assigned()))
    assert "ст. 26, п. 1 не сверено" in page
    assert "до 18 лет" in page
    assert "подпункт и день не установлены" in page


def test_the_page_asks_the_database_as_often_however_many_grounds_there_are(office: Office, at_desk: AtDesk) -> None:
    case, counts = office.assigned(), []
    for more in (0, 18):
        Statement.objects.all().delete()
        Person.objects.all().delete()
        known(office, *({**COLLEGE, "ground_from": f"{2022 + year}-01-01"} for year in range(more)))
        page_of(office, at_desk, case)
        with CaptureQueriesContext(connection) as queries:
            page_of(office, at_desk, case)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_of_a_blocked_person_nothing_is_shown(office: Office, at_desk: AtDesk) -> None:
    known(office)
    Person.objects.update(blocked_at=at("2019-03-20 10:00"))
    page = words(page_of(office, at_desk, office.assigned()))
    assert "заблокированы по приказу" in page
    assert "№ 12 орта мектеп" not in page
