"""The journals at the desk: who opens them, what the page, the files and the daily sheet say, and what the trail keeps."""

import csv
import re
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any, cast

import pytest
from django.db import connection
from django.http import FileResponse, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks

from kense.cases import journals
from kense.oversight import own_papers
from kense.papers.models import Paper
from kense.people.models import Oversight
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import Office, OtherOffice, adult_application, do, made_officer
from tests.support.pdf import text_of

REGISTRATIONS, RESULTS = "/journals/registrations/", "/journals/results/"
PERIOD = {"from": "01.03.2019", "to": "31.03.2019"}


def numbers(page: str) -> list[str]:
    """The numbers of the lines, in their order."""
    return re.findall(r'<th scope="row"><(?:a|span) class="num"[^>]*>([^<]+)<', page)


def shown(client: Client, path: str = REGISTRATIONS, **fields: str) -> str:
    """The page of a journal."""
    return client.get(path, fields).content.decode()


def file_of(client: Client, form: str, path: str = REGISTRATIONS, **fields: str) -> bytes:
    """A file of the journal, as it comes."""
    answer = client.post(f"{path}file/", {"form": form, **PERIOD, **fields})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    return b"".join(cast(list[bytes], cast("FileResponse | StreamingHttpResponse", answer).streaming_content))


@pytest.fixture
def administrator(office: Office) -> Any:
    """Somebody who keeps the office's settings and works in no case."""
    return made_officer(office.provider, "asel", "Тоқтар Әсел", "administrator")


def test_who_needs_the_journals_opens_them(office: Office, administrator: Any, at_desk: AtDesk) -> None:
    office.issued()
    for officer in (office.aigul, office.nurlan, office.tolegen, administrator):
        page = shown(at_desk(officer), "/journals/")
        assert numbers(page) == ["03-14/1"], officer
        assert 'data-go="KeyJ"' in page


@pytest.mark.parametrize("path", ["/journals/", REGISTRATIONS])
def test_an_executor_is_told_whose_they_are(office: Office, at_desk: AtDesk, path: str) -> None:
    office.registered()
    answer = at_desk(office.dauren).get(path)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Журналдарды мына рөлдердегі қызметкерлер ашады: кеңсе қызметкері, басшы, бақылаушы, әкімші." in page
    assert "Сағынтай" not in page
    assert 'data-go="KeyJ"' not in page


@pytest.mark.parametrize("path", ["/journals/registrations/file/", "/day/paper/"])
def test_an_executor_has_nothing_made_of_them(office: Office, at_desk: AtDesk, path: str) -> None:
    before = Paper.objects.count()
    assert at_desk(office.dauren).post(path, {"form": "paper", "day": "26.03.2019"}).status_code == 403
    assert Paper.objects.count() == before


def test_another_office_is_not_there(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    office.registered()
    client, asked = at_desk(other_office.saule), {"provider": str(office.provider.pk)}
    assert client.get(REGISTRATIONS, asked).status_code == 404
    assert client.post(REGISTRATIONS, asked | {"q": "1"}).status_code == 404
    assert client.post(f"{REGISTRATIONS}file/", asked | {"form": "csv"}).status_code == 404
    assert client.post("/day/paper/", asked | {"day": "26.03.2019"}).status_code == 404
    assert numbers(shown(client)) == []


@pytest.mark.parametrize("path", ["/journals/nonsense/", "/journals/talon/"])
def test_a_journal_the_edition_has_not_is_not_there(office: Office, at_desk: AtDesk, path: str) -> None:
    assert at_desk(office.aigul).get(path).status_code == 404


def test_a_controller_chooses_the_office(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    case = do("hand_in", by=other_office.saule, when="2019-03-26 10:14", inputs=adult_application())
    do("register", case, by=other_office.saule, when="2019-03-26 10:20")
    Oversight.objects.create(officer=office.tolegen, provider=other_office.provider)
    client = at_desk(office.tolegen)
    page = shown(client, provider=str(other_office.provider.pk))
    assert numbers(page) == ["03-14/1"]
    assert "Төлебай Ерлан" in page
    assert numbers(shown(client)) == []
    assert f'<option value="{other_office.provider.pk}"' in page


def test_the_page_has_the_lines_and_the_balance_of_the_period(office: Office, at_desk: AtDesk) -> None:
    office.issued()
    office.registered()
    page = shown(at_desk(office.aigul, lang="ru"), **PERIOD)
    assert numbers(page) == ["03-14/1", "03-14/2"]
    sums = dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page))
    assert int(sums.pop("с прошлого периода")) + int(sums.pop("поступило")) == sum(map(int, sums.values())) == 2
    assert "26.03.2019, 12:30" in page
    assert numbers(shown(at_desk(office.aigul), **{"from": "01.02.2019", "to": "28.02.2019"})) == []


