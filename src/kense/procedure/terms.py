"""The term of the service as a moment: when it ends for a case handed in, and how that was counted."""

from datetime import datetime

from kense.law.edition import Term
from kense.worktime import Explanation, WorkingTime


def due_of(term: Term, handed_in: datetime, worktime: WorkingTime) -> datetime:
    """When the service is due, in UTC."""
    if term.calendar_days:
        return worktime.due_after_calendar_days(handed_in, term.calendar_days, term.reading)
    return worktime.due_after_days(handed_in, _working_days(term), term.reading)


def explained(term: Term, handed_in: datetime, worktime: WorkingTime) -> Explanation:
    """The rows behind `due_of`."""
    if term.calendar_days:
        return worktime.explain_calendar_days(handed_in, term.calendar_days, term.reading)
    return worktime.explain_days(handed_in, _working_days(term), term.reading)


def _working_days(term: Term) -> int:
    """An edition states one of both; that is checked when it is loaded."""
    assert term.working_days is not None  # noqa: S101
    return term.working_days
