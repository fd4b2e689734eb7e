"""Operations of cases by programs: done once, in the version that was seen, by whom the procedure lets."""

from collections.abc import Callable
from typing import Any

import pytest

from kense.cases.models import Case
from kense.trail.models import TrailEntry
from tests.api.conftest import Api
from tests.api.walk import NOTIFICATION, application, do, drafted, registered
from tests.support.office import CHILD_IIN, PERSONAL, Office

ApiAt = Callable[[str], None]


def test_programs_carry_a_case_from_the_counter_to_the_recipient(
    clerk_api: Api, head_api: Api, executor_api: Api, api_at: ApiAt
) -> None:
    case = drafted(clerk_api, head_api, executor_api)
    api_at("2019-03-26 11:00")
    read = head_api.get(f"/cases/{case['code']}")
    assert read["ETag"] == f'"{case["version"]}"'
    case = do(head_api, read.json(), "sign")
    case = do(clerk_api, case, "register_result")
    case = do(clerk_api, case, "issue_result")
    assert case["end"] is not None
    assert [step["state"] for step in case["steps"]] == ["done"] * len(case["steps"])
    kept = Case.objects.get(code=case["code"])
    assert (kept.number, kept.result_number) == (case["number"], case["result_number"])
    assert [one["operation"] for one in case["trail"]][:2] == ["issue_result", "register_result"]
    assert {one["officer"]["name"] for one in case["trail"]} == {"Электронды журнал (API)"}


def test_a_case_can_be_left_open_at_the_counter(clerk_api: Api) -> None:
    told = clerk_api.post("/cases", {"application": application()})
    assert told.status_code == 201
    assert told["Location"] == f"/api/v1/cases/{told.json()['code']}"
    assert told.json()["number"] == ""
    assert do(clerk_api, told.json(), "register")["number"]


