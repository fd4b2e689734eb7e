"""Correcting an error of writing: the registered application as a form, what it changes, and doing it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense import law
from kense.cases.selectors import Case, case_of_office
from kense.casework.application import with_unseen
from kense.casework.openings import fill_in, show_alike, show_personal_data
from kense.casework.perform import ProblemsError, Request, judge, perform
from kense.casework.refused import status_of
from kense.desk.correct_page import CorrectPage, ReviewPage, correction_of, why_closed
from kense.desk.flash import leave_flash
from kense.desk.form_keys import new_key
from kense.desk.officers import Desk, desk_of, with_desk
from kense.desk.views.intake import fields_in, version_in
from kense.kernel import Refusal, RefusedError

REVIEW, APPLY = "review", "apply"
_KEY_LIMIT = 50


@require_http_methods(["GET", "POST"])
@with_desk
def correct(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The form; sent, it is shown as a list of what it changes, and done once that is confirmed."""
    case = case_of_office(desk.provider.pk, code) if desk.reads_cases else None
    operation = correction_of(case) if case else None
    if case is None or operation is None:
        raise Http404
    do = request.POST.get("do", "")
    if do == APPLY:
        return _apply(request, desk, case)
    if closed := why_closed(desk, case):
        return _closed(request, case, closed)
    if do == REVIEW:
        return _review(request, desk, case, operation.id)
    if request.method == "POST":
        return _form(request, CorrectPage(desk, case, _typed(request, case)))
    show_personal_data(case, officer=desk.officer, at=desk.at)
    return _form(request, CorrectPage(desk, case))


def _review(request: HttpRequest, desk: Desk, case: Case, operation: str) -> HttpResponse:
    """What the correction would change; nothing is done."""
    asked = _asked(request, desk, case, operation)
    try:
        judged = judge(asked, actor=desk.officer, at=desk.at)
    except (ProblemsError, RefusedError) as error:
        return _not_taken(request, desk, case, asked, error)
    context = {"page": ReviewPage(desk, case, judged, asked.inputs), "key": asked.key, "nav": "cases"}
    return render(request, "desk/correct_review.html", context)


def _apply(request: HttpRequest, desk: Desk, case: Case) -> HttpResponse:
    """Do what was shown: the operation of that moment, so that a second press is known for the same one."""
    asked = _asked(request, desk, case, request.POST.get("operation", ""))
    try:
        perform(asked, actor=desk.officer, at=desk.at)
    except (ProblemsError, RefusedError) as error:
        return _not_taken(request, desk, case, asked, error)
    leave_flash(request, case, asked.operation)
    return redirect("desk:case", code=case.code)


def _asked(request: HttpRequest, desk: Desk, case: Case, operation: str) -> Request:
    key = request.POST.get("key", "")[:_KEY_LIMIT] or new_key(desk.officer)
    return Request(operation, key, case.pk, version_in(request), inputs=_typed(request, case))


def _typed(request: HttpRequest, case: Case) -> dict[str, str]:
    return with_unseen(case, {name: value for name, value in fields_in(request.POST).items() if name != "operation"})


def _not_taken(
    request: HttpRequest, desk: Desk, case: Case, asked: Request, error: ProblemsError | RefusedError
) -> HttpResponse:
    """The form as it was typed and why it was not taken; only that where nothing can be corrected any more."""
    refusal = error.refusal if isinstance(error, RefusedError) else None
    if refusal and (closed := why_closed(desk, case)):
        return _closed(request, case, closed)
    page = CorrectPage(desk, case, asked.inputs, seen=asked.version)
    return _form(request, page, refusal=refusal, status=status_of(refusal) if refusal else 422)


def _closed(request: HttpRequest, case: Case, refusal: Refusal) -> HttpResponse:
    context = {"case": case, "act": law.edition(case.edition).act, "refusal": refusal, "nav": "cases"}
    return render(request, "desk/correct_closed.html", context, status=status_of(refusal))


def _form(
    request: HttpRequest, page: CorrectPage, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    key = request.POST.get("key", "")[:_KEY_LIMIT] or new_key(page.desk.officer)
    fill_in(page.filled_in, key, officer=page.desk.officer, at=desk_of(request).at)
    show_alike(page.codes_shown, key, officer=page.desk.officer, at=desk_of(request).at)
    context = {"page": page, "key": key, "refusal": refusal, "nav": "cases"}
    return render(request, "desk/correct.html", context, status=status)
