"""Files that leave the office: each with its name, never kept on the way."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def streamed(pieces: Iterable[str], content_type: str, name: str) -> HttpResponseBase:
    """A text that is made while it is sent."""
    return _named(StreamingHttpResponse(pieces, content_type=content_type), name)


def whole(content: bytes | str, content_type: str, name: str) -> HttpResponseBase:
    """A file that is there already."""
    return _named(HttpResponse(content, content_type=content_type), name)


def described(*content_types: str) -> dict[str, object]:
    """What `openapi_extra` of an operation says of a file it answers with."""
    content = {one: {"schema": _schema(one)} for one in content_types}
    return {"responses": {200: {"description": "The file", "content": content}}}


def _named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _schema(content_type: str) -> dict[str, object]:
    """What is in a file: JSON is an object, all else a text or bytes of its type."""
    return {"type": "object"} if content_type.endswith("json") else {"type": "string", "contentMediaType": content_type}
