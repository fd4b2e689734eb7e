"""The directory of business processes, for everybody: a page, the picture, the BPMN model, the style of the picture."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kense import directory as drawn
from kense import law
from kense.acts.selectors import edition_at, known
from kense.desk.published import office_shown
from kense.directory.words import TITLE
from kense.kernel import LANGS, Lang
from kense.kernel.clock import now
from kense.people.selectors import working_time


def _lang(wanted: str) -> Lang:
    for lang in LANGS:
        if lang == wanted:
            return lang
    raise Http404


@require_GET
@login_not_required
def directory(request: HttpRequest) -> HttpResponse:
    """The directory in the language of the page."""
    provider = office_shown(request)
    edition = edition_at(provider, now())
    lang, day = _lang(get_language() or LANGS[0]), working_time(provider).local(now()).date()
    context = {
        "title": TITLE,
        "edition": edition,
        "act": edition.act,
        "act_status": law.status_on(known(edition.act), day),
        "sheet": drawn.sheet_html(drawn.flow_of(edition), lang),
        "picture": drawn.svg_name(lang),
        "model": drawn.bpmn_name(lang),
    }
    return render(request, "desk/directory.html", context)


@require_GET
@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """The style of the picture and its page."""
    return HttpResponse(drawn.DIAGRAM + drawn.SHEET, content_type="text/css; charset=utf-8")


@require_GET
@login_not_required
def picture(request: HttpRequest, lang: str) -> HttpResponse:
    """The picture as a file."""
    return _file(request, lang, drawn.picture, drawn.svg_name, "image/svg+xml")


@require_GET
@login_not_required
def model(request: HttpRequest, lang: str) -> HttpResponse:
    """The BPMN model as a file."""
    return _file(request, lang, drawn.bpmn_xml, drawn.bpmn_name, "application/xml")


def _file(
    request: HttpRequest,
    lang: str,
    make: Callable[[drawn.Flow, Lang], str],
    name: Callable[[Lang], str],
    content_type: str,
) -> HttpResponse:
    made, flow = _lang(lang), drawn.flow_of(edition_at(office_shown(request), now()))
    response = HttpResponse(make(flow, made), content_type=f"{content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name(made)}"'
    return response
