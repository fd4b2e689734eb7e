"""Pages for everybody: where an application stands, by the number and the code of the talon, and how the service goes."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kense import law
from kense.acts.selectors import edition_at, known
from kense.cases.public import case_by_public_code
from kense.casework.attempts import count_failure, wait_until
from kense.desk.public_page import PublicPage, needed_when
from kense.desk.published import office_shown, one_of_each_other_act
from kense.kernel.clock import now
from kense.people.selectors import Provider, providers, working_time

GUESS = "status"


@never_cache
@require_GET
@login_not_required
def status(request: HttpRequest) -> HttpResponse:
    """Where a case stands. The same answer for a wrong number and for a wrong code; guessing is slowed down."""
    number, code = (request.GET.get(name, "").strip()[:60] for name in ("number", "code"))
    context: dict[str, Any] = {"number": number, "code": code}
    if not (number or code):
        return _status(request, context)
    at, source = now(), request.META.get("REMOTE_ADDR", "")
    until = wait_until(GUESS, source, at)
    if until is not None:
        minutes = -(-int((until - at).total_seconds()) // 60)
        return _status(request, context | {"wait_minutes": minutes}, 429)
    case = case_by_public_code(number, code)
    if case is None:
        count_failure(GUESS, source, at)
        return _status(request, context | {"unknown": True}, 404)
    timezone.activate(ZoneInfo(case.provider.zone))
    page = PublicPage(case, at)
    hours = _hours(case.provider, page.worktime.local(at).date())
    return _status(request, context | {"page": page, "provider": case.provider, "act": page.edition.act, **hours})


def _status(request: HttpRequest, context: dict[str, Any], answer: int = 200) -> HttpResponse:
    response = render(request, "desk/public/status.html", context, status=answer)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_GET
@login_not_required
def service(request: HttpRequest) -> HttpResponse:
    """The steps of the service with their terms, the documents to bring and the grounds of refusal."""
    shown = office_shown(request)
    day = working_time(shown).local(now()).date()
    edition = edition_at(shown, now())
    context = {
        "edition": edition,
        "act": edition.act,
        "act_status": law.status_on(known(edition.act), day),
        "documents": [(one, needed_when(edition, one)) for one in edition.standard.documents],
        "offices": [{"provider": one, **_hours(one, day)} for one in providers() if one.act == shown.act],
        "others": [edition_at(one, now()).act for one in one_of_each_other_act(shown)],
    }
    return render(request, "desk/public/service.html", context)


def _hours(provider: Provider, day: Any) -> dict[str, Any]:
    return {"schedule": provider.schedules.filter(from_day__lte=day).last()}
