"""The runs of a case's actions: opened, due, done, the working minutes used, and the waits that do not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kense.cases.models import ActionRun, ActionWait, Case
from kense.casework.course import Course, course_of
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
    course: Course,
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
        _end_wait(course, edition, decision.before.action, lost, decision.run == "kept", inquiry, at)
    if decision.run not in ("opened", "kept"):
        _close(course, edition, decision, officer, at)
    if decision.run != "kept" and decision.after.action:
        _open(course, edition, decision.after.action, opened_at)
    if decision.after.action:
        standing = gained if decision.run == "kept" else decision.after.products
        _begin_wait(course, edition, decision.after.action, standing, inquiry, at)
        _rest(course, edition, decision.after.action, gained, at)


def service_due(case: Case, edition: Edition) -> datetime:
    """When the service is due: its term from the handing in. Regulation, paragraph 5, terms."""
    term = lookup.term(edition, case.term)
    return terms.due_of(term, case.handed_in_at, working_time(case.provider))


def run_due(case: Case, run: ActionRun, edition: Edition) -> datetime | None:
    """When a run of the case is due as the tables have it; see `due_in`."""
    course = course_of(case)
    return due_in(course, next(one for one in course.runs if one.pk == run.pk), edition)


def due_in(course: Course, run: ActionRun, edition: Edition) -> datetime | None:
    """When an open run is due: its norm less what earlier runs of the action used, not counting waits that are over.

    None while it waits, and where the edition states no norm; a due moment that had passed when a wait began stays.
    Regulation, paragraph 5; house rules on norms and waits.
    """
    norm = lookup.action(edition, run.action).minutes
    if norm is None:
        return None
    waits = course.waits_of(run)
    left = max(norm - sum(one.minutes_used or 0 for one in course.before(run)), 0)
    over = [(wait.since, wait.until) for wait in waits if wait.until]
    due = _due(working_time(course.case.provider), run.opened_at, left, over)
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
    return _minutes_used(run, run.waits.all(), worktime, until)


def _minutes_used(run: ActionRun, waits: Iterable[ActionWait], worktime: WorkingTime, until: datetime) -> int:
    since, used = run.opened_at, 0
    for wait in waits:
        if wait.since >= until:
            break
        used += worktime.minutes_between(since, wait.since)
        since = min(wait.until or until, until)
    return used + worktime.minutes_between(min(since, until), until)


def _open(course: Course, edition: Edition, action_id: str, at: datetime) -> None:
    run = ActionRun(case=course.case, action=action_id, opened_at=at)
    course.runs.append(run)
    run.due_at = due_in(course, run, edition)


def _close(course: Course, edition: Edition, decision: Decision, officer: Officer, at: datetime) -> None:
    run = course.run
    waits = course.waits_of(run)
    _end(waits, at)
    # A run that ends in the middle of a wait is judged by the due moment it would have gone on with.
    run.due_at = run.due_at or due_in(course, run, edition)
    run.done_at = at
    run.minutes_used = _minutes_used(run, waits, working_time(course.case.provider), run.ready_at or at)
    run.officer = officer
    run.operation = decision.operation


def _end(waits: Iterable[ActionWait], at: datetime, answer: str | None = None) -> None:
    for wait in waits:
        if wait.until is None:
            wait.until = at
            wait.answer = wait.answer if answer is None else answer


def _begin_wait(
    course: Course, edition: Edition, action: str, standing: frozenset[str], inquiry: Inquiry, at: datetime
) -> None:
    """The clock of the open run stands from here on; a run opened in the middle of a wait stands from its start."""
    if not any(wait.action == action and wait.since in standing for wait in edition.procedure.waits):
        return
    run = course.run
    asked = inquiry if inquiry.addressee else _last_inquiry(course)
    course.waits.append(
        ActionWait(run=run, since=at, addressee=asked.addressee, question=asked.question, number=asked.number)
    )
    run.due_at = due_in(course, run, edition)


def _last_inquiry(course: Course) -> Inquiry:
    last = course.last_wait
    return Inquiry(last.addressee, last.question, number=last.number) if last else Inquiry()


def number_inquiry(course: Course, number: str) -> None:
    """Give the inquiry the open run waits on its number."""
    for wait in course.waits:
        if wait.until is None:
            wait.number = number


def _end_wait(
    course: Course, edition: Edition, action: str, lost: frozenset[str], goes_on: bool, inquiry: Inquiry, at: datetime
) -> None:
    """What was waited for is there (or no longer needed): the clock goes on from here."""
    if not any(wait.action == action and wait.since in lost for wait in edition.procedure.waits):
        return
    run = course.run
    _end(course.waits_of(run), at, inquiry.answer)
    if goes_on:
        run.due_at = due_in(course, run, edition)


def _rest(course: Course, edition: Edition, action: str, gained: frozenset[str], at: datetime) -> None:
    """From here on the wait is the recipient's: the run is ready, and so is the case."""
    if any(rest.action == action and rest.after in gained for rest in edition.procedure.rests):
        course.run.ready_at = course.case.ready_at = at
