"""The journals of an office: on screen, on paper and as files, and the daily sheet beside them.

A number is sought by a form: whoever mistakes the field for another must not leave a name in an address.
"""

from collections.abc import Callable, Mapping
from tempfile import TemporaryFile

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from kense.casework.journal_papers import (
    not_a_reader,
    note_export,
    open_journal,
    queue_day,
    queue_journal,
    readable,
)
from kense.desk.journal_page import JournalPage
from kense.desk.officers import Desk, with_desk
from kense.kernel import Problem, Refusal, RefusedError, Text
from kense.kernel.signs import visible
from kense.oversight.daily import NOT_COME, daily_sheet
from kense.oversight.journal_files import csv_pieces, write_xlsx
from kense.oversight.own_papers import day_content, journal_content, require_on_paper
from kense.oversight.period import read_day
from kense.registry.dates import shown

LONGEST_NUMBER = 40
_DAY = Text("Парақтың күні", "День листа", "Day of the sheet")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@with_desk
def journals(request: HttpRequest, desk: Desk, journal_id: str = "") -> HttpResponseBase:
    """A journal in a period, the first one unless another is named; or the lines with a number, sent as a form."""
    reach = readable(desk.officer, desk.at)
    if not reach:
        return _closed(request, desk)
    number = _plain(request.POST.get("q", ""))[:LONGEST_NUMBER]
    page = JournalPage(desk, reach, journal_id, _fields(request.POST or request.GET), number)
    return _shown(request, desk, page)


@require_POST
@with_desk
def journal_file(request: HttpRequest, desk: Desk, journal_id: str) -> HttpResponseBase:
    """The lines of the period on paper, as XLSX or as CSV, in the language of the page."""
    reach = readable(desk.officer, desk.at)
    if not reach:
        return _closed(request, desk)
    page = JournalPage(desk, reach, journal_id, _fields(request.POST))
    giver = _GIVERS.get(request.POST.get("form", ""))
    if giver is None:
        raise Http404
    return _shown(request, desk, page) if page.problems else giver(request, desk, page)


@require_POST
@with_desk
def day_paper(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Have the sheet of a day made, and open it."""
    reach = readable(desk.officer, desk.at)
    if not reach:
        return _closed(request, desk)
    page = JournalPage(desk, reach, "", _fields(request.POST))
    day = read_day(page.fields["day"], "day", _DAY)
    if not isinstance(day, Problem):
        try:
            sheet = daily_sheet(page.provider, day, desk.at)
        except ValueError:
            day = Problem("day", "day_to_come", NOT_COME.filled(day=shown(day)))
        else:
            content = day_content(page.provider, sheet)
            return redirect("desk:paper", code=queue_day(page.provider, content, actor=desk.officer, at=desk.at).code)
    page.problems |= {"day": day}
    return _shown(request, desk, page)


def _closed(request: HttpRequest, desk: Desk) -> HttpResponse:
    return render(request, "desk/journal_closed.html", {"refusal": not_a_reader(desk.edition)}, status=403)


def _shown(request: HttpRequest, desk: Desk, page: JournalPage, refusal: Refusal | None = None) -> HttpResponse:
    if not page.problems:
        open_journal(page.provider, page.journal, officer=desk.officer, at=desk.at)
    context = {"page": page, "refusal": refusal, "nav": "journals"}
    return render(request, "desk/journal.html", context, status=422 if page.problems or refusal else 200)


def _paper(request: HttpRequest, desk: Desk, page: JournalPage) -> HttpResponseBase:
    try:
        require_on_paper(page.book)
    except RefusedError as refused:
        return _shown(request, desk, page, refused.refusal)
    content = journal_content(page.book, page.days)
    period = (page.period.first, page.period.last)
    paper = queue_journal(page.provider, page.journal, period, content, actor=desk.officer, at=desk.at)
    return redirect("desk:paper", code=paper.code)


def _xlsx(request: HttpRequest, desk: Desk, page: JournalPage) -> HttpResponseBase:
    _noted(desk, page, "xlsx")
    # The response closes the file, and with that it is gone.
    file = TemporaryFile()  # noqa: SIM115
    write_xlsx(file, page.book, get_language() or "kk")
    file.seek(0)
    return _private(FileResponse(file, as_attachment=True, filename=_name(page, "xlsx"), content_type=_XLSX))


def _csv(request: HttpRequest, desk: Desk, page: JournalPage) -> HttpResponseBase:
    _noted(desk, page, "csv")
    pieces = csv_pieces(page.book, get_language() or "kk")
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(page, "csv")}"'
    return _private(response)


_GIVERS: Mapping[str, Callable[[HttpRequest, Desk, JournalPage], HttpResponseBase]] = {
    "paper": _paper,
    "xlsx": _xlsx,
    "csv": _csv,
}


def _noted(desk: Desk, page: JournalPage, form: str) -> None:
    period = (page.period.first, page.period.last)
    note_export(page.provider, page.journal, period, page.book.count, form, actor=desk.officer, at=desk.at)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    return response


def _name(page: JournalPage, ending: str) -> str:
    return f"{page.journal.id}-{page.period.first}-{page.period.last}.{ending}"


def _fields(typed: Mapping[str, str]) -> dict[str, str]:
    return {name: _plain(typed[name]) for name in typed}


def _plain(typed: str) -> str:
    """What was typed without the signs that nobody sees and not every database takes."""
    return visible(typed).strip()
