"""The act and its editions through the API: read by the office, entered and prepared by its lawyer alone."""

import pytest

from kense.acts.models import ActText, DraftEdition, PublishedEdition
from kense.law import library
from tests.api.conftest import Api
from tests.api.uploads import upload
from tests.support.office import OtherOffice
from tests.support.said import everything_stored

REASON = {"name_kk": "Басқа себеп", "name_ru": "Иная причина", "name_en": "Another reason"}


def test_a_day_of_publication_is_entered_and_taken_back(lawyer_api: Api, clerk_api: Api) -> None:
    fact = lawyer_api.get("/act").json()["facts"][0]
    here = f"/act/facts/{fact['what']}"
    body = {"day": fact["earliest"], "source": "Эталондық бақылау банкі", "seen": fact["seen"]}
    entered = lawyer_api.put(here, body).json()["facts"][0]
    assert entered["day"] == fact["earliest"]
    assert lawyer_api.put(here, body | {"source": "басқа"}).status_code == 409
    assert lawyer_api.put(here, body | {"day": "1999-01-01"}).json()["problems"][0]["field"] == "day"
    back = lawyer_api.post(f"{here}/taking-back", {"reason": "қате", "seen": entered["seen"]}).json()["facts"][0]
    assert back["day"] is None
    assert clerk_api.put(here, body).status_code == 403
    assert lawyer_api.put("/act/facts/nothing", body).status_code == 409


def test_a_duty_is_marked_and_watched_over(lawyer_api: Api, clerk_api: Api, controller_api: Api) -> None:
    duty = next(one for one in lawyer_api.get("/act").json()["duties"] if one["state"] != "done")
    here, body = f"/act/duties/{duty['id']}", {"day": "2018-10-20", "evidence": "№ 15 хат", "seen": duty["seen"]}
    marked = next(one for one in lawyer_api.put(here, body).json()["duties"] if one["id"] == duty["id"])
    assert (marked["state"], marked["evidence"]) == ("done", "№ 15 хат")
    assert controller_api.get("/act").json()["duties"] != []
    assert clerk_api.get("/act").json()["duties"] == []
    assert clerk_api.post(f"{here}/taking-back", {"reason": "x", "seen": "0"}).status_code == 403
    assert lawyer_api.post(f"{here}/taking-back", {"reason": "қате", "seen": marked["seen"]}).status_code == 200


def test_places_and_the_directory_are_read_by_everybody(clerk_api: Api) -> None:
    places = {one["ref"]: one for one in clerk_api.get("/act/places").json()}
    assert any(one["data"] and one["tests"] for one in places.values())
    assert clerk_api.get("/directory/kk.svg").content.startswith(b"<?xml")
    assert b"<bpmn:definitions" in clerk_api.get("/directory/ru.bpmn").content[:500]
    assert clerk_api.get("/directory/de.svg").status_code == 404


def test_a_text_that_is_none_is_refused(lawyer_api: Api, clerk_api: Api) -> None:
    assert upload(lawyer_api, "/act/texts", b"\xff\xfe\x00", name="act.txt", language="ru").status_code == 422
    assert upload(lawyer_api, "/act/texts", b"x", name="act.txt", language="de").status_code == 422
    assert upload(clerk_api, "/act/texts", b"x", name="act.txt", language="ru").status_code == 403
    assert (clerk_api.get("/act/texts").json(), ActText.objects.count()) == ([], 0)


def test_an_edition_is_prepared_and_published(lawyer_api: Api, clerk_api: Api) -> None:
    assert lawyer_api.get("/editions/draft").status_code == 404
    draft = lawyer_api.post("/editions/draft").json()
    here = "/editions/draft/parts/reasons"
    added = lawyer_api.post(here, {"fields": REASON, "version": draft["version"]}).json()
    name = (added["parts"]["reasons"].keys() - draft["parts"]["reasons"].keys()).pop()
    assert added["changes"] != []
    assert lawyer_api.put(f"{here}/{name}", {"fields": {}, "version": added["version"]}).status_code == 422
    assert lawyer_api.post(here, {"fields": REASON, "version": draft["version"]}).status_code == 409
    assert lawyer_api.put(f"{here}/nothing", {"fields": REASON, "version": 1}).status_code == 404
    removed = lawyer_api.delete(f"{here}/{name}?version={added['version']}").json()
    changed = {"fields": REASON, "version": removed["version"]}
    first = next(iter(removed["parts"]["reasons"]))
    version = lawyer_api.put(f"{here}/{first}", changed).json()["version"]
    order = {"valid_from": "2019-04-01", "order_number": "7-Н", "order_date": "2019-03-26", "version": version}
    assert lawyer_api.post("/editions/draft/publication", order | {"valid_from": "2019-03-26"}).status_code == 422
    try:
        told = lawyer_api.post("/editions/draft/publication", order, key="once").json()
        assert [one["is_own"] for one in told["editions"]].count(True) == 1
        assert lawyer_api.post("/editions/draft/publication", order, key="once").json() == told
        assert PublishedEdition.objects.get().order_number == "7-Н"
    finally:
        PublishedEdition.objects.all().delete()
        library.refresh()


def test_a_draft_is_dropped(lawyer_api: Api) -> None:
    version = lawyer_api.post("/editions/draft").json()["version"]
    assert lawyer_api.delete(f"/editions/draft?version={version + 1}").status_code == 409
    assert lawyer_api.delete(f"/editions/draft?version={version}").json()["has_draft"] is False


def test_a_paper_of_the_draft_is_shown_with_invented_data(lawyer_api: Api) -> None:
    lawyer_api.post("/editions/draft")
    papers = {one["id"] for one in lawyer_api.get("/edition").json()["papers"]}
    assert "notification" in papers
    assert lawyer_api.get("/editions/draft/papers/notification.pdf").content.startswith(b"%PDF")
    assert lawyer_api.get("/editions/draft/papers/nothing.pdf").status_code == 404


@pytest.mark.parametrize("who", ["clerk_api", "admin_api", "foreign_api"])
def test_nobody_else_prepares_one(
    who: str, lawyer_api: Api, other_office: OtherOffice, request: pytest.FixtureRequest
) -> None:
    api = request.getfixturevalue(who)
    lawyer_api.post("/editions/draft")
    before = everything_stored()
    order = {"valid_from": "2019-04-01", "order_number": "7-Н", "order_date": "2019-03-26", "version": 1}
    answers = [
        api.get("/editions/draft"),
        api.post("/editions/draft"),
        api.delete("/editions/draft?version=1"),
        api.post("/editions/draft/parts/reasons", {"fields": REASON, "version": 1}),
        api.put("/editions/draft/parts/reasons/enrolled", {"fields": REASON, "version": 1}),
        api.delete("/editions/draft/parts/reasons/enrolled?version=1"),
        api.get("/editions/draft/papers/notification.pdf"),
        api.post("/editions/draft/publication", order),
    ]
    assert {one.status_code for one in answers} == {403}
    assert (everything_stored(), DraftEdition.objects.count()) == (before, 1)
    assert api.get("/editions").status_code == 200
