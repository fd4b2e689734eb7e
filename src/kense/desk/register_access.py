"""Who comes to the pages of the register: its keeper, to the persons of the own office, having said why they look."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kense.casework.register_keeping import require_keeper
from kense.casework.register_openings import go_on, looks
from kense.desk.officers import Desk
from kense.kernel import RefusedError
from kense.registry.history import Person
from kense.registry.register import person_by_code

P = ParamSpec("P")


def for_keeper(
    view: Callable[Concatenate[HttpRequest, Desk, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]:
    """Let only the keeper in; everybody else is told whose page it is."""

    @wraps(view)
    def wrapped(request: HttpRequest, desk: Desk, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            require_keeper(desk.provider, desk.officer, desk.at)
        except RefusedError as refused:
            context = {"refusal": refused.refusal, "act": desk.edition.act}
            return render(request, "desk/person_closed.html", context, status=403)
        return view(request, desk, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, Desk, P], HttpResponse], wrapped)


def with_person(
    view: Callable[Concatenate[HttpRequest, Desk, Person, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Desk, str, P], HttpResponse]:
    """Give a view the person of the address, whom the officer looks at; who has not said why is asked first."""

    @wraps(view)
    def wrapped(request: HttpRequest, desk: Desk, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = person_for(desk, code)
        may = go_on if request.method == "POST" else looks
        if person.blocked_at or not may(person, officer=desk.officer, at=desk.at):
            return redirect("desk:person", code=person.code)
        return view(request, desk, person, *args, **kwargs)

    return for_keeper(cast(Callable[Concatenate[HttpRequest, Desk, str, P], HttpResponse], wrapped))


def person_for(desk: Desk, code: str) -> Person:
    """The person of the officer's office with this code; Http404 for one out of reach, as for one that does not exist."""
    person = person_by_code(desk.provider.pk, code)
    if person is None:
        raise Http404
    return person
