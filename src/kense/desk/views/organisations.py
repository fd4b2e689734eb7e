"""The directory of education organisations, kept by the administrator of the office."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.casework import organisations as casework_organisations
from kense.desk.officers import Desk, with_desk
from kense.desk.organisations_page import OrganisationPage, OrganisationsPage
from kense.desk.views.administrators import SAVED, Answer, attempt, for_administrator, typed
from kense.registry.organisations import directory_of

_CHANGES = {
    "correct": casework_organisations.correct,
    "rename": casework_organisations.rename,
    "close": casework_organisations.close,
}


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def organisations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The directory, and the form of one more organisation."""
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: casework_organisations.add(desk.provider, fields, actor=desk.officer, at=desk.at))
        if answer.is_good:
            return _saved(request)
    return _show(request, "organisations", OrganisationsPage(desk, fields, answer.problems), answer)


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def organisation(request: HttpRequest, desk: Desk, organisation_id: int) -> HttpResponse:
    """One organisation: what was written wrong, its next name, its end, that it is the office's own."""
    if organisation_id not in directory_of(desk.provider.pk).by_id:
        raise Http404
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: _change(desk, str(organisation_id), fields))
        if answer.is_good:
            return _saved(request)
    return _show(request, "organisation", OrganisationPage(desk, organisation_id, fields, answer.problems), answer)


def _change(desk: Desk, organisation_id: str, fields: dict[str, str]) -> None:
    if change := _CHANGES.get(fields.get("do", "")):
        change(desk.provider, organisation_id, fields, actor=desk.officer, at=desk.at)
    else:
        is_own = bool(fields.get("is_own"))
        casework_organisations.set_own(desk.provider, organisation_id, is_own, actor=desk.officer, at=desk.at)


def _saved(request: HttpRequest) -> HttpResponse:
    request.session[SAVED] = True
    return redirect("desk:organisations")


def _show(request: HttpRequest, part: str, page: OrganisationsPage, answer: Answer) -> HttpResponse:
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {
        "page": page,
        "refusal": answer.refusal,
        "saved": saved,
        "nav": "administration",
        "part": "organisations",
    }
    return render(request, f"desk/office_{part}.html", context, status=answer.status)
