"""The register at the desk: who comes to it, finding a person, saying why one looks, both histories on the page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.registry.models import Person, Update
from kense.registry.record import Change
from kense.registry.register import apply_changes
from kense.registry.statements import begin
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.desk.pages import parts, text_of
from tests.support.office import ADULT_IIN, CHILD_IIN, Office, OtherOffice, at
from tests.support.register import enter

RECORD = {
    "iin": CHILD_IIN,
    "surname": "Сағынтай",
    "given_name": "Іңкәр",
    "birth_date": "2002-09-14",
    "category": "26-1-1",
    "ground_from": "2008-09-14",
    "ground_to": "2018-06-30",
}
NEW_GROUND = {"category": "26-1-13", "ground_from": "2018-09-01", "ground_to": "2021-06-30"}
NOW, SAID, STORY = "Что сейчас в регистре", "Что было в регистре", "Все изменения"


@pytest.fixture
def girl(office: Office) -> Person:
    """A girl who left school, of whom it became known in March that she studies at the college."""
    person = enter(office.provider.pk, RECORD)
    update = begin(office.provider.pk, Update.Kind.CASE, at=at("2019-03-20 12:10"), source="K7M2-9QXF")
    apply_changes(person, CHILD_IIN, [Change(name, "", value, line=0) for name, value in NEW_GROUND.items()], update)
    return person


@pytest.fixture
def keeper(office: Office, at_desk: AtDesk) -> Client:
    """Dauren, who keeps the register, at his desk in Russian."""
    return at_desk(office.dauren, lang="ru")


def address(person: Person, rest: str = "") -> str:
    return f"/register/{person.code}/{rest}"


def opened(client: Client, person: Person) -> Client:
    client.post(address(person), {"why": "request", "note": "№ 15"})
    return client


def search(client: Client, words: str, **more: str) -> Any:
    return client.post("/register/", {"q": words, **more})


def entries(operation: str) -> list[TrailEntry]:
    return list(TrailEntry.objects.filter(operation=operation).select_related("personal"))


@pytest.mark.parametrize("who", ["aigul", "nurlan", "tolegen"])
def test_only_the_keeper_comes_in(who: str, office: Office, girl: Person, at_desk: AtDesk) -> None:
    client = at_desk(getattr(office, who))
    for page in ("/register/", "/register/new/", address(girl), address(girl, "change/"), address(girl, "merge/")):
        answer = client.get(page)
        assert answer.status_code == 403
        assert "Сағынтай" not in answer.content.decode()
    assert 'href="/register/"' not in client.get("/").content.decode()


def test_the_keeper_has_it_in_the_menu(keeper: Client) -> None:
    assert 'href="/register/"' in keeper.get("/").content.decode()


def test_a_person_of_another_office_is_not_there(keeper: Client, other_office: OtherOffice) -> None:
    theirs = enter(other_office.provider.pk, RECORD)
    for rest in ("", "change/", "representative/", "merge/", "reverse/1/"):
        assert keeper.get(address(theirs, rest)).status_code == 404
    assert theirs.code not in search(keeper, CHILD_IIN).content.decode()


@pytest.mark.parametrize("words", [CHILD_IIN, "сагын"])
def test_a_search_shows_masked_numbers_and_is_written_down(words: str, keeper: Client, girl: Person) -> None:
    page = search(keeper, words).content.decode()
    assert f'href="{address(girl)}"' in page
    assert CHILD_IIN not in page.replace(" ", "").replace(f'value="{words}"', "")
    (entry,) = entries("person_searched")
    assert entry.personal.data == {"words": words}
    assert words not in str(entry.facts)


def test_many_come_page_by_page_and_are_searched_for_once(office: Office, keeper: Client) -> None:
    for n in range(51):
        enter(office.provider.pk, {"surname": "Оспан", "given_name": f"Аты{'а' * n}"})
    page = search(keeper, "оспан").content.decode()
    after = page.split('name="after" value="')[1].split('"')[0]
    assert page.count("data-row") == 50
    assert search(keeper, "оспан", after=after).content.decode().count("data-row") == 1
    assert len(entries("person_searched")) == 1


def test_a_person_without_an_iin_is_marked(office: Office, keeper: Client) -> None:
    enter(office.provider.pk, {"surname": "Ли"})
    assert "без ИИН" in search(keeper, "Ли").content.decode()


def test_nothing_is_shown_before_the_officer_says_why(keeper: Client, girl: Person) -> None:
    page = keeper.get(address(girl)).content.decode()
    assert "Сағынтай" not in page
    for rest in ("change/", "representative/", "merge/"):
        assert keeper.get(address(girl, rest)).headers["Location"] == address(girl)
    assert keeper.post(address(girl), {"why": "curiosity"}).status_code == 422
    assert entries("person_opened") == []


def test_the_reason_is_written_down_once_per_look(office: Office, at_desk: AtDesk, girl: Person) -> None:
    client = opened(at_desk(office.dauren), girl)
    assert "Сағынтай Іңкәр" in text_of(client.get(address(girl)).content.decode())
    (entry,) = entries("person_opened")
    assert entry.facts == {"person": girl.code, "reason": "request"}
    assert entry.personal.data == {"note": "№ 15"}
    later = at_desk(office.dauren, "2019-03-26 11:40")
    assert "Сағынтай" not in later.get(address(girl)).content.decode()


def test_the_look_of_another_officer_opens_nothing(office: Office, at_desk: AtDesk, girl: Person) -> None:
    opened(at_desk(office.dauren), girl)
    assert "Сағынтай" not in at_desk(office.madina).get(address(girl)).content.decode()


def test_the_iin_is_masked_until_shown_and_that_is_written_down(keeper: Client, girl: Person) -> None:
    opened(keeper, girl)
    assert CHILD_IIN not in keeper.get(address(girl)).content.decode().replace(" ", "")
    page = keeper.post(address(girl, "iin/")).content.decode()
    assert CHILD_IIN in page.replace(" ", "").replace("&nbsp;", "").replace("\N{NO-BREAK SPACE}", "").replace("-", "")
    assert [one.facts for one in entries("personal_data_shown")] == [{"person": girl.code}]


def test_what_stands_now_is_shown_with_gaps_and_sources(keeper: Client, girl: Person) -> None:
    now = text_of(parts(opened(keeper, girl).get(address(girl)).content.decode())[NOW])
    assert "14.09.2008 – 30.06.2018" in now
    assert "01.07.2018 – 31.08.2018 пробел" in now
    assert "по делу K7M2-9QXF" in now


def test_what_was_said_on_a_day_about_a_month_is_said_again(keeper: Client, girl: Person) -> None:
    opened(keeper, girl)

    def said(on: str, first: str = "01.05.2018", last: str = "31.05.2018") -> str:
        asked = {"on": on, "from": first, "to": last}
        return text_of(parts(keeper.get(address(girl), asked).content.decode())[SAID])

    assert "14.09.2008 – 30.06.2018" in said("03.03.2019")
    assert "01.09.2018" not in said("03.03.2019", "01.05.2018", "31.12.2018").split("31.12.2018")[-1]
    assert "01.09.2018 – 30.06.2021" in said("20.03.2019", "01.05.2018", "31.12.2018")
    assert "ещё ничего не знал" in said("03.03.2018")


def test_days_without_a_ground_are_said_to_have_none(keeper: Client, girl: Person) -> None:
    opened(keeper, girl)
    asked = {"on": "20.03.2019", "from": "05.07.2018", "to": "31.07.2018"}
    said = text_of(parts(keeper.get(address(girl), asked).content.decode())[SAID])
    assert "По состоянию на 20.03.2019" in said
    assert "05.07.2018 – 31.07.2018 пробел" in said


@pytest.mark.parametrize(
    "asked",
    [
        {"on": "31.02.2019"},
        {"on": "03.03.2019", "from": "01.06.2018", "to": "01.05.2018"},
        {"from": "01.05.2018", "to": "31.05.2018"},
        {"on": "03.03.2091"},
    ],
)
def test_an_unclear_question_is_told(asked: dict[str, str], keeper: Client, girl: Person) -> None:
    page = opened(keeper, girl).get(address(girl), asked)
    assert page.status_code == 200
    assert "is-error" in parts(page.content.decode())[SAID]


def test_the_story_leads_to_the_case(keeper: Client, girl: Person) -> None:
    story = parts(opened(keeper, girl).get(address(girl)).content.decode())[STORY]
    assert 'href="/cases/K7M2-9QXF/"' in story
    assert "26.03" not in story
    assert story.index("K7M2-9QXF") < story.index("03.09.2018")


def test_the_iin_stands_in_no_address(keeper: Client, girl: Person) -> None:
    page = opened(keeper, girl).get(address(girl)).content.decode()
    assert CHILD_IIN not in page


def test_a_blocked_person_is_not_shown(keeper: Client, girl: Person) -> None:
    opened(keeper, girl)
    Person.objects.filter(pk=girl.pk).update(blocked_at=at("2019-03-26 10:00"))
    assert "Сағынтай" not in keeper.get(address(girl)).content.decode()
    assert "Сағынтай" not in search(keeper, CHILD_IIN).content.decode()
    assert keeper.get(address(girl, "change/")).status_code == 302


def test_queries_do_not_grow_with_the_story(office: Office, keeper: Client, girl: Person) -> None:
    opened(keeper, girl)
    few = queries(keeper, girl)
    for n in range(1, 21):
        update = begin(
            office.provider.pk, Update.Kind.DIRECT, at=at(f"2019-03-21 10:{n:02}"), officer_id=office.dauren.pk
        )
        before, after = (f"+7 700 000 00 {one:02}" if one else "" for one in (n - 1, n))
        apply_changes(girl, CHILD_IIN, [Change("phone", before, after)], update)
    assert queries(keeper, girl) == few


def queries(client: Client, person: Person) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(person)).status_code == 200
    return len(captured)


def test_the_merged_lead_to_whom_they_were_merged_into(office: Office, keeper: Client, girl: Person) -> None:
    double = enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Сагынтаева"})
    Person.objects.filter(pk=double.pk).update(merged_into=girl)
    opened(keeper, double)
    assert address(girl) in keeper.get(address(double)).content.decode()
    assert address(double) in opened(keeper, girl).get(address(girl)).content.decode()
