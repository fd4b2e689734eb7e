"""The API as a whole: its routers, its errors, its description."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation, PathView
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from kense.api import openapi
from kense.api.access import ProgramToken
from kense.api.language import chosen
from kense.api.problems import Trouble, answer, of_fields, of_problems, of_refusal
from kense.api.routers import ROUTERS
from kense.api.texts import FIELDS
from kense.casework.perform import ProblemsError
from kense.kernel import Problem, RefusedError


class JsonOnly(Parser):
    """A body is JSON and says so."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as Python has it."""
        if request.content_type != "application/json":
            raise Trouble(415, "unsupported_media_type")
        try:
            return cast(dict[str, Any], json.loads(request.body))
        except (ValueError, RecursionError) as unreadable:
            raise Trouble(400, "malformed_json") from unreadable


class Readable(JSONRenderer):
    """JSON in UTF-8: whoever reads an answer sees letters and not their numbers."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """The API with its description completed: every answer it can give is in it."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """OpenAPI 3.1."""
        return _described(self)


@cache
def _described(api: Api) -> OpenAPISchema:
    return openapi.completed(NinjaAPI.get_openapi_schema(api))


def _of_http(error: Exception) -> Trouble:
    """What the framework found wrong before any of our code was asked."""
    cause = error.__cause__
    return cause if isinstance(cause, Trouble) else Trouble(400, "bad_request")


def _unauthorized(error: Exception) -> Trouble:
    return Trouble(401, "unauthorized", headers={"WWW-Authenticate": 'Bearer realm="kense"'})


_TROUBLES: Mapping[type[Exception], Callable[[Any], Trouble]] = {
    Trouble: lambda trouble: trouble,
    RefusedError: lambda error: of_refusal(error.refusal),
    ProblemsError: of_problems,
    ValidationError: lambda error: of_fields(error.errors),
    AuthenticationError: _unauthorized,
    HttpError: _of_http,
    Http404: lambda _: Trouble(404, "not_found"),
}


def _handler(told: Callable[[Any], Trouble]) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(told(error), chosen(request.headers.get("Accept-Language", "")))

    return handle


def _strict(operation: Operation) -> Callable[..., Any]:
    """The operation's view, which takes no parameter it does not describe: a mistyped filter must not filter nothing."""
    view = operation.view_func
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(view)
    def strict(request: HttpRequest, **values: Any) -> Any:
        if unknown := sorted(request.GET.keys() - known):
            found = [Problem(name[:60], "unknown", FIELDS["unknown"]) for name in unknown]
            raise Trouble(422, "invalid_fields", problems=found)
        return view(request, **values)

    return strict


def merged(routers: Iterable[Router]) -> Router:
    """The routers as one, in which each path stands once, a path of words before one with a place for a code.

    Otherwise the first router with a path, or with one that fits it, would answer for what the others have there.
    """
    paths: dict[str, list[Operation]] = {}
    for router in routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                operation.tags = operation.tags or router.tags
                operation.view_func = _strict(operation)
            paths.setdefault(path, []).extend(view.operations)
    whole = Router()
    for path in sorted(paths, key=lambda one: [(part.startswith("{"), part) for part in one.split("/")]):
        whole.path_operations[path] = PathView()
        whole.path_operations[path].operations = paths[path]
    return whole


api = Api(
    title="Kense",
    version="1",
    description="The desk of a state-service provider for programs: everything an officer does at it, by the same rules.",
    urls_namespace="api",
    auth=ProgramToken(),
    parser=JsonOnly(),
    renderer=Readable(),
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "MIT", "identifier": "MIT"}}},
)
for kind, told in _TROUBLES.items():
    api.add_exception_handler(kind, _handler(told))
api.add_router("", merged(ROUTERS))
