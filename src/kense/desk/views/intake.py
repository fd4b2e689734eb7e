"""Intake at the counter: one page from the person's IIN to the registration or the refusal to accept."""

import uuid
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kense.cases.selectors import Case, case_of_office, runs_of
from kense.casework.application import typed_fields
from kense.casework.perform import ProblemsError, Request, perform
from kense.casework.take_in import take_in
from kense.desk.confirmations import confirmed_in
from kense.desk.flash import leave_flash
from kense.desk.intake_page import IntakePage
from kense.desk.officers import Desk, with_desk
from kense.desk.refused import status_of
from kense.kernel import Refusal, RefusedError

CHECK = "check"


@with_desk
def intake(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new application: the empty form, the form checked while it is filled in, or what was decided."""
    if request.method != "POST":
        first = {"applicant": "", "handed_in": desk.worktime.local(desk.at).isoformat(timespec="seconds")}
        return _page(request, IntakePage(desk, first), key=uuid.uuid4().hex)
    return _answer(request, desk, None)


@with_desk
def go_on(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """An application that was taken in before and is still at the counter."""
    case = case_of_office(desk.provider.pk, code)
    if case is None or case.action != desk.edition.procedure.opening.opens:
        raise Http404
    if request.method != "POST":
        page = IntakePage(desk, typed_fields(case.application), case=case, run=runs_of(case)[-1])
        return _page(request, page, key=uuid.uuid4().hex)
    return _answer(request, desk, case)


def _answer(request: HttpRequest, desk: Desk, case: Case | None) -> HttpResponse:
    fields = typed(request)
    key, do = request.POST.get("key", "")[:50] or uuid.uuid4().hex, request.POST.get("do", CHECK)
    run = runs_of(case)[-1] if case else None
    if do == CHECK:
        return _page(request, IntakePage(desk, fields, case=case, run=run), key=key)
    try:
        done = _decide(desk, case, fields, do, key, version_in(request))
    except ProblemsError:
        page = IntakePage(desk, fields, judge=True, case=case, run=run)
        return _page(request, page, key=key, status=422)
    except RefusedError as refused:
        page = IntakePage(desk, fields, judge=True, case=case, run=run)
        return _page(request, page, key=key, refusal=refused.refusal, status=status_of(refused.refusal))
    leave_flash(request, done, do)
    return redirect("desk:today")


def _decide(desk: Desk, case: Case | None, fields: Mapping[str, str], do: str, key: str, version: int) -> Case:
    if case is None:
        return take_in(fields, do, key=key, actor=desk.officer, at=desk.at)
    return perform(Request(do, key, case=case.pk, version=version, inputs=fields), actor=desk.officer, at=desk.at)


def typed(request: HttpRequest) -> dict[str, str]:
    """The fields of the form as typed; ticked confirmations are put together in one field."""
    fields = {name: value for name, value in request.POST.items() if isinstance(value, str) and name not in _OWN}
    return fields | {"confirmed": ",".join(confirmed_in(request.POST.getlist("confirm"), fields))}


def version_in(request: HttpRequest) -> int:
    """The version of the case that the form was made for; 0, which no case has, when it is not a number."""
    typed_version = request.POST.get("version", "")
    return int(typed_version) if typed_version.isdecimal() and len(typed_version) < 10 else 0


_OWN = {"csrfmiddlewaretoken", "key", "do", "version", "confirm"}


def _page(
    request: HttpRequest, page: IntakePage, *, key: str, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context = {"page": page, "key": key, "refusal": refusal, "nav": "new"}
    return render(request, "desk/intake.html", context, status=status)
