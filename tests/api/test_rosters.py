"""Rosters through the API: uploaded once, read on, looked through, applied or dropped; by the keeper of the register."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.registry.models import Person, Roster
from tests.api.conftest import Api
from tests.api.uploads import upload
from tests.support.office import OtherOffice
from tests.support.rosters import csv_of, student, students
from tests.support.said import everything_stored

pytestmark = pytest.mark.django_db


def uploaded(api: Api, content: bytes) -> dict[str, Any]:
    told = upload(api, "/rosters", content)
    assert told.status_code == 201
    return dict(told.json())


def read(api: Api, content: bytes) -> str:
    """The address of a roster that is read."""
    here = f"/rosters/{uploaded(api, content)['code']}"
    assert api.post(f"{here}/reading").json()["state"] == "read"
    return here


def test_from_the_file_to_the_register(executor_api: Api) -> None:
    content = csv_of(students(3))
    first = upload(executor_api, "/rosters", content, key="once")
    again = upload(executor_api, "/rosters", content, key="once")
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert uploaded(executor_api, content)["code"] == first.json()["code"], "the same file is the same roster"
    here = read(executor_api, content)
    assert executor_api.get(here).json() | {"rows": 3, "new": 3, "errors": 0} == executor_api.get(here).json()
    applied = executor_api.post(f"{here}/application", {"accepted": True})
    assert (applied.json()["state"], Person.objects.count()) == ("applied", 3)
    assert executor_api.post(f"{here}/application", {"accepted": True}).status_code == 409


def test_what_is_wrong_is_told_row_by_row(executor_api: Api) -> None:
    here = read(executor_api, csv_of([student(0), student(1, iin="12"), student(2, iin="34")]))
    page = executor_api.get(f"{here}/problems?limit=1").json()
    assert (page["items"][0]["row"], page["items"][0]["value"]) == (3, "12")
    rest = executor_api.get(f"{here}/problems?cursor={page['next_cursor']}").json()
    assert [one["row"] for one in rest["items"]] == [4]
    file = executor_api.get(f"{here}/problems.csv", Accept_Language="ru")
    assert b"".join(file).decode("utf-8-sig").startswith("Строка;")
    assert executor_api.post(f"{here}/application", {"accepted": True}).json()["code"] == "roster_has_errors"
    assert executor_api.post(f"{here}/dropping").json()["state"] == "dropped"


def test_a_register_that_moved_meanwhile_is_compared_anew(executor_api: Api) -> None:
    """The refusal is told once; looked through again, the roster is applied."""
    here = read(executor_api, csv_of([student(0, ground_from="01.02.2019")]))
    other = read(executor_api, csv_of([student(0)]))
    assert executor_api.post(f"{other}/application", {}).status_code == 200
    told = executor_api.post(f"{here}/application", {})
    assert (told.status_code, executor_api.get(here).json()["warnings"] > 0) == (409, True)
    assert executor_api.get(f"{here}/changes").json()["items"][0]["row"] == 2
    assert executor_api.post(f"{here}/application", {"accepted": True}).json()["state"] == "applied"


def test_the_template_is_a_workbook(executor_api: Api) -> None:
    assert executor_api.get("/rosters/template.xlsx").content[:2] == b"PK"


def test_only_the_keeper_of_the_office_comes_in(
    clerk_api: Api, executor_api: Api, other_office: OtherOffice, foreign_api: Api
) -> None:
    here = f"/rosters/{uploaded(executor_api, csv_of(students(1)))['code']}"
    before = everything_stored()
    assert upload(clerk_api, "/rosters", b"x").status_code == 403
    for api, status in ((clerk_api, 403), (foreign_api, 403)):
        assert api.get(here).status_code == status
        for deed in ("reading", "application", "dropping"):
            assert api.post(f"{here}/{deed}", {} if deed == "application" else None).status_code == status
    assert everything_stored() == before


def test_bad_input_is_refused(executor_api: Api) -> None:
    assert upload(executor_api, "/rosters", b"").status_code in (409, 422)
    assert upload(executor_api, "/rosters", b"\x00\xff\x00PK").status_code in (409, 422)
    assert executor_api.post("/rosters", {"file": "x"}).status_code == 422
    assert executor_api.get("/rosters/XXXX-XXXX").status_code == 404
    assert executor_api.get("/rosters/nothing").status_code == 404
    assert not Roster.objects.exists()


def test_the_list_asks_the_database_as_often_however_long_it_is(executor_api: Api) -> None:
    counts = []
    for more in (range(2), range(2, 12)):
        for n in more:
            uploaded(executor_api, csv_of(students(1, first=n)))
        with CaptureQueriesContext(connection) as queries:
            assert executor_api.get("/rosters").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
