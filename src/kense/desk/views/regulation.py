"""What the act says and what the desk does with it, action by action and place by place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kense.desk.officers import Desk, with_desk
from kense.desk.regulation_page import RegulationPage


@require_GET
@with_desk
def regulation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The edition new cases are opened under."""
    page = RegulationPage(desk.edition, desk.worktime.local(desk.at).date())
    return render(request, "desk/regulation.html", {"page": page, "status": page.status, "nav": "regulation"})
