"""A result that nobody collects: the reminders of it, and when the next one is due. A house rule; no clock changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kense.cases.models import Case
from kense.law import Edition, lookup
from kense.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Reminder:
    """When an officer reminded the recipient, and whom and how in their own words."""

    at: datetime
    officer: str
    text: str


def reminders_of(stored: list[dict[str, Any]]) -> list[Reminder]:
    """The reminders as a case keeps them, oldest first."""
    return [Reminder(datetime.fromisoformat(one["at"]), one["officer"], one["text"]) for one in stored]


def next_reminder(case: Case, edition: Edition, worktime: WorkingTime) -> datetime | None:
    """When the recipient is to be reminded: so many working days after readiness or the last reminder, at the same time.

    None for a case that does not wait for its recipient, or whose edition reminds nobody. Reads only the case.
    """
    rest = lookup.rest_at(edition, case.action) if case.action else None
    if rest is None or rest.remind_after_days is None or case.ready_at is None or rest.after not in case.products:
        return None
    last = [one.at for one in reminders_of(case.reminders)]
    return worktime.due_after_days(max([case.ready_at, *last]), rest.remind_after_days, "same_time")