def test_a_wrong_period_is_kept_and_told(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    client = at_desk(office.aigul)
    for fields in ({"from": "31.02.2019", "to": "x"}, {"from": "02.03.2019", "to": "01.03.2019"}):
        answer = client.get(REGISTRATIONS, fields)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert all(f'value="{typed}"' in page for typed in fields.values())
        assert numbers(page) == []
        assert client.post(f"{REGISTRATIONS}file/", {"form": "csv", **fields}).status_code == 422


def test_a_number_is_found_in_any_period_and_stands_in_no_address(office: Office, at_desk: AtDesk) -> None:
    office.issued()
    client = at_desk(office.aigul, "2019-06-03 10:00")
    assert numbers(shown(client)) == []
    for typed in ("1", "№ 03-14/1", "14/1"):
        assert numbers(client.post(REGISTRATIONS, {"q": typed}).content.decode()) == ["03-14/1"]
    for typed in ("2", "Сағынтай", "020914600418", "\x00", "9" * 300):
        answer = client.post(REGISTRATIONS, {"q": typed})
        assert (answer.status_code, numbers(answer.content.decode())) == (200, [])
    assert numbers(shown(client, q="1")) == []


def test_the_book_opens_where_it_was_written_last(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "PAGE", 2)
    for surname in ("Қасым", "Қанат", "Қожа"):
        fields = adult_application(person_surname=surname)
        office.registered(do("hand_in", by=office.aigul, when="2019-03-26 10:14", inputs=fields))
    client = at_desk(office.aigul)
    page = shown(client, **PERIOD)
    assert numbers(page) == ["03-14/2", "03-14/3"]
    before = re.search(r'rel="prev" href="([^"]+)"', page)
    assert before
    assert numbers(client.get(REGISTRATIONS + before[1].replace("&amp;", "&")).content.decode()) == ["03-14/1"]
    assert numbers(shown(client, after="0", **PERIOD)) == ["03-14/1", "03-14/2"]


def openings() -> list[dict[str, Any]]:
    """What the trail says of opened journals."""
    return list(TrailEntry.objects.filter(operation="journal_opened").values_list("facts", flat=True))


def test_opening_a_journal_is_written_down_once_in_a_look(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    shown(at_desk(office.aigul, "2019-03-26 10:24"))
    shown(at_desk(office.aigul, "2019-03-26 10:38"))
    assert openings() == [{"journal": "registrations"}]
    shown(at_desk(office.aigul, "2019-03-26 10:38"), RESULTS)
    shown(at_desk(office.bekzat, "2019-03-26 10:38"))
    shown(at_desk(office.aigul, "2019-03-26 10:40"))
    assert [one["journal"] for one in openings()] == ["registrations", "results", "registrations", "registrations"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_has_the_lines_and_the_trail_says_who_took_it(office: Office, at_desk: AtDesk, form: str) -> None:
    office.issued()
    content = file_of(at_desk(office.nurlan, lang="ru"), form)
    if form == "csv":
        head, line = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
        assert (head[0], line[0]) == ("Номер", "03-14/1")
    else:
        assert load_workbook(BytesIO(content)).worksheets[0]["A2"].value == "03-14/1"
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer, entry.provider) == ("journal_exported", office.nurlan, office.provider)
    assert entry.facts == {
        "journal": "registrations",
        "from": "2019-03-01",
        "to": "2019-03-31",
        "rows": 1,
        "form": form,
    }


def test_there_is_no_other_kind_of_file(office: Office, at_desk: AtDesk) -> None:
    assert at_desk(office.aigul).post(f"{REGISTRATIONS}file/", {"form": "exe"}).status_code == 404


def test_the_pages_of_a_journal_are_a_paper_of_the_office(
    office: Office,
    at_desk: AtDesk,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    office.issued()
    client = at_desk(office.aigul)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{RESULTS}file/", {"form": "paper", **PERIOD})
    paper = Paper.objects.latest("pk")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/papers/{paper.code}/")
    assert paper.case_id is None
    pdf = client.get(answer.headers["Location"])
    assert "03-15/1" in text_of(pdf.content)
    assert at_desk(office.dauren).get(answer.headers["Location"]).status_code == 404
    assert at_desk(office.nurlan).get(answer.headers["Location"]).status_code == 200


def test_more_lines_than_are_bound_together_are_not_printed(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.registered()
    monkeypatch.setattr(own_papers, "MOST_LINES", 0)
    before = Paper.objects.count()
    answer = at_desk(office.aigul, lang="ru").post(f"{REGISTRATIONS}file/", {"form": "paper", **PERIOD})
    assert answer.status_code == 422
    assert "Сократите период или возьмите файл." in answer.content.decode()
    assert Paper.objects.count() == before


def test_the_daily_sheet_of_a_day(office: Office, at_desk: AtDesk) -> None:
    office.issued()
    head = TrailEntry.objects.latest("seq")
    client = at_desk(office.aigul, "2019-03-27 09:10")
    answer = client.post("/day/paper/", {"day": "26.03.2019"})
    assert answer.status_code == 302
    said = text_of(client.get(answer.headers["Location"]).content)
    assert head.hash in said.replace(" ", "")


@pytest.mark.parametrize("typed", ["", "x", "30.02.2019", "27.03.2019", "01.01.0001", "31.12.9999"])
def test_a_day_without_a_sheet_is_kept_and_told(office: Office, at_desk: AtDesk, typed: str) -> None:
    answer = at_desk(office.aigul).post("/day/paper/", {"day": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-describedby="say-day"' in page
    assert f'name="day" value="{typed}"' in page


def queries(ask: Callable[[], object]) -> int:
    """How often the database is asked."""
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


def test_the_database_is_asked_as_often_for_twenty_lines_as_for_two(office: Office, at_desk: AtDesk) -> None:
    def more(count: int) -> None:
        for n in range(count):
            fields = adult_application(person_surname=f"Қасым{'а' * n}")
            office.registered(do("hand_in", by=office.aigul, when="2019-03-26 10:14", inputs=fields))

    client = at_desk(office.aigul)
    more(2)
    shown(client)
    few = queries(lambda: shown(client))
    more(18)
    assert len(numbers(shown(client))) == 20
    assert queries(lambda: shown(client)) == few


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plans are those of SQLite")
@pytest.mark.parametrize("place", [{}, {"after": "0"}, {"before": "2019-1"}])
def test_a_page_is_found_by_the_index_however_long_the_journal(
    office: Office, at_desk: AtDesk, place: dict[str, str]
) -> None:
    office.registered()
    client = at_desk(office.aigul)
    with CaptureQueriesContext(connection) as caught:
        shown(client, **PERIOD, **place)
    asked = [query["sql"] for query in caught.captured_queries if 'FROM "cases_givennumber"' in query["sql"]]
    assert asked
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            lines = "\n".join(str(row[3]) for row in cursor.fetchall())
        assert "numbers_by_moment" in lines or "n=?" in lines
        assert "SCAN cases_" not in lines
