"""The signed-in officer with what every page needs of them: roles, edition, working time, the moment of the request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kense.acts.selectors import edition_at
from kense.kernel import Text
from kense.kernel.clock import now
from kense.law import Edition, lookup
from kense.law.edition import Action
from kense.people import roles
from kense.people.selectors import Officer, Provider, standing_of, working_time
from kense.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's officer at one moment."""

    officer: Officer
    at: datetime
    roles: frozenset[str]
    edition: Edition
    worktime: WorkingTime
    own_roles: frozenset[str] = frozenset()

    @property
    def provider(self) -> Provider:
        """The office the officer works in."""
        return self.officer.provider

    @property
    def sees_all(self) -> bool:
        """Whether the officer watches over the whole office instead of acting in it."""
        return roles.CONTROLLER in self.roles

    @property
    def administers(self) -> bool:
        """Whether the officer keeps the settings of the office."""
        return roles.ADMINISTRATOR in self.roles

    @property
    def keeps_acts(self) -> bool:
        """Whether the officer keeps what is known of the acts: their facts, duties and editions."""
        return roles.LAWYER in self.roles

    @property
    def reads_cases(self) -> bool:
        """Whether the officer has to do with cases and persons at all: who keeps the acts alone has not."""
        return self.roles | self.own_roles != {roles.LAWYER}

    @property
    def heads(self) -> bool:
        """Whether the officer is the head in their own right, at work or away."""
        return lookup.heads(self.edition, self.own_roles)

    @property
    def takes_in(self) -> bool:
        """Whether the officer works at the counter."""
        return self.edition.procedure.opening.role in self.roles

    @property
    def orders_data(self) -> bool:
        """Whether it takes the officer's order to block and to destroy personal data."""
        return self.edition.procedure.personal_data.role in self.roles

    @property
    def keeps_register(self) -> bool:
        """Whether the officer keeps the register of persons beside the cases."""
        return lookup.keeps_register(self.edition, self.roles)

    @property
    def papers_about(self) -> frozenset[str]:
        """What a paper can be asked for about, by the edition: the application, a journal, a day."""
        return frozenset(one.on_request for one in self.edition.procedure.papers if one.on_request)

    @property
    def my_actions(self) -> tuple[Action, ...]:
        """The actions of the procedure that are the officer's; all of them for one who watches."""
        return tuple(a for a in self.edition.procedure.actions if self.sees_all or a.role in self.roles)

    @property
    def role_names(self) -> tuple[Text, ...]:
        """The officer's roles in words."""
        own = [
            lookup.role(self.edition, one.id).officer for one in self.edition.procedure.roles if one.id in self.roles
        ]
        return (*own, *(name for role, name in roles.NAMES.items() if role in self.roles))


def desk_of(request: HttpRequest) -> Desk:
    """The desk of a signed-in request; made once per request, with the one moment of it."""
    found = getattr(request, "desk", None)
    if found is None:
        officer, at = cast(Officer, request.user), now()
        worktime = working_time(officer.provider)
        standing = standing_of(officer, worktime.local(at).date())
        edition = edition_at(officer.provider, at)
        found = Desk(officer, at, standing.roles, edition, worktime, standing.held)
        request.desk = found  # type: ignore[attr-defined]
    return cast(Desk, found)


P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def with_desk(
    view: Callable[Concatenate[HttpRequest, Desk, P], Answer],
) -> Callable[Concatenate[HttpRequest, P], Answer]:
    """Give a view the desk of its request as the second argument."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> Answer:
        return view(request, desk_of(request), *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], Answer], wrapped)
