"""What is shown when a page cannot be: without the database and without the shell, which may be what fails."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

WORDS: dict[HTTPStatus, tuple[Promise, Promise]] = {
    HTTPStatus.BAD_REQUEST: (
        _("The request cannot be read"),
        _("It did not come from a page of the desk, or came damaged. Open the page anew and try again."),
    ),
    HTTPStatus.FORBIDDEN: (
        _("This page is not for your role"),
        _("You do not hold the role it needs today. If you should, tell the administrator of the office."),
    ),
    HTTPStatus.NOT_FOUND: (
        _("There is no such page"),
        _("The case may belong to another office, or the address is mistyped. Look for the case by its number."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _("This is too much for one form"),
        _(
            "Nothing was done. Choose a smaller file, or send less at a time: the page of the form says how much it takes."
        ),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("The desk made a mistake"),
        _(
            "What you did was not done, nothing is half done. Go back and try again; if it happens again, tell the administrator."
        ),
    ),
}
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
OUTDATED = (
    _("This page was opened before the last sign-in"),
    _("For safety nothing was done. Open the page anew and type again what is not there."),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 where there was only too much of it."""
    return too_much(request) if isinstance(exception, TOO_MUCH) else _stopped(HTTPStatus.BAD_REQUEST)


def too_much(request: HttpRequest) -> HttpResponse:
    """413."""
    return _stopped(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _stopped(HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _stopped(HTTPStatus.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return _stopped(HTTPStatus.INTERNAL_SERVER_ERROR)


def outdated(request: HttpRequest) -> HttpResponse:
    """403 for a form whose token does not hold and which cannot be proved to be this officer's."""
    return _stopped(HTTPStatus.FORBIDDEN, OUTDATED)


def _stopped(status: HTTPStatus, words: tuple[Promise, Promise] | None = None) -> HttpResponse:
    title, text = words or WORDS[status]
    page = render_to_string("desk/stopped.html", {"title": title, "text": text, "lang": get_language() or "kk"})
    return HttpResponse(page, status=status)
