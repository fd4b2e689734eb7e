"""The door of the API: whatever is asked under /api/ goes through here and not through the desk.

No session, no cookie, no form token; every answer says its language, and every error is told as a problem.
"""

import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils import translation

from kense.api.language import chosen
from kense.api.problems import MEDIA_TYPE, Trouble, answer
from kense.api.texts import DETAILS
from kense.kernel import Lang
from kense.registry.roster_sheet import LARGEST

PREFIX = "/api/"
JSON_LIMIT = 1_000_000
FILE_LIMIT = LARGEST + JSON_LIMIT
"""The longest body, in bytes: of JSON, and of a form with a file, as large as a roster may be."""

logger = logging.getLogger(__name__)
_UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)
Handler = Callable[[HttpRequest], HttpResponseBase]
_CODES = {400: "bad_request", 401: "unauthorized", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def api_door(get_response: Handler) -> Handler:
    """Answer what is asked of the API; the desk behind sees none of it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return _answered(request) if request.path_info.startswith(PREFIX) else get_response(request)

    return middleware


def _answered(request: HttpRequest) -> HttpResponseBase:
    lang = chosen(request.headers.get("Accept-Language", ""))
    with translation.override(lang):
        response = _as_problem(_carried(request, lang), lang)
    call = getattr(request, "auth", None)
    for name, value in (call.headers if call else {}).items():
        response.headers[name] = value
    response.headers["Content-Language"] = lang
    response.headers["Vary"] = "Accept-Language, Authorization"
    response.headers.setdefault("Cache-Control", "private, no-store")
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _carried(request: HttpRequest, lang: Lang) -> HttpResponseBase:
    try:
        request.get_host()
        _require_size(request)
        match = request.resolver_match = resolve(request.path_info)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Trouble as trouble:
        return answer(trouble, lang)
    except Http404:
        return answer(Trouble(404, "not_found"), lang)
    except RequestDataTooBig:
        return answer(too_large(JSON_LIMIT), lang)
    except _UNREADABLE:
        return answer(Trouble(400, "bad_request"), lang)
    except Exception:
        logger.exception("The API failed")
        return answer(Trouble(500, "server_error"), lang)
    return response


def _require_size(request: HttpRequest) -> None:
    has_file = request.content_type == "multipart/form-data" and "Authorization" in request.headers
    limit = FILE_LIMIT if has_file else JSON_LIMIT
    if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
        raise Trouble(411, "length_required")  # nothing of such a body would be read
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdecimal():
        raise Trouble(400, "bad_request")
    if int(length[:20]) > limit:
        raise too_large(limit)


def too_large(limit: int) -> Trouble:
    """The refusal of a body over a limit in bytes."""
    return Trouble(413, "too_large", DETAILS["too_large"].filled(limit=limit // 1000))


def _as_problem(response: HttpResponseBase, lang: Lang) -> HttpResponseBase:
    """An error that the framework put into words of its own, in ours."""
    if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    code = _CODES.get(response.status_code)
    told = answer(Trouble(response.status_code if code else 500, code or "server_error"), lang)
    if "Allow" in response.headers:
        told.headers["Allow"] = response.headers["Allow"]
    return told
