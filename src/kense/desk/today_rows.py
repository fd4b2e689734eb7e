"""What a row of the day's lists says of a case: what it is about, what comes next, how long its result has been ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kense.cases.selectors import ActionRun, Case
from kense.cases.state import package_of
from kense.casework.reminders import next_reminder, reminders_of
from kense.kernel import Text
from kense.kernel.text import joined
from kense.law import Edition, lookup
from kense.law.edition import Action, Outcome
from kense.procedure import check_package
from kense.worktime import WorkingTime

_COMPLETE = Text("Бәрі бар, тіркеуге дайын", "Пакет полный, готов к регистрации", "All there, ready to register")
_DEFICIENT = Text(
    "Жетіспейді: {missing}, мерзімі өткен: {expired}",
    "Не хватает: {missing}, просрочено: {expired}",
    "Missing: {missing}, expired: {expired}",
)
_DOCUMENTS = Text("{n} құжат", "документов: {n}", "documents: {n}")
_CHANGES = Text("{n} дерек", "изменений: {n}", "changes: {n}")


@dataclass(frozen=True, slots=True)
class Lying:
    """A result that is ready and waits for its recipient.

    days: working days since it was ready. reminded: the last reminder.
    """

    days: int
    reminded: datetime | None


def about(case: Case, edition: Edition) -> Text:
    """What the case is about: the result once there is one, the papers while it is at the counter, else its term."""
    if case.result:
        result = lookup.result(edition, case.result).name
        return joined([result, _CHANGES.filled(n=len(case.changes))], " · ") if case.changes else result
    if case.number:
        documents = _DOCUMENTS.filled(n=len(case.application["documents"]))
        return joined([lookup.term(edition, case.term).name, documents], " · ")
    check = check_package(edition, package_of(case.application))
    return _COMPLETE if check.complete else _DEFICIENT.filled(missing=len(check.missing), expired=len(check.expired))


def stage_of(products: Iterable[str], action: Action) -> Outcome | None:
    """The one outcome of the action that is possible with these products; None where there is a choice."""
    there = frozenset(products)
    left = [one for one in action.outcomes if one.gives not in there and there.issuperset(one.needs)]
    return left[0] if len(left) == 1 else None


def next_step(case: Case, edition: Edition, action: Action, worktime: WorkingTime, at: datetime) -> Text:
    """What the officer will do: remind a recipient when that is due, else the one outcome, or the action with its choice."""
    remind_at = next_reminder(case, edition, worktime)
    if remind_at and remind_at <= at:
        return next(one.name for one in lookup.outcomes_at(edition, action.id) if one.reminds)
    stage = stage_of(case.products, action)
    return stage.name if stage else action.name


def lying(run: ActionRun, edition: Edition, worktime: WorkingTime, at: datetime) -> Lying | None:
    """How a ready result lies there; None for a case that is not ready. That is nobody's lateness (house rule)."""
    if run.ready_at is None or lookup.rest_at(edition, run.action) is None:
        return None
    reminders = reminders_of(run.case.reminders)
    last = reminders[-1].at if reminders else None
    return Lying(_working_days(worktime, run.ready_at, at), last)


def _working_days(worktime: WorkingTime, since: datetime, until: datetime) -> int:
    """Working days after the day of `since`, to the day of `until`."""
    first, last = worktime.local(since).date(), worktime.local(until).date()
    days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
    return sum(bool(worktime.day(day).shifts) for day in days)
