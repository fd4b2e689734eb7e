"""The print queue: marking what was printed, taking it back, putting many papers into one file."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kense.casework import printings
from kense.casework.refused import status_of
from kense.desk.framed import in_own_frame
from kense.desk.officers import Desk, with_desk
from kense.desk.print_page import BatchPage, PrintPage
from kense.desk.reach import paper_for
from kense.kernel import Refusal, RefusedError
from kense.papers.batch import file_of, go_on
from kense.papers.produce import produce
from kense.papers.selectors import PrintBatch, batch_among

_DONE = "printing_done"
_QUEUE = "desk:printing"


@require_GET
@with_desk
def queue(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is to be printed, what was printed, what has no file."""
    try:
        printings.require_printer(desk.provider.pk, desk.officer, desk.at)
    except RefusedError as refused:
        return _page(request, desk, refused.refusal)
    return _page(request, desk)


@require_POST
@with_desk
def mark(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The chosen papers came out of a printer: they leave the list. One that is printed already stays as it is."""
    codes = request.POST.getlist("paper")
    return _written(request, desk, "printed", lambda: _record(desk, codes, again=False))


@require_POST
@with_desk
def printed(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One paper was sent to a printer, for the first time or again. A script gets no page back.

    What was marked on the page of its case comes back there, and a second press of that button is no reprint.
    """
    found = paper_for(desk, code)
    case = found.case.code if found.case and "case" in request.POST else None
    to = f"{reverse('desk:case', args=[case])}#h-pap" if case else _QUEUE
    return _written(request, desk, "printed", lambda: _record(desk, [found.code], again=not case), to)


@require_POST
@with_desk
def not_printed(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One paper did not come out after all."""
    codes = [paper_for(desk, code).code]
    return _written(
        request,
        desk,
        "back",
        lambda: printings.take_back(desk.provider.pk, codes, actor=desk.officer, at=desk.at),
    )


@require_POST
@with_desk
def make_again(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Try once more to make a paper that has no file."""
    found = paper_for(desk, code)
    return _written(request, desk, "made", lambda: _make(desk, found.pk))


@require_POST
@with_desk
def together(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The chosen papers, or all that are to be printed, are to become one file."""
    codes = PrintPage(desk).codes() if "all" in request.POST else request.POST.getlist("paper")
    try:
        batch = printings.put_together(desk.provider.pk, codes, actor=desk.officer, at=desk.at)
    except RefusedError as refused:
        return _page(request, desk, refused.refusal)
    return redirect("desk:batch", code=batch.code)


@require_GET
@with_desk
def batch(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """How far the file of a batch is; when it is whole, the way to print it."""
    return _batch_page(request, _batch(desk, code))


@require_POST
@with_desk
def batch_go_on(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Make the next piece of the file. The page asks for it by itself; without scripts a button does."""
    found = _batch(desk, code)
    if not found.is_made:
        go_on(found)
    if not request.headers.get("HX-Request"):
        return redirect("desk:batch", code=code)
    if found.is_made:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "desk/print_batch_progress.html", {"page": BatchPage(found)})


@require_GET
@in_own_frame
@with_desk
def batch_file(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """The file, once it is whole; sent piece by piece."""
    found = _batch(desk, code)
    page = BatchPage(found)
    if not found.is_made or not page.inside:
        raise Http404
    response = StreamingHttpResponse(file_of(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@with_desk
def batch_printed(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The whole file was sent to a printer."""
    found = _batch(desk, code)
    return _written(
        request,
        desk,
        "printed",
        lambda: printings.record_batch(found, actor=desk.officer, at=desk.at),
        _address_of(found),
    )


@require_POST
@with_desk
def batch_not_printed(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The file did not come out after all."""
    found = _batch(desk, code)
    return _written(
        request,
        desk,
        "back",
        lambda: printings.take_back_batch(found, actor=desk.officer, at=desk.at),
        _address_of(found),
    )


def _record(desk: Desk, codes: list[str], *, again: bool) -> int:
    return printings.record(desk.provider.pk, codes, actor=desk.officer, at=desk.at, again=again)


def _make(desk: Desk, paper_id: int) -> int:
    printings.require_printer(desk.provider.pk, desk.officer, desk.at)
    return 1 if produce(paper_id).pdf else 0


def take_done(request: HttpRequest) -> list[Any] | None:
    """What was just written down about printing, and for how many papers, once; for the page one comes back to."""
    return request.session.pop(_DONE, None) if request.method == "GET" else None


def _written(request: HttpRequest, desk: Desk, what: str, write: Callable[[], int], to: str = _QUEUE) -> HttpResponse:
    """Do it, then to a page that tells it in one sentence; a script is told only that it is done."""
    try:
        count = write()
    except RefusedError as refused:
        return _page(request, desk, refused.refusal)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    request.session[_DONE] = [what, count]
    return redirect(to)


def _address_of(batch: PrintBatch) -> str:
    return reverse("desk:batch", args=[batch.code])


def _batch(desk: Desk, code: str) -> PrintBatch:
    """The office's batch; it holds personal data of many, so it is there only for those who print."""
    try:
        printings.require_printer(desk.provider.pk, desk.officer, desk.at)
    except RefusedError as refused:
        raise PermissionDenied from refused
    found = batch_among(desk.provider.pk, code)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, desk: Desk, refusal: Refusal | None = None) -> HttpResponse:
    if refusal and refusal.code == printings.NOT_AN_OFFICER.code:
        # Whoever prints nothing sees no queue either.
        return render(request, "desk/print_closed.html", {"refusal": refusal, "nav": "printing"}, status=403)
    context = {"page": PrintPage(desk), "refusal": refusal, "done": take_done(request), "nav": "printing"}
    return render(request, "desk/print.html", context, status=status_of(refusal) if refusal else 200)


def _batch_page(request: HttpRequest, found: PrintBatch) -> HttpResponse:
    context = {"page": BatchPage(found), "done": take_done(request), "nav": "printing"}
    return render(request, "desk/print_batch.html", context)
