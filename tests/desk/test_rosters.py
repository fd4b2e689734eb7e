"""The pages of rosters: uploading, the bar, the preview, applying, dropping, what is wrong as a file, for whom it is."""

import csv
import io
import re
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kense.registry.models import Person, Roster
from kense.registry.roster_columns import COLUMNS, header_in
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import Office, OtherOffice
from tests.support.rosters import HEADERS, csv_of, student, students, xlsx_of

HTMX = {"HX-Request": "true"}


def uploaded(client: Client, data: bytes, name: str = "list.csv") -> Roster:
    """The roster as the page takes it in."""
    client.post("/register/rosters/", {"file": SimpleUploadedFile(name, data)})
    return Roster.objects.latest("pk")


def read(client: Client, data: bytes) -> str:
    """The page of a roster that is read; its address is the answer."""
    roster = uploaded(client, data)
    address = f"/register/rosters/{roster.code}/"
    while Roster.objects.get(pk=roster.pk).state == Roster.State.READING:
        client.post(f"{address}next/")
    return address


def text_of(client: Client, address: str) -> str:
    """A page."""
    return client.get(address).content.decode()


def test_from_the_file_to_the_register(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang="en")
    address = read(keeper, csv_of(students(3)))
    page = text_of(keeper, address)
    assert 'New persons</dt><dd class="n">3<' in page
    answer = keeper.post(f"{address}apply/", follow=True)
    assert "The roster is in the register." in answer.content.decode()
    assert Person.objects.count() == 3
    assert "apply/" not in text_of(keeper, address)


def test_the_bar_goes_on_by_itself_and_ends_with_the_whole_page(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren)
    with patch("kense.registry.roster_pieces.ROWS", 2), patch("kense.casework.roster_reading.STEP", 1):
        roster = uploaded(keeper, csv_of(students(3)))
        assert 'hx-trigger="load"' in text_of(keeper, f"/register/rosters/{roster.code}/")
        first = keeper.post(f"/register/rosters/{roster.code}/next/", headers=HTMX)
        second = keeper.post(f"/register/rosters/{roster.code}/next/", headers=HTMX)
    assert re.search(r'<progress[^>]*value="[1-9][0-9]?"', first.content.decode())
    assert (second.status_code, second.headers["HX-Refresh"]) == (204, "true")


def test_errors_stand_in_a_table_and_in_a_file(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang="ru")
    address = read(keeper, csv_of([student(0), student(1, iin="12"), student(2, address="=SUM(A1)")]))
    page = text_of(keeper, address)
    assert "набрано цифр: 2" in page
    assert "apply_roster" not in page
    assert keeper.post(f"{address}apply/").status_code == 409
    answer = keeper.get(f"{address}problems/")
    body = b"".join(answer).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert rows[1][:3] == ["3", HEADERS["iin"], "12"]
    assert rows[2][:3] == ["4", HEADERS["address"], "'=SUM(A1)"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_changes_are_shown_before_and_after_and_warnings_are_accepted(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang="en")
    keeper.post(f"{read(keeper, csv_of(students(2)))}apply/")
    address = read(keeper, csv_of([student(0, phone="+77011112233"), student(1, ground_from="01.02.2019")]))
    page = text_of(keeper, address)
    assert "<del>+77000000000</del>" in page
    assert "<ins>+77011112233</ins>" in page
    assert student(0)["iin"] not in page
    assert keeper.post(f"{address}apply/").status_code == 422
    keeper.post(f"{address}apply/", {"accepted": "1"})
    assert Roster.objects.latest("pk").state == Roster.State.APPLIED


def test_the_same_file_leads_to_the_first(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang="en")
    first = uploaded(keeper, csv_of(students(2)))
    answer = keeper.post("/register/rosters/", {"file": SimpleUploadedFile("b.csv", csv_of(students(2)))}, follow=True)
    assert answer.redirect_chain == [(f"/register/rosters/{first.code}/", 302)]
    assert "This is the first upload." in answer.content.decode()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\x00", b"PK\x03\x04junk"])
def test_what_is_no_roster_is_refused_on_the_page(data: bytes, office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.dauren).post("/register/rosters/", {"file": SimpleUploadedFile("x.xlsx", data)})
    assert answer.status_code in (409, 422)
    assert 'id="refusal"' in answer.content.decode()
    assert not Roster.objects.exists()


def test_without_a_file_it_says_so(office: Office, at_desk: AtDesk) -> None:
    assert at_desk(office.dauren).post("/register/rosters/", {"file": "words"}).status_code == 422


def test_a_workbook_is_uploaded_too(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang="en")
    assert 'New persons</dt><dd class="n">2<' in text_of(keeper, read(keeper, xlsx_of(students(2))))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_template_is_a_roster_with_all_columns(lang: str, office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang=lang)
    body = b"".join(keeper.get("/register/rosters/template/"))
    sheet, values = load_workbook(io.BytesIO(body)).worksheets
    header = header_in([(1, [str(cell.value) for cell in sheet[1]])])
    assert list(header.places) == list(COLUMNS)
    assert not header.problems
    assert values.max_column == 7
    page = text_of(keeper, read(keeper, body))
    assert page.count('<tr class="is-bad">') == 1  # the example is a person of nobody's IIN


def test_dropped_it_is_gone(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren, lang="en")
    address = read(keeper, csv_of([student(0, surname="Сағынтай1")]))
    answer = keeper.post(f"{address}drop/", follow=True)
    assert "the register is unchanged" in answer.content.decode()
    assert "Сағынтай1" not in answer.content.decode()


def test_looking_at_a_roster_is_an_opening(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren)
    address = read(keeper, csv_of(students(1)))
    for _ in range(3):
        keeper.get(address)
    assert TrailEntry.objects.filter(operation="roster_opened").count() == 1


def test_it_is_closed_to_others(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    address = read(at_desk(office.dauren), csv_of(students(1)))
    addresses = ["/register/rosters/", "/register/rosters/template/", address, f"{address}problems/"]
    for stranger in (office.aigul, office.nurlan, office.tolegen, other_office.saule):
        client = at_desk(stranger)
        assert {client.get(one).status_code for one in addresses} == {403}
        assert {client.post(f"{address}{do}/").status_code for do in ("next", "apply", "drop")} == {403}
    assert not Person.objects.exists()


def test_the_list_asks_as_often_for_many(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren)
    asked = []
    for first in (0, 10, 20):
        uploaded(keeper, csv_of(students(1, first)))
        keeper.get("/register/rosters/")
        with CaptureQueriesContext(connection) as caught:
            keeper.get("/register/rosters/")
        asked.append(len(caught))
    assert asked[0] == asked[2]


def test_the_preview_asks_as_often_for_many(office: Office, at_desk: AtDesk) -> None:
    keeper = at_desk(office.dauren)
    keeper.post(f"{read(keeper, csv_of(students(30)))}apply/")
    asked = []
    for count in (2, 20):
        rows = ({**row, "phone": f"+7701{count:07}"} for row in students(count))
        address = read(keeper, csv_of(rows))
        keeper.get(address)
        with CaptureQueriesContext(connection) as caught:
            keeper.get(address)
        asked.append(len(caught))
    assert asked[0] == asked[1]
