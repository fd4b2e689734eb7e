"""The calendar through the API: what a change moves is seen before it is made; by the administrator alone."""

from collections.abc import Callable

import pytest

from kense.cases.models import Case
from kense.trail.models import TrailEntry
from tests.api.conftest import Api
from tests.support.office import Office
from tests.support.said import everything_stored

DAY = {
    "form": "day",
    "day": "2019-03-27",
    "kind": "off",
    "decree": "ҚР Үкіметінің 25.03.2019 № 111 қаулысы",
    "note_kk": "Төтенше жағдай",
    "note_ru": "Чрезвычайное положение",
}


@pytest.fixture
def open_case(office: Office, api_at: Callable[[str], None]) -> Case:
    """An application with a term of a day, registered in the afternoon: it is due on the 27th."""
    return office.registered(office.handed_in(when="2019-03-26 17:00"), when="2019-03-26 17:10")


def test_a_day_is_declared_after_its_moves_were_seen(
    open_case: Case, admin_api: Api, api_at: Callable[[str], None]
) -> None:
    api_at("2019-03-26 17:30")
    seen = admin_api.post("/calendar/preview", DAY).json()
    assert {one["case"] for one in seen["moved"]} == {open_case.code}
    assert seen["moved"][0]["before"] < seen["moved"][0]["after"]
    body = DAY | {"seen": seen["mark"]}
    done = admin_api.post("/calendar/changes", body, key="once")
    assert [one["day"] for one in done.json()["declared"]] == ["2019-03-27"]
    assert admin_api.post("/calendar/changes", body, key="once").status_code == 200
    assert TrailEntry.objects.filter(operation="calendar_changed").count() == 1
    hours = {"form": "hours", "from_day": "2019-04-01", "week": "6", "hours": "10:00-16:00", "order": "№ 8 бұйрық"}
    assert admin_api.post("/calendar/changes", hours | {"seen": seen["mark"]}).status_code == 409
    hours |= {"seen": done.json()["mark"]}
    assert admin_api.post("/calendar/changes", hours).json()["schedules"][-1]["hours"] == [["10:00", "16:00"]]


def test_a_day_is_given_back(admin_api: Api, office: Office) -> None:
    mark = admin_api.post("/calendar/changes", DAY | {"seen": admin_api.get("/calendar").json()["mark"]}).json()["mark"]
    back = {"form": "take_back", "withdrawn": "2019-03-27", "source": "№ 112 қаулы", "seen": mark}
    assert admin_api.post("/calendar/changes", back).json()["declared"] == []


def test_a_year_is_settled_and_unsettled(admin_api: Api, api_at: Callable[[str], None]) -> None:
    api_at("2027-03-26 10:24")
    year = next(one for one in admin_api.get("/calendar").json()["years"] if not one["is_final"])["year"]
    here = f"/calendar/years/{year}"
    assert admin_api.put(here, {"decree": " "}).json()["problems"][0]["field"] == "decree"
    told = admin_api.put(here, {"decree": "№ 7 қаулы"}).json()["years"]
    assert next(one for one in told if one["year"] == year)["is_final"] is True
    told = admin_api.delete(here).json()["years"]
    assert next(one for one in told if one["year"] == year)["is_final"] is False
    assert admin_api.put("/calendar/years/2001", {"decree": "x"}).status_code == 404


def test_the_warning_threshold_is_set(admin_api: Api) -> None:
    assert admin_api.put("/calendar/soon-percent", {"percent": 40}).json()["soon_percent"] == 40
    assert admin_api.put("/calendar/soon-percent", {"percent": 99}).json()["code"] == "percent_outside"


@pytest.mark.parametrize(
    "changed",
    [
        {"form": "hour"},
        {"kind": "holiday"},
        {"day": "2019-02-30"},
        {"decree": ""},
        {"note_ru": None},
        {"shifts": "x"},
        {"unknown": "1"},
    ],
)
def test_bad_input_is_refused(admin_api: Api, changed: dict[str, object]) -> None:
    mark = admin_api.get("/calendar").json()["mark"]
    before = everything_stored()
    assert admin_api.post("/calendar/changes", DAY | changed | {"seen": mark}).status_code == 422
    assert admin_api.post("/calendar/preview", DAY | changed).status_code == 422
    assert everything_stored() == before


def test_only_the_administrator_comes_in(head_api: Api, controller_api: Api) -> None:
    before = everything_stored()
    for api in (head_api, controller_api):
        assert api.get("/calendar").status_code == 403
        assert api.post("/calendar/preview", DAY).status_code == 403
        assert api.post("/calendar/changes", DAY | {"seen": "x"}).status_code == 403
        assert api.put("/calendar/years/2019", {"decree": "x"}).status_code == 403
        assert api.delete("/calendar/years/2019").status_code == 403
        assert api.put("/calendar/soon-percent", {"percent": 30}).status_code == 403
    assert everything_stored() == before
