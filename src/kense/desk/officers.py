"""The desk of a signed-in request: its officer, at the one moment of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kense.casework.desk import Desk, desk_at_moment
from kense.kernel.clock import now
from kense.people.selectors import Officer

__all__ = ["Desk", "desk_of", "with_desk"]


def desk_of(request: HttpRequest) -> Desk:
    """The desk of a signed-in request; made once per request, with the one moment of it."""
    found = getattr(request, "desk", None)
    if found is None:
        found = desk_at_moment(cast(Officer, request.user), now())
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
