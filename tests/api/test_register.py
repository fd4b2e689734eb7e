"""The register through the API: found, opened with a reason, read as it was, changed by its keeper alone."""

from typing import Any

import pytest

from kense.registry.models import Person
from kense.registry.register import record_of
from kense.trail.models import TrailEntry
from kense.trail.selectors import DATA_SHOWN, PERSON_OPENED, PERSON_SEARCHED
from tests.api.conftest import Api
from tests.support.office import ADULT_IIN, CHILD_IIN, MOTHER_IIN, Office, OtherOffice
from tests.support.register import enter
from tests.support.said import everything_stored

GIRL = {
    "iin": CHILD_IIN,
    "surname": "Сағынтай",
    "given_name": "Іңкәр",
    "birth_date": "2002-09-14",
    "category": "26-1-13",
    "ground_from": "2018-09-01",
    "ground_to": "2021-06-30",
}
BASIS = "12.03.2019 № 31-Ж бұйрық"
WHY = {"why": "request", "note": "№ 5"}


@pytest.fixture
def girl(office: Office) -> Person:
    """Whom the register knows."""
    return enter(office.provider.pk, GIRL)


def opened(api: Api, person: Person) -> dict[str, Any]:
    """The record, after the reason is given."""
    told = api.post(f"/persons/{person.code}/openings", WHY)
    assert told.status_code == 201
    return dict(told.json())


def entries(operation: str) -> int:
    return TrailEntry.objects.filter(operation=operation).count()


def test_a_person_is_found_by_words_in_the_body(executor_api: Api, girl: Person) -> None:
    told = executor_api.post("/persons/search", {"words": "сағын"})
    (one,) = told.json()["items"]
    assert (one["code"], one["iin"].endswith(CHILD_IIN[-1]), CHILD_IIN in told.content.decode()) == (
        girl.code,
        True,
        False,
    )
    assert entries(PERSON_SEARCHED) == 1
    assert executor_api.post("/persons/search", {"words": "Жоқ"}).json()["items"] == []


def test_a_record_is_read_after_the_reason_is_given(executor_api: Api, girl: Person) -> None:
    here = f"/persons/{girl.code}"
    assert executor_api.get(here).json()["code"] == "person_not_opened"
    assert executor_api.post(f"{here}/openings", {"why": "curious"}).status_code == 422
    record = opened(executor_api, girl)
    ground = next(one for one in record["stated"] if one["facet"] == "ground")
    assert (ground["first"], ground["values"]["category"]) == ("2018-09-01", "26-1-13")
    assert CHILD_IIN not in str(record)
    assert CHILD_IIN in str(executor_api.post(f"{here}/iin").json())
    assert [entries(one) for one in (PERSON_OPENED, DATA_SHOWN)] == [1, 1]
    assert executor_api.get(here).json() == record


def test_what_was_known_on_a_day_is_told_again(executor_api: Api, girl: Person) -> None:
    opened(executor_api, girl)
    here = f"/persons/{girl.code}"
    assert executor_api.get(f"{here}?on=2018-08-01").json()["stated"] == []
    assert executor_api.get(f"{here}?on=2018-10-01&from=2018-09-01&to=2018-09-30").json()["stated"] != []
    for asked in ("on=2019-02-30", "on=2030-01-01", "from=2019-03-02&to=2019-03-01", "on=x"):
        assert executor_api.get(f"{here}?{asked}").status_code == 422


def test_a_record_is_changed_once_and_taken_back(executor_api: Api, girl: Person) -> None:
    record = opened(executor_api, girl)
    here = f"/persons/{girl.code}"
    body = {"fields": {"surname": "Сағынтайқызы"}, "basis": BASIS, "ground": "1", "seen": record["mark"]}
    asked = {name: body[name] for name in ("fields", "basis", "ground")}
    proposed = executor_api.post(f"{here}/changes/preview", asked).json()["changes"]
    assert proposed[0] | {"after": "Сағынтайқызы", "field": "surname"} == proposed[0]
    first = executor_api.post(f"{here}/changes", body, key="once")
    again = executor_api.post(f"{here}/changes", body, key="once")
    assert (first.status_code, again.json(), again["Idempotency-Replayed"]) == (200, first.json(), "true")
    assert executor_api.post(f"{here}/changes", body).json()["code"] == "register_moved"
    mark = first.json()["mark"]
    assert record_of(girl)["surname"] == "Сағынтайқызы"
    back = executor_api.post(f"{here}/updates/{mark}/reversal", {"basis": BASIS, "seen": mark})
    assert (back.status_code, record_of(girl)["surname"]) == (200, "Сағынтай")
    assert executor_api.post(f"{here}/updates/999999/reversal", {"basis": BASIS, "seen": mark}).status_code == 404
    assert entries("register_changed") == 1


