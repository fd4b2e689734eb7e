"""Every clock of a case, explained: as a page, as JSON and on paper."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kense import law
from kense.cases.selectors import ActionRun, Case
from kense.casework.openings import open_clocks
from kense.casework.paper_requests import request_paper
from kense.casework.refused import status_of
from kense.casework.timesheet import Account, accounts_of
from kense.desk.case_page import CasePage
from kense.desk.officers import Desk, with_desk
from kense.desk.reach import case_for, desk_at
from kense.kernel import Refusal, RefusedError
from kense.law import lookup
from kense.law.edition import PaperSpec
from kense.people.selectors import Officer


@require_GET
@with_desk
def time(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The page: the term of the service, then each run of an action."""
    case = case_for(desk, code)
    open_clocks(case, officer=desk.officer, at=desk.at)
    return _page(request, desk, case)


@require_GET
@with_desk
def time_json(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The same for a program; nothing in it names a person."""
    case = case_for(desk, code)
    accounts = [account.as_dict() for account in accounts_of(case, desk.at)]
    content = {"number": case.number, "code": case.code, "at": desk.at.isoformat(), "accounts": accounts}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_POST
@with_desk
def time_paper(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Have the paper made that tells the same, and open it."""
    case = case_for(desk, code)
    spec = _paper(case)
    if spec is None:
        raise Http404
    try:
        paper = request_paper(case, spec.id, actor=desk.officer, at=desk.at)
    except RefusedError as refused:
        return _page(request, desk, case, refused.refusal)
    return redirect("desk:paper", code=paper.code)


def _page(request: HttpRequest, desk: Desk, case: Case, refusal: Refusal | None = None) -> HttpResponse:
    own = case.provider_id == desk.provider.pk
    page, accounts = CasePage(desk_at(desk, case.provider), case), accounts_of(case, desk.at)
    context = {
        "page": page,
        "accounts": accounts,
        "story": _story(page, accounts),
        "paper": _paper(case) if own else None,
        "refusal": refusal,
        "nav": "cases",
    }
    return render(request, "desk/time.html", context, status=status_of(refusal) if refusal else 200)


def _story(page: CasePage, accounts: Sequence[Account]) -> list[tuple[Account, ActionRun, Officer | None]]:
    """Each run of an action with its clock and who had it."""
    holder = page.case.holder if page.action and page.action.by_assignee else None
    return [
        (account, run, run.officer if run.done_at else holder)
        for account, run in zip(accounts[1:], page.runs, strict=True)
    ]


def _paper(case: Case) -> PaperSpec | None:
    return lookup.paper_on_request(law.edition(case.edition), "clocks")
