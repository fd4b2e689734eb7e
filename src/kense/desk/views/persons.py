"""The register: finding a person, saying why one looks, the person with both histories.

What a person is searched by never stands in an address; a person is named there by the code.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kense.casework.openings import search_person
from kense.casework.register_openings import looks, open_person, show_iin
from kense.desk.officers import Desk, with_desk
from kense.desk.register_access import for_keeper, person_for, with_person
from kense.desk.register_page import GatePage, PersonPage
from kense.desk.views.administrators import SAVED, Answer, attempt, typed
from kense.kernel.signs import visible
from kense.registry.history import Person
from kense.registry.search import LONGEST, Found, found

NAV = "persons"


@require_http_methods(["GET", "POST"])
@with_desk
@for_keeper
def persons(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The search; what was typed is sent as a form, and so are the links to further pages."""
    words, after = (request.POST.get(name, "").strip()[:LONGEST] for name in ("q", "after"))
    words = visible(words)
    page = Found(())
    if words:
        if not after:
            search_person(words, [desk.provider.pk], officer=desk.officer, at=desk.at)
        page = found(desk.provider.pk, words, after)
    return render(request, "desk/persons.html", {"words": words, "page": page, "nav": NAV})


@require_http_methods(["GET", "POST"])
@with_desk
@for_keeper
def person(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One person; before that, the question why."""
    one, fields, answer = person_for(desk, code), typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: open_person(one, fields, officer=desk.officer, at=desk.at))
        if answer.is_good:
            return redirect("desk:person", code=one.code)
    if one.blocked_at or not looks(one, officer=desk.officer, at=desk.at):
        saved = request.method == "GET" and request.session.pop(SAVED, False)
        page = GatePage(one, fields, answer.problems)
        context = {"page": page, "refusal": answer.refusal, "saved": saved, "nav": NAV}
        return render(request, "desk/person_gate.html", context, status=answer.status)
    return _page(request, PersonPage(desk, one, request.GET.dict()))


@require_POST
@with_desk
@with_person
def person_iin(request: HttpRequest, desk: Desk, one: Person) -> HttpResponse:
    """The person with the numbers in full; that they were shown is written into the trail."""
    show_iin(one, officer=desk.officer, at=desk.at)
    return _page(request, PersonPage(desk, one, {}, shows_iin=True))


def _page(request: HttpRequest, page: PersonPage) -> HttpResponse:
    context = {"page": page, "saved": request.session.pop(SAVED, False), "nav": NAV}
    return render(request, "desk/person.html", context)
