"""The pages of the transmissions: whom they let in, what they show and hide, what their forms do."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.registry.models import Person, Transmission
from kense.registry.transmission_files import SCHEMA
from kense.trail.models import TrailEntry
from kense.trail.selectors import TRANSMISSION_OPENED, TRANSMISSION_TAKEN
from tests.desk.conftest import AtDesk
from tests.desk.pages import parts, text_of
from tests.support.office import Office, OtherOffice, made_officer
from tests.support.register import enter
from tests.support.transmissions import ASSEL, DATABASE, FUND, collected, many, rejected, sent

WHEN = "2019-03-27 10:00"


@pytest.fixture
def assel(office: Office) -> Person:
    return enter(office.provider.pk, ASSEL)


def page_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def address(found: Transmission) -> str:
    return f"/transmissions/{found.code}/"


def opened_by(found: Transmission) -> list[int]:
    entries = TrailEntry.objects.filter(operation=TRANSMISSION_OPENED, facts__transmission=found.code)
    return list(entries.values_list("officer_id", flat=True))


# ---- who may
@pytest.mark.parametrize("who", ["aigul", "nurlan", "tolegen"])
def test_the_pages_are_for_whoever_keeps_the_register(office: Office, assel: Person, at_desk: AtDesk, who: str) -> None:
    found, client = sent(office), at_desk(getattr(office, who), WHEN)
    for path in ("/transmissions/", f"/transmissions/to/{FUND.id}/", address(found)):
        answer = client.get(path)
        assert (answer.status_code, "Оспан" in answer.content.decode()) == (403, False)
    assert client.post(f"{address(found)}file/", {"form": "json"}).status_code == 403
    assert "/transmissions/" not in page_of(client, "/")


@pytest.mark.parametrize("path", ["", "sent/", "confirmed/", "rejected/", "settled/", "file/"])
def test_a_transmission_of_another_office_is_not_there(
    office: Office, other_office: OtherOffice, assel: Person, at_desk: AtDesk, path: str
) -> None:
    found = sent(office)
    stranger = at_desk(made_officer(other_office.provider, "arman", "Бекен Арман", "executor"), WHEN)
    address_ = f"{address(found)}{path}"
    assert (stranger.post(address_) if path else stranger.get(address_)).status_code == 404


# ---- collecting
def test_what_waits_is_told_and_collected(office: Office, assel: Person, at_desk: AtDesk) -> None:
    client = at_desk(office.dauren, WHEN)
    section = parts(page_of(client, "/transmissions/"))[FUND.name.kk]
    assert "Жинауды күтеді 1" in text_of(section)
    for _ in range(2):
        answer = client.post(f"/transmissions/to/{FUND.id}/collect/", {"after": "0"})
        assert answer.headers["Location"] == address(Transmission.objects.get())
    section = parts(page_of(client, "/transmissions/"))[FUND.name.kk]
    assert "Жинауды күтеді 0" in text_of(section)
    assert "жіберуге дайын" in section


def test_nothing_to_collect_is_said(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.dauren, WHEN).post(f"/transmissions/to/{FUND.id}/collect/", {"after": "²"})
    assert answer.status_code == 409
    assert "Жинайтын ештеңе жоқ" in answer.content.decode()


def test_an_unknown_addressee_is_said_or_not_there(office: Office, at_desk: AtDesk) -> None:
    client = at_desk(office.dauren, WHEN)
    assert client.post("/transmissions/to/nobody/collect/").status_code == 409
    assert client.get("/transmissions/to/nobody/").status_code == 404


# ---- one transmission
def test_it_shows_who_is_in_it_with_masked_iins_and_the_trail_notes_the_look(
    office: Office, assel: Person, at_desk: AtDesk
) -> None:
    found, client = collected(office), at_desk(office.dauren, WHEN)
    page_of(client, address(found))
    page = page_of(client, address(found))
    assert "Оспан Әсел" in page
    assert ASSEL["iin"] not in page.replace(" ", "")
    assert opened_by(found) == [office.dauren.pk]


def test_it_names_the_case_the_person_came_from(office: Office, at_desk: AtDesk) -> None:
    case = office.issued()
    assert f"/cases/{case.code}/" in page_of(at_desk(office.dauren, WHEN), address(collected(office)))


def test_the_way_from_sent_to_settled(office: Office, at_desk: AtDesk) -> None:
    many(office, 3)
    found, client = collected(office), at_desk(office.dauren, WHEN)
    client.post(f"{address(found)}sent/")
    answer = client.post(f"{address(found)}rejected/", {"item": ["2"], "reason": "ЖСН табылмады"}, follow=True)
    assert "ЖСН табылмады" in answer.content.decode()
    client.post(f"{address(found)}confirmed/", {"confirmation": "ҚР-104"})
    assert "ЖСН табылмады" in parts(page_of(client, "/"))["Деректер базалары қайтарғандар"]
    answer = client.post(f"{address(found)}settled/", {"place": "2", "note": "Салыстырылды"}, follow=True)
    assert "Деректер базалары қайтарғандар" not in page_of(client, "/")
    found.refresh_from_db()
    assert (found.state, found.confirmation) == ("rejected", "ҚР-104")


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("rejected/", {"reason": "Аты қате"}, "Қайтарылған тұлғаларды белгілеңіз"),
        ("rejected/", {"item": ["1"], "reason": " "}, 'aria-describedby="say-reason"'),
        ("rejected/", {"places": "2, 77 б", "reason": "Аты қате"}, "мұндай орын жоқ: «77, б»"),
        ("confirmed/", {"confirmation": ""}, 'id="say-confirmation"'),
        ("settled/", {"place": "1", "note": ""}, 'id="say-note"'),
    ],
)
def test_a_form_that_is_not_whole_comes_back_with_what_was_typed(
    office: Office, at_desk: AtDesk, path: str, form: dict[str, str], said: str
) -> None:
    many(office, 2)
    found = rejected(office) if path == "settled/" else sent(office)
    answer = at_desk(office.dauren, "2019-03-27 11:00").post(f"{address(found)}{path}", form)
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (422, True)
    assert form.get("reason", "").strip() in page


def test_the_rejected_can_be_named_by_their_places(office: Office, at_desk: AtDesk) -> None:
    many(office, 3)
    found = sent(office)
    form = {"item": ["1"], "places": " 3; 1", "reason": "Аты қате"}
    at_desk(office.dauren, "2019-03-27 11:00").post(f"{address(found)}rejected/", form)
    assert sorted(found.items.filter(is_rejected=True).values_list("n", flat=True)) == [1, 3]


def test_that_all_were_rejected_is_asked_once_more(office: Office, at_desk: AtDesk) -> None:
    many(office, 3)
    found, client = rejected(office, "2"), at_desk(office.dauren, "2019-03-27 11:00")
    asked = client.post(f"{address(found)}rejected/", {"all": "ask", "reason": "Файл оқылмады"}).content.decode()
    assert "2 тұлға қайтарылған деп" in asked
    assert 'value="Файл оқылмады"' in asked
    assert found.items.filter(is_rejected=True).count() == 1
    again = client.post(f"{address(found)}rejected/", {"all": "1", "reason": ""})
    assert (again.status_code, 'name="all" value="1"' in again.content.decode()) == (422, True)
    client.post(f"{address(found)}rejected/", {"all": "1", "reason": "Файл оқылмады"})
    assert found.items.filter(is_rejected=True).count() == 3


def test_both_files_can_be_taken_one_after_the_other(office: Office, at_desk: AtDesk) -> None:
    many(office, 1)
    page = page_of(at_desk(office.dauren, WHEN), address(collected(office)))
    assert [f'value="{form}" data-file>' in page for form in ("json", "csv")] == [True, True]


def test_whoever_is_blocked_is_not_shown(office: Office, assel: Person, at_desk: AtDesk) -> None:
    found = rejected(office)
    Person.objects.update(blocked_at=found.at)
    client = at_desk(office.dauren, WHEN)
    for path in (address(found), "/"):
        assert "Оспан" not in page_of(client, path)


def test_the_persons_come_page_by_page_in_as_many_queries(office: Office, at_desk: AtDesk) -> None:
    many(office, 60)
    found, client = sent(office), at_desk(office.dauren, WHEN)
    page_of(client, address(found))

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            page = page_of(client, path)
        assert page.count('id="item-') == (10 if "page" in path else 50)
        return len(caught)

    assert queries(f"{address(found)}?page=2") == queries(address(found))


# ---- files
@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_file_is_given_and_the_trail_notes_it(office: Office, assel: Person, at_desk: AtDesk, form: str) -> None:
    found = collected(office, DATABASE)
    answer = at_desk(office.dauren, WHEN).post(f"{address(found)}file/", {"form": form})
    assert ASSEL["iin"] in b"".join(answer).decode()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="education_database-1.{form}"'
    entry = TrailEntry.objects.get(operation=TRANSMISSION_TAKEN)
    assert (entry.officer, entry.facts["form"], entry.facts["transmission"]) == (office.dauren, form, found.code)


def test_another_form_of_file_is_not_there(office: Office, assel: Person, at_desk: AtDesk) -> None:
    found = collected(office)
    assert at_desk(office.dauren, WHEN).post(f"{address(found)}file/", {"form": "xml"}).status_code == 404


def test_the_schema_can_be_taken(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.dauren, WHEN).get("/transmissions/schema/")
    assert json.loads(b"".join(answer)) == json.loads(SCHEMA.read_text(encoding="utf-8"))
