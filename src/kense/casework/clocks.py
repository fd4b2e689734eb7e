"""The runs of a case's actions: opened, due, done, the working minutes used, and the waits that do not count."""

from dataclasses import dataclass
from datetime import datetime

from kense.cases.models import ActionRun, ActionWait, Case
from kense.kernel import Text
from kense.law import lookup
from kense.law.edition import Edition
from kense.people.models import Officer
from kense.people.selectors import working_time
from kense.procedure import Decision, terms
from kense.worktime import WorkingTime

NOT_STATED = Text("норма көрсетілмеген", "норма не установлена", "no norm stated")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is kept of a wait on another organisation: whom it asks, what, what came back, under which number."""

    addressee: str = ""
    question: str = ""
    answer: str = ""
    number: str = ""


def keep_time(
    case: Case,
    edition: Edition,
    decision: Decision,
    *,
    officer: Officer,
    opened_at: datetime,
    at: datetime,
    inquiry: Inquiry,
) -> None:
    """Close the open run and open the next one, as the decision says. `opened_at` is when a newly opened run begins."""
    before = decision.before.products if decision.before else frozenset()
    gained, lost = decision.after.products - before, before - decision.after.products
    if decision.before and decision.before.action:
        _end_wait(case, edition, decision.before.action, lost, decision.run == "kept", inquiry, at)
    if decision.run not in ("opened", "kept"):
        _close(case, edition, decision, officer, at)
    if decision.run != "kept" and decision.after.action:
        _open(case, edition, decision.after.action, opened_at)
    if decision.after.action:
        standing = gained if decision.run == "kept" else decision.after.products
        _begin_wait(case, edition, decision.after.action, standing, inquiry, at)
        _rest(case, edition, decision.after.action, gained, at)


def service_due(case: Case, edition: Edition) -> datetime:
    """When the service is due: its term from the handing in. Regulation, paragraph 5, terms."""
    term = lookup.term(edition, case.term)
    return terms.due_of(term, case.handed_in_at, working_time(case.provider))


def run_due(case: Case, run: ActionRun, edition: Edition) -> datetime | None:
    """When an open run is due: its norm less what earlier runs of the action used, not counting waits that are over.

    None while it waits, and where the edition states no norm; a due moment that had passed when a wait began stays.
    Regulation, paragraph 5; house rules on norms and waits.
    """
    norm = lookup.action(edition, run.action).minutes
    if norm is None:
        return None
    waits = list(run.waits.order_by("pk"))
    earlier = case.runs.filter(action=run.action, pk__lt=run.pk)
    left = max(norm - sum(one.minutes_used or 0 for one in earlier), 0)
    due = _due(working_time(case.provider), run.opened_at, left, [(w.since, w.until) for w in waits if w.until])
    return None if any(wait.until is None and wait.since < due for wait in waits) else due


def _due(worktime: WorkingTime, start: datetime, left: int, waits: list[tuple[datetime, datetime]]) -> datetime:
    """`left` working minutes from `start`, standing still during the waits (in order, not overlapping)."""
    for since, until in waits:
        if worktime.due_after_minutes(start, left) <= since:
            break
        left -= worktime.minutes_between(start, since)
        start = until
    return worktime.due_after_minutes(start, left)


def minutes_used(run: ActionRun, worktime: WorkingTime, until: datetime) -> int:
    """Working minutes of a run up to a moment, without its waits: the whole minutes of each stretch between them."""
    since, used = run.opened_at, 0
    for wait in run.waits.all():
        if wait.since >= until:
            break
        used += worktime.minutes_between(since, wait.since)
        since = min(wait.until or until, until)
    return used + worktime.minutes_between(min(since, until), until)


def _open(case: Case, edition: Edition, action_id: str, at: datetime) -> None:
    run = ActionRun.objects.create(case=case, action=action_id, opened_at=at)
    _set_due(case, run, edition)


def _close(case: Case, edition: Edition, decision: Decision, officer: Officer, at: datetime) -> None:
    run = case.runs.get(done_at__isnull=True)
    run.waits.filter(until__isnull=True).update(until=at)
    # A run that ends in the middle of a wait is judged by the due moment it would have gone on with.
    run.due_at = run.due_at or run_due(case, run, edition)
    run.done_at = at
    run.minutes_used = minutes_used(run, working_time(case.provider), run.ready_at or at)
    run.officer = officer
    run.operation = decision.operation
    run.save()


def _begin_wait(
    case: Case, edition: Edition, action: str, standing: frozenset[str], inquiry: Inquiry, at: datetime
) -> None:
    """The clock of the open run stands from here on; a run opened in the middle of a wait stands from its start."""
    if not any(wait.action == action and wait.since in standing for wait in edition.procedure.waits):
        return
    run = case.runs.get(done_at__isnull=True)
    asked = inquiry if inquiry.addressee else _last_inquiry(case)
    ActionWait.objects.create(
        run=run, since=at, addressee=asked.addressee, question=asked.question, number=asked.number
    )
    _set_due(case, run, edition)


def _last_inquiry(case: Case) -> Inquiry:
    last = last_wait(case)
    return Inquiry(last.addressee, last.question, number=last.number) if last else Inquiry()


def last_wait(case: Case) -> ActionWait | None:
    """The newest wait of the case on another organisation, over or not."""
    return ActionWait.objects.filter(run__case=case).order_by("-pk").first()


def number_inquiry(case: Case, number: str) -> None:
    """Give the inquiry the open run waits on its number."""
    ActionWait.objects.filter(run__case=case, until__isnull=True).update(number=number)


def _end_wait(
    case: Case, edition: Edition, action: str, lost: frozenset[str], goes_on: bool, inquiry: Inquiry, at: datetime
) -> None:
    """What was waited for is there (or no longer needed): the clock goes on from here."""
    if not any(wait.action == action and wait.since in lost for wait in edition.procedure.waits):
        return
    run = case.runs.get(done_at__isnull=True)
    run.waits.filter(until__isnull=True).update(until=at, answer=inquiry.answer)
    if goes_on:
        _set_due(case, run, edition)


def _set_due(case: Case, run: ActionRun, edition: Edition) -> None:
    run.due_at = run_due(case, run, edition)
    run.save(update_fields=["due_at"])


def _rest(case: Case, edition: Edition, action: str, gained: frozenset[str], at: datetime) -> None:
    """From here on the wait is the recipient's: the run is ready, and so is the case."""
    if any(rest.action == action and rest.after in gained for rest in edition.procedure.rests):
        case.runs.filter(done_at__isnull=True).update(ready_at=at)
        case.ready_at = at
