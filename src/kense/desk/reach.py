"""What an officer may read, by the codes in an address: what is out of reach is not there."""

from django.http import Http404

from kense.cases.selectors import Case
from kense.casework.desk import Desk
from kense.casework.reach import case_within, desk_at, offices_of, paper_within
from kense.papers.selectors import Paper

__all__ = ["case_for", "desk_at", "offices_of", "paper_for"]


def case_for(desk: Desk, code: str) -> Case:
    """The case with this code; Http404 for one out of reach, as for one that does not exist."""
    case = case_within(desk, code)
    if case is None:
        raise Http404
    return case


def paper_for(desk: Desk, code: str) -> Paper:
    """The paper with this code; Http404 for one out of reach, as for one that does not exist."""
    paper = paper_within(desk, code)
    if paper is None:
        raise Http404
    return paper
