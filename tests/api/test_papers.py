"""Papers by program: files, requests, copies, the print queue, drafts of intakes, numbers set aside for paper."""

from collections.abc import Callable
from typing import Any

import pytest

from kense.cases.models import Case, Draft
from kense.papers.models import Paper
from kense.people.models import CarriedOut
from kense.trail.models import TrailEntry
from tests.api.conftest import Api
from tests.api.walk import application
from tests.support.office import PERSONAL, Office

pytestmark = pytest.mark.django_db(transaction=True)
ApiAt = Callable[[str], None]


def ready(office: Office) -> list[str]:
    """The codes of the papers of a registered case, their files made."""
    case = office.registered()
    return [one.code for one in Paper.objects.filter(case=case)]


def test_a_paper_is_opened_and_the_trail_tells(office: Office, clerk_api: Api, foreign_api: Api) -> None:
    code = ready(office)[0]
    told = clerk_api.get(f"/papers/{code}/file")
    assert (told.status_code, told.content[:4]) == (200, b"%PDF")
    assert told["Content-Type"] == "application/pdf"
    opened = TrailEntry.objects.get(operation="paper_opened", officer=clerk_api.program)
    assert opened.facts["code"] == code
    assert clerk_api.get(f"/papers/{code}").json()["status"] == "ready"
    for address in (f"/papers/{code}", f"/papers/{code}/file"):
        assert foreign_api.get(address).status_code == 404
    assert foreign_api.post(f"/papers/{code}/file").status_code == 404


def test_a_paper_that_cannot_be_made_says_so(office: Office, clerk_api: Api) -> None:
    code = ready(office)[0]
    Paper.objects.filter(code=code).update(status="ready", pdf=None)
    assert clerk_api.get(f"/papers/{code}/file").json()["code"] == "paper_failed"
    Paper.objects.filter(code=code).update(status="erased")
    told = clerk_api.get(f"/papers/{code}/file")
    assert (told.status_code, told.json()["code"]) == (410, "paper_erased")


def test_a_paper_is_asked_for_once_for_a_key(office: Office, clerk_api: Api, foreign_api: Api) -> None:
    case = office.registered()
    kind = Paper.objects.filter(case=case).first()
    assert kind is not None
    body = {"kind": kind.kind, "language": "ru"}
    first = clerk_api.post(f"/cases/{case.code}/papers", body, key="k")
    again = clerk_api.post(f"/cases/{case.code}/papers", body, key="k")
    assert (first.status_code, again.status_code) == (201, 201), first.json()
    assert first.json()["code"] == again.json()["code"]
    assert again["Idempotency-Replayed"] == "true"
    other = clerk_api.post(f"/cases/{case.code}/papers", body | {"language": "kk"}, key="k")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    assert clerk_api.post(f"/cases/{case.code}/papers", {"kind": "dance"}).status_code == 404
    assert foreign_api.post(f"/cases/{case.code}/papers", body).status_code == 404
    kept = CarriedOut.objects.get()
    assert (kept.location, kept.program) == (first.json()["code"], clerk_api.program)


def test_a_copy_is_stamped_for_whom_it_is_given(office: Office, clerk_api: Api) -> None:
    case = office.registered()
    original = Paper.objects.filter(case=case).first()
    assert original is not None
    told = clerk_api.post(f"/cases/{case.code}/copies", {"original": original.code, "given_to": "Сағынтай Г."})
    assert (told.status_code, told.json()["is_copy"]) == (201, True)
    nobody = clerk_api.post(f"/cases/{case.code}/copies", {"original": original.code, "given_to": " "})
    assert (nobody.status_code, nobody.json()["code"]) == (422, "given_to_missing")
    assert not any(word in str(CarriedOut.objects.values_list()) for word in PERSONAL)
    papers = clerk_api.get(f"/cases/{case.code}/papers").json()["items"]
    assert told.json()["code"] in {one["code"] for one in papers}


def test_a_blank_form_is_made(clerk_api: Api) -> None:
    told = clerk_api.post("/blanks", {"language": "kk"})
    assert (told.status_code, told.json()["case"]) == (201, None)


def test_the_queue_is_printed_and_taken_back(office: Office, clerk_api: Api, controller_api: Api) -> None:
    codes = ready(office)
    listed = clerk_api.get("/printing").json()["items"]
    assert {one["code"] for one in listed} == set(codes)
    marked = clerk_api.post("/printing/marks", {"papers": codes})
    assert [one["printed"] for one in marked.json()["papers"]] == [True] * len(codes)
    assert clerk_api.get("/printing").json()["items"] == []
    back = clerk_api.post("/printing/marks/back", {"papers": codes})
    assert [one["printed"] for one in back.json()["papers"]] == [False] * len(codes)
    assert controller_api.get("/printing").status_code == 403
    assert controller_api.post("/printing/marks", {"papers": codes}).status_code == 403
    assert clerk_api.get("/printing?about=unmade").json()["items"] == []


