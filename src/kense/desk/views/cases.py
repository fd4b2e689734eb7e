"""The list of cases and the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kense.cases.selectors import found
from kense.desk.case_page import CasePage
from kense.desk.officers import Desk, with_desk


@require_GET
@with_desk
def cases(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The office's newest cases, or those that match a number; a single match opens at once."""
    words = request.GET.get("q", "").strip()
    rows = found(desk.provider.pk, words)
    if words and len(rows) == 1:
        return redirect("desk:case", code=rows[0].code)
    return render(
        request, "desk/cases.html", {"rows": [CasePage(desk, row) for row in rows], "words": words, "nav": "cases"}
    )
