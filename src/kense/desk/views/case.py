"""The page of a case and what is done on it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kense.cases.selectors import Case, case_of_office
from kense.casework.openings import show_personal_data
from kense.casework.perform import ProblemsError, Request, perform
from kense.desk.case_page import CasePage
from kense.desk.flash import leave_flash
from kense.desk.officers import Desk, with_desk
from kense.desk.refused import status_of
from kense.desk.views.intake import typed, version_in
from kense.kernel import Refusal, RefusedError


@require_GET
@with_desk
def case(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One case."""
    return _page(request, CasePage(desk, _case(desk, code)))


@require_POST
@with_desk
def do(request: HttpRequest, desk: Desk, code: str, operation: str) -> HttpResponse:
    """Carry out an operation on the case; what cannot be taken is shown where it was typed."""
    one = _case(desk, code)
    fields = typed(request) | {"grounds": request.POST.getlist("grounds")}
    asked = Request(
        operation,
        request.POST.get("key", "")[:64] or uuid.uuid4().hex,
        case=one.pk,
        version=version_in(request),
        inputs=fields,
    )
    try:
        done = perform(asked, actor=desk.officer, at=desk.at)
    except ProblemsError as error:
        return _page(request, CasePage(desk, one, tried=operation, typed=fields, problems=error.problems), status=422)
    except RefusedError as refused:
        page = CasePage(desk, _case(desk, code), tried=operation, typed=fields)
        return _page(request, page, refusal=refused.refusal, status=status_of(refused.refusal))
    leave_flash(request, done, operation)
    return (
        redirect("desk:case", code=code) if done.action in {a.id for a in desk.my_actions} else redirect("desk:today")
    )


@require_POST
@with_desk
def show_iin(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Show the person's IIN in full; that it was shown is written into the trail."""
    one = _case(desk, code)
    show_personal_data(one, officer=desk.officer, at=desk.at)
    return render(
        request,
        "desk/parts/iin.html" if request.headers.get("HX-Request") else "desk/case.html",
        {"page": CasePage(desk, one), "key": uuid.uuid4().hex, "iin_shown": True, "nav": "cases"},
    )


def _case(desk: Desk, code: str) -> Case:
    one = case_of_office(desk.provider.pk, code)
    if one is None:
        raise Http404
    return one


def _page(request: HttpRequest, page: CasePage, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    context = {"page": page, "refusal": refusal, "key": uuid.uuid4().hex, "nav": "cases"}
    return render(request, "desk/case.html", context, status=status)
