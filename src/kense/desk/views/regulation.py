"""What the act says and what the desk does with it, place by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kense import law
from kense.desk.officers import Desk, with_desk


@require_GET
@with_desk
def regulation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The edition new cases are opened under: the act, its places with short labels, what is not verified."""
    act = desk.edition.act
    context = {
        "edition": desk.edition,
        "status": law.status_on(act, desk.worktime.local(desk.at).date()),
        "sources": [(source, [p for p in act.places if p.ref.source == name]) for name, source in act.sources.items()],
        "nav": "regulation",
    }
    return render(request, "desk/regulation.html", context)
