"""Every clock of a case, explained: as a page, as JSON and on paper."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kense import law
from kense.cases.selectors import Case, case_of_office
from kense.casework.papers import queue_explanation
from kense.casework.timesheet import accounts_of
from kense.desk.case_page import CasePage
from kense.desk.officers import Desk, with_desk
from kense.law import lookup
from kense.law.edition import PaperSpec


@require_GET
@with_desk
def time(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The page: the term of the service, then each run of an action."""
    case = _case(desk, code)
    context = {"page": CasePage(desk, case), "accounts": accounts_of(case, desk.at), "paper": _paper(case)}
    return render(request, "desk/time.html", context | {"nav": "cases"})


@require_GET
@with_desk
def time_json(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The same for a program; nothing in it names a person."""
    case = _case(desk, code)
    accounts = [account.as_dict() for account in accounts_of(case, desk.at)]
    content = {"number": case.number, "code": case.code, "at": desk.at.isoformat(), "accounts": accounts}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_POST
@with_desk
def time_paper(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Have the paper made that tells the same, and open it."""
    case = _case(desk, code)
    if _paper(case) is None:
        raise Http404
    return redirect("desk:paper", code=queue_explanation(case, desk.officer, desk.at).code)


def _paper(case: Case) -> PaperSpec | None:
    return lookup.paper_on_request(law.edition(case.edition), "clocks")


def _case(desk: Desk, code: str) -> Case:
    case = case_of_office(desk.provider.pk, code)
    if case is None:
        raise Http404
    return case
