"""Browsers in which an account has signed in: others who guess at the account do not hold them up.

A signed cookie holds, by a keyed digest of the user name, a mark of this browser for that account; the latest few
accounts of a browser are kept. Whoever has the cookie still needs the password, and gets no more tries than anybody.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from kense.casework.door import name_of

_COOKIE = "kense_known"
_SALT = "kense.desk.known_browser"
_LASTS = timedelta(days=180)
_MOST = 8


def mark_for(request: HttpRequest, username: str) -> str:
    """The mark of this browser for an account; empty where it has not signed in here."""
    return _marks(request).get(_digest(username), "")


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Let the browser be known for the account it has just signed in with."""
    marks = _marks(request)
    mark = marks.pop(_digest(username), "") or secrets.token_urlsafe(12)
    kept = dict([*marks.items(), (_digest(username), mark)][-_MOST:])
    response.set_cookie(
        _COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        return {}
    return dict(found)


def _digest(username: str) -> str:
    return salted_hmac(_SALT, name_of(username)).hexdigest()[:16]
