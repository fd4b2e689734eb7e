"""Rights over personal data through the API: seen with a reason, extracted, blocked and destroyed by the head's order."""

from collections.abc import Callable

import pytest

from kense.registry.models import Person
from kense.trail.models import TrailEntry
from kense.trail.selectors import RIGHTS_OPENED
from tests.api.conftest import Api
from tests.support.office import Office, OtherOffice
from tests.support.said import everything_stored

WHY = {"why": "request", "note": "№ 5"}
ORDER = {"order_number": "41-Ө", "order_date": "2019-03-26", "why": "өкілінің өтініші"}


@pytest.fixture
def girl(office: Office, api_at: Callable[[str], None]) -> Person:
    """Іңкәр after her case."""
    office.issued()
    api_at("2019-03-26 15:00")
    return Person.objects.get()


def test_what_is_held_is_seen_after_the_reason_is_given(executor_api: Api, girl: Person) -> None:
    here = f"/persons/{girl.code}/rights"
    assert executor_api.get(here).json()["code"] == "person_not_opened"
    told = executor_api.post(here, WHY)
    assert told.status_code == 201
    assert told.json() | {"cases": 1, "is_blocked": False} == told.json()
    assert executor_api.get(here).json() == told.json()
    assert executor_api.get(f"/persons/{girl.code}").json()["code"] == "person_not_opened", "it opens nothing else"
    assert TrailEntry.objects.filter(operation=RIGHTS_OPENED).count() == 1


def test_an_extract_is_made_once(head_api: Api, girl: Person) -> None:
    here = f"/persons/{girl.code}/rights"
    assert head_api.post(f"{here}/extract").status_code == 409
    head_api.post(here, WHY)
    made = head_api.post(f"{here}/extract", key="once")
    assert (made.status_code, made.json()["kind"]) == (201, "personal_extract")
    assert head_api.post(f"{here}/extract", key="once").json()["code"] == made.json()["code"]


def test_data_are_blocked_unblocked_and_destroyed_by_the_heads_order(
    head_api: Api, executor_api: Api, girl: Person
) -> None:
    here = f"/persons/{girl.code}/rights"
    for api in (head_api, executor_api):
        api.post(here, WHY)
    assert executor_api.post(f"{here}/blocking", ORDER).status_code == 403
    assert head_api.post(f"{here}/unblocking", ORDER).status_code == 409
    assert head_api.post(f"{here}/blocking", ORDER).json()["is_blocked"] is True
    assert executor_api.get(f"/persons/{girl.code}").json()["code"] == "person_blocked"
    found = executor_api.post("/persons/search", {"words": girl.code}).json()["items"]
    assert [(one["name"], one["is_blocked"]) for one in found] == [("", True)]
    assert head_api.post(f"{here}/unblocking", ORDER).json()["is_blocked"] is False
    gone = head_api.post(f"{here}/destruction", ORDER, key="for-ever")
    assert (gone.status_code, gone.json()["is_erased"]) == (200, True)
    girl.refresh_from_db()
    assert girl.erased_at is not None


@pytest.mark.parametrize("changed", [{"order_date": "2019-02-30"}, {"order_number": ""}, {"why": 5}, {"more": "x"}])
def test_an_order_without_its_parts_is_refused(head_api: Api, girl: Person, changed: dict[str, object]) -> None:
    here = f"/persons/{girl.code}/rights"
    head_api.post(here, WHY)
    before = everything_stored()
    assert head_api.post(f"{here}/blocking", ORDER | changed).status_code == 422
    assert everything_stored() == before


def test_others_are_told_that_there_is_nothing(
    clerk_api: Api, foreign_api: Api, other_office: OtherOffice, girl: Person
) -> None:
    here = f"/persons/{girl.code}/rights"
    before = everything_stored()
    for api in (clerk_api, foreign_api):
        assert api.post(here, WHY).status_code == 404
        assert api.get(here).status_code == 404
        assert api.post(f"{here}/extract").status_code == 404
        assert {api.post(f"{here}/{one}", ORDER).status_code for one in ("blocking", "destruction")} == {404}
        assert api.get("/retention").status_code == 403
    assert everything_stored() == before


def test_the_head_sees_what_need_not_be_kept(head_api: Api, girl: Person) -> None:
    told = head_api.get("/retention").json()
    assert (told["persons"], {one["count"] for one in told["terms"]}) == ([], {None})
    assert {one["count"] for one in head_api.get("/retention?counted=true").json()["terms"]} == {0}
