"""The calendar and the hours of the office: a form, what it would move, and doing it."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kense.casework import administration, recalendar
from kense.casework.calendar_forms import FILE_LIMIT, FIRST_FIELDS, PROBLEMS, FormReader
from kense.casework.recalendar import CalendarChange
from kense.casework.refused import status_of
from kense.desk.calendar_page import CalendarPage, PreviewPage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import for_administrator
from kense.kernel import Problem, Refusal, RefusedError
from kense.kernel.signs import visible_lines
from kense.worktime.mistakes import NOT_UTF8

_DONE = "calendar_done"
_DIGITS = 4


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def calendar(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; a form sent is shown as a list of what it moves, and done once that is confirmed."""
    if request.method != "POST":
        return _page(request, CalendarPage(desk))
    fields, problems = _typed(request)
    do, form = fields.pop("do", ""), fields.get("form", "")
    if form not in FIRST_FIELDS:
        raise Http404
    if do == "edit":
        return _page(request, CalendarPage(desk, fields))
    reader = FormReader(fields, confirmed=do == "apply")
    change = None if problems else reader.read()
    if change is None:
        return _not_taken(request, desk, fields, problems + reader.problems)
    if do == "apply":
        return _apply(request, desk, change, fields)
    if recalendar.outstanding(desk.provider, change).is_empty:
        reader.say(FIRST_FIELDS[form], "nothing_to_change")
        return _not_taken(request, desk, fields, reader.problems)
    return _preview(request, PreviewPage(desk, change, fields))


@require_POST
@with_desk
@for_administrator
def year(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Mark a year as final by an act, or take the mark off."""
    fields, _ = _typed(request)
    row = next((one for one in CalendarPage(desk).years if str(one.year) == fields.get("year")), None)
    if row is None:
        raise Http404
    if fields.get("do") == "unsettle":
        administration.unsettle_year(desk.provider, row.year, actor=desk.officer, at=desk.at)
        return _done(request, "saved")
    decree = " ".join(fields.get(row.field, "").split())
    if not decree:
        problem = Problem(row.field, "act_missing", PROBLEMS["act_missing"])
        return _page(request, CalendarPage(desk, fields, [problem]), status=422)
    administration.settle_year(desk.provider, row.year, decree, actor=desk.officer, at=desk.at)
    return _done(request, "saved")


@require_POST
@with_desk
@for_administrator
def soon(request: HttpRequest, desk: Desk) -> HttpResponse:
    """From which share of its norm on a clock is «due soon»."""
    fields, _ = _typed(request)
    typed = fields.get("soon_percent", "").strip()
    percent = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS else 0
    try:
        administration.set_soon_percent(desk.provider, percent, actor=desk.officer, at=desk.at)
    except RefusedError as refused:
        problem = Problem("soon_percent", refused.refusal.code, refused.refusal.text)
        return _page(request, CalendarPage(desk, fields, [problem]), status=422)
    return _done(request, "saved")


def _apply(request: HttpRequest, desk: Desk, change: CalendarChange, fields: dict[str, str]) -> HttpResponse:
    if recalendar.outstanding(desk.provider, change).is_empty:
        return _done(request, "same")
    seen = fields.get("seen", "")
    try:
        moved = recalendar.apply(desk.provider, change, actor=desk.officer, at=desk.at, seen=seen)
    except RefusedError as refused:
        return _preview(request, PreviewPage(desk, change, fields), refusal=refused.refusal)
    return _done(request, "changed", len({one.case.pk for one in moved}))


def _not_taken(request: HttpRequest, desk: Desk, fields: dict[str, str], problems: list[Problem]) -> HttpResponse:
    """The form with its problems; what is asked for beside the list of moves is told there."""
    change = FormReader(fields).read() if [one.field for one in problems] == ["source"] else None
    if change:
        return _preview(request, PreviewPage(desk, change, fields, problems), status=422)
    return _page(request, CalendarPage(desk, fields, problems), status=422)


def _typed(request: HttpRequest) -> tuple[dict[str, str], list[Problem]]:
    """The fields as typed, without signs no database takes; a chosen file takes the place of the lines typed."""
    fields = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    problems = []
    chosen = request.FILES.get("file")
    data = chosen.read(FILE_LIMIT + 1) if isinstance(chosen, UploadedFile) else b""
    if len(data) > FILE_LIMIT:
        problems.append(Problem("lines", "file_too_large", PROBLEMS["file_too_large"]))
    elif data:
        try:
            fields["lines"] = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem("lines", "file_not_utf8", NOT_UTF8))
    return {name: visible_lines(value) for name, value in fields.items()}, problems


def _done(request: HttpRequest, what: str, cases: int = 0) -> HttpResponse:
    request.session[_DONE] = [what, cases]
    return redirect("desk:calendar")


def _page(request: HttpRequest, page: CalendarPage, status: int = 200) -> HttpResponse:
    done = request.session.pop(_DONE, None) if request.method == "GET" else None
    return render(request, "desk/calendar.html", {"page": page, "done": done, "nav": "calendar"}, status=status)


def _preview(
    request: HttpRequest, page: PreviewPage, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context = {"page": page, "refusal": refusal, "nav": "calendar"}
    return render(request, "desk/calendar_preview.html", context, status=status_of(refusal) if refusal else status)