def test_the_same_key_again_changes_nothing(clerk_api: Api, head_api: Api, api_at: ApiAt) -> None:
    body = {"application": application(), "then": "register"}
    first = clerk_api.post("/cases", body, key="one")
    api_at("2019-03-26 10:40")
    again = clerk_api.post("/cases", body, key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert again.json()["code"] == first.json()["code"]
    assert Case.objects.count() == 1
    other = clerk_api.post("/cases", {"application": application(phone="+77005550148"), "then": "register"}, key="one")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    assert head_api.post("/cases", body, key="one").json()["code"] == "wrong_role"


def test_an_operation_with_the_same_key_again_answers_the_same(
    clerk_api: Api, head_api: Api, executor_api: Api, api_at: ApiAt
) -> None:
    case = registered(clerk_api)
    address, body = f"/cases/{case['code']}/operations/assign", {"assignee": executor_api.program.pk, "note": "Иә"}
    first = head_api.post(address, body, key="k", version=case["version"])
    api_at("2019-03-26 10:40")
    again = head_api.post(address, body, key="k", version=case["version"])
    assert first.json()["version"] == again.json()["version"]
    assert again["Idempotency-Replayed"] == "true"
    assert TrailEntry.objects.filter(operation="assign").count() == 1


@pytest.mark.parametrize(
    ("version", "status", "code"),
    [(1, 412, "stale_version"), (99, 412, "stale_version"), (None, 428, "version_missing")],
)
def test_an_operation_names_the_version_that_was_seen(
    clerk_api: Api, head_api: Api, version: int | None, status: int, code: str
) -> None:
    case = registered(clerk_api)
    told = head_api.post(f"/cases/{case['code']}/operations/assign", {"note": "Иә"}, version=version)
    assert (told.status_code, told.json()["code"]) == (status, code)
    assert Case.objects.get().version == case["version"]


def test_a_command_without_a_key_is_not_taken(clerk_api: Api) -> None:
    told = clerk_api.client.post(
        "/api/v1/cases",
        {"application": application()},
        content_type="application/json",
        headers={"Authorization": f"Bearer {clerk_api.token}"},
    )
    assert (told.status_code, told.json()["code"]) == (400, "key_missing")


def test_what_the_procedure_refuses_is_refused(clerk_api: Api, head_api: Api, executor_api: Api) -> None:
    case = registered(clerk_api)
    address = f"/cases/{case['code']}/operations"
    wrong_role = executor_api.post(f"{address}/assign", {"note": "Иә"}, version=2, Accept_Language="ru")
    assert wrong_role.status_code == 403
    assert wrong_role.json()["type"] == "urn:kense:problem:wrong_role"
    assert wrong_role.json()["ref"]
    assert "рол" in wrong_role.json()["detail"]
    wrong_state = clerk_api.post(f"{address}/issue_result", {}, version=2)
    assert (wrong_state.status_code, wrong_state.json()["code"]) == (409, "wrong_state")
    unknown = clerk_api.post(f"{address}/dance", {}, version=2)
    assert (unknown.status_code, unknown.json()["code"]) == (409, "unknown_operation")


def test_a_case_of_another_office_is_not_there(clerk_api: Api, foreign_api: Api) -> None:
    code = registered(clerk_api)["code"]
    asked: list[tuple[str, str]] = [
        ("get", f"/cases/{code}"),
        ("get", f"/cases/{code}/operations"),
        ("get", f"/cases/{code}/edition"),
        ("get", f"/cases/{code}/clocks"),
        ("get", f"/cases/{code}/trail"),
        ("post", f"/cases/{code}/iin"),
        ("post", f"/cases/{code}/operations/assign"),
        ("post", f"/cases/{code}/operations/assign/preview"),
        ("post", f"/cases/{code}/operations/assign/draft"),
    ]
    for method, address in asked:
        foreign = foreign_api.get(address) if method == "get" else foreign_api.post(address, {}, version=2)
        nowhere = address.replace(code, "2222-2222")
        missing = foreign_api.get(nowhere) if method == "get" else foreign_api.post(nowhere, {}, version=2)
        assert foreign.status_code == missing.status_code == 404, address
        assert foreign.content == missing.content


def test_wrong_inputs_are_told_at_their_places(clerk_api: Api) -> None:
    body: dict[str, Any] = {"application": application(iin="020914650411", surname="", birth_date="2002-02-30")}
    body["application"]["documents"].append({"document": "passport"})
    told = clerk_api.post("/cases", body)
    assert (told.status_code, told.json()["code"]) == (422, "invalid_inputs")
    places = {one["field"] for one in told.json()["problems"]}
    assert {
        "application.person.iin",
        "application.person.surname",
        "application.person.birth_date",
        "application.documents.passport.document",
    } <= places
    assert Case.objects.count() == 0


def test_a_warning_is_confirmed_with_what_it_says(clerk_api: Api) -> None:
    body: dict[str, Any] = {"application": application(birth_date="2002-09-15"), "then": "register"}
    told = clerk_api.post("/cases", body)
    warnings = [one for one in told.json()["problems"] if one["severity"] == "warning"]
    assert [one["field"] for one in warnings] == ["application.person.iin"]
    again = clerk_api.post("/cases", body | {"confirmed": [warnings[0]["confirm"]]})
    assert again.status_code == 201


def test_an_input_nobody_asked_for_is_not_lost_without_a_word(clerk_api: Api, head_api: Api, office: Office) -> None:
    case = registered(clerk_api)
    told = head_api.post(
        f"/cases/{case['code']}/operations/assign",
        {"assignee": office.dauren.pk, "answer": "Иә", "changes": {"surname": "Б"}},
        version=case["version"],
    )
    assert told.status_code == 422
    assert [(one["field"], one["code"]) for one in told.json()["problems"]] == [
        ("answer", "unknown"),
        ("changes", "unknown"),
    ]


def test_a_program_learns_what_it_may_do(clerk_api: Api, head_api: Api, office: Office) -> None:
    case = registered(clerk_api)
    told = {one["id"]: one for one in head_api.get(f"/cases/{case['code']}/operations").json()["operations"]}
    assert "assign" in told
    assert [one["name"] for one in told["assign"]["asks"]] == ["assignee", "note"]
    assert office.dauren.pk in {one["id"] for one in told["assign"]["assignees"]}
    assert "assign" not in {
        one["id"] for one in clerk_api.get(f"/cases/{case['code']}/operations").json()["operations"]
    }


def test_a_preview_does_nothing(clerk_api: Api, head_api: Api, executor_api: Api, office: Office) -> None:
    new = clerk_api.post("/cases/preview", {"application": application()})
    assert new.json()["action"] == "intake"
    assert Case.objects.count() == 0
    case = do(head_api, registered(clerk_api), "assign", assignee=executor_api.program.pk, note="Иә")
    address = f"/cases/{case['code']}/operations/prepare_notification"
    told = executor_api.post(f"{address}/preview", {"changes": NOTIFICATION}, version=case["version"])
    assert (told.status_code, told.json()["papers"]) == (200, ["notification"])
    pdf = executor_api.post(f"{address}/draft", {"changes": NOTIFICATION}, version=case["version"])
    assert (pdf.status_code, pdf.content[:4]) == (200, b"%PDF")
    assert Case.objects.get().version == case["version"]
    refused = clerk_api.post(f"{address}/preview", {"changes": NOTIFICATION}, version=case["version"])
    assert refused.status_code == 403


def test_the_office_corrects_an_application_by_program(clerk_api: Api) -> None:
    case = registered(clerk_api)
    operations = clerk_api.get(f"/cases/{case['code']}/operations").json()["operations"]
    correction = next(one["id"] for one in operations if one["corrects"])
    sent = {"person": {"given_name": "Інкәр"}, "documents": application()["documents"]}
    told = do(clerk_api, case, correction, application=sent, correction="Әріп қатесі")
    assert told["application"]["person"]["given_name"] == "Інкәр"
    assert told["application"]["person"]["surname"] == "Сағынтай"
    assert told["application"]["representative"]["given_name"] == "Гүлнәр"


def test_a_draft_that_nobody_opened_is_not_signed(
    clerk_api: Api, head_api: Api, executor_api: Api, api_at: ApiAt
) -> None:
    case = do(head_api, registered(clerk_api), "assign", assignee=executor_api.program.pk, note="Орындауға")
    api_at("2019-03-26 11:00")
    case = do(executor_api, case, "prepare_notification", changes=NOTIFICATION)
    told = head_api.post(f"/cases/{case['code']}/operations/sign", {}, version=case["version"])
    assert (told.status_code, told.json()["code"]) == (409, "draft_unseen")


def test_refusals_and_problems_name_nobody(clerk_api: Api, head_api: Api) -> None:
    case = registered(clerk_api)
    told = head_api.post(f"/cases/{case['code']}/operations/assign", {"assignee": 999, "note": CHILD_IIN}, version=2)
    assert told.status_code == 422
    assert not any(word in told.content.decode() for word in PERSONAL)
