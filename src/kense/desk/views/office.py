"""Officers in the settings of the office: the list, a new one, and everything about one."""

from collections.abc import Callable

from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kense.casework import accounts, door, roles, second_factor
from kense.desk.office_page import NewOfficerPage, OfficerPage, OfficersPage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt, for_administrator, typed
from kense.kernel import Problem
from kense.people.selectors import Officer, officer_of

MOST_SIGN_INS = 5


@require_GET
@with_desk
def administration(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The officers; a head who is no administrator comes to the substitutions."""
    if desk.heads and not desk.administers:
        return redirect("desk:substitutions")
    return _officers(request, desk)


@for_administrator
def _officers(request: HttpRequest, desk: Desk) -> HttpResponse:
    saved = request.session.pop(SAVED, None)
    context = {"page": OfficersPage(desk), "saved": saved, "nav": "administration", "part": "officers"}
    return render(request, "desk/office.html", context)


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def new_officer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add an officer; their page then shows the first password, once."""
    fields, problems = typed(request), list[Problem]()
    if request.method == "POST":
        made: list[tuple[Officer, str]] = []
        answer = attempt(
            lambda: made.append(accounts.add_officer(desk.provider, fields, actor=desk.officer, at=desk.at))
        )
        if made:
            found, password = made[0]
            return _one(request, OfficerPage(desk, found, password=password))
        problems = answer.problems
    context = {"page": NewOfficerPage(desk, fields, problems), "nav": "administration", "part": "officers"}
    return _private(render(request, "desk/office_new.html", context, status=422 if problems else 200))


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def officer(request: HttpRequest, desk: Desk, officer_id: int) -> HttpResponse:
    """One officer; each form of the page names what it does in `do`."""
    found = officer_of(desk.provider, officer_id)
    if found is None or found.is_program:
        raise Http404
    if request.method != "POST":
        return _one(request, OfficerPage(desk, found))
    fields = typed(request)
    if fields.get("do") == "password":
        return _password(request, desk, found, fields)
    answer = attempt(_changes(desk, found, fields))
    if answer.is_good:
        request.session[SAVED] = True
        return redirect("desk:officer", officer_id=found.pk)
    return _not_done(request, desk, found, fields, answer)


@require_POST
@with_desk
@for_administrator
def demand_code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Demand the code of the phone of everybody in the office, or leave it to each officer again."""
    second_factor.demand(desk.provider, "demanded" in request.POST, actor=desk.officer, at=desk.at)
    request.session[SAVED] = True
    return redirect("desk:administration")


def _changes(desk: Desk, found: Officer, fields: dict[str, str]) -> Callable[[], object]:
    """What a form of the page asks for. Http404 for one the page does not have."""
    who, key, by, at = desk.provider, str(found.pk), desk.officer, desk.at
    forms: dict[str, Callable[[], object]] = {
        "data": lambda: accounts.edit_officer(who, key, fields, actor=by, at=at),
        "role": lambda: roles.give_role(who, key, fields, actor=by, at=at),
        "last": lambda: roles.end_role(who, key, fields.get("row", ""), fields, actor=by, at=at),
        "main": lambda: accounts.set_main_account(who, key, fields, actor=by, at=at),
        "close": lambda: accounts.close_officer(who, key, confirmed="confirmed" in fields, actor=by, at=at),
        "code": lambda: second_factor.take_off(who, key, actor=by, at=at),
        "reopen": lambda: accounts.reopen_officer(who, key, actor=by, at=at),
    }
    try:
        return forms[fields.get("do", "")]
    except KeyError:
        raise Http404 from None


def _password(request: HttpRequest, desk: Desk, found: Officer, fields: dict[str, str]) -> HttpResponse:
    made: list[tuple[Officer, str]] = []
    answer = attempt(
        lambda: made.append(accounts.set_password(desk.provider, str(found.pk), fields, actor=desk.officer, at=desk.at))
    )
    if not made:
        return _not_done(request, desk, found, fields, answer)
    officer, password = made[0]
    if officer.pk == desk.officer.pk:
        # Their other sessions end; the one in which they chose the password goes on.
        update_session_auth_hash(request, officer)
    return _one(request, OfficerPage(desk, officer, password=password))


def _not_done(request: HttpRequest, desk: Desk, found: Officer, fields: dict[str, str], answer: Answer) -> HttpResponse:
    found.refresh_from_db()
    return _one(request, OfficerPage(desk, found, fields, answer.problems), answer)


def _one(request: HttpRequest, page: OfficerPage, answer: Answer | None = None) -> HttpResponse:
    answer = answer or Answer()
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {
        "page": page,
        "factor": second_factor.factor_of(page.officer),
        "door": [(one, door.DONE[one.operation]) for one in door.latest_of(page.officer, MOST_SIGN_INS)],
        "refusal": answer.refusal,
        "saved": saved,
        "nav": "administration",
        "part": "officers",
    }
    return _private(render(request, "desk/office_officer.html", context, status=answer.status))


def _private(response: HttpResponse) -> HttpResponse:
    """A password on a page is not kept by the browser."""
    response["Cache-Control"] = "no-store"
    return response
