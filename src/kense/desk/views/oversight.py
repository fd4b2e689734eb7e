"""The controller's page: lateness as it is now, kept up to date by itself, and the figures of a period."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kense.desk.officers import Desk, with_desk
from kense.desk.oversight_page import OversightPage
from kense.oversight.board import CONTROLLER_ONLY


@require_GET
@with_desk
def oversight(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole page, or for a list that refreshes itself only what is so now."""
    if not desk.sees_all:
        return render(request, "desk/oversight_closed.html", {"refusal": CONTROLLER_ONLY}, status=403)
    page = OversightPage(desk, {name: str(value) for name, value in request.GET.items()})
    context = {"page": page, "act": desk.edition.act, "nav": "oversight"}
    if request.headers.get("HX-Request"):
        return render(request, "desk/oversight_live.html", context)
    return render(request, "desk/oversight.html", context, status=422 if page.problems else 200)
