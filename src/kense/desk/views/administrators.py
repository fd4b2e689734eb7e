"""What the pages of the administrator share: whom they let in, what was typed, how a refused change is answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kense.casework.administration import ADMINISTRATOR_ONLY
from kense.casework.perform import ProblemsError
from kense.casework.refused import status_of
from kense.desk.officers import Desk
from kense.kernel import Problem, Refusal, RefusedError
from kense.kernel.signs import visible_lines

SAVED = "office_saved"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a form: nothing against it, or a refusal, or problems at its fields."""

    refusal: Refusal | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether it was done."""
        return self.refusal is None and not self.problems

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows it."""
        if self.refusal:
            return status_of(self.refusal)
        return 422 if self.problems else 200


def attempt(change: Callable[[], object]) -> Answer:
    """Do a change and tell what became of it."""
    try:
        change()
    except RefusedError as refused:
        return Answer(refusal=refused.refusal)
    except ProblemsError as found:
        return Answer(problems=found.problems)
    return Answer()


def for_administrator(view: View[P]) -> View[P]:
    """Let only the administrator in; everybody else is told whose page it is."""

    @wraps(view)
    def wrapped(request: HttpRequest, desk: Desk, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, desk, *args, **kwargs) if desk.administers else closed(request, ADMINISTRATOR_ONLY)

    return cast(View[P], wrapped)


def closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of somebody who may not come in."""
    return render(request, "desk/office_closed.html", {"refusal": refusal}, status=403)


def typed(request: HttpRequest) -> dict[str, str]:
    """The fields of a form as typed, without signs no database takes."""
    return {name: visible_lines(str(value)) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
