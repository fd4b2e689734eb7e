"""A line of the log and a measurement for every request; files of the desk's look are not told of."""

import logging
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kense.ops.log_lines import request_id
from kense.ops.metrics import measure

logger = logging.getLogger(__name__)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
HEADER = "X-Request-ID"


def request_log(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give the request an id, which its answer carries, and tell how it went."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(settings.STATIC_URL):
            return get_response(request)
        mark, began = secrets.token_hex(8), perf_counter()
        token = request_id.set(mark)
        try:
            response = get_response(request)
            _tell(request, response.status_code, perf_counter() - began)
        finally:
            request_id.reset(token)
        response.headers[HEADER] = mark
        return response

    return middleware


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    """The route, never the path: that has codes in it."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    # A method is free text that anybody sends.
    method = request.method if request.method in METHODS else "other"
    fields = {"method": method, "route": route or "none", "status": status, "ms": round(seconds * 1000, 1)}
    logger.info("request", extra={"fields": fields | {"provider": _office(request)}})
    measure(route or "none", method or "", status, seconds)


def _office(request: HttpRequest) -> int | None:
    """The office of whoever asked, where it is known already: the log asks the database nothing."""
    user = getattr(request, "_cached_user", None) or getattr(getattr(request, "auth", None), "officer", None)
    return getattr(user, "provider_id", None)
