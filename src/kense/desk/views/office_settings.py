"""The settings of the office beside its officers: substitutions, numbering, letterhead, who oversees it."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kense.casework import emblem as casework_emblem
from kense.casework import letterhead as casework_letterhead
from kense.casework import overseers as casework_overseers
from kense.casework import substitutions as casework_substitutions
from kense.casework.numbering import set_numbering
from kense.desk.office_page import LetterheadPage, NumberingPage, OfficePage, OverseersPage, SubstitutionsPage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt, closed, for_administrator, typed
from kense.people.selectors import emblem_of


@require_http_methods(["GET", "POST"])
@with_desk
def substitutions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who stands in for whom: all of it for the administrator, for a head their own absence."""
    if not (desk.administers or desk.heads):
        return closed(request, casework_substitutions.NOT_YOURS)
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: _substitute(desk, fields))
        if answer.is_good:
            return _saved(request, "substitutions")
    return _show(request, "substitutions", SubstitutionsPage(desk, fields, answer.problems), answer)


def _substitute(desk: Desk, fields: dict[str, str]) -> None:
    if ended := fields.get("ended"):
        casework_substitutions.end(desk.provider, ended, actor=desk.officer, at=desk.at)
    else:
        casework_substitutions.substitute(desk.provider, fields, actor=desk.officer, at=desk.at)


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def numbering(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How the journals are numbered; set before the first number of a year."""
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        journal, year = fields.get("journal", ""), fields.get("year", "")
        answer = attempt(lambda: set_numbering(desk.provider, journal, year, fields, actor=desk.officer, at=desk.at))
        if answer.is_good:
            return _saved(request, "numbering")
    return _show(request, "numbering", NumberingPage(desk, fields, answer.problems), answer)


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def letterhead(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What papers say of the office; a change is shown as papers will have it before it is made."""
    fields = typed(request)
    page = LetterheadPage(desk, fields)
    if request.method != "POST":
        return _show(request, "letterhead", page, Answer())
    answer = attempt(lambda: page.changes)
    if fields.get("do") == "save" and answer.is_good:
        answer = attempt(
            lambda: casework_letterhead.set_letterhead(desk.provider, fields, actor=desk.officer, at=desk.at)
        )
        if answer.is_good:
            return _saved(request, "letterhead")
        page = LetterheadPage(desk, fields | {"seen": casework_letterhead.mark_of(desk.provider)})
    if answer.problems or fields.get("do") == "edit":
        return _show(request, "letterhead", LetterheadPage(desk, fields, answer.problems), answer)
    return _show(request, "letterhead", page, answer, "desk/office_letterhead_preview.html")


@require_POST
@with_desk
@for_administrator
def emblem(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put a picture over the letterhead, or take it away."""
    chosen = request.FILES.get("picture")
    picture = chosen.read(casework_emblem.LIMIT + 1) if isinstance(chosen, UploadedFile) else b""
    answer = attempt(lambda: _set_emblem(desk, picture, is_gone=request.POST.get("do") == "remove"))
    if answer.is_good:
        return _saved(request, "letterhead")
    return _show(request, "letterhead", LetterheadPage(desk, {}, answer.problems), answer)


@require_GET
@with_desk
def emblem_picture(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The picture over the letterhead of the officer's office."""
    picture = emblem_of(desk.provider.pk, desk.provider.emblem)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")


def _set_emblem(desk: Desk, picture: bytes, *, is_gone: bool) -> None:
    if is_gone:
        casework_emblem.remove_emblem(desk.provider, actor=desk.officer, at=desk.at)
    else:
        casework_emblem.set_emblem(desk.provider, picture, actor=desk.officer, at=desk.at)


@require_http_methods(["GET", "POST"])
@with_desk
@for_administrator
def overseers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Controllers of other offices: let in, let go."""
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: _oversee(desk, fields))
        if answer.is_good:
            return _saved(request, "overseers")
    return _show(request, "overseers", OverseersPage(desk, fields, answer.problems), answer)


def _oversee(desk: Desk, fields: dict[str, str]) -> None:
    if ended := fields.get("ended"):
        casework_overseers.let_go(desk.provider, ended, actor=desk.officer, at=desk.at)
    else:
        casework_overseers.let_in(desk.provider, fields, actor=desk.officer, at=desk.at)


def _saved(request: HttpRequest, part: str) -> HttpResponse:
    request.session[SAVED] = True
    return redirect(f"desk:{part}")


def _show(request: HttpRequest, part: str, page: OfficePage, answer: Answer, template: str = "") -> HttpResponse:
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {"page": page, "refusal": answer.refusal, "saved": saved, "nav": "administration", "part": part}
    return render(request, template or f"desk/office_{part}.html", context, status=answer.status)
