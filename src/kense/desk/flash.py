"""One sentence about what was just done, kept in the session for the next page."""

from dataclasses import dataclass

from django.http import HttpRequest

from kense import law
from kense.cases.selectors import Case, case_of_office
from kense.casework.late import last_entered_at
from kense.desk.officers import Desk
from kense.kernel import Text
from kense.law import lookup
from kense.papers.selectors import Paper, papers_of

_SESSION_KEY = "flash"


@dataclass(frozen=True, slots=True)
class Flash:
    """What was done, on which case, and its papers; `prints` says whether they are to be printed at once."""

    case: Case
    operation: Text
    papers: tuple[tuple[Paper, Text], ...]
    prints: bool


def leave_flash(request: HttpRequest, case: Case, operation: str, *, prints: bool = False) -> None:
    """Remember for the next page what was done, and whether somebody waits for its paper at the counter."""
    request.session[_SESSION_KEY] = [case.code, operation, prints]


def take_flash(request: HttpRequest, desk: Desk) -> Flash | None:
    """What was done just before, once; None when a partial page is asked for or nothing was done."""
    if request.method != "GET" or request.headers.get("HX-Request"):
        return None
    left = request.session.pop(_SESSION_KEY, None)
    case = case_of_office(desk.provider.pk, left[0]) if left else None
    if case is None:
        return None
    edition = law.edition(case.edition)
    operation = lookup.operation(edition, left[1])
    papers = [paper for paper in papers_of(case.pk) if paper.created_at == last_entered_at(case)]
    titled = tuple((paper, lookup.paper(edition, paper.kind).title) for paper in papers)
    return Flash(case, operation.name, titled, bool(left[2]))
