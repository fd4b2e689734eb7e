"""Cases as programs read them: lists, search, one case, its clocks and its trail."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases.models import Case
from kense.kernel.codes import new_code
from kense.trail.models import TrailEntry
from tests.api.conftest import PREFIX, Api
from tests.api.walk import registered
from tests.support.office import ADULT_IIN, CHILD_IIN, Office, adult_application, reloaded

ApiAt = Callable[[str], None]


def copied(case: Case, count: int) -> None:
    """So many cases that stand where this one stands."""
    for _ in range(count):
        Case.objects.create(**{name: getattr(case, name) for name in _COPIED} | {"code": new_code()})


_COPIED = [one.attname for one in Case._meta.concrete_fields if one.attname not in ("id", "code")]


def codes(told: Any) -> list[str]:
    """The codes of a page."""
    assert told.status_code == 200, told.json()
    return [one["code"] for one in told.json()["items"]]


def test_a_case_is_read_whole_with_its_version_and_without_its_iin(office: Office, executor_api: Api) -> None:
    case = office.drafted()
    told = executor_api.get(f"/cases/{case.code}")
    assert told.status_code == 200
    assert told["ETag"] == f'"{case.version}"'
    content = told.json()
    assert content["application"]["person"]["surname"] == "Сағынтай"
    assert content["iin"].startswith("••••••")
    assert CHILD_IIN not in told.content.decode()
    assert [one["state"] for one in content["steps"]][:4] == ["done", "done", "done", "now"]
    assert {one["field"] for one in content["changes"]} >= {"surname", "category"}
    assert content["trail"][0]["operation"] == "prepare_notification"


def test_that_a_case_was_opened_is_written_once_for_a_look(office: Office, clerk_api: Api) -> None:
    case = office.registered()
    for _ in range(2):
        clerk_api.get(f"/cases/{case.code}")
    opened = TrailEntry.objects.filter(operation="case_opened", officer=clerk_api.program)
    assert [one.case_id for one in opened] == [case.pk]


def test_an_iin_is_shown_on_request_and_the_trail_tells(office: Office, clerk_api: Api) -> None:
    case = office.registered()
    told = clerk_api.post(f"/cases/{case.code}/iin")
    assert told.json()["iin"] == CHILD_IIN
    assert TrailEntry.objects.filter(operation="personal_data_shown", case=case, officer=clerk_api.program).exists()


def test_a_list_is_narrowed_as_at_the_desk(office: Office, clerk_api: Api) -> None:
    waiting, given, over = office.registered(), office.assigned(), office.issued()
    assert set(codes(clerk_api.get("/cases?state=open"))) == {waiting.code, given.code}
    assert codes(clerk_api.get("/cases?state=over")) == [over.code]
    assert codes(clerk_api.get(f"/cases?holder={office.dauren.pk}&state=open")) == [given.code]
    assert codes(clerk_api.get(f"/cases?action={waiting.action}")) == [waiting.code]
    assert codes(clerk_api.get("/cases?handed_in_from=2019-03-27")) == []
    assert codes(clerk_api.get("/cases?due=late")) == []
    assert len(codes(clerk_api.get("/cases?term=one_day&sort=due_at&handed_in_to=2019-03-26"))) == 3


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("action=dancing", "action"),
        ("handed_in_from=2019-02-30", "handed_in_from"),
        ("limit=201", "limit"),
        ("limit=0", "limit"),
        ("sort=iin", "sort"),
        ("holder=x", "holder"),
        ("nobody=1", "nobody"),
    ],
)
def test_a_list_is_not_narrowed_by_what_is_not_offered(clerk_api: Api, query: str, field: str) -> None:
    told = clerk_api.get(f"/cases?{query}")
    assert told.status_code == 422
    assert [one["field"] for one in told.json()["problems"]] == [field]


def test_pages_follow_one_another_and_stay_where_they_are(office: Office, clerk_api: Api) -> None:
    copied(office.registered(), 6)
    whole = codes(clerk_api.get("/cases?limit=200"))
    first = clerk_api.get("/cases?limit=3")
    registered(clerk_api)
    second = clerk_api.client.get(first.json()["next"], headers={"Authorization": f"Bearer {clerk_api.token}"})
    last = clerk_api.get(f"/cases?limit=3&cursor={second.json()['next_cursor']}")
    assert codes(first) + codes(second) + codes(last) == whole
    assert last.json()["next_cursor"] is None
    assert urlsplit(first.json()["next"]).path == f"{PREFIX}/cases"


def test_a_cursor_nobody_made_is_not_taken(office: Office, clerk_api: Api, foreign_api: Api) -> None:
    copied(office.registered(), 3)
    cursor = clerk_api.get("/cases?limit=1").json()["next_cursor"]
    assert foreign_api.get(f"/cases?cursor={cursor}").json()["code"] == "cursor_unknown"
    assert clerk_api.get("/cases?cursor=K7M2-9QXF:x").json()["code"] == "cursor_unknown"


def test_a_list_costs_the_same_for_any_number_of_cases(office: Office, clerk_api: Api) -> None:
    case = office.registered()
    copied(case, 2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        clerk_api.get("/cases")
    copied(case, 20)
    with CaptureQueriesContext(connection) as many:
        assert len(codes(clerk_api.get("/cases"))) >= 20
    assert len(many) == len(few)


def test_a_case_is_found_by_number_code_iin_and_name(office: Office, clerk_api: Api) -> None:
    case = office.registered()
    Case.objects.filter(pk=case.pk).update(code="KMNP-QRST")  # one that a name could look like
    case = reloaded(case)
    for words in (case.number, case.code, CHILD_IIN, "сагынтай"):
        told = clerk_api.post("/cases/search", {"words": words})
        assert codes(told) == [case.code], words
        assert CHILD_IIN not in told.content.decode()
    searched = TrailEntry.objects.filter(operation="person_searched", officer=clerk_api.program)
    assert searched.count() == 2


def test_an_iin_never_stands_in_an_address(office: Office, clerk_api: Api) -> None:
    office.registered()
    assert clerk_api.get(f"/cases/search?words={CHILD_IIN}").status_code in (404, 405)


def test_a_search_stays_within_the_office(office: Office, foreign_api: Api) -> None:
    case = office.registered()
    for words in (case.number, case.code, CHILD_IIN, "Сағынтай"):
        assert codes(foreign_api.post("/cases/search", {"words": words})) == []


def test_a_controller_sees_and_does_nothing(office: Office, controller_api: Api) -> None:
    case = office.registered()
    assert codes(controller_api.get("/cases")) == [case.code]
    told = controller_api.post(f"/cases/{case.code}/operations/assign", {"note": "Иә"}, version=case.version)
    assert told.status_code == 403


def test_who_keeps_the_acts_alone_reads_no_case(office: Office, lawyer_api: Api) -> None:
    case = office.registered()
    assert codes(lawyer_api.get("/cases")) == []
    assert lawyer_api.get(f"/cases/{case.code}").status_code == 404


def test_every_clock_is_explained_without_naming_anybody(office: Office, clerk_api: Api, api_at: ApiAt) -> None:
    case = office.answered()
    api_at("2019-03-26 15:00")
    told = clerk_api.get(f"/cases/{case.code}/clocks")
    clocks = told.json()["clocks"]
    assert [one["action"] for one in clocks] == [None, 1, 2, 3]
    assert sum(row["minutes"] for row in clocks[1]["used"]["rows"]) == clocks[1]["used_minutes"]
    assert "Сағынтай" not in told.content.decode()


def test_the_trail_is_read_page_by_page(office: Office, clerk_api: Api, api_at: ApiAt) -> None:
    case = office.issued()
    api_at("2019-03-26 12:40")
    first = clerk_api.get(f"/cases/{case.code}/trail?limit=4")
    rest = clerk_api.get(f"/cases/{case.code}/trail?cursor={first.json()['next_cursor']}")
    operations = [one["operation"] for told in (first, rest) for one in told.json()["items"]]
    assert operations[0] == "issue_result"
    assert operations[-1] == "hand_in"
    assert len(operations) == len(set(operations))
    openings = clerk_api.get(f"/cases/{case.code}/trail?about=openings")
    own = [one for one in openings.json()["items"] if one["officer"]["id"] == clerk_api.program.pk]
    assert [one["operation"] for one in own] == ["case_opened"]


def test_an_edition_tells_how_to_fill_in_a_form(office: Office, clerk_api: Api) -> None:
    case = office.registered()
    own, new = clerk_api.get(f"/cases/{case.code}/edition").json(), clerk_api.get("/edition").json()
    assert own["id"] == case.edition
    assert own["hash"] == case.edition_hash
    assert [one["name"] for one in new["opening"]["asks"]] == ["application"]
    assert "birth_certificate" in {one["id"] for one in own["documents"]}
    assert {"surname", "category"} <= {one["name"] for one in own["register_fields"]}
    register = next(one for one in own["actions"][0]["outcomes"] if one["id"] == "register")
    assert register["draws"] == "registrations"


def test_somebody_of_age_comes_alone(office: Office, clerk_api: Api) -> None:
    case = office.handed_in(**adult_application())
    told = clerk_api.get(f"/cases/{case.code}").json()
    assert told["application"]["representative"] is None
    assert ADULT_IIN not in str(told)
