"""Papers: opening the stored file, trying again to make one that failed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kense.casework.openings import open_paper
from kense.desk.framed import in_own_frame
from kense.desk.officers import Desk, with_desk
from kense.desk.reach import paper_for
from kense.papers.produce import produce


@require_GET
@in_own_frame
@with_desk
def paper(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The paper's stored PDF; one that is not made yet is made now, one that failed says why. The trail tells of both."""
    found = paper_for(desk, code)
    open_paper(found, officer=desk.officer, at=desk.at)
    if found.is_to_be_made:
        found = produce(found.pk)
    if found.status == found.Status.ERASED:
        return render(request, "desk/paper_erased.html", {"paper": found}, status=410)
    if found.pdf is None:
        return render(request, "desk/paper_failed.html", {"paper": found}, status=503)
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.kind}-{found.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
