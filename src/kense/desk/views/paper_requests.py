"""Papers made because an officer asked: about a case, in one language, as a copy, or blank."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kense.cases.selectors import Case
from kense.casework.openings import open_case
from kense.casework.paper_requests import LANGUAGES, request_blank, request_copy, request_paper
from kense.casework.refused import status_of
from kense.desk.case_page import CasePage
from kense.desk.form_keys import new_key
from kense.desk.officers import Desk, with_desk
from kense.desk.reach import case_for, desk_at
from kense.kernel import Refusal, RefusedError


@require_POST
@with_desk
def paper(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Have the chosen paper about the case made, and open it."""
    case = case_for(desk, code)
    try:
        made = request_paper(
            case, request.POST.get("kind", ""), actor=desk.officer, at=desk.at, language=_language(request)
        )
    except KeyError:
        raise Http404 from None
    except RefusedError as refused:
        return _refused(request, desk, case, refused.refusal)
    return redirect("desk:paper", code=made.code)


@require_POST
@with_desk
def copy(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Have a copy of a paper of the case made, and open it; the original stays as it is."""
    case = case_for(desk, code)
    original, given_to = request.POST.get("original", ""), request.POST.get("given_to", "")
    try:
        made = request_copy(case, original, given_to, actor=desk.officer, at=desk.at)
    except RefusedError as refused:
        return _refused(request, desk, case, refused.refusal)
    return redirect("desk:paper", code=made.code)


@require_POST
@with_desk
def blank(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Have a blank application form made, for a recipient to write on, and open it."""
    try:
        made = request_blank(desk.provider, actor=desk.officer, at=desk.at, language=_language(request))
    except KeyError:
        raise Http404 from None
    return redirect("desk:paper", code=made.code)


def _language(request: HttpRequest) -> str:
    """The one language chosen; empty for both."""
    chosen = request.POST.get("language", "")
    return chosen if chosen in LANGUAGES else ""


def _refused(request: HttpRequest, desk: Desk, case: Case, refusal: Refusal) -> HttpResponse:
    """The page of the case with the reason, and with what was typed and chosen."""
    open_case(case, officer=desk.officer, at=desk.at)
    page = CasePage(desk_at(desk, case.provider), case, typed=request.POST.dict())
    context = {"page": page, "refusal": refusal, "key": new_key(desk.officer), "nav": "cases"}
    return render(request, "desk/case.html", context, status=status_of(refusal))
