"""Intake at the counter: one page from the person's IIN to the registration or the refusal to accept."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kense import law
from kense.cases.selectors import Case, case_of_office
from kense.casework import drafts
from kense.casework.application import fields_of
from kense.casework.openings import fill_in, open_case, show_alike
from kense.casework.perform import ProblemsError, Request, perform
from kense.casework.refused import status_of
from kense.casework.take_in import take_in
from kense.desk.case_page import CasePage
from kense.desk.confirmations import confirmed_in
from kense.desk.flash import leave_flash
from kense.desk.form_keys import new_key
from kense.desk.intake_page import IntakePage, usual_term
from kense.desk.officers import Desk, with_desk
from kense.kernel import Refusal, RefusedError

CHECK = "check"
ASIDE = "aside"
_KEY_LIMIT = 50


@with_desk
def intake(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new application: the empty form, the form checked while it is filled in, or what was decided."""
    if request.method == "POST":
        return _answer(request, desk, None)
    if not desk.takes_in:
        raise PermissionDenied
    first = {"applicant": "", "term": usual_term(desk.edition), "handed_in": handed_in_now(desk)}
    return intake_page(request, IntakePage(desk, first), key=new_key(desk.officer))


@with_desk
def go_on(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """An application that was taken in before and is still at the counter; one that has left it is shown as a case."""
    case = case_of_office(desk.provider.pk, code) if desk.reads_cases else None
    if case is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, desk, case)
    if not _is_here(case):
        return redirect("desk:case", code=code)
    open_case(case, officer=desk.officer, at=desk.at)
    return intake_page(request, IntakePage(desk, fields_of(case), case=case), key=new_key(desk.officer))


def _is_here(case: Case) -> bool:
    return case.action == law.edition(case.edition).procedure.opening.opens


def _answer(request: HttpRequest, desk: Desk, case: Case | None) -> HttpResponse:
    fields = fields_in(request.POST)
    key, do = request.POST.get("key", "")[:_KEY_LIMIT] or new_key(desk.officer), request.POST.get("do", CHECK)
    if do in (CHECK, ASIDE):
        page = IntakePage(desk, fields, case=case)
        if case is None and desk.takes_in:
            drafts.save(desk.officer, key, page.fields, desk.at)
        return redirect("desk:new") if do == ASIDE else intake_page(request, page, key=key)
    try:
        done = _decide(desk, case, fields, do, key, version_in(request))
    except ProblemsError:
        return intake_page(request, IntakePage(desk, fields, judge=True, case=case), key=key, status=422)
    except RefusedError as refused:
        return _refused(request, desk, case, fields, key, refused.refusal)
    leave_flash(request, done, do, prints=True)
    return redirect("desk:today")


def _refused(
    request: HttpRequest, desk: Desk, case: Case | None, fields: Mapping[str, str], key: str, told: Refusal
) -> HttpResponse:
    """The form with why not; or the case as it stands, where somebody else has decided meanwhile."""
    if case is None or _is_here(case):
        page = IntakePage(desk, fields, judge=True, case=case)
        return intake_page(request, page, key=key, refusal=told, status=status_of(told))
    open_case(case, officer=desk.officer, at=desk.at)
    context = {"page": CasePage(desk, case, seen=version_in(request)), "refusal": told, "key": key, "nav": "cases"}
    return render(request, "desk/case.html", context, status=status_of(told))


def _decide(desk: Desk, case: Case | None, fields: Mapping[str, str], do: str, key: str, version: int) -> Case:
    if case is None:
        return take_in(fields, do, key=key, actor=desk.officer, at=desk.at)
    return perform(Request(do, key, case=case.pk, version=version, inputs=fields), actor=desk.officer, at=desk.at)


def handed_in_now(desk: Desk) -> str:
    """The present moment as the form carries the one of handing in."""
    return desk.worktime.local(desk.at).isoformat(timespec="seconds")


def typed(request: HttpRequest) -> dict[str, str]:
    """The fields of the form as typed."""
    return fields_in(request.POST)


def fields_in(posted: QueryDict) -> dict[str, str]:
    """The fields of a form as typed; ticked confirmations are put together in one field."""
    fields = {name: value for name, value in posted.items() if isinstance(value, str) and name not in _OWN}
    return fields | {"confirmed": ",".join(confirmed_in(posted.getlist("confirm"), fields))}


def version_in(request: HttpRequest) -> int:
    """The version of the case that the form was made for; 0, which no case has, when it is not a number."""
    typed_version = request.POST.get("version", "")
    return int(typed_version) if typed_version.isdecimal() and len(typed_version) < 10 else 0


_OWN = {"csrfmiddlewaretoken", "key", "do", "version", "confirm"}


def intake_page(
    request: HttpRequest, page: IntakePage, *, key: str, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page of an intake, with the officer's other unfinished intakes beside it; whose data came into it is written down."""
    fill_in(page.filled_in, key, officer=page.desk.officer, at=page.desk.at)
    show_alike(page.codes_shown, key, officer=page.desk.officer, at=page.desk.at)
    others = [] if page.case else drafts.of_officer(page.desk.officer, page.desk.at, but=key)
    context = {"page": page, "key": key, "refusal": refusal, "drafts": others, "nav": "new"}
    return render(request, "desk/intake.html", context, status=status)
