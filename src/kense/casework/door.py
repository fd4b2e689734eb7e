"""The door: who may come in by a user name and a password, how often one may try, and what the trail keeps of it.

Why it counts on several sides. A guesser tries many passwords on one account, or one password on many accounts, from
one address or from many. So failed tries are counted by the account at one address, by the address alone (an office's
officers share one: it is allowed more) and by the account alone, wherever the tries come from. The last two would let
a stranger keep an officer out by guessing on and on. So a browser in which the account has signed in before is known,
and has a count of its own: what others do is not counted against it, and it is held up by its own mistakes alone. In a
browser that is not known the officer waits, as long as the page says, or goes to one that is. A name that nobody has
is counted and answered as any other.
"""

import ipaddress
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models import F

from kense.casework import attempts
from kense.kernel import Text
from kense.people.models import Officer
from kense.trail.chain import append
from kense.trail.models import TrailEntry

SIGNED_IN = "signed_in"
SIGNED_OUT = "signed_out"
NOT_LET_IN = "not_let_in"
DONE: dict[str, Text] = {
    SIGNED_IN: Text("жүйеге кірді", "вошёл(ла) в систему", "signed in"),
    SIGNED_OUT: Text("жүйеден шықты", "вышел(ла) из системы", "signed out"),
    NOT_LET_IN: Text("жүйеге кіре алмады", "не смог(ла) войти в систему", "could not sign in"),
}
By = Literal["password", "code", "recovery_code"]

OF_ONE_SIDE, OF_AN_ADDRESS, OF_AN_ACCOUNT = 5, 50, 20
"""Failed tries within the window: on an account from one address or one known browser, from an address, on an account."""
_NEIGHBOURS = 64
"""Bits by which addresses of version 6 are told apart: one household has all of the rest."""


class Accounts(ModelBackend):
    """Officers with an open account sign in, programs never do: they have tokens."""

    def user_can_authenticate(self, user: object) -> bool:
        """Whether an account may be behind a session."""
        return isinstance(user, Officer) and user.is_active and not user.is_program

    def get_user(self, user_id: int) -> Officer | None:
        """The officer of a session, with the office, which every page needs."""
        officer = Officer.objects.select_related("provider").filter(pk=user_id).first()
        return officer if self.user_can_authenticate(officer) else None


@dataclass(frozen=True, slots=True)
class Knock:
    """A try to come in: the user name as typed, the address it comes from, the mark of a browser known for the account."""

    username: str
    address: str
    browser: str = ""

    @property
    def sides(self) -> tuple[tuple[str, str, int], ...]:
        """What is counted, and how much of it is allowed."""
        name, place = name_of(self.username), _place(self.address)
        if self.browser:
            return (("door_browser", f"{name} {self.browser}", OF_ONE_SIDE),)
        return (
            ("door_side", f"{name} {place}", OF_ONE_SIDE),
            ("door_address", place, OF_AN_ADDRESS),
            ("door_account", name, OF_AN_ACCOUNT),
        )


def wait_until(knock: Knock, at: datetime) -> datetime | None:
    """Until when whoever knocks has to wait; None when they may try now."""
    waits = (attempts.wait_until(kind, source, at, allowed) for kind, source, allowed in knock.sides)
    return max(filter(None, waits), default=None)


def turned_away(knock: Knock, at: datetime) -> None:
    """Count a failed try; where the account exists, its office's trail has it."""
    with transaction.atomic():
        for kind, source, _ in knock.sides:
            attempts.count_failure(kind, source, at)
        officer = Officer.objects.filter(username=_spelled(knock.username)).first()
        if officer:
            _enter(officer, NOT_LET_IN, {"why": _why(officer)}, at)


def code_refused(officer: Officer, at: datetime) -> None:
    """The password was right, the code after it was not."""
    _enter(officer, NOT_LET_IN, {"why": "code"}, at)


def signed_in(officer: Officer, by: By, at: datetime) -> None:
    """The officer came in: by the password alone, or by a code after it."""
    _enter(officer, SIGNED_IN, {"by": by}, at)


def signed_out(officer: Officer, at: datetime) -> None:
    """The officer went."""
    _enter(officer, SIGNED_OUT, {}, at)


def end_sessions(officer: Officer) -> None:
    """End every session of an officer, wherever they are signed in."""
    Officer.objects.filter(pk=officer.pk).update(sessions_ended=F("sessions_ended") + 1)
    officer.refresh_from_db(fields=["sessions_ended"])


def latest_of(officer: Officer, limit: int) -> list[TrailEntry]:
    """The latest times the officer signed in or out, or could not, newest first."""
    return list(TrailEntry.objects.filter(officer=officer, operation__in=DONE).order_by("-at", "-seq")[:limit])


def name_of(username: str) -> str:
    """A user name as it is counted: however its letters are written."""
    return _spelled(username).casefold()


def _spelled(username: str) -> str:
    # A NUL is in no name, and PostgreSQL does not take one in a question either.
    return unicodedata.normalize("NFKC", username).replace("\0", "").strip()


def _place(address: str) -> str:
    """An address as it is counted."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, _NEIGHBOURS), strict=False)) if found.version == 6 else address


def _why(officer: Officer) -> str:
    if officer.is_program:
        return "program"
    return "password" if officer.is_active else "closed"


def _enter(officer: Officer, operation: str, facts: Mapping[str, object], at: datetime) -> None:
    with transaction.atomic():
        append(
            officer.provider_id,
            at=at,
            officer_id=officer.pk,
            operation=operation,
            case_id=None,
            facts=facts,
            personal={},
        )
