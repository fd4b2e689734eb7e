"""A form that came when nobody was signed in: carried through the sign-in inside the page, for the officer whose it is.

It travels as one signed hidden field, never in an address, and is never performed by itself: it is shown again, to be
pressed again, with its key, so that nothing happens twice.
"""

from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from kense.desk.form_keys import is_key_of

FIELD = "kept"
_SALT = "kense.desk.kept_form"
_COOKIE = "kense_officer"
_CARRIED = timedelta(hours=24)
_TECHNICAL = {"csrfmiddlewaretoken", "username", "next", "half_in", FIELD}
_UNREAD = {"key", "version", "do", "confirm", "confirmed", "handed_in"}


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form was sent, from which page, by which officer (None: not known), and its fields in their order."""

    path: str
    page: str
    officer: int | None
    fields: list[list[str]]

    @classmethod
    def of(cls, request: HttpRequest, officer: int | None) -> "KeptForm":
        """The form that was just sent, without passwords."""
        kept = [
            (name, values) for name, values in request.POST.lists() if not (name in _TECHNICAL or "password" in name)
        ]
        fields = [[name, value] for name, values in kept for value in values]
        return cls(request.get_full_path(), _page_of(request), officer, fields)

    @property
    def key(self) -> str:
        """The key of the form, if it has one."""
        return dict(self.fields).get("key", "")

    @property
    def typed(self) -> list[str]:
        """What a person can recognise of it."""
        return [value for name, value in self.fields if name not in _UNREAD and value.strip() and len(value) > 1]

    def belongs_to(self, officer_id: int) -> bool:
        """Whether the officer may have it back."""
        return self.officer == officer_id or is_key_of(self.key, officer_id)

    def sealed(self) -> str:
        """For a hidden field."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)


def unsealed(sealed: str) -> KeptForm | None:
    """The form in a hidden field; None for a seal that is not ours or too old."""
    try:
        return KeptForm(**signing.loads(sealed, salt=_SALT, max_age=_CARRIED))
    except (signing.BadSignature, TypeError):
        return None


def remember_officer(response: HttpResponse, officer_id: int) -> None:
    """Note in the browser who signed in last: a form whose token is still good was made for that officer."""
    response.set_signed_cookie(
        _COOKIE,
        str(officer_id),
        salt=_SALT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def last_officer(request: HttpRequest) -> int | None:
    """Who signed in last in this browser, None when that is not known."""
    found = request.get_signed_cookie(_COOKIE, default=None, salt=_SALT)
    return int(found) if found else None


def is_ours(request: HttpRequest) -> bool:
    """Whether a page of this very site sent the form, as the browser says; another site cannot make it say so."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _page_of(request: HttpRequest) -> str:
    """The page the form stood on, as a path of this site."""
    page = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(page).path if safe and page else "/"
