"""An office of a released version comes to this one: its rows, then the migrations, then its work is carried on.

`python -m tests.migrations.carried_on FILE`, with the environment of an empty installation, prints what is wrong.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

Inputs = Mapping[str, Any]
Step = tuple[str, Inputs]
PATIENCE = 12
"""No case needs more operations to its end."""


def main(file: Path) -> None:
    """Load, migrate, carry on, look."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from kense.ops import installation
    from kense.papers.models import Paper
    from tests.flow.books import wrong_in_the_books

    files = _load(file)
    installation.prepare()
    assert not installation.is_behind()
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    with patch("kense.casework.papers.produce"):
        wrong = [*_carry_on(), *wrong_in_the_books()]
    kept = {
        paper.code: hashlib.sha256(bytes(paper.pdf or b"")).hexdigest() for paper in Paper.objects.exclude(pdf=None)
    }
    wrong += [f"the bytes of paper {code} are not what they were" for code in files if kept.get(code) != files[code]]
    sys.stdout.write("\n".join(wrong))


def _load(file: Path) -> dict[str, str]:
    """The rows in the tables of the first migrations; the papers with a file by their codes, with the hash of each."""
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from tests.migrations.rows import APPS, load

    executor = MigrationExecutor(connection)
    first = [(app, "0001_initial") for app in APPS]
    state = executor.migrate(first)
    with transaction.atomic():
        load(state.apps, file)
    papers = state.apps.get_model("papers", "Paper")._base_manager.exclude(pdf=None)
    return {paper.code: paper.sha256 for paper in papers}


def _carry_on() -> Iterator[str]:
    """Every open case to its end, by whoever may."""
    from kense.cases.models import Case

    now = _newest() + timedelta(minutes=1)
    for case in Case.objects.filter(end=None).order_by("pk"):
        for _ in range(PATIENCE):
            if case.end:
                break
            now += timedelta(minutes=1)
            case = _next(case, now)
        if not case.end:
            yield f"{case.code} cannot be carried on beyond {case.action}"


def _newest() -> datetime:
    from kense.trail.models import TrailEntry

    return TrailEntry.objects.order_by("at").last().at  # type: ignore[union-attr]


def _next(case: Any, at: datetime) -> Any:
    """The case after the first operation that is allowed to somebody of the office; as it is where none is."""
    from kense.cases.models import Case
    from kense.casework.openings import open_case
    from kense.casework.perform import ProblemsError, Request, perform
    from kense.kernel import RefusedError

    for operation, inputs in _steps(case):
        for officer in _who_may(case, operation):
            open_case(case, officer=officer, at=at)
            asked = Request(operation, f"on-{case.pk}-{case.version}-{operation}", case.pk, case.version, inputs)
            try:
                perform(asked, actor=officer, at=at)
            except (RefusedError, ProblemsError):
                continue
            return Case.objects.get(pk=case.pk)
    return case


def _who_may(case: Any, operation: str) -> Iterator[Any]:
    """The officers in the role the operation is for here; nobody where it is not an operation of the action."""
    from kense import law
    from kense.law import lookup
    from kense.people.models import Officer

    edition = law.edition(case.edition)
    action = lookup.action(edition, case.action)
    for outcome in lookup.outcomes_at(edition, case.action):
        if outcome.id == operation:
            role = lookup.role_for(outcome, action)
            yield from Officer.objects.filter(provider=case.provider_id, roles__role=role).select_related("provider")


def _steps(case: Any) -> list[Step]:
    """What may come next in any state, the usual way first."""
    from kense.people.models import OfficerRole

    executor = OfficerRole.objects.filter(role="executor", officer__provider=case.provider_id).order_by("pk")[0]
    refusal = {"grounds": ["unreliable_documents"], "explanation": "Құжаттар сәйкес емес."}
    return [
        ("register", {}),
        ("assign", {"assignee": str(executor.officer_id), "note": "Орындауға"}),
        ("receive_answer", {"answer": "Растаймыз."}),
        ("prepare_refusal", refusal),
        ("sign", {}),
        ("register_result", {}),
        ("issue_result", {}),
        ("refuse_acceptance", {"explanation": "Құжаттар толық емес."}),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
