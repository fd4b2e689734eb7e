"""How long a session lasts: an hour without a press, a working day at most. And what its officer owes before they work.

What asks by itself in the background is no press. Nothing typed is lost when a session ends: see `kept_form`.
"""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from kense.people.selectors import Officer

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=10)
_NOTED_EVERY = timedelta(minutes=5)
"""A press is noted this often: noting each would make every page write."""
_BEGAN, _PRESSED, _OWES_CODE = "began", "pressed", "owes_code"


def begin(session: SessionBase, at: datetime, *, owes_code: bool) -> None:
    """Note the beginning. `owes_code`: the office demands a code of the phone, and the officer has none yet."""
    session[_BEGAN] = session[_PRESSED] = int(at.timestamp())
    session[_OWES_CODE] = owes_code


def is_over(session: SessionBase, at: datetime) -> bool:
    """Whether the session has lasted too long, or too long without a press."""
    began, pressed, now = session.get(_BEGAN), session.get(_PRESSED), at.timestamp()
    if began is None or pressed is None:
        return False
    return bool(now - pressed >= IDLE.total_seconds() or now - began >= LONGEST.total_seconds())


def press(request: HttpRequest, at: datetime) -> None:
    """Note that the officer is there, unless the page asks by itself."""
    by_itself = request.method == "GET" and request.headers.get("HX-Request")
    pressed = request.session.get(_PRESSED)
    if pressed is not None and not by_itself and at.timestamp() - pressed >= _NOTED_EVERY.total_seconds():
        request.session[_PRESSED] = int(at.timestamp())


def owe_code(session: SessionBase, owes: bool) -> None:
    """Note whether a code of the phone has still to be turned on."""
    session[_OWES_CODE] = owes


def owed(request: HttpRequest, officer: Officer) -> str | None:
    """The page that comes before all others: a password of one's own, then the code of the phone; None where all is done."""
    if officer.must_change_password:
        return "desk:password"
    return "desk:second_factor" if request.session.get(_OWES_CODE) else None
