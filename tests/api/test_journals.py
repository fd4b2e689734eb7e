"""Journals through the API: read page by page, sought by number, taken as files, put on paper; for their readers."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases import journals
from kense.people.models import Oversight
from kense.trail.models import TrailEntry
from tests.api.conftest import Api
from tests.support.office import Office, OtherOffice
from tests.support.said import everything_stored

BOOK = "/journals/registrations"


@pytest.fixture
def three(office: Office, api_at: Callable[[str], None]) -> Office:
    """Three applications, registered."""
    for minute in (20, 21, 22):
        office.registered(office.handed_in(when=f"2019-03-26 10:{minute}"), when=f"2019-03-26 10:{minute}")
    api_at("2019-03-26 15:00")
    return office


def test_a_journal_is_read_page_by_page(three: Office, clerk_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "PAGE", 2)
    assert "registrations" in [one["id"] for one in clerk_api.get("/journals").json()]
    page = clerk_api.get(f"{BOOK}/lines?from=2019-03-01&to=2019-03-31", Accept_Language="ru").json()
    assert [one["number"] for one in page["items"]] == ["03-14/1", "03-14/2"]
    assert page["items"][0]["values"]["Дата, время"].startswith("2019-03-26T10:20")
    rest = clerk_api.get(page["next"].removeprefix("/api/v1")).json()
    assert ([one["number"] for one in rest["items"]], rest["next"]) == (["03-14/3"], None)
    assert TrailEntry.objects.filter(operation="journal_opened").count() == 1


def test_a_number_is_found(three: Office, clerk_api: Api) -> None:
    found = clerk_api.post(f"{BOOK}/search", {"number": "2"}).json()
    assert [one["number"] for one in found] == ["03-14/2"]
    assert clerk_api.post(f"{BOOK}/search", {"number": ""}).status_code == 422


def test_a_journal_is_taken_as_a_file_and_put_on_paper_once(three: Office, head_api: Api) -> None:
    days = {"first": "2019-03-01", "last": "2019-03-31"}
    csv = b"".join(head_api.post(f"{BOOK}/file", days | {"form": "csv"}, Accept_Language="en")).decode("utf-8-sig")
    assert (csv.startswith("Number;"), csv.count("03-14/")) == (True, 3)
    assert head_api.post(f"{BOOK}/file", days | {"form": "xlsx"}).content[:2] == b"PK"
    made = head_api.post(f"{BOOK}/papers", days, key="once")
    assert (made.status_code, head_api.post(f"{BOOK}/papers", days, key="once").json()["code"]) == (
        201,
        made.json()["code"],
    )
    sheet = head_api.post("/days/papers", {"day": "2019-03-26"})
    assert (sheet.status_code, sheet.json()["case"]) == (201, None)
    done = TrailEntry.objects.values_list("operation", flat=True)
    assert [list(done).count(one) for one in ("journal_exported", "journal_put_on_paper", "day_put_on_paper")] == [
        2,
        1,
        1,
    ]


def test_a_controller_reads_the_offices_they_oversee(
    three: Office, other_office: OtherOffice, controller_api: Api
) -> None:
    theirs = f"{BOOK}/lines?office={other_office.provider.pk}"
    assert controller_api.get(theirs).status_code == 404
    Oversight.objects.create(officer=controller_api.program, provider=other_office.provider)
    assert controller_api.get(theirs).json()["items"] == []


def test_others_read_none(three: Office, executor_api: Api, lawyer_api: Api, foreign_api: Api) -> None:
    before = everything_stored()
    for api in (executor_api, lawyer_api):
        assert api.get("/journals").status_code == 403
        assert api.get(f"{BOOK}/lines").status_code == 403
        assert api.post(f"{BOOK}/papers", {}).status_code == 403
        assert api.post("/days/papers", {"day": "2019-03-26"}).status_code == 403
    assert foreign_api.get(f"{BOOK}/lines?office={three.provider.pk}").status_code == 404
    assert everything_stored() == before


@pytest.mark.parametrize(
    "asked", ["from=2019-03-31&to=2019-03-01", "from=x&to=y", "from=2019-03-01", "from=2015-01-01&to=2019-01-01"]
)
def test_bad_periods_are_refused(clerk_api: Api, asked: str) -> None:
    assert clerk_api.get(f"{BOOK}/lines?{asked}").status_code == 422


def test_bad_input_is_refused(clerk_api: Api) -> None:
    assert clerk_api.get("/journals/nothing/lines").status_code == 404
    assert clerk_api.get(f"{BOOK}/lines?cursor=forged").status_code == 422
    assert clerk_api.post(f"{BOOK}/file", {"form": "pdf"}).status_code == 422
    assert clerk_api.post("/days/papers", {"day": "2030-01-01"}).status_code == 422
    assert clerk_api.post("/days/papers", {"day": "2019-02-30"}).status_code == 422


def test_the_lines_ask_the_database_as_often_however_many_they_are(three: Office, clerk_api: Api) -> None:
    counts = []
    for more in range(2):
        for minute in range(8 * more):
            three.registered(three.handed_in(when=f"2019-03-26 11:{minute:02}"), when=f"2019-03-26 11:{minute:02}")
        clerk_api.get(f"{BOOK}/lines")
        with CaptureQueriesContext(connection) as queries:
            assert len(clerk_api.get(f"{BOOK}/lines").json()["items"]) == 3 + 8 * more
        counts.append(len(queries))
    assert counts[0] == counts[1]
