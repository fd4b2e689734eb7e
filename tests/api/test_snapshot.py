"""The description of the API: kept in the repository, and whole."""

import json
from typing import Any

from tests.support.openapi import SNAPSHOT, written

OPERATIONS = [
    (f"{method} {address}", operation)
    for address, methods in json.loads(written())["paths"].items()
    for method, operation in methods.items()
]


def test_the_kept_description_is_of_the_api_as_it_is() -> None:
    kept = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    assert kept == written(), "the API has changed: look at the change, then run `make openapi`"


def test_every_operation_is_described() -> None:
    for name, operation in OPERATIONS:
        assert {"operationId", "summary", "description", "security", "tags"} <= operation.keys(), name
        assert {"401", "404", "422", "500"} <= operation["responses"].keys(), name
    ids = [operation["operationId"] for _, operation in OPERATIONS]
    assert sorted(ids) == sorted(set(ids))


def test_every_parameter_and_field_is_described() -> None:
    described = json.loads(written())
    schemas = described["components"]["schemas"]
    fields = [(f"{name}.{field}", about) for name, one in schemas.items() for field, about in _fields(one)]
    told = [(f"{name} {one['name']}", one) for name, operation in OPERATIONS for one in operation["parameters"]]
    silent = [name for name, about in [*fields, *told] if "description" not in about]
    assert silent == []


def test_every_body_has_an_example() -> None:
    described = json.loads(written())
    bodies = [(name, one["requestBody"]["content"]) for name, one in OPERATIONS if "requestBody" in one]
    without = [
        name
        for name, content in bodies
        for kind, body in content.items()
        if kind == "application/json" and not _resolved(described, body["schema"]).get("examples")
    ]
    assert without == []


def test_every_problem_is_told_as_problem_details() -> None:
    for name, operation in OPERATIONS:
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], f"{name} {status}"


def _fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return list(schema.get("properties", {}).items())


def _resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = described["components"]["schemas"][name] if name else schema
    return found
