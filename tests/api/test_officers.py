"""Officers, roles, substitutions and programs through the API; passwords and tokens stay on the screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.people.models import Officer
from kense.people.selectors import roles_on
from tests.api.conftest import Api
from tests.support.office import Office, OtherOffice, at, made_officer
from tests.support.said import everything_stored

NEW = {
    "username": "asel",
    "surname": "Сапар",
    "given_name": "Әсел",
    "position_kk": "маман",
    "position_ru": "специалист",
}
DATA = {name: NEW[name] for name in ("surname", "given_name", "position_kk", "position_ru")}
TODAY = at("2019-03-26 10:24").date()


def absence(office: Office, **changed: object) -> dict[str, object]:
    """Bekzat stands in for the head through Friday."""
    usual: dict[str, object] = {
        "absent": office.nurlan.pk,
        "substitute": office.bekzat.pk,
        "role": "head",
        "from_day": "2019-03-26",
        "to_day": "2019-03-29",
        "order_number": "45-Ж",
        "order_date": "2019-03-25",
    }
    return usual | changed


def test_an_officer_is_added_once_and_no_password_leaves_the_office(admin_api: Api) -> None:
    made = admin_api.post("/officers", NEW, key="once")
    assert (made.status_code, made.json()["surname"]) == (201, "Сапар")
    assert "password" not in made.content.decode()
    assert admin_api.post("/officers", NEW, key="once").json()["id"] == made.json()["id"]
    assert [one["field"] for one in admin_api.post("/officers", NEW).json()["problems"]] == ["username", "namesake"]
    assert admin_api.post("/officers", NEW | {"password": "x"}).status_code == 422


def test_an_officer_is_changed_given_a_role_closed_and_reopened(admin_api: Api) -> None:
    asel = admin_api.post("/officers", NEW).json()
    here = f"/officers/{asel['id']}"
    edited = admin_api.put(here, DATA | {"phone": "+7 700", "seen": asel["mark"]})
    assert edited.json()["phone"] == "+7 700"
    assert admin_api.put(here, DATA | {"seen": asel["mark"]}).json()["code"] == "changed_meanwhile"
    held = admin_api.post(f"{here}/roles", {"role": "office", "from_day": "2019-03-26"}).json()["roles"]
    assert roles_on(Officer.objects.get(username="asel"), TODAY) == {"office"}
    assert admin_api.post(f"{here}/roles/{held[0]['id']}/end", {"last_day": "2019-03-25"}).status_code == 200
    assert roles_on(Officer.objects.get(username="asel"), TODAY) == set()
    assert admin_api.put(f"{here}/main-account", {"main_account": "dauren"}).json()["main_account"] is not None
    assert admin_api.post(f"{here}/closing", {}).json()["is_active"] is False
    assert admin_api.post(f"{here}/reopening").json()["is_active"] is True


def test_a_substitution_is_set_and_ended(office: Office, admin_api: Api) -> None:
    made = admin_api.post("/substitutions", absence(office))
    assert made.status_code == 201
    assert roles_on(office.bekzat, TODAY) == {"office", "head"}
    ended = admin_api.post(f"/substitutions/{made.json()['id']}/end")
    assert ended.json()["is_cancelled"] is True
    assert roles_on(office.bekzat, TODAY) == {"office"}
    assert admin_api.post(f"/substitutions/{made.json()['id']}/end").status_code == 409
    assert len(admin_api.get("/substitutions").json()["items"]) == 1


def test_a_program_is_not_stood_in_for_and_no_officer_of_these(office: Office, admin_api: Api, clerk_api: Api) -> None:
    program = clerk_api.program.pk
    told = admin_api.post("/substitutions", absence(office, substitute=program)).json()["problems"]
    assert [one["field"] for one in told] == ["substitute"]
    assert admin_api.post(f"/officers/{program}/closing", {}).status_code == 409
    assert admin_api.post(f"/officers/{program}/roles", {"role": "head", "from_day": "2019-03-26"}).status_code == 409


def test_programs_are_read_and_made_on_the_screen(admin_api: Api, clerk_api: Api) -> None:
    listed = {one["id"]: one for one in admin_api.get("/programs").json()}
    assert listed[clerk_api.program.pk]["tokens"][0]["lets_in"] is True
    assert clerk_api.token not in str(listed)
    assert admin_api.post("/programs", {"name": "x"}).status_code == 405
    assert {one["is_program"] for one in admin_api.get("/officers").json()["items"]} == {True, False}


@pytest.mark.parametrize(
    "changed", [{"from_day": "2019-02-30"}, {"role": "x"}, {"absent": 999}, {"absent": "1"}, {"x": 1}]
)
def test_bad_input_is_refused(office: Office, admin_api: Api, changed: dict[str, object]) -> None:
    before = everything_stored()
    assert admin_api.post("/substitutions", absence(office, **changed)).status_code == 422
    assert everything_stored() == before


def test_only_the_administrator_of_the_office_comes_in(
    office: Office, other_office: OtherOffice, head_api: Api, clerk_api: Api, admin_api: Api
) -> None:
    saule = f"/officers/{other_office.saule.pk}"
    mine = f"/officers/{office.aigul.pk}"
    before = everything_stored()
    for api in (head_api, clerk_api):
        assert {api.get(path).status_code for path in ("/officers", mine, "/programs")} == {403}
        assert api.post("/officers", NEW).status_code == 403
        assert api.put(mine, DATA | {"seen": "x"}).status_code == 403
        assert api.post(f"{mine}/roles", {"role": "head", "from_day": "2019-03-26"}).status_code == 403
        assert api.post(f"{mine}/closing", {}).status_code == 403
        assert api.put(f"{mine}/main-account", {"main_account": "dauren"}).status_code == 403
    assert clerk_api.get("/substitutions").status_code == 403
    assert clerk_api.post("/substitutions", absence(office)).status_code == 403
    assert admin_api.get(saule).status_code == 404
    assert admin_api.put(saule, DATA | {"seen": "x"}).status_code == 409
    assert everything_stored() == before


def test_the_list_asks_the_database_as_often_however_long_it_is(office: Office, admin_api: Api) -> None:
    counts = []
    for more in (range(2), range(2, 15)):
        for n in more:
            made_officer(office.provider, f"officer{n}", f"Сапар{n} Әсел", "office")
        with CaptureQueriesContext(connection) as queries:
            assert admin_api.get("/officers?limit=200").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
