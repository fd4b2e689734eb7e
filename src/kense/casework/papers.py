"""Queueing the papers of a case with the data they are made from; the files are made after the commit."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from kense.cases.models import Case
from kense.casework.course import Course
from kense.casework.paper_data import data_of
from kense.kernel.codes import new_code
from kense.law import Edition, lookup
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Provider
from kense.procedure import Decision
from kense.storage import rows
from kense.storage.rows import Sent


def queue(course: Course, edition: Edition, decision: Decision, at: datetime) -> list[Paper]:
    """A queued paper for each the decision asks for, with its data, to be written."""
    case, number = course.case, _number(course, edition, decision)
    queued = []
    for paper_id in decision.papers:
        spec, code = lookup.paper(edition, paper_id), new_code()
        data = data_of(course, edition, spec, code, at)
        queued.append(_paper(case.provider, spec.id, data, at=at, edition=edition.id, case=case, number=number))
    return queued


def write(papers: Iterable[Paper]) -> None:
    """Write queued papers, and have their files made once the operation is committed."""
    for paper in papers:
        transaction.on_commit(_making(rows.send(paper)), robust=True)


def store(
    provider: Provider,
    kind: str,
    data: dict[str, Any],
    *,
    at: datetime,
    edition: str,
    case: Case | None = None,
    number: str = "",
    copy_of: Paper | None = None,
) -> Paper:
    """Store a queued paper under the code its data have, and have its file made once the transaction is committed."""
    paper = _paper(provider, kind, data, at=at, edition=edition, case=case, number=number, copy_of=copy_of)
    sent = rows.send(paper)
    sent.give_id()
    transaction.on_commit(_making(sent), robust=True)
    return paper


def _paper(
    provider: Provider,
    kind: str,
    data: dict[str, Any],
    *,
    at: datetime,
    edition: str,
    case: Case | None,
    number: str,
    copy_of: Paper | None = None,
) -> Paper:
    return Paper(
        provider=provider,
        case=case,
        copy_of=copy_of,
        code=data["paper"]["code"],
        kind=kind,
        edition=edition,
        number=number,
        created_at=at,
        data=data,
    )


def _making(paper: Sent) -> Callable[[], None]:
    def make_paper() -> None:
        produce(paper.give_id())

    return make_paper


def number_of(case: Case) -> str:
    """The number a paper about the case goes by: the newest the case itself was given."""
    return case.result_number or case.refusal_number or case.number


def _number(course: Course, edition: Edition, decision: Decision) -> str:
    """The number of the papers of an operation: of the inquiry where it sends one, else the case's."""
    asked = course.last_wait if _sends_inquiry(edition, decision) else None
    return asked.number if asked else number_of(course.case)


def _sends_inquiry(edition: Edition, decision: Decision) -> bool:
    return bool(decision.draws) and lookup.journal(edition, decision.draws or "").numbers == "inquiry"
