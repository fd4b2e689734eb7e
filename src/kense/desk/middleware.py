"""What holds for every answer: its language, its time zone, how it travels, where an address of a form leads."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import is_valid_path, reverse
from django.utils import timezone, translation

from kense.desk.session_life import is_over, owed, press
from kense.desk.urls import app_name
from kense.desk.views.errors import too_much
from kense.desk.views.session import session_ended
from kense.kernel.clock import now
from kense.registry.roster_sheet import LARGEST

KEPT_BY_NOBODY = "private, no-store"
ASKED_AGAIN = "private, no-cache"
"""Of what answers a form: with no-store a browser could not go back to it, and what was typed there would be lost."""
_NULL = "\x00"
NO_SENSORS = "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), display-capture=()"
BESIDE_A_FILE = 64 * 1024
"""Bytes of a form around the file it sends."""
_DIGITS = 12
Handler = Callable[[HttpRequest], HttpResponse]


def chosen_language(get_response: Handler) -> Handler:
    """Kazakh unless another language was chosen; the browser's own preference is not asked: the office's language is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    return middleware


def office_zone(get_response: Handler) -> Handler:
    """Use the zone of the signed-in officer's provider for the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            timezone.activate(ZoneInfo(request.user.provider.zone))
        else:
            timezone.deactivate()
        return get_response(request)

    return middleware


def living_sessions(get_response: Handler) -> Handler:
    """End a session that has lasted too long or too long without a press; else note the press."""

    def middleware(request: HttpRequest) -> HttpResponse:
        at = now()
        if is_over(request.session, at):
            logout(request)
        else:
            press(request, at)
        return get_response(request)

    return middleware


class SignedInOnly(LoginRequiredMiddleware):
    """Nobody gets in without signing in; a form that comes after the session has ended is kept, not thrown away.

    Who has signed in does first what they owe: a password of their own, the code of the phone. Both are settled at the
    beginning of a session, so no form is ever lost by it.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """To the door, to the page that comes first, or on."""
        stopped = super().process_view(request, view_func, view_args, view_kwargs)
        if stopped or not request.user.is_authenticated or not getattr(view_func, "login_required", True):
            return stopped
        page = owed(request, request.user)
        here = request.resolver_match.view_name if request.resolver_match else ""
        return redirect(page) if page and here != page else None

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """To the door."""
        if request.method == "POST" or request.headers.get("HX-Request"):
            return session_ended(request)
        return super().handle_no_permission(request, view_func)


def light_files(get_response: Handler) -> Handler:
    """Send scripts and styles compressed.

    Pages are not: from the length of a compressed page its secrets can be guessed when it repeats what was asked (BREACH).
    """
    compressed = GZipMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        return compressed(request) if request.path.startswith(settings.STATIC_URL) else get_response(request)  # type: ignore[return-value]

    return middleware


def kept_to_themselves(get_response: Handler) -> Handler:
    """Headers of every answer but plain files: kept by no browser or proxy, no sensors, of no use to another site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", KEPT_BY_NOBODY if request.method == "GET" else ASKED_AGAIN)
        response.headers.setdefault("Permissions-Policy", NO_SENSORS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def bodies_within_limit(get_response: Handler) -> Handler:
    """Refuse a body that is too large before any of it is read: by its length, without which no server passes one on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        fits = length.isdecimal() and len(length) <= _DIGITS and int(length) <= _most_of(request)
        return get_response(request) if fits else too_much(request)

    return middleware


def _most_of(request: HttpRequest) -> int:
    """Bytes a request may carry: a roster's file from whoever has a session, an ordinary form from anybody."""
    takes_rosters = request.path_info == reverse("desk:rosters") and settings.SESSION_COOKIE_NAME in request.COOKIES
    return LARGEST + BESIDE_A_FILE if takes_rosters else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def pages_of_forms(get_response: Handler) -> Handler:
    """Lead whoever opens an address of the desk that only takes a form to the page above it.

    One comes there from a page that answered a form: by changing the language, by signing in again, by reloading.
    What asks in the background, or any other part of the installation, is told as it is.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        refused = request.method == "GET" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        return redirect(_page_above(request.path)) if refused and _is_opened(request) else response

    return middleware


def _is_opened(request: HttpRequest) -> bool:
    """Whether a page of the desk is asked for by a person, and not by a script."""
    match = request.resolver_match
    return match is not None and match.app_name == app_name and not request.headers.get("HX-Request")


def _page_above(path: str) -> str:
    above = path.rstrip("/").rpartition("/")[0] + "/"
    return above if is_valid_path(above) else _page_above(above)


class WithoutNullSigns:
    """Nobody types U+0000 and PostgreSQL keeps none: an address with it leads nowhere, out of a form it is left."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, named: object) -> None:
        """Behind what looks at the size of a body, before what reads it. Raises Http404."""
        if _NULL in request.path:
            raise Http404
        request.GET = _without_nulls(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _without_nulls(request.POST)  # type: ignore[assignment]


def _without_nulls(sent: QueryDict) -> QueryDict:
    if not any(_NULL in word for name, words in sent.lists() for word in (name, *words)):
        return sent
    left = sent.copy()
    left.clear()
    for name, words in sent.lists():
        left.setlist(name.replace(_NULL, ""), [word.replace(_NULL, "") for word in words])
    return left
