"""Bad input is told as what it is and never breaks anything: each answer is a problem, and nothing was done."""

import json
from typing import Any

import pytest
from django.conf import settings

from kense.api.door import JSON_LIMIT
from kense.cases.models import Case
from kense.people.models import CarriedOut
from tests.api.conftest import PREFIX, Api
from tests.api.walk import application, registered
from tests.support.office import CHILD_IIN, Office

HUGE = "9" * 5000


def sent(by: Api, body: bytes, *, path: str = "/cases", kind: str = "application/json", **more: str) -> Any:
    """A body as it is, whatever it is."""
    headers = {"Authorization": f"Bearer {by.token}", "Idempotency-Key": "k"} | more
    return by.client.post(PREFIX + path, body, content_type=kind, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"\xff\xfe{}",
        b'{"application": }',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"null",
        b"[]",
        b'"text"',
        b"1",
        b"NaN",
        HUGE.encode(),
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_json_object_is_not_taken(clerk_api: Api, body: bytes) -> None:
    told = sent(clerk_api, body)
    assert told.status_code in (400, 422)
    assert told["Content-Type"] == "application/problem+json"
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"application": 1}, "application"),
        ({"application": {"person": []}}, "application.person"),
        ({"application": {"person": {"surname": 5}}}, "application.person.surname"),
        ({"application": {"person": {"no_iin": "true"}}}, "application.person.no_iin"),
        ({"application": {"person": {"birth_date": "14.09.2002"}}}, "application.person.birth_date"),
        ({"application": {"person": {"nickname": "И"}}}, "application.person.nickname"),
        ({"application": {"person": {"surname": "С" * 301}}}, "application.person.surname"),
        ({"application": {"person": {"surname": "Са\x00ғынтай"}}}, "application.person.surname"),
        ({"application": {"person": {"surname": "Са\u202eғынтай"}}}, "application.person.surname"),
        ({"application": {"person": {"surname": "Са\ud800ғынтай"}}}, "application.person.surname"),
        (
            {"application": {"person": {}, "documents": [{"document": "a", "sheets": 10**400}]}},
            "application.documents.0.sheets",
        ),
        (
            {"application": {"person": {}, "documents": [{"document": "a", "sheets": True}]}},
            "application.documents.0.sheets",
        ),
        ({"application": {"person": {}, "documents": [{}] * 51}}, "application.documents"),
        ({"application": {"person": {}}, "surprise": 1}, "surprise"),
        ({"application": {"person": {}}, "changes": {"nobody": "1"}}, "changes.nobody"),
        ({"application": {"person": {}}, "changes": {"surname": "\x00"}}, "changes.surname"),
        ({"application": {"person": {}}, "confirmed": "all"}, "confirmed"),
        ({"application": {"person": {}}, "late": {"number": 1}}, "late.happened_at"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_value_is_told_at_its_place(clerk_api: Api, change: dict[str, Any], field: str) -> None:
    told = sent(clerk_api, json.dumps(change).encode())
    assert told.status_code == 422
    assert field in [one["field"] for one in told.json()["problems"]]
    assert Case.objects.count() == 0


def test_a_body_over_the_limit_is_not_read(clerk_api: Api) -> None:
    told = sent(clerk_api, b'{"a": "' + b"a" * JSON_LIMIT + b'"}')
    assert (told.status_code, told.json()["code"]) == (413, "too_large")
    assert "1000" in told.json()["detail"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_body_is_json_and_says_so(clerk_api: Api, kind: str) -> None:
    told = sent(clerk_api, json.dumps({"application": application()}).encode(), kind=kind)
    assert (told.status_code, told.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    "token",
    ["", "kense_", "kense_" + "a" * 5000, "Bearer kense_x", "kense_\u00e9", "' OR 1=1 --", "kense_x kense_y", "\x00"],
)
def test_a_strange_token_is_no_token(clerk_api: Api, token: str) -> None:
    told = clerk_api.client.get(f"{PREFIX}/me", headers={"Authorization": f"Bearer {token}"})
    assert (told.status_code, told.json()["code"]) == (401, "unauthorized")


@pytest.mark.parametrize("scheme", ["Basic", "bearer:", "Token", ""])
def test_a_token_comes_as_a_bearer(clerk_api: Api, scheme: str) -> None:
    told = clerk_api.client.get(f"{PREFIX}/me", headers={"Authorization": f"{scheme} {clerk_api.token}"})
    assert told.status_code == 401


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("If-Match", "*", 422),
        ("If-Match", "2", 422),
        ("If-Match", 'W/"2"', 422),
        ("If-Match", '"-1"', 422),
        ("If-Match", f'"{HUGE}"', 422),
        ("If-Match", '"2", "3"', 422),
        ("If-Match", '"٢"', 422),
        ("If-Match", '"7"', 412),
        ("Idempotency-Key", "a" * 65, 422),
        ("Idempotency-Key", "two words", 422),
        ("Idempotency-Key", "кілт", 422),
    ],
)
def test_a_strange_header_is_not_taken(
    clerk_api: Api, head_api: Api, office: Office, header: str, value: str, status: int
) -> None:
    case = registered(clerk_api)
    headers = {"If-Match": '"2"', "Idempotency-Key": "k", header: value}
    told = sent(
        head_api,
        json.dumps({"assignee": office.dauren.pk, "note": "Иә"}).encode(),
        path=f"/cases/{case['code']}/operations/assign",
        **headers,
    )
    assert told.status_code == status, told.json()
    assert Case.objects.get().version == case["version"]


