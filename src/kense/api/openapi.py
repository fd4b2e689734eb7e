"""The description of the API, completed and as it is written down."""

import json
from typing import Any

from ninja.openapi.schema import OpenAPISchema

from kense.api.problems import MEDIA_TYPE, ProblemDetails

_PROBLEM = {"$ref": "#/components/schemas/ProblemDetails"}
_ALWAYS = {
    400: "The request cannot be read",
    401: "No token, or one that does not hold",
    403: "Not for the program's role",
    404: "Not there, or of another office",
    409: "Not possible as things stand; or the key was used with other data",
    411: "The body has no length",
    413: "The body is too large",
    415: "The body is not of a type taken here",
    422: "Fields or inputs are wrong",
    429: "Too many unknown tokens from this address",
    500: "The server made a mistake; nothing was done",
}
_VERSIONED = {412: "The case has changed since the version given", 428: "The version is missing"}
_WITH_BODY = (411, 413, 415)
_HEADERS = {"Content-Language": {"description": "kk, ru or en", "schema": {"type": "string"}}}


def completed(schema: OpenAPISchema) -> OpenAPISchema:
    """The description with the problems every operation can answer with, each in its media type."""
    described = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schema["components"]["schemas"] |= described.pop("$defs") | {"ProblemDetails": described}
    for operations in schema["paths"].values():
        for operation in operations.values():
            _complete(operation)
    return schema


def snapshot(schema: dict[str, Any]) -> str:
    """The description as it is kept in the repository."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _complete(operation: dict[str, Any]) -> None:
    versioned = any(one["name"] == "If-Match" for one in operation["parameters"])
    told = _ALWAYS | (_VERSIONED if versioned else {})
    responses = operation["responses"]
    for status, words in told.items():
        if status in _WITH_BODY and "requestBody" not in operation:
            continue
        responses.setdefault(status, {"description": words})
    for status, response in responses.items():
        response.setdefault("headers", _HEADERS)
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: {"schema": _PROBLEM}}
