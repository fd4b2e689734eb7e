"""The officer's own password."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kense.casework.passwords import LABELS, NEW, OLD, REPEATED, change_own
from kense.casework.second_factor import factor_of
from kense.desk.office_page import Field
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt


@sensitive_post_parameters(OLD, NEW, REPEATED)
@require_http_methods(["GET", "POST"])
@with_desk
def password(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form; sent, it changes the password and ends the officer's other sessions, while this one goes on."""
    answer, must_change = Answer(), desk.officer.must_change_password
    if request.method == "POST":
        answer = attempt(lambda: change_own(desk.officer, request.POST.dict(), at=desk.at))
        if answer.is_good:
            update_session_auth_hash(request, desk.officer)
            if must_change:
                return redirect("desk:today")
            request.session[SAVED] = True
            return redirect("desk:password")
    problems = {problem.field: problem for problem in reversed(answer.problems)}
    form = {name: Field(name, label, "", problems.get(name)) for name, label in LABELS.items()}
    context = {
        "form": form,
        "saved": request.session.pop(SAVED, None),
        "must_change": must_change,
        "factor": factor_of(desk.officer),
        "nav": "password",
    }
    return render(request, "desk/password.html", context, status=answer.status)
