"""Rosters: a file is uploaded, read with a bar that tells how far, looked through, then applied as a whole or dropped."""

from collections.abc import Callable, Iterable
from functools import wraps
from tempfile import TemporaryFile
from typing import IO, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kense.casework import rosters as casework
from kense.casework.refused import status_of
from kense.casework.register_keeping import require_keeper
from kense.casework.roster_files import problem_pieces, write_template
from kense.casework.roster_intake import SameFileError, take_in
from kense.casework.roster_reading import read_on
from kense.desk.officers import Desk, with_desk
from kense.desk.roster_page import RosterPage, RostersPage
from kense.kernel import Refusal, RefusedError, Text
from kense.registry.rosters import Roster, problems_of, roster_of_office

_DONE = "roster_done"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = Refusal(
    "input_missing",
    Text(
        "Файл таңдалмаған. XLSX немесе CSV файлын таңдап, қайта жүктеңіз.",
        "Файл не выбран. Выберите файл XLSX или CSV и загрузите снова.",
        "No file is chosen. Choose an XLSX or CSV file and upload it again.",
    ),
)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]


def for_keeper(view: View[P]) -> View[P]:
    """Let only whoever keeps the register in; everybody else is told whose page it is."""

    @wraps(view)
    def wrapped(request: HttpRequest, desk: Desk, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            require_keeper(desk.provider, desk.officer, desk.at)
        except RefusedError as refused:
            return render(request, "desk/roster_closed.html", {"refusal": refused.refusal}, status=403)
        return view(request, desk, *args, **kwargs)

    return cast(View[P], wrapped)


@require_http_methods(["GET", "POST"])
@with_desk
@for_keeper
def rosters(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The rosters of the office; a new one is uploaded here."""
    if request.method == "GET":
        return _list(request, desk)
    file = request.FILES.get("file")
    if file is None:
        return _list(request, desk, NO_FILE)
    try:
        roster = take_in(desk.provider, file.name or "", cast(IO[bytes], file.file), actor=desk.officer, at=desk.at)
    except SameFileError as same:
        request.session[_DONE] = "same"
        return redirect("desk:roster", code=same.roster.code)
    except RefusedError as refused:
        return _list(request, desk, refused.refusal)
    return redirect("desk:roster", code=roster.code)


@require_GET
@with_desk
@for_keeper
def template(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The workbook to fill in, in the language of the page."""
    # The response closes the file, and with that it is gone.
    file = TemporaryFile()  # noqa: SIM115
    write_template(file, desk.edition, get_language() or "kk")
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="kense-roster.xlsx", content_type=_XLSX)


@require_GET
@with_desk
@for_keeper
def roster(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """How far a roster is; when it is read, what it comes to."""
    return _one(request, desk, _found(desk, code))


@require_POST
@with_desk
@for_keeper
def go_on(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """Read the next rows. The page asks for it by itself; without scripts a button does."""
    found = _found(desk, code)
    read_on(found)
    if not request.headers.get("HX-Request"):
        return redirect("desk:roster", code=code)
    page = RosterPage(desk, found)
    if not page.is_reading:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "desk/roster_progress.html", {"page": page})


@require_POST
@with_desk
@for_keeper
def apply(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """Put the whole roster into the register."""
    accepted = "accepted" in request.POST
    return _written(
        request, desk, code, lambda one: casework.apply(one, accepted=accepted, actor=desk.officer, at=desk.at)
    )


@require_POST
@with_desk
@for_keeper
def drop(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """Let the roster go."""
    return _written(request, desk, code, lambda one: casework.drop(one, actor=desk.officer, at=desk.at))


@require_GET
@with_desk
@for_keeper
def problems(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """What is wrong in the roster, as a file beside which it is corrected."""
    found = _found(desk, code)
    casework.open_roster(found, officer=desk.officer, at=desk.at)
    pieces: Iterable[str] = problem_pieces(problems_of(found), get_language() or "kk")
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _found(desk: Desk, code: str) -> Roster:
    found = roster_of_office(desk.provider.pk, code)
    if found is None:
        raise Http404
    return found


def _written(request: HttpRequest, desk: Desk, code: str, write: Callable[[Roster], Roster]) -> HttpResponseBase:
    try:
        done = write(_found(desk, code))
    except RefusedError as refused:
        return _one(request, desk, _found(desk, code), refused.refusal)
    request.session[_DONE] = done.state
    return redirect("desk:roster", code=code)


def _list(request: HttpRequest, desk: Desk, refusal: Refusal | None = None) -> HttpResponse:
    context = {"page": RostersPage(desk), "refusal": refusal, "nav": "persons"}
    return render(request, "desk/rosters.html", context, status=status_of(refusal) if refusal else 200)


def _one(request: HttpRequest, desk: Desk, found: Roster, refusal: Refusal | None = None) -> HttpResponse:
    page = RosterPage(desk, found)
    if page.is_read:
        casework.open_roster(found, officer=desk.officer, at=desk.at)
    done = request.session.pop(_DONE, None) if request.method == "GET" else None
    context = {"page": page, "refusal": refusal, "done": done, "nav": "persons"}
    return render(request, "desk/roster.html", context, status=status_of(refusal) if refusal else 200)
