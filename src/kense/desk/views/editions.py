"""Editions at the desk: the list for everybody; the draft, its previews and its publication for the office's lawyer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kense import law
from kense.casework import editions as casework_editions
from kense.casework.edition_parts import PARTS, items_of
from kense.casework.edition_texts import LAWYER_ONLY
from kense.casework.sample_papers import sample_paper
from kense.desk.editions_page import DraftPage, EditionsPage, PartPage, PreviewPage
from kense.desk.officers import Desk, with_desk
from kense.desk.views.administrators import SAVED, Answer, attempt, typed
from kense.kernel import RefusedError
from kense.law import library

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]


def for_lawyer(view: View[P]) -> View[P]:
    """Let only the lawyer in; everybody else is told whose page it is."""

    @wraps(view)
    def wrapped(request: HttpRequest, desk: Desk, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if desk.keeps_acts:
            return view(request, desk, *args, **kwargs)
        return _show(request, EditionsPage(desk), Answer(refusal=LAWYER_ONLY), "editions")

    return cast(View[P], wrapped)


def with_draft(view: View[P]) -> View[P]:
    """Without a draft there is nothing to see: back to the list, where one is begun."""

    @wraps(view)
    def wrapped(request: HttpRequest, desk: Desk, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if casework_editions.draft_of(desk.provider):
            return view(request, desk, *args, **kwargs)
        return redirect("desk:editions")

    return cast(View[P], wrapped)


@require_GET
@with_desk
def editions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every edition the office can come to work by."""
    return _show(request, EditionsPage(desk), Answer(), "editions")


@require_POST
@with_desk
@for_lawyer
def begin(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Begin a draft."""
    casework_editions.begin(desk.provider, actor=desk.officer, at=desk.at)
    return redirect("desk:edition_draft")


@require_GET
@with_desk
@for_lawyer
@with_draft
def draft(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The draft: its parts, what it changes, its publication."""
    return _show(request, DraftPage(desk), Answer(), "edition_draft")


@require_POST
@with_desk
@for_lawyer
def drop(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Throw the draft away."""
    version = request.POST.get("version", "")
    answer = attempt(lambda: casework_editions.drop(desk.provider, version, actor=desk.officer, at=desk.at))
    return redirect("desk:editions") if answer.is_good else _again(request, desk, answer)


@require_POST
@with_desk
@for_lawyer
def publish(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Publish the draft as the office's own edition."""
    fields = typed(request)
    answer = attempt(lambda: casework_editions.publish(desk.provider, fields, actor=desk.officer, at=desk.at))
    if not answer.is_good:
        return _again(request, desk, answer)
    library.refresh()
    request.session[SAVED] = True
    return redirect("desk:editions")


@require_http_methods(["GET", "POST"])
@with_desk
@for_lawyer
@with_draft
def part(request: HttpRequest, desk: Desk, part: str, name: str = "") -> HttpResponse:
    """The form of one thing of the draft; without a name, of a new one."""
    if not _is_there(desk, part, name):
        raise Http404
    fields, answer = typed(request), Answer()
    if request.method == "POST":
        answer = attempt(lambda: _change(desk, part, name, fields))
        if answer.is_good:
            request.session[SAVED] = True
            return redirect("desk:edition_draft")
    return _show(request, PartPage(desk, part, name, fields, answer.problems), answer, "edition_part")


def _is_there(desk: Desk, part: str, name: str) -> bool:
    found = casework_editions.draft_of(desk.provider)
    if part not in PARTS or found is None:
        return False
    return name in items_of(casework_editions.content_of(found), part) if name else bool(PARTS[part].prefix)


def _change(desk: Desk, part: str, name: str, fields: dict[str, str]) -> None:
    if fields.get("do") == "remove":
        version = fields.get("version", "")
        casework_editions.remove(desk.provider, part, name, version, actor=desk.officer, at=desk.at)
    else:
        casework_editions.save(desk.provider, part, name, fields, actor=desk.officer, at=desk.at)


@require_GET
@with_desk
@for_lawyer
@with_draft
def preview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The intake form as the draft would have it."""
    page = PreviewPage(desk, request.GET.dict())
    return _show(request, page, Answer(), "edition_preview")


@require_GET
@with_desk
@for_lawyer
@with_draft
def preview_service(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The public page of the service as the draft would have it."""
    page = PreviewPage(desk, {})
    act_status = law.status_on(page.edition.act, page.today)
    context = {"edition": page.edition, "act": page.edition.act, "act_status": act_status, "documents": page.documents}
    return render(request, "desk/edition_preview_service.html", context | {"nav": "regulation", "page": page})


@require_GET
@with_desk
@for_lawyer
@with_draft
def preview_paper(request: HttpRequest, desk: Desk, paper: str) -> HttpResponse:
    """A paper as the draft would have it, of invented data."""
    try:
        pdf = sample_paper(desk.provider, DraftPage(desk).edition, paper, desk.at)
    except KeyError:
        raise Http404 from None
    except RefusedError as refused:
        return _show(request, DraftPage(desk), Answer(refusal=refused.refusal), "edition_draft")
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": "inline"})


def _again(request: HttpRequest, desk: Desk, answer: Answer) -> HttpResponse:
    """The page again with what was typed; without a draft, the list."""
    if casework_editions.draft_of(desk.provider) is None:
        return _show(request, EditionsPage(desk), answer, "editions")
    return _show(request, DraftPage(desk, typed(request), answer.problems), answer, "edition_draft")


def _show(request: HttpRequest, page: EditionsPage, answer: Answer, template: str) -> HttpResponse:
    saved = request.session.pop(SAVED, None) if request.method == "GET" else None
    context = {"page": page, "refusal": answer.refusal, "saved": saved, "nav": "regulation"}
    return render(request, f"desk/{template}.html", context, status=answer.status)