@pytest.mark.parametrize(
    "address",
    [
        "/cases/%00",
        "/cases/..%2f..%2fme",
        "/cases/k7m2-9qxf",
        "/cases/" + "A" * 3000,
        "/cases/%F0%9F%92%A9",
        "/cases/%ff%fe",
        "/cases/K7M2-9QXF;x=1",
        "/papers/%00/file",
        "/number-blocks/" + HUGE,
        "/number-blocks/-1",
        "/number-blocks/1e3",
        "//cases",
        "/cases/",
        "/./me",
    ],
)
def test_a_strange_address_leads_nowhere(clerk_api: Api, address: str) -> None:
    told = clerk_api.get(address)
    assert (told.status_code, told.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "query", ["cursor=%00", "cursor=" + "a" * 5000, "handed_in_from=0000-00-00", "holder=" + HUGE, "office=-1", "%00=1"]
)
def test_a_strange_query_is_told(clerk_api: Api, query: str) -> None:
    told = clerk_api.get(f"/cases?{query}")
    assert (told.status_code, told["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("words", ["", " ", "\x00", "%", "a" * 101, "' OR 1=1 --"])
def test_a_strange_search_finds_nothing(office: Office, clerk_api: Api, words: str) -> None:
    office.registered()
    told = clerk_api.post("/cases/search", {"words": words})
    assert told.status_code == 422 or told.json()["items"] == []


@pytest.mark.parametrize("lang", ["", "x" * 9000, "*", "kk;q=a", ";;;,,,", "\u00e9", "ru;q=1e999"])
def test_a_strange_language_is_answered_in_one_of_ours(clerk_api: Api, lang: str) -> None:
    told = clerk_api.get("/me", Accept_Language=lang)
    assert told.status_code == 200
    assert told["Content-Language"] in dict(settings.LANGUAGES)


def test_a_strange_host_is_not_answered(clerk_api: Api) -> None:
    told = clerk_api.client.get(f"{PREFIX}/openapi.json", headers={"Host": "evil.example"})
    assert (told.status_code, told.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("method", ["HEAD", "TRACE", "OPTIONS", "PATCH", "PURGE"])
def test_a_method_nobody_uses_is_not_allowed(clerk_api: Api, method: str) -> None:
    told = clerk_api.client.generic(method, f"{PREFIX}/me", headers={"Authorization": f"Bearer {clerk_api.token}"})
    assert (told.status_code, told["Allow"]) == (405, "GET")


def test_a_method_in_a_header_or_a_query_does_not_count(clerk_api: Api) -> None:
    told = clerk_api.get("/me", X_HTTP_Method_Override="DELETE")
    assert told.status_code == 200
    assert clerk_api.get("/me?_method=DELETE").status_code == 422


def test_a_key_of_a_command_leads_to_one_thing_only(clerk_api: Api) -> None:
    assert clerk_api.post("/blanks", {"language": "kk"}, key="k").status_code == 201
    told = clerk_api.post("/blanks", {"language": "ru"}, key="k")
    assert (told.status_code, told.json()["code"]) == (409, "key_reused")
    assert CarriedOut.objects.count() == 1


def test_what_was_refused_leaves_its_key_free(clerk_api: Api) -> None:
    assert clerk_api.post("/cases", {"application": application(surname="")}, key="k").status_code == 422
    assert clerk_api.post("/cases", {"application": application()}, key="k").status_code == 201


def test_nothing_personal_comes_back_in_an_error(clerk_api: Api) -> None:
    body = {"application": application(iin=CHILD_IIN, surname=f"{CHILD_IIN}\x00")}
    told = clerk_api.post("/cases", body)
    assert told.status_code == 422
    assert CHILD_IIN not in told.content.decode()
