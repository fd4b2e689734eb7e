"""The list of cases and the search.

What a person is searched by never stands in an address: the search is sent as a form, and so are the links to its pages.
"""

from collections.abc import Collection
from typing import TypedDict

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kense.cases.lists import COUNTED, Order, Page, counted, narrowed, page_of
from kense.cases.search import LONGEST, case_with_code, found, names_a_person
from kense.cases.selectors import Case
from kense.casework.blocks import enters_sheets, number_on_sheet
from kense.casework.openings import search_person
from kense.desk.case_filter import CaseFilter
from kense.desk.case_rows import case_rows, heads
from kense.desk.officers import Desk, with_desk
from kense.desk.reach import offices_of
from kense.desk.scanned import codes_in, sheet_in
from kense.kernel.signs import visible
from kense.papers.selectors import case_with_paper

_LONGEST_SCANNED = 300


@require_http_methods(["GET", "POST"])
@with_desk
def cases(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The cases within the officer's reach, narrowed and sorted; or what a search finds, where one match opens at once."""
    typed = request.POST if request.method == "POST" else request.GET
    words = _plain(typed, "q", _LONGEST_SCANNED)
    if not words:
        return _listed(request, desk)
    reach = offices_of(desk)
    if straight := _scanned(desk, reach, words):
        return straight
    if names_a_person(words) and request.method == "GET":
        return redirect("desk:cases")
    return _searched(request, desk, reach, words, typed)


def _listed(request: HttpRequest, desk: Desk) -> HttpResponse:
    chosen = CaseFilter(desk, offices_of(desk), {name: _plain(request.GET, name) for name in request.GET})
    listed = narrowed(chosen.provider_ids, chosen.narrowed)
    page = page_of(chosen.provider_ids, listed, chosen.order, **_place(request.GET))
    context = {"filter": chosen, "heads": heads(chosen.order), "many": len(chosen.provider_ids) > 1}
    return _page(request, desk, listed, page, context)


def _scanned(desk: Desk, reach: Collection[int], words: str) -> HttpResponse | None:
    """Straight to what has a code: the case; or the form of a sheet nobody entered yet, for whoever enters sheets."""
    if (sheet := sheet_in(words)) and (reserved := number_on_sheet(reach, *sheet)):
        if reserved.case:
            return redirect("desk:case", code=reserved.case.code)
        return redirect("desk:late_number", reserved.pk) if enters_sheets(desk.officer, reserved, desk.at) else None
    codes = codes_in(words)
    code = case_with_code(reach, codes) or case_with_paper(reach, codes) if codes else None
    return redirect("desk:case", code=code) if code else None


def _searched(request: HttpRequest, desk: Desk, reach: Collection[int], words: str, typed: QueryDict) -> HttpResponse:
    place = _place(typed)
    if names_a_person(words) and not any(place.values()):
        search_person(words[:LONGEST], reach, officer=desk.officer, at=desk.at)
    matches = found(reach, words)
    is_name = not any(sign.isdigit() for sign in words)
    page = page_of(
        reach, matches, Order("recipient_order", descending=False) if is_name else Order(), picked=True, **place
    )
    if len(page.cases) == 1 and not any(place.values()):
        return redirect("desk:case", code=page.cases[0].code)
    return _page(request, desk, matches, page, {"words": words, "heads": heads(None), "many": len(reach) > 1})


def _page(
    request: HttpRequest, desk: Desk, listed: QuerySet[Case], page: Page, context: dict[str, object]
) -> HttpResponse:
    count = counted(listed) if page.before or page.after else len(page.cases)
    shown = {"rows": case_rows(page.cases, desk.at), "page": page, "count": count, "counted": COUNTED}
    return render(request, "desk/cases.html", {**context, **shown, "nav": "cases"})


class _Place(TypedDict):
    after: str
    before: str


def _place(typed: QueryDict) -> _Place:
    return {"after": _plain(typed, "after"), "before": _plain(typed, "before")}


def _plain(typed: QueryDict, name: str, longest: int = LONGEST) -> str:
    """A field without the signs that nobody sees and not every database takes."""
    return visible(typed.get(name, "")).strip()[:longest]
