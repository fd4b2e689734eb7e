"""Queueing the papers of a case with the data they are made from; the files are made after the commit."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from kense.cases.models import Case
from kense.casework.clocks import last_wait
from kense.casework.paper_data import data_of
from kense.kernel.codes import new_code
from kense.law import Edition, lookup
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.people.models import Provider
from kense.procedure import Decision


def queue(case: Case, edition: Edition, decision: Decision, at: datetime) -> None:
    """Store a queued paper for each the decision asks for, and have its file made once the operation is committed."""
    number = _number(case, edition, decision)
    for paper_id in decision.papers:
        spec, code = lookup.paper(edition, paper_id), new_code()
        data = data_of(case, edition, spec, code, at)
        store(case.provider, spec.id, data, at=at, edition=edition.id, case=case, number=number)


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
    paper = Paper.objects.create(
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
    transaction.on_commit(_making(paper.pk), robust=True)
    return paper


def _making(paper_id: int) -> Callable[[], None]:
    def make_paper() -> None:
        produce(paper_id)

    return make_paper


def number_of(case: Case) -> str:
    """The number a paper about the case goes by: the newest the case itself was given."""
    return case.result_number or case.refusal_number or case.number


def _number(case: Case, edition: Edition, decision: Decision) -> str:
    """The number of the papers of an operation: of the inquiry where it sends one, else the case's."""
    asked = last_wait(case) if _sends_inquiry(edition, decision) else None
    return asked.number if asked else number_of(case)


def _sends_inquiry(edition: Edition, decision: Decision) -> bool:
    return bool(decision.draws) and lookup.journal(edition, decision.draws or "").numbers == "inquiry"
