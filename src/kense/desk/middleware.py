"""Each page in the language chosen on this computer, each moment by the clock on the office's wall."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

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
