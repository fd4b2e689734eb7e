"""The duties of an act: by when each was to be done, whether it was, and how late. Any act's list, whatever it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kense.law.act import Act, Duty

State = Literal["done", "overdue", "open", "unknown", "not_stated"]

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Done:
    """The day on which a duty was done, and what shows it."""

    day: date
    evidence: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty on a day: by when, done or not, how late.

    due: the last day of its term, None where the act states no number of days or the day it counts from is unknown.
    earliest_due: while that day is unknown, the earliest the last day can be.
    done: as it was marked, or as the act's own data show it.
    late_days: calendar days after `due`, of the day it was done or else of today; 0 in time; None where nobody can say.
    """

    duty: Duty
    due: date | None
    earliest_due: date | None
    done: Done | None
    late_days: int | None
    state: State

    @property
    def falls_on_weekend(self) -> bool:
        """Whether the last day is a Saturday or a Sunday: that it would move is not stated, so it does not."""
        return self.due is not None and self.due.weekday() >= SATURDAY


def duties_on(act: Act, marks: Mapping[str, Done], day: date) -> tuple[DutyRow, ...]:
    """Every duty of the act as it stands on a day. Give the act with its facts; `marks` are by the duties' ids."""
    return tuple(_row(act, duty, marks.get(duty.id), day) for duty in act.duties)


def overdue(rows: tuple[DutyRow, ...]) -> int:
    """How many of them are past their last day and not done."""
    return sum(row.state == "overdue" for row in rows)


def _row(act: Act, duty: Duty, mark: Done | None, day: date) -> DutyRow:
    earliest, is_known = _last_day(act, duty)
    done = _shown(act, duty) or mark
    late = _late(earliest, is_known, done.day if done else day)
    return DutyRow(
        duty,
        earliest if is_known else None,
        None if is_known else earliest,
        done,
        late,
        _state(earliest, done, late),
    )


def _last_day(act: Act, duty: Duty) -> tuple[date | None, bool]:
    """The earliest that the last day of the term can be, and whether it is known to be that one. The event is not counted.

    Nothing is published before it is registered.
    """
    if duty.term == "not_stated" or duty.term.calendar_days == "not_stated":
        return None, True
    term = timedelta(days=duty.term.calendar_days)
    if duty.term.after == "registration":
        return act.registered.date + term, True
    if act.published == "unknown":
        return act.registered.date + term, False
    return act.published + term, True


def _shown(act: Act, duty: Duty) -> Done | None:
    if duty.shown_by is None:
        return None
    return Done(act.registered.date, f"№ {act.registered.number}")


def _late(last: date | None, is_known: bool, day: date) -> int | None:
    if last is None:
        return None
    if day <= last:
        return 0
    return (day - last).days if is_known else None


def _state(last: date | None, done: Done | None, late: int | None) -> State:
    if done:
        return "done"
    if last is None:
        return "not_stated"
    if late is None:
        return "unknown"
    return "overdue" if late else "open"
