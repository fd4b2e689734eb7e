"""Numbering, letterhead, overseers and organisations through the API; by the administrator alone."""

from io import BytesIO

import pytest
from PIL import Image

from kense.people.models import Oversight
from kense.registry.models import Organisation
from tests.api.conftest import Api
from tests.api.uploads import upload
from tests.support.office import Office, OtherOffice, made_officer
from tests.support.said import everything_stored

SCHOOL = {"name_kk": "№ 12 орта мектеп", "name_ru": "Средняя школа № 12", "first": "1980-09-01"}
LYCEUM = {"new_name_kk": "№ 12 лицей", "new_name_ru": "Лицей № 12", "new_from": "2017-09-01"}


def png() -> bytes:
    """A picture papers can have."""
    file = BytesIO()
    Image.new("RGB", (64, 64), "navy").save(file, "PNG")
    return file.getvalue()


def test_numbering_is_set_before_the_first_number(office: Office, admin_api: Api) -> None:
    here = "/numbering/registrations/2019"
    told = admin_api.put(here, {"pattern": "К-{n}/{year}", "last": 151}).json()
    assert next(one for one in told if one["journal"] == "registrations")["next"] == "К-152/2019"
    assert admin_api.put(here, {"pattern": "К", "last": 1}).json()["problems"][0]["field"] == "pattern"
    assert admin_api.put("/numbering/nothing/2019", {"pattern": "{n}", "last": 1}).json()["code"] == "journal_unknown"
    office.registered()
    assert admin_api.put(here, {"pattern": "{n}", "last": 1}).json()["code"] == "numbers_given"


def test_the_letterhead_is_changed_as_it_was_read(admin_api: Api) -> None:
    read = admin_api.get("/letterhead").json()
    body = {name: value for name, value in read["lines"].items() if value} | {"phone": "+7 701", "seen": read["mark"]}
    assert admin_api.put("/letterhead", body).json()["lines"]["phone"] == "+7 701"
    assert admin_api.put("/letterhead", body | {"phone": "+7 702"}).json()["code"] == "changed_meanwhile"
    assert admin_api.put("/letterhead", body | {"email": "x"}).json()["problems"][0]["field"] == "email"


def test_a_picture_is_put_over_it_and_taken_away(admin_api: Api) -> None:
    assert admin_api.get("/letterhead/emblem.png").status_code == 404
    assert upload(admin_api, "/letterhead/emblem", b"GIF89a").status_code == 422
    assert upload(admin_api, "/letterhead/emblem", png()).json()["emblem"]
    assert admin_api.get("/letterhead/emblem.png").content == png()
    assert admin_api.delete("/letterhead/emblem").json()["emblem"] == ""


def test_a_controller_of_another_office_is_let_in_and_let_go(other_office: OtherOffice, admin_api: Api) -> None:
    bakyt = made_officer(other_office.provider, "bakyt", "Ахмет Бақыт", "controller")
    assert admin_api.post("/overseers", {"username": "saule"}).status_code == 422
    assert [one["id"] for one in admin_api.post("/overseers", {"username": "bakyt"}).json()] == [bakyt.pk]
    assert admin_api.delete(f"/overseers/{bakyt.pk}").json() == []
    assert not Oversight.objects.exists()


def test_an_organisation_is_added_renamed_marked_and_closed(admin_api: Api, clerk_api: Api) -> None:
    made = admin_api.post("/organisations", SCHOOL, key="once")
    assert admin_api.post("/organisations", SCHOOL, key="once").json() == made.json()
    assert admin_api.post("/organisations", SCHOOL).json()["problems"][0]["code"] == "organisation_twice"
    here = f"/organisations/{made.json()['id']}"
    lyceum = admin_api.post(f"{here}/renaming", LYCEUM).json()
    assert lyceum["name_ru"] == "Лицей № 12"
    there = f"/organisations/{lyceum['id']}"
    assert admin_api.put(f"{there}/own", {"is_own": True}).json()["is_own"] is True
    corrected = {"name_kk": "№ 12 лицей", "name_ru": "Лицей № 12 им. Абая", "first": "2017-09-01"}
    assert admin_api.put(there, corrected).json()["name_ru"] == "Лицей № 12 им. Абая"
    assert admin_api.post(f"{there}/closing", {"last": "2019-01-31"}).json()["last"] == "2019-01-31"
    assert {one["id"] for one in clerk_api.get("/organisations").json()} == {made.json()["id"], lyceum["id"]}


@pytest.mark.parametrize("body", [{}, SCHOOL | {"first": "1.9.1980"}, SCHOOL | {"name_kk": ""}, SCHOOL | {"x": "1"}])
def test_bad_input_is_refused(admin_api: Api, body: object) -> None:
    before = everything_stored()
    assert admin_api.post("/organisations", body).status_code == 422
    assert everything_stored() == before


def test_only_the_administrator_of_the_office_comes_in(
    other_office: OtherOffice, head_api: Api, admin_api: Api
) -> None:
    theirs = Organisation.objects.create(provider=other_office.provider, name_kk="Алтай", name_ru="Алтай")
    before = everything_stored()
    assert {head_api.get(path).status_code for path in ("/numbering", "/letterhead", "/overseers")} == {403}
    assert head_api.put("/numbering/registrations/2019", {"pattern": "{n}", "last": 1}).status_code == 403
    assert upload(head_api, "/letterhead/emblem", png()).status_code == 403
    assert head_api.delete("/letterhead/emblem").status_code == 403
    assert head_api.post("/overseers", {"username": "tolegen"}).status_code == 403
    assert head_api.delete("/overseers/1").status_code == 403
    assert head_api.post("/organisations", SCHOOL).status_code == 403
    assert admin_api.post(f"/organisations/{theirs.pk}/renaming", LYCEUM).status_code == 409
    assert everything_stored() == before