def test_many_papers_come_in_one_file(office: Office, clerk_api: Api, foreign_api: Api) -> None:
    codes = ready(office)
    batch = clerk_api.post("/printing/batches", {"papers": codes})
    assert batch.status_code == 201
    address = f"/printing/batches/{batch.json()['code']}"
    assert clerk_api.get(f"{address}/file").status_code == 404
    assert clerk_api.post(f"{address}/next").json()["is_made"]
    file = clerk_api.get(f"{address}/file")
    assert b"".join(file.streaming_content)[:4] == b"%PDF"
    assert clerk_api.post(f"{address}/mark").json()["printed_at"]
    assert clerk_api.post(f"{address}/mark/back").json()["printed_at"] is None
    assert foreign_api.get(address).status_code == 404
    empty = foreign_api.post("/printing/batches", {"papers": codes})
    assert empty.status_code == 422


def test_an_unfinished_intake_is_kept_until_it_is_taken_in(clerk_api: Api, head_api: Api) -> None:
    unfinished = {"application": {"person": {"surname": "Сағынтай", "given_name": "Іңкәр"}}}
    kept = clerk_api.put("/drafts/form-1", unfinished)
    assert kept.json()["fields"]["person_surname"] == "Сағынтай"
    assert [one["key"] for one in clerk_api.get("/drafts").json()["items"]] == ["form-1"]
    assert head_api.get("/drafts/form-1").status_code == 404
    assert head_api.put("/drafts/form-1", unfinished).json()["code"] == "wrong_role"
    assert clerk_api.put("/drafts/form-2", {"application": {"person": {}}}).status_code == 422
    assert clerk_api.delete("/drafts/form-1").status_code == 204
    assert clerk_api.get("/drafts/form-1").status_code == 404
    assert Draft.objects.count() == 0


def block(clerk: Api) -> dict[str, Any]:
    """A block of two numbers."""
    told = clerk.post("/number-blocks", {"journal": "registrations", "count": 2, "purpose": "Жарық өшірілді"})
    assert told.status_code == 201, told.json()
    made: dict[str, Any] = told.json()
    return made


def sheet(number: dict[str, Any], office: Office) -> dict[str, Any]:
    """What the sheet of a number says."""
    return {
        "application": application(),
        "handed_in_at": "2019-03-26T10:30:00+06:00",
        "decided_at": "2019-03-26T10:40:00+06:00",
        "accepted_by": office.aigul.pk,
        "sheet": number["sheet"],
        "then": "register",
    }


def test_a_sheet_of_paper_is_entered_afterwards(office: Office, clerk_api: Api, api_at: ApiAt) -> None:
    first, second = block(clerk_api)["numbers"]
    api_at("2019-03-26 12:00")
    told = clerk_api.post(f"/reserved-numbers/{first['id']}/entry", sheet(first, office), key="k")
    assert told.status_code == 201, told.json()
    assert (told.json()["number"], told.json()["entered_late"]) == (first["text"], True)
    api_at("2019-03-26 12:05")
    again = clerk_api.post(f"/reserved-numbers/{first['id']}/entry", sheet(first, office), key="k")
    assert (again.json()["code"], again["Idempotency-Replayed"]) == (told.json()["code"], "true")
    twice = clerk_api.post(f"/reserved-numbers/{first['id']}/entry", sheet(first, office))
    assert (twice.status_code, twice.json()["code"]) == (409, "number_entered")
    early = sheet(second, office) | {"handed_in_at": "2019-03-26T09:00:00+06:00"}
    wrong = clerk_api.post(f"/reserved-numbers/{second['id']}/entry", early)
    assert [one["field"] for one in wrong.json()["problems"]] == ["handed_in_at"]
    assert Case.objects.count() == 1


def test_an_operation_of_a_case_is_entered_late_by_the_same_command(
    office: Office, clerk_api: Api, api_at: ApiAt
) -> None:
    number = block(clerk_api)["numbers"][0]
    api_at("2019-03-26 12:00")
    late = {"number": number["id"], "accepted_by": office.aigul.pk, "sheet": number["sheet"]}
    came = late | {"happened_at": "2019-03-26T10:30:00+06:00"}
    body = {"application": application() | {"handed_in": came["happened_at"]}, "late": came}
    case = clerk_api.post("/cases", body)
    assert case.status_code == 201, case.json()
    decided = {"late": late | {"happened_at": "2019-03-26T10:40:00+06:00"}}
    told = clerk_api.post(f"/cases/{case.json()['code']}/operations/register", decided, version=1)
    assert (told.status_code, told.json()["number"]) == (200, number["text"])
    foreign = {"late": late | {"happened_at": "2019-02-30T10:40:00+06:00"}}
    unreal = clerk_api.post(f"/cases/{case.json()['code']}/operations/register", foreign, version=2)
    assert [one["field"] for one in unreal.json()["problems"]] == ["late.happened_at"]


def test_numbers_left_over_are_voided(clerk_api: Api, head_api: Api, foreign_api: Api) -> None:
    made = block(clerk_api)
    address = f"/number-blocks/{made['id']}"
    told = clerk_api.post(f"{address}/void", {"numbers": [made["numbers"][1]["id"]], "reason": "Бланк бүлінді"})
    assert [one["state"] for one in told.json()["numbers"]] == ["free", "voided"]
    assert [one["id"] for one in clerk_api.get("/number-blocks").json()["items"]] == [made["id"]]
    assert head_api.get(address).status_code == 403
    assert foreign_api.get(address).status_code == 404
    assert foreign_api.post(f"{address}/void", {"numbers": [1], "reason": "Жоқ"}).status_code == 404
    assert foreign_api.post(f"/reserved-numbers/{made['numbers'][0]['id']}/entry", {}).status_code == 422
