"""Transmissions to the databases outside: collecting, sending, the answer, settling; their files and the schema.

The files are taken by a form: each time an entry of the trail says who took the data out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kense.casework import transmissions as casework
from kense.casework.register_keeping import require_keeper
from kense.desk.officers import Desk, with_desk
from kense.desk.transmission_page import LEFT, AddresseePage, TransmissionPage, TransmissionsPage
from kense.desk.views.administrators import SAVED, Answer, attempt, typed
from kense.kernel import Refusal, RefusedError
from kense.law import lookup
from kense.registry.transmission_files import SCHEMA, csv_pieces, json_pieces, name_of
from kense.registry.transmissions import Transmission, TransmissionItem, items_to_file, transmission_of_office

_NUMBER_SIGNS = 9
_ASKED = "ask"

_FORMS: Mapping[str, tuple[Callable[[Transmission, Iterable[TransmissionItem]], Iterator[str]], str]] = {
    "json": (json_pieces, "application/json"),
    "csv": (csv_pieces, "text/csv; charset=utf-8"),
}


@require_GET
@with_desk
def transmissions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Each addressee with what waits for it and the newest transmissions."""
    return _closed(request, desk) or _all(request, desk, Answer())


@require_GET
@with_desk
def addressee(request: HttpRequest, desk: Desk, addressee_id: str) -> HttpResponse:
    """All transmissions to an addressee."""
    if closed := _closed(request, desk):
        return closed
    try:
        found = lookup.addressee(desk.edition, addressee_id)
    except KeyError:
        raise Http404 from None
    page = AddresseePage(desk, found, request.GET.get("page", ""))
    return render(request, "desk/transmission_list.html", {"page": page, "nav": "transmissions"})


@require_POST
@with_desk
def collect(request: HttpRequest, desk: Desk, addressee_id: str) -> HttpResponse:
    """Collect what changed into a new transmission and open it; a second click opens the same one."""
    seen = request.POST.get("after", "")
    after = int(seen) if seen.isdecimal() and seen.isascii() and len(seen) <= _NUMBER_SIGNS else 0
    made: list[Transmission] = []
    answer = attempt(
        lambda: made.append(casework.collect(desk.provider, addressee_id, after=after, actor=desk.officer, at=desk.at))
    )
    if not made:
        return _closed(request, desk) or _all(request, desk, answer)
    return redirect("desk:transmission", code=made[0].code)


@require_GET
@with_desk
def transmission(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One transmission person by person."""
    return _closed(request, desk) or _one(request, desk, code, Answer())


@require_POST
@with_desk
def sent(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """It was sent."""
    return _done(request, desk, code, lambda: casework.mark_sent(desk.provider, code, actor=desk.officer, at=desk.at))


@require_POST
@with_desk
def confirmed(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The addressee answered."""
    fields = typed(request)
    return _done(
        request, desk, code, lambda: casework.confirm(desk.provider, code, fields, actor=desk.officer, at=desk.at)
    )


@require_POST
@with_desk
def rejected(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The addressee rejected the chosen persons, or all of them, which is asked about once more."""
    fields, chosen = typed(request), request.POST.getlist("item")
    if fields.get("all") == _ASKED:
        return _closed(request, desk) or _one(request, desk, code, Answer())
    places = None if "all" in request.POST else chosen
    return _done(
        request,
        desk,
        code,
        lambda: casework.reject(desk.provider, code, places, fields, actor=desk.officer, at=desk.at),
        only=LEFT,
    )


@require_POST
@with_desk
def settled(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """A rejected person's data are right as they are."""
    fields = typed(request)
    return _done(
        request,
        desk,
        code,
        lambda: casework.settle(desk.provider, code, fields.get("place", ""), fields, actor=desk.officer, at=desk.at),
        only=LEFT,
    )


@require_POST
@with_desk
def file(request: HttpRequest, desk: Desk, code: str) -> HttpResponseBase:
    """The transmission as JSON or CSV."""
    if closed := _closed(request, desk):
        return closed
    found, form = _found(desk, code), request.POST.get("form", "")
    if form not in _FORMS:
        raise Http404
    casework.take_file(found, form, officer=desk.officer, at=desk.at)
    pieces, content_type = _FORMS[form]
    response = StreamingHttpResponse(pieces(found, items_to_file(found)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name_of(found, form)}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@with_desk
def schema(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The schema of the JSON, for whoever reads it in; nothing personal is in it."""
    return FileResponse(
        SCHEMA.open("rb"), as_attachment=True, filename=SCHEMA.name, content_type="application/schema+json"
    )


def _found(desk: Desk, code: str) -> Transmission:
    found = transmission_of_office(desk.provider.pk, code)
    if found is None:
        raise Http404
    return found


def _refusal(desk: Desk) -> Refusal | None:
    try:
        require_keeper(desk.provider, desk.officer, desk.at)
    except RefusedError as refused:
        return refused.refusal
    return None


def _closed(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """The page of somebody who does not keep the register; None for whoever does."""
    refusal = _refusal(desk)
    context = {"refusal": refusal, "nav": "transmissions", "act": desk.edition.act}
    return render(request, "desk/transmission_closed.html", context, status=403) if refusal else None


def _all(request: HttpRequest, desk: Desk, answer: Answer) -> HttpResponse:
    context = {"page": TransmissionsPage(desk), "refusal": answer.refusal, "nav": "transmissions"}
    return render(request, "desk/transmissions.html", context, status=answer.status)


def _one(request: HttpRequest, desk: Desk, code: str, answer: Answer) -> HttpResponse:
    found = _found(desk, code)
    casework.open_transmission(found, officer=desk.officer, at=desk.at)
    fields = typed(request) if request.method == "POST" else {}
    query = {name: request.GET.get(name) or fields.get(name, "") for name in ("only", "page")}
    page = TransmissionPage(desk, found, query, fields, answer.problems)
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {
        "page": page,
        "refusal": answer.refusal,
        "saved": saved,
        "chosen": request.POST.getlist("item"),
        "asks_all": bool(fields.get("all")),
        "nav": "transmissions",
    }
    return render(request, "desk/transmission.html", context, status=answer.status)


def _done(request: HttpRequest, desk: Desk, code: str, do: Callable[[], object], *, only: str = "") -> HttpResponse:
    """Do it and come back to the transmission, or say there why not."""
    if closed := _closed(request, desk):
        return closed
    _found(desk, code)
    answer = attempt(do)
    if not answer.is_good:
        return _one(request, desk, code, answer)
    request.session[SAVED] = True
    address = reverse("desk:transmission", args=[code])
    return redirect(f"{address}?only={only}" if only else address)
