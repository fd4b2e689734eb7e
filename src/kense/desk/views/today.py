"""Today: the officer's lists, and a case opened in its place there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kense.casework import drafts
from kense.casework.openings import open_case
from kense.desk.case_page import CasePage
from kense.desk.form_keys import new_key
from kense.desk.officers import Desk, with_desk
from kense.desk.reach import case_for, desk_at
from kense.desk.today_page import TodayPage

AT_A_GLANCE = frozenset({"assignee", "note", "reason"})
"""Inputs that are asked for under a row of a list; what asks for more is done on the page of the case."""


@require_GET
@with_desk
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The officer's lists; when they refresh themselves they send along what is chosen or open in them."""
    live = bool(request.headers.get("HX-Request"))
    context = {
        "page": TodayPage(desk, request.GET.getlist("case") if live else ()),
        "drafts": drafts.of_officer(desk.officer, desk.at) if desk.takes_in else [],
        "nav": "today",
    }
    return render(request, "desk/parts/today_lists.html" if live else "desk/today.html", context)


@require_GET
@with_desk
def glance(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """What a decision on the case needs, to be shown under its row; without scripts the page of the case."""
    if not request.headers.get("HX-Request"):
        return redirect("desk:case", code=code)
    case = case_for(desk, code)
    open_case(case, officer=desk.officer, at=desk.at)
    page = CasePage(desk_at(desk, case.provider), case)
    here = [choice for choice in page.choices if AT_A_GLANCE.issuperset(choice.outcome.asks)]
    context = {"page": page, "choices": here, "more": len(here) < len(page.choices), "key": new_key(desk.officer)}
    return render(request, "desk/parts/today_glance.html", context)
