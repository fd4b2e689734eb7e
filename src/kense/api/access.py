"""Who asks: a program with its token, at one moment, in one language. Cookies and sessions do not count here."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from ninja.security import HttpBearer

from kense.api.language import chosen
from kense.api.problems import Trouble
from kense.casework.attempts import count_failure, wait_until
from kense.casework.desk import Desk, desk_at_moment
from kense.kernel import Lang
from kense.kernel.clock import now
from kense.people.selectors import Officer
from kense.people.tokens import program_by

ATTEMPTS = "token"
"""Under which name unknown tokens from one address are counted."""
_LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Call:
    """A program's request: its desk at the moment of the request, and the language of the answer.

    `headers` are put onto the answer.
    """

    desk: Desk
    lang: Lang
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def officer(self) -> Officer:
        """The program's account: the actor of whatever it does."""
        return self.desk.officer

    @property
    def at(self) -> datetime:
        """The moment of the request."""
        return self.desk.at


class Asked(HttpRequest):
    """A request that was let in."""

    auth: Call


class ProgramToken(HttpBearer):
    """`Authorization: Bearer kense_…`, issued to a program by the administrator of its office."""

    def authenticate(self, request: HttpRequest, token: str) -> Call | None:
        """The call of the program the token belongs to. One answer to whatever else; guessing is slowed down.

        A token that holds is always let in: nobody is kept out by what others try from behind the same address.
        """
        at = now()
        program = program_by(token, at) if len(token) <= _LONGEST_TOKEN else None
        if program:
            return Call(desk_at_moment(program, at), chosen(request.headers.get("Accept-Language", "")))
        source = request.META.get("REMOTE_ADDR", "")
        if until := wait_until(ATTEMPTS, source, at):
            seconds = int((until - at).total_seconds()) + 1
            raise Trouble(429, "too_many_attempts", headers={"Retry-After": str(seconds)})
        count_failure(ATTEMPTS, source, at)
        return None
