"""What an officer may read: their own office and, for a controller, the offices they oversee. Acting is decided elsewhere."""

from dataclasses import replace

from kense.acts.selectors import edition_at
from kense.cases.selectors import Case, case_among
from kense.casework.desk import Desk
from kense.casework.journal_papers import may_open
from kense.papers.selectors import Paper, paper_among
from kense.people.selectors import Provider, overseen, working_time


def offices_of(desk: Desk) -> frozenset[int]:
    """The ids of the offices whose cases the officer may read today; none for who keeps the acts alone."""
    if not desk.reads_cases:
        return frozenset()
    if not desk.sees_all:
        return frozenset({desk.provider.pk})
    return overseen(desk.officer, desk.worktime.local(desk.at).date())


def case_within(desk: Desk, code: str) -> Case | None:
    """The case with this code; None for one out of reach, as for one that does not exist."""
    return case_among(offices_of(desk), code)


def paper_within(desk: Desk, code: str) -> Paper | None:
    """The paper with this code; None for one out of reach, as for one that does not exist."""
    paper = paper_among(offices_of(desk), code)
    return paper if paper and may_open(paper, desk.officer, desk.at) else None


def desk_at(desk: Desk, provider: Provider) -> Desk:
    """The officer's desk as it is to read a case of this office: by the office's working time, with its edition."""
    if provider.pk == desk.provider.pk:
        return desk
    return replace(desk, worktime=working_time(provider), edition=edition_at(provider, desk.at))
