"""The life of the act and its duties: read by the office, entered by the lawyer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.casework import act_facts
from kense.desk.act_life_page import BACK, ENTER, ActLifePage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt, typed
from kense.law.life import left_open

Change = Callable[..., None]


@require_http_methods(["GET", "POST"])
@with_desk
def act_life(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; a form of it enters a day or a mark, or takes it back."""
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        change, about = _change(desk, fields), fields.get("about", "")
        answer = attempt(lambda: change(about, fields, actor=desk.officer, at=desk.at))
        if answer.is_good:
            request.session[SAVED] = True
            return redirect("desk:act_life")
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    page = ActLifePage(desk, fields, answer.problems)
    context = {"page": page, "refusal": answer.refusal, "saved": saved, "nav": "act_life", "enter": ENTER, "back": BACK}
    return render(request, "desk/act_life.html", context, status=answer.status)


def _change(desk: Desk, fields: dict[str, str]) -> Change:
    """What a form asks for: of a day of publication, or else of a duty."""
    is_back = fields.get("do") == BACK
    if fields.get("about") in left_open(desk.edition.act):
        return act_facts.take_back_fact if is_back else act_facts.enter_fact
    return act_facts.take_mark_back if is_back else act_facts.mark_done
