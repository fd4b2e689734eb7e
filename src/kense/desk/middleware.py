"""What holds for every answer: its language, its time zone, how it travels, where an address of a form leads."""

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import is_valid_path
from django.utils import timezone, translation

from kense.desk.urls import app_name
from kense.desk.views.session import session_ended

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


class SignedInOnly(LoginRequiredMiddleware):
    """Nobody gets in without signing in; a form that comes after the session has ended is kept, not thrown away."""

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