def test_a_representative_is_stated_and_ended(executor_api: Api, girl: Person) -> None:
    mark = opened(executor_api, girl)["mark"]
    here = f"/persons/{girl.code}/representatives"
    fields = {"rep_kind": "қорғаншы", "rep_iin": MOTHER_IIN, "rep_surname": "Сағынтай", "rep_given_name": "Гүлнәр"}
    wrong = executor_api.post(here, {"fields": fields | {"rep_iin": "1"}, "basis": BASIS, "seen": mark})
    assert [one["field"] for one in wrong.json()["problems"]] == ["rep_iin"]
    stated = executor_api.post(here, {"fields": fields, "basis": BASIS, "seen": mark})
    assert stated.status_code == 200
    ended = executor_api.post(f"{here}/1/end", {"basis": BASIS, "seen": stated.json()["mark"]})
    assert ended.status_code == 200
    gone = executor_api.post(f"{here}/1/end", {"basis": BASIS, "seen": ended.json()["mark"]})
    assert gone.json()["code"] == "representative_not_there"


def test_somebody_new_is_entered_and_merged(executor_api: Api, girl: Person) -> None:
    fields = {"surname": "Сағынтай", "given_name": "Іңкәр", "birth_date": "2002-09-14", "iin": ADULT_IIN}
    body = {"fields": fields, "basis": BASIS}
    told = executor_api.post("/persons", body)
    warnings = [one["confirm"] for one in told.json()["problems"]]
    assert told.status_code == 422
    assert all(warnings)
    made = executor_api.post("/persons", body | {"confirmed": warnings})
    assert made.status_code == 201
    mark = opened(executor_api, girl)["mark"]
    here = f"/persons/{girl.code}/merger"
    seen = executor_api.post(f"{here}/preview", {"other": made.json()["code"]}).json()
    assert (seen["seen"], seen["seen_other"]) == (mark, made.json()["mark"])
    assert executor_api.post(f"{here}/preview", {"other": "нобади"}).status_code == 422
    merged = executor_api.post(
        here, {"other": made.json()["code"], "basis": BASIS, "seen": mark, "seen_other": seen["seen_other"]}
    )
    assert merged.status_code == 200
    assert executor_api.get(f"/persons/{girl.code}").json()["merged"] == [made.json()["code"]]


@pytest.mark.parametrize(
    "body",
    [
        {"fields": {"nickname": "x"}, "basis": BASIS, "seen": 1},
        {"fields": {"surname": 5}, "basis": BASIS, "seen": 1},
        {"fields": {}, "basis": BASIS, "seen": "1"},
        {"fields": {"surname": "a\u0000b"}, "basis": BASIS, "seen": 1},
        {"fields": {}, "seen": 1},
    ],
)
def test_what_does_not_fit_the_description_is_refused(executor_api: Api, girl: Person, body: Any) -> None:
    opened(executor_api, girl)
    before = everything_stored()
    assert executor_api.post(f"/persons/{girl.code}/changes", body).status_code == 422
    assert everything_stored() == before


def test_only_the_keeper_of_the_office_comes_in(
    clerk_api: Api, controller_api: Api, executor_api: Api, other_office: OtherOffice, girl: Person
) -> None:
    theirs = enter(other_office.provider.pk, GIRL)
    bodies = {
        "search": {"words": "сағын"},
        f"{girl.code}/openings": WHY,
        f"{girl.code}/changes": {"fields": {}, "basis": BASIS, "seen": 1},
        f"{girl.code}/merger": {"other": theirs.code, "basis": BASIS, "seen": 1, "seen_other": 1},
    }
    before = everything_stored()
    for api in (clerk_api, controller_api):
        for path, body in bodies.items():
            assert api.post(f"/persons/{path}", body).status_code == 403
        assert api.get(f"/persons/{girl.code}").status_code == 403
    for path, body in list(bodies.items())[1:]:
        assert executor_api.post(f"/persons/{path.replace(girl.code, theirs.code)}", body).status_code == 404
    assert executor_api.get(f"/persons/{theirs.code}").status_code == 404
    assert everything_stored() == before
