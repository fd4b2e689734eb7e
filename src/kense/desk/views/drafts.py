"""Unfinished intakes of the officer: going on with one, throwing one away, keeping what came without a session."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from kense.casework import drafts
from kense.desk.intake_page import IntakePage
from kense.desk.officers import Desk, desk_of, with_desk
from kense.desk.views.intake import fields_in, handed_in_now, intake_page


@require_GET
@with_desk
def draft(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """An unfinished intake as it was left. It is there for its own officer only."""
    fields = drafts.fields_of(desk.officer, key, desk.at)
    if fields is None:
        raise Http404
    fields["handed_in"] = fields["handed_in"] or handed_in_now(desk)
    return intake_page(request, IntakePage(desk, fields), key=key)


@require_POST
@with_desk
def drop(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Throw an unfinished intake away."""
    drafts.drop(desk.officer, key)
    return redirect("desk:new")


def keep_as_draft(request: HttpRequest, fields: Iterable[Iterable[str]]) -> bool:
    """Keep the fields of an intake that came without a session, for the officer who has just signed in."""
    posted = QueryDict(mutable=True)
    for name, value in fields:
        posted.appendlist(name, value)
    desk = desk_of(request)
    return drafts.save(desk.officer, posted.get("key", ""), fields_in(posted), desk.at)
