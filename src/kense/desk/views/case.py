"""The page of a case and what is done on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kense.cases.selectors import Case
from kense.casework.drafted import draft_paper
from kense.casework.openings import open_case, show_personal_data
from kense.casework.perform import ProblemsError, Request, perform
from kense.casework.refused import status_of
from kense.desk.case_page import CasePage
from kense.desk.flash import leave_flash
from kense.desk.form_keys import new_key
from kense.desk.officers import Desk, with_desk
from kense.desk.reach import case_for, desk_at
from kense.desk.views.intake import typed, version_in
from kense.desk.views.printing import take_done
from kense.kernel import Refusal, RefusedError
from kense.registry.facets import GROUND


@require_GET
@with_desk
def case(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One case."""
    one = case_for(desk, code)
    whole = request.GET.get("trail") == "all"
    return _page(request, CasePage(desk_at(desk, one.provider), one, whole=whole))


@require_POST
@with_desk
def do(request: HttpRequest, desk: Desk, code: str, operation: str) -> HttpResponse:
    """Carry out an operation on the case; what cannot be taken is shown where it was typed."""
    asked = _asked(request, desk, case_for(desk, code), operation)
    try:
        done = perform(asked, actor=desk.officer, at=desk.at)
    except (ProblemsError, RefusedError) as error:
        return _not_taken(request, desk, code, asked, error)
    leave_flash(request, done, operation)
    return (
        redirect("desk:case", code=code) if done.action in {a.id for a in desk.my_actions} else redirect("desk:today")
    )


@require_POST
@with_desk
def ground(request: HttpRequest, desk: Desk, code: str, operation: str) -> HttpResponse:
    """The form again for another ground of the person: what was typed stays, but for the fields of the ground before."""
    one = case_for(desk, code)
    fields = {f"change_{spec.name}" for spec in GROUND.fields}
    inputs = {name: value for name, value in _inputs(request).items() if name not in fields}
    page = CasePage(desk_at(desk, one.provider), one, tried=operation, typed=inputs, seen=version_in(request))
    return _page(request, page)


@require_POST
@with_desk
def preview(request: HttpRequest, desk: Desk, code: str, operation: str) -> HttpResponse:
    """The paper an operation would print, as a draft: nothing is done and nothing is stored."""
    one = case_for(desk, code)
    asked = _asked(request, desk, one, operation)
    try:
        pdf = draft_paper(asked, actor=desk.officer, at=desk.at)
    except (ProblemsError, RefusedError) as error:
        return _not_taken(request, desk, code, asked, error)
    if pdf is None:
        raise Http404
    open_case(one, officer=desk.officer, at=desk.at)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="draft-{one.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest, desk: Desk, one: Case, operation: str) -> Request:
    """The request of a form on the page, in the version of the case it was made for."""
    key = request.POST.get("key", "")[:64] or new_key(desk.officer)
    return Request(operation, key, case=one.pk, version=version_in(request), inputs=_inputs(request))


def _inputs(request: HttpRequest) -> dict[str, Any]:
    return typed(request) | {"grounds": request.POST.getlist("grounds")}


def _not_taken(
    request: HttpRequest, desk: Desk, code: str, asked: Request, error: ProblemsError | RefusedError
) -> HttpResponse:
    """The case as it now stands, with what was typed and why it was not taken."""
    one = case_for(desk, code)
    refusal = error.refusal if isinstance(error, RefusedError) else None
    page = CasePage(
        desk_at(desk, one.provider),
        one,
        tried=asked.operation,
        typed=asked.inputs,
        problems=[] if isinstance(error, RefusedError) else error.problems,
        seen=asked.version,
    )
    return _page(request, page, refusal=refusal, status=status_of(refusal) if refusal else 422)


@require_POST
@with_desk
def show_iin(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Show the person's IIN in full; that it was shown is written into the trail."""
    one = case_for(desk, code)
    show_personal_data(one, officer=desk.officer, at=desk.at)
    return render(
        request,
        "desk/parts/iin.html" if request.headers.get("HX-Request") else "desk/case.html",
        {
            "page": CasePage(desk_at(desk, one.provider), one),
            "key": new_key(desk.officer),
            "iin_shown": True,
            "nav": "cases",
        },
    )


def _page(request: HttpRequest, page: CasePage, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    open_case(page.case, officer=page.desk.officer, at=page.desk.at)
    context = {"page": page, "refusal": refusal, "key": new_key(page.desk.officer), "nav": "cases"}
    return render(request, "desk/case.html", context | {"done": take_done(request)}, status=status)
