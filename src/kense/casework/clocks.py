"""The runs of a case's actions: opened, due, done, and the working minutes used."""

from datetime import datetime

from kense.cases.models import ActionRun, Case
from kense.law import lookup
from kense.law.edition import Edition
from kense.people.models import Officer
from kense.people.selectors import working_time
from kense.procedure import Decision


def keep_time(
    case: Case, edition: Edition, decision: Decision, *, officer: Officer, opened_at: datetime, at: datetime
) -> None:
    """Close the open run and open the next one, as the decision says. `opened_at` is when a newly opened run begins."""
    if decision.run == "kept":
        _rest(case, edition, decision, at)
        return
    if decision.run != "opened":
        _close(case, decision, officer, at)
    if decision.after.action:
        _open(case, edition, decision.after.action, opened_at)


def _open(case: Case, edition: Edition, action_id: str, at: datetime) -> None:
    norm = lookup.action(edition, action_id).minutes
    used = sum(run.minutes_used or 0 for run in case.runs.filter(action=action_id))
    due = working_time(case.provider).due_after_minutes(at, max(norm - used, 0)) if norm is not None else None
    ActionRun.objects.create(case=case, action=action_id, opened_at=at, due_at=due)


def _close(case: Case, decision: Decision, officer: Officer, at: datetime) -> None:
    run = case.runs.get(done_at__isnull=True)
    run.done_at = at
    run.minutes_used = working_time(case.provider).minutes_between(run.opened_at, run.ready_at or at)
    run.officer = officer
    run.operation = decision.operation
    run.save()


def _rest(case: Case, edition: Edition, decision: Decision, at: datetime) -> None:
    """From here on the wait is not the office's: the run is ready, and so is the case."""
    before = decision.before.products if decision.before else frozenset()
    gained = decision.after.products - before
    if any(rest.action == decision.after.action and rest.after in gained for rest in edition.procedure.rests):
        case.runs.filter(done_at__isnull=True).update(ready_at=at)
        case.ready_at = at
