"""The calendar page: whose it is, what its forms take, what a change is shown to move before it is made."""

import re
from datetime import date, time
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kense.casework.calendar_forms import FILE_LIMIT
from kense.casework.recalendar import apply
from kense.people.models import Officer
from kense.people.selectors import final_years_of, overrides_of, schedules_of
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.calendar import DECREE, declared, made_administrator
from tests.support.office import PERSONAL, Office, at, reloaded
from tests.support.said import everything_stored

WHEN = "2019-03-26 15:00"
DAY = {
    "form": "day",
    "day": "27.03.2019",
    "kind": "off",
    "decree": DECREE,
    "note_kk": "Төтенше жағдай",
    "note_ru": "Чрезвычайное положение",
}
HOURS = {"form": "hours", "from_day": "01.04.2019", "week": "6", "hours": "8:00–12:00, 13:00-16:00", "order": "15-Н"}
HEADER = "day,kind,shifts,decree,note_kk,note_ru,note_en\n"
LINE = "27.03.2019,off,,№ 111,Төтенше жағдай,Чрезвычайное положение,\n"


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator of the college."""
    return made_administrator(office)


@pytest.fixture
def client(oleg: Officer, at_desk: AtDesk) -> Client:
    """The administrator at the desk."""
    return at_desk(oleg, WHEN)


def text_of(answer: Any) -> str:
    """The page as it is read."""
    return unescape(answer.content.decode())


def sent_again(page: str) -> dict[str, str]:
    """The hidden fields of the confirmation."""
    form = page[page.index('<form class="box') :]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields.pop("csrfmiddlewaretoken", None)
    return fields


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/year/", "/calendar/soon/"])
@pytest.mark.parametrize("who", ["aigul", "nurlan", "dauren", "tolegen"])
def test_the_page_is_the_administrators(office: Office, at_desk: AtDesk, who: str, path: str) -> None:
    client = at_desk(getattr(office, who), WHEN)
    before = everything_stored()
    answers = [client.post(path, DAY | {"do": "apply", "soon_percent": "50", "year": "2019"})]
    answers += [client.get(path)] if path == "/calendar/" else []
    assert [answer.status_code for answer in answers] == [403] * len(answers)
    assert "әкімшісі" in answers[-1].content.decode()
    assert everything_stored() == before
    assert "/calendar/" not in client.get("/").content.decode()


def test_the_menu_has_it_for_the_administrator(client: Client) -> None:
    assert 'href="/calendar/"' in client.get("/").content.decode()
    assert 'aria-current="page">Күнтізбе' in client.get("/calendar/").content.decode()


@pytest.mark.parametrize(
    ("lang", "hours", "state"),
    [
        ("kk", "5 күндік апта, 9:00–13:00, 14:30–18:30", "белгіленген"),
        ("ru", "5-дневная неделя, 9:00–13:00, 14:30–18:30", "установлен"),
    ],
)
def test_years_and_hours_are_told(oleg: Officer, at_desk: AtDesk, lang: str, hours: str, state: str) -> None:
    page = text_of(at_desk(oleg, WHEN, lang).get("/calendar/"))
    assert re.findall(r'class="num">(\d{4})</th><td[^>]*>(\d+)</td>', page) == [("2019", "246"), ("2020", "246")]
    assert hours in page
    assert page.count(state) >= 2


def test_a_declared_day_is_a_working_day_less(client: Client) -> None:
    client.post("/calendar/", DAY | {"do": "apply"})
    assert re.search(r'class="num">2019</th><td[^>]*>245</td>', text_of(client.get("/calendar/")))


def test_a_provisional_year_says_why_and_is_marked_as_final(oleg: Officer, at_desk: AtDesk, office: Office) -> None:
    client = at_desk(oleg, "2026-03-26 15:00", "ru")
    page = text_of(client.get("/calendar/"))
    assert "Перенесённые выходные дни 2027 года" in page
    client.post("/calendar/year/", {"year": "2027", "year_decree_2027": DECREE, "do": "settle"})
    page = text_of(client.get("/calendar/"))
    assert "Перенесённые выходные дни 2027 года" not in page
    assert DECREE in page
    client.post("/calendar/year/", {"year": "2027", "do": "unsettle"})
    assert final_years_of(office.provider) == {}
    assert [entry.facts["decree"] for entry in TrailEntry.objects.all()] == [DECREE, DECREE]


def test_a_year_is_not_marked_without_an_act(oleg: Officer, at_desk: AtDesk, office: Office) -> None:
    client = at_desk(oleg, "2026-03-26 15:00")
    answer = client.post("/calendar/year/", {"year": "2027", "year_decree_2027": " ", "do": "settle"})
    assert answer.status_code == 422
    assert 'id="say-year_decree_2027"' in text_of(answer)
    assert client.post("/calendar/year/", {"year": "1999", "do": "settle"}).status_code == 404
    assert final_years_of(office.provider) == {}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("day", ""),
        ("day", "31.02.2019"),
        ("day", "01.01.1999"),
        ("kind", "holiday"),
        ("shifts", "с девяти"),
        ("shifts", "9:00-18:00"),
        ("decree", "  "),
        ("decree", "А" * 501),
        ("note_kk", ""),
        ("note_ru", ""),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(client: Client, field: str, typed: str) -> None:
    before = everything_stored()
    answer = client.post("/calendar/", DAY | {field: typed})
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'aria-describedby="say-{field}"' in page
    assert f'id="say-{field}"' in page
    assert all(f'value="{value}"' in page for name, value in DAY.items() if name not in ("form", field))
    assert page.count('<details class="sec-top" open>') == 1, "the form with the mistake is the one that is open"
    assert everything_stored() == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("from_day", "вчера"),
        ("from_day", "01.01.2050"),
        ("week", "7"),
        ("hours", ""),
        ("hours", "18:00-9:00"),
        ("saturday", "8:00-20:00, 10:00-11:00"),
        ("order", ""),
    ],
)
def test_a_mistake_in_new_hours_is_told_at_its_field(client: Client, field: str, typed: str) -> None:
    answer = client.post("/calendar/", HOURS | {field: typed})
    assert answer.status_code == 422
    assert f'id="say-{field}"' in text_of(answer)


def test_a_change_is_shown_then_made(office: Office, client: Client) -> None:
    case = office.assigned(when=WHEN)
    before = everything_stored()
    answer = client.post("/calendar/", DAY)
    page = text_of(answer)
    assert answer.status_code == 200
    assert case.number in page
    assert "27.03.2019, 10:12" in page
    assert "28.03.2019, 10:12" in page
    assert not [word for word in PERSONAL if word in page]
    assert everything_stored() == before

    answer = client.post("/calendar/", sent_again(page) | {"do": "apply"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/calendar/")
    assert reloaded(case).due_at == at("2019-03-28 10:12")
    page = text_of(client.get("/calendar/"))
    assert "Мерзімі өзгерген істер: 1" in page
    assert "Төтенше жағдай" in page
    assert "Мерзімі өзгерген істер" not in text_of(client.get("/calendar/"))


def test_the_form_can_be_opened_again_from_the_list(client: Client) -> None:
    fields = sent_again(text_of(client.post("/calendar/", DAY)))
    page = text_of(client.post("/calendar/", fields | {"do": "edit"}))
    assert all(f'value="{value}"' in page for name, value in DAY.items() if name != "kind")


def test_confirming_twice_changes_it_once(client: Client) -> None:
    fields = sent_again(text_of(client.post("/calendar/", DAY))) | {"do": "apply"}
    client.post("/calendar/", fields)
    entries = TrailEntry.objects.count()
    assert client.post("/calendar/", fields).status_code == 302
    assert TrailEntry.objects.count() == entries


def test_after_another_change_the_new_list_is_shown(office: Office, client: Client, oleg: Officer) -> None:
    fields = sent_again(text_of(client.post("/calendar/", DAY)))
    apply(office.provider, declared("2019-03-28"), actor=oleg, at=at(WHEN))
    answer = client.post("/calendar/", fields | {"do": "apply"})
    assert answer.status_code == 409
    assert 'role="alert"' in text_of(answer)
    client.post("/calendar/", sent_again(text_of(answer)) | {"do": "apply"})
    assert list(overrides_of(office.provider)) == [date(2019, 3, 27), date(2019, 3, 28)]


def test_what_is_so_already_is_not_shown_as_a_change(client: Client, office: Office, oleg: Officer) -> None:
    client.post("/calendar/", DAY | {"do": "apply"})
    answer = client.post("/calendar/", DAY)
    assert answer.status_code == 422
    assert "өзгеретін ештеңе жоқ" in text_of(answer)


def test_a_day_is_taken_back_with_its_act(client: Client, office: Office) -> None:
    client.post("/calendar/", DAY | {"do": "apply"})
    page = text_of(client.post("/calendar/", {"form": "take_back", "withdrawn": "2019-03-27"}))
    fields = sent_again(page) | {"do": "apply"}
    refused = client.post("/calendar/", fields)
    assert refused.status_code == 422
    assert 'id="say-source"' in text_of(refused)
    client.post("/calendar/", fields | {"source": "№ 112 қаулы"})
    assert overrides_of(office.provider) == {}
    assert TrailEntry.objects.latest("seq").facts["decrees"] == ["№ 112 қаулы"]


def test_hours_begin_on_their_day(client: Client, office: Office) -> None:
    page = text_of(client.post("/calendar/", HOURS))
    assert "5 күндік апта, 9:00–13:00, 14:30–18:30" in page
    assert "6 күндік апта, 8:00–12:00, 13:00–16:00" in page
    client.post("/calendar/", sent_again(page) | {"do": "apply"})
    new = list(schedules_of(office.provider))[-1]
    assert (new.from_day, new.week, new.shifts[0]) == (date(2019, 4, 1), 6, (time(8), time(12)))


@pytest.mark.parametrize("as_file", [True, False])
def test_days_come_from_a_file_or_its_lines(client: Client, office: Office, as_file: bool) -> None:
    text = HEADER + LINE + "30.03.2019,worked,09:00-13:00,№ 111,Жұмыс күні,Рабочий день,\n"
    given = {"file": SimpleUploadedFile("days.csv", text.encode("utf-8-sig"))} if as_file else {"lines": text}
    page = text_of(client.post("/calendar/", {"form": "file", **given}))
    assert "жұмыс күні (9:00–13:00)" in page
    client.post("/calendar/", sent_again(page) | {"do": "apply"})
    assert list(overrides_of(office.provider)) == [date(2019, 3, 27), date(2019, 3, 30)]


def test_mistakes_of_a_file_are_told_by_line_and_column_and_its_lines_are_kept(client: Client, office: Office) -> None:
    text = HEADER + LINE + "28.03.2019,of,,,Себебі,Причина,\n31.02.2019,off,,№ 1,Себебі,Причина,\n"
    answer = client.post("/calendar/", {"form": "file", "file": SimpleUploadedFile("days.csv", text.encode())})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "3-жол, «kind» бағаны" in page
    assert "4-жол, «day» бағаны" in page
    assert text in page.replace("\r\n", "\n")
    assert overrides_of(office.provider) == {}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (HEADER.encode() + b"\xff\xfe", "UTF-8"),
        (HEADER.encode() + LINE.encode() * (FILE_LIMIT // len(LINE.encode()) + 1), "256 КБ"),
        (HEADER.encode(), "бірде-бір күн жоқ"),
        (b"", "Файл таңдаңыз"),
    ],
    ids=["not UTF-8", "too large", "no days", "nothing"],
)
def test_a_file_that_cannot_be_taken(client: Client, data: bytes, words: str) -> None:
    answer = client.post("/calendar/", {"form": "file", "file": SimpleUploadedFile("days.csv", data), "lines": ""})
    assert answer.status_code == 422
    assert words in text_of(answer)


@pytest.mark.parametrize(("typed", "state"), [("60", "soon"), ("10", "ok")])
def test_the_warning_comes_at_the_share_that_is_set(
    client: Client, office: Office, at_desk: AtDesk, typed: str, state: str
) -> None:
    office.registered(when="2019-03-26 10:20")
    assert client.post("/calendar/soon/", {"soon_percent": typed}).status_code == 302
    page = text_of(at_desk(office.nurlan, "2019-03-26 10:30").get("/"))
    assert ("clock is-soon" in page) == (state == "soon"), "10 of 20 minutes are left"


@pytest.mark.parametrize("typed", ["", "0", "91", "25.5", "много", "9" * 50, "²"])
def test_a_share_that_cannot_be(client: Client, office: Office, typed: str) -> None:
    answer = client.post("/calendar/soon/", {"soon_percent": typed})
    assert answer.status_code == 422
    assert 'id="say-soon_percent"' in text_of(answer)
    office.provider.refresh_from_db()
    assert office.provider.soon_percent == 25


@pytest.mark.parametrize("form", ["", "other", "day\x00"])
def test_a_form_the_page_does_not_have(client: Client, form: str) -> None:
    assert client.post("/calendar/", {"form": form}).status_code in (404, 422)


def test_signs_no_database_takes_are_left_out(client: Client, office: Office) -> None:
    client.post("/calendar/", DAY | {"decree": "№ 1\x00\x1b1", "do": "apply"})
    assert [one.decree for one in overrides_of(office.provider).values()] == ["№ 11"]
