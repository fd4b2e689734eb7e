"""What a clock on the desk says: how much working time is left, in words, and how loudly."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kense.cases.selectors import ActionRun, Case
from kense.casework.clocks import NOT_STATED
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.law.edition import Wait
from kense.worktime import WorkingTime, format_minutes

_LEFT = Text("{time} қалды", "осталось {time}", "{time} left")
_LATE = Text("{time} кешікті", "опоздание {time}", "{time} late")
_IN_TIME = Text("мерзімінде", "в срок", "in time")


@dataclass(frozen=True, slots=True)
class Face:
    """A clock to show: `state` as in the stylesheet, the words, the due moment; `standing` is why a late one now stands."""

    state: Literal["ok", "soon", "late", "still", "done"]
    text: Text
    due: datetime | None
    standing: Text | None = None

    @property
    def icon(self) -> str:
        """The icon before the words; a clock in order has none."""
        return _ICONS.get(self.state, "")


_ICONS = {"soon": "clock", "late": "late", "still": "still", "done": "check"}


def action_face(run: ActionRun, edition: Edition, worktime: WorkingTime, at: datetime) -> Face:
    """The clock of an open action; it stands while somebody outside is waited for."""
    if run.ready_at:
        rest = next(rest for rest in edition.procedure.rests if rest.action == run.action)
        return Face("still", rest.name, run.due_at)
    wait = wait_of(run, edition)
    if wait:
        return _standing(run, wait.name, worktime)
    norm = lookup.action(edition, run.action).minutes
    if run.due_at is None or norm is None:
        return Face("still", NOT_STATED, None)
    return running(run.due_at, norm, worktime, at, run.case.provider.soon_percent)


def wait_of(run: ActionRun, edition: Edition) -> Wait | None:
    """The wait in which an open action stands."""
    waits = (one for one in edition.procedure.waits if one.action == run.action and one.since in run.case.products)
    return next(waits, None)


def _standing(run: ActionRun, name: Text, worktime: WorkingTime) -> Face:
    """A clock that waits for somebody outside. One that was late before stays late, by what it was late by then."""
    since = next((wait.since for wait in run.waits.all() if wait.until is None), None) if run.due_at else None
    if run.due_at is None or since is None or since <= run.due_at:
        return Face("still", name, None)
    return Face("late", _late(worktime.minutes_between(run.due_at, since)), run.due_at, standing=name)


def case_face(case: Case, edition: Edition, worktime: WorkingTime, at: datetime) -> Face:
    """The clock of the whole service, against its term; stopped when the result was ready or the case ended."""
    stopped = case.ready_at or case.ended_at
    if stopped is not None:
        late = worktime.minutes_between(case.due_at, stopped) if stopped > case.due_at else 0
        return Face("done", _late(late) if late else _IN_TIME, case.due_at)
    norm = worktime.minutes_between(case.handed_in_at, case.due_at)
    return running(case.due_at, norm, worktime, at, case.provider.soon_percent)


def running(due: datetime, norm: int, worktime: WorkingTime, at: datetime, soon_percent: int) -> Face:
    """A clock that runs towards `due`; `norm` in working minutes. It is soon at `soon_percent` of that or less."""
    if at > due:
        return Face("late", _late(worktime.minutes_between(due, at)), due)
    left = worktime.minutes_between(at, due)
    return Face("soon" if left * 100 <= norm * soon_percent else "ok", _LEFT.filled(time=format_minutes(left)), due)


def late_face(minutes: int, due: datetime | None = None) -> Face:
    """A clock that is late by so many working minutes."""
    return Face("late", _late(minutes), due)


def _late(minutes: int) -> Text:
    return _LATE.filled(time=format_minutes(minutes))
