"""Rights over personal data: the extract, blocking and destroying by an order, what need not be kept any more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kense.casework import personal_data
from kense.casework.extract import may_extract, queue_extract
from kense.casework.register_openings import ONE_FORM, ONE_LOOK, looks_at_rights, open_rights
from kense.desk.officers import Desk, with_desk
from kense.desk.register_page import GatePage
from kense.desk.rights_page import RetentionPage, RightsPage
from kense.desk.views.administrators import SAVED, Answer, attempt, typed
from kense.registry.history import Person
from kense.registry.register import person_by_code

_DEEDS = {"block": personal_data.block, "unblock": personal_data.unblock, "erase": personal_data.erase}


@require_http_methods(["GET", "POST"])
@with_desk
def rights(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """What is held on a person; a posted form orders one of the deeds. Destroying is asked about once more."""
    person = _person_for(desk, code)
    fields, answer = typed(request), Answer()
    do = fields.get("do", "")
    if not _may_look(request, desk, person):
        return _asked_why(request, desk, person, fields)
    if request.method == "POST" and do in _DEEDS:
        answer = attempt(lambda: _DEEDS[do](person, fields, actor=desk.officer, at=desk.at))
        if answer.is_good:
            request.session[SAVED] = True
            return redirect("desk:rights", code)
    page = RightsPage(desk, person, fields, answer.problems, asked=do == "ask")
    return _shown(request, "desk/rights.html", page, answer)


@require_POST
@with_desk
def extract(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Have the extract made, and show it."""
    person = _person_for(desk, code)
    if not _may_look(request, desk, person):
        return redirect("desk:rights", code)
    made = []
    answer = attempt(lambda: made.append(queue_extract(person, actor=desk.officer, at=desk.at)))
    if made:
        return redirect("desk:paper", made[0].code)
    return _shown(request, "desk/rights.html", RightsPage(desk, person), answer)


@require_GET
@with_desk
def retention(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What every term of retention is over for; shown to whose order it takes to destroy it."""
    if not personal_data.may_order(desk.provider, desk.officer, desk.at):
        context = {"refusal": personal_data.not_yours(desk.provider)}
        return render(request, "desk/retention_closed.html", context, status=403)
    return _shown(request, "desk/retention.html", RetentionPage(desk, counted="counted" in request.GET), Answer())


def _person_for(desk: Desk, code: str) -> Person:
    """A person of the officer's own office; Http404 for anybody out of reach, as for one who is not there."""
    person = person_by_code(desk.provider.pk, code)
    if person is None or not may_extract(desk.provider, desk.officer, desk.at):
        raise Http404
    return person


def _may_look(request: HttpRequest, desk: Desk, person: Person) -> bool:
    """Of whom nothing is left may be looked at by whoever comes here; a form sent late still belongs to its look."""
    within = ONE_FORM if request.method == "POST" else ONE_LOOK
    return bool(person.erased_at) or looks_at_rights(person, officer=desk.officer, at=desk.at, within=within)


def _asked_why(request: HttpRequest, desk: Desk, person: Person, fields: dict[str, str]) -> HttpResponse:
    answer = Answer()
    if request.method == "POST":
        answer = attempt(lambda: open_rights(person, fields, officer=desk.officer, at=desk.at))
        if answer.is_good:
            return redirect("desk:rights", person.code)
    context = {"page": GatePage(person, fields, answer.problems), "refusal": answer.refusal}
    return render(request, "desk/rights_gate.html", context, status=answer.status)


def _shown(request: HttpRequest, template: str, page: RightsPage | RetentionPage, answer: Answer) -> HttpResponse:
    context = {"page": page, "refusal": answer.refusal, "saved": request.session.pop(SAVED, False)}
    return render(request, template, context, status=answer.status)
