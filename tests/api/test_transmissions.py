"""Transmissions through the API: collected once, sent, answered, settled; what leaves the office stands in the trail."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.registry.models import Transmission
from kense.trail.models import TrailEntry
from kense.trail.selectors import TRANSMISSION_OPENED, TRANSMISSION_TAKEN
from tests.api.conftest import Api
from tests.support.office import Office, OtherOffice
from tests.support.said import everything_stored
from tests.support.transmissions import FUND, collected, many, rejected, sent

TO = f"/addressees/{FUND.id}/transmissions"


def test_what_changed_is_collected_once_sent_and_confirmed(office: Office, executor_api: Api) -> None:
    many(office, 3)
    waiting = next(one for one in executor_api.get("/addressees").json() if one["id"] == FUND.id)
    assert (waiting["last"], waiting["waiting"]) == (0, 3)
    made = executor_api.post(TO, {"after": 0}, key="once")
    assert (made.status_code, made.json()["persons"]) == (201, 3)
    assert executor_api.post(TO, {"after": 0}, key="once").json() == made.json()
    assert executor_api.post(TO, {"after": 1}).status_code == 409
    here = f"/transmissions/{made.json()['code']}"
    assert executor_api.post(f"{here}/confirmation", {"confirmation": "118"}).status_code == 409
    assert executor_api.post(f"{here}/sent").json()["state"] == "sent"
    assert executor_api.post(f"{here}/confirmation", {"confirmation": "118"}).json()["state"] == "confirmed"
    assert [one["n"] for one in executor_api.get(TO).json()["items"]] == [1]


def test_who_was_rejected_is_settled_by_a_note(office: Office, executor_api: Api) -> None:
    many(office, 3)
    here = f"/transmissions/{sent(office).code}"
    wrong = executor_api.post(f"{here}/rejections", {"places": [9], "reason": "ЖСН табылмады"})
    assert [one["field"] for one in wrong.json()["problems"]] == ["places"]
    told = executor_api.post(f"{here}/rejections", {"places": [1, 3], "reason": "ЖСН табылмады"}).json()
    assert (told["state"], told["rejected"], told["left"]) == ("rejected", 2, 2)
    assert executor_api.post(f"{here}/items/3/settlement", {"note": "деректер дұрыс"}).json()["left"] == 1
    assert executor_api.post(f"{here}/items/3/settlement", {"note": "деректер дұрыс"}).status_code == 409
    left = executor_api.get(f"{here}/items?only=left").json()["items"]
    assert [(one["n"], one["reason"]) for one in left] == [(1, "ЖСН табылмады")]
    page = executor_api.get(f"{here}/items?limit=2").json()
    assert [one["n"] for one in page["items"]] == [1, 2]
    assert [one["n"] for one in executor_api.get(page["next"].removeprefix("/api/v1")).json()["items"]] == [3]
    assert TrailEntry.objects.filter(operation=TRANSMISSION_OPENED).count() == 1


def test_all_of_them_can_be_rejected(office: Office, executor_api: Api) -> None:
    many(office, 3)
    here = f"/transmissions/{sent(office).code}"
    assert executor_api.post(f"{here}/rejections", {"places": None, "reason": "пішім"}).json()["rejected"] == 3


def test_a_file_is_taken_and_that_is_written_down(office: Office, executor_api: Api) -> None:
    many(office, 2)
    here = f"/transmissions/{collected(office).code}/file"
    told = executor_api.post(here, {"form": "json"})
    assert len(json.loads(b"".join(told))["persons"]) == 2
    assert told["Cache-Control"] == "private, no-store"
    assert b"".join(executor_api.post(here, {"form": "csv"})).startswith(b"\xef\xbb\xbfn;code")
    assert executor_api.post(here, {"form": "pdf"}).status_code == 422
    assert TrailEntry.objects.filter(operation=TRANSMISSION_TAKEN).count() == 2
    assert executor_api.get("/transmissions/schema.json").status_code == 200


def test_only_the_keeper_of_the_office_comes_in(
    office: Office, other_office: OtherOffice, clerk_api: Api, foreign_api: Api, executor_api: Api
) -> None:
    many(office, 1)
    here = f"/transmissions/{rejected(office).code}"
    before = everything_stored()
    posts = {
        TO: {"after": 1},
        f"{here}/sent": None,
        f"{here}/file": {"form": "csv"},
        f"{here}/confirmation": {"confirmation": "1"},
        f"{here}/rejections": {"places": None, "reason": "x"},
        f"{here}/items/1/settlement": {"note": "x"},
    }
    for api in (clerk_api, foreign_api):
        assert {api.post(path, body).status_code for path, body in posts.items()} == {403}
        assert {api.get(path).status_code for path in ("/addressees", TO, here, f"{here}/items")} == {403}
    Transmission.objects.update(provider=other_office.provider)
    before = everything_stored()
    assert {executor_api.post(path, body).status_code for path, body in list(posts.items())[1:]} == {404}
    assert executor_api.get("/addressees/nobody/transmissions").status_code == 404
    assert everything_stored() == before


@pytest.mark.parametrize("body", [{"places": ["1"], "reason": "x"}, {"places": [1]}, {"places": [1], "reason": ""}])
def test_bad_input_is_refused(office: Office, executor_api: Api, body: object) -> None:
    many(office, 1)
    found = sent(office)
    before = everything_stored()
    assert executor_api.post(f"/transmissions/{found.code}/rejections", body).status_code == 422
    assert everything_stored() == before


def test_the_items_ask_the_database_as_often_however_many_they_are(office: Office, executor_api: Api) -> None:
    counts = []
    for count in (2, 12):
        many(office, count)
        here = f"/transmissions/{sent(office).code}/items"
        executor_api.get(here)
        with CaptureQueriesContext(connection) as queries:
            assert len(executor_api.get(here).json()["items"]) == count
        counts.append(len(queries))
    assert counts[0] == counts[1]
