"""Programs in the settings of the office: the list with the form of a new one, and one of them with its tokens."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.casework import programs as casework_programs
from kense.casework.programs import Made
from kense.desk.officers import Desk, with_desk
from kense.desk.programs_page import ProgramPage, ProgramsPage
from kense.desk.views.administrators import SAVED, Answer, attempt, for_administrator, typed
from kense.people.selectors import officer_of


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def programs(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All of them; one that is added shows its first token, once."""
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        made: list[Made] = []
        answer = attempt(
            lambda: made.append(casework_programs.add_program(desk.provider, fields, actor=desk.officer, at=desk.at))
        )
        if made:
            return _one(request, ProgramPage(desk, made[0].program.pk, secret=made[0].secret), Answer())
    return _show(request, "programs", ProgramsPage(desk, fields, answer.problems), answer)


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def program(request: HttpRequest, desk: Desk, program_id: int) -> HttpResponse:
    """One program; each form of the page names what it does in `do`."""
    found = officer_of(desk.provider, program_id)
    if found is None or not found.is_program:
        raise Http404
    if request.method != "POST":
        return _one(request, ProgramPage(desk, program_id), Answer())
    fields = typed(request)
    made: list[Made] = []
    answer = attempt(_change(desk, str(program_id), fields, made))
    if made:
        return _one(request, ProgramPage(desk, program_id, secret=made[0].secret), Answer())
    if answer.is_good:
        request.session[SAVED] = True
        return redirect("desk:program", program_id=program_id)
    return _one(request, ProgramPage(desk, program_id, fields, answer.problems), answer)


def _change(desk: Desk, key: str, fields: dict[str, str], made: list[Made]) -> Callable[[], object]:
    """What a form of the page asks for; a new token goes into `made`. Http404 for a form the page does not have."""
    who, by, at = desk.provider, desk.officer, desk.at
    forms: dict[str, Callable[[], object]] = {
        "new": lambda: made.append(casework_programs.new_token(who, key, fields, actor=by, at=at)),
        "revoke": lambda: casework_programs.revoke_token(who, key, fields.get("token", ""), actor=by, at=at),
        "answers": lambda: casework_programs.hand_over(who, key, fields, actor=by, at=at),
    }
    try:
        return forms[fields.get("do", "")]
    except KeyError:
        raise Http404 from None


def _one(request: HttpRequest, page: ProgramPage, answer: Answer) -> HttpResponse:
    response = _show(request, "program", page, answer)
    # A token on a page is not kept by the browser.
    response["Cache-Control"] = "no-store"
    return response


def _show(request: HttpRequest, name: str, page: ProgramsPage, answer: Answer) -> HttpResponse:
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {"page": page, "refusal": answer.refusal, "saved": saved, "nav": "administration", "part": "programs"}
    return render(request, f"desk/office_{name}.html", context, status=answer.status)
