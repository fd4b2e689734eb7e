"""What a clock on the desk says: how much working time is left, in words, and how loudly."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kense.cases.selectors import ActionRun, Case
from kense.casework.clocks import NOT_STATED
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.worktime import WorkingTime, format_minutes

_LEFT = Text("{time} қалды", "осталось {time}", "{time} left")
_LATE = Text("{time} кешікті", "опоздание {time}", "{time} late")
_IN_TIME = Text("мерзімінде", "в срок", "in time")


@dataclass(frozen=True, slots=True)
class Face:
    """A clock to show: `state` as in the stylesheet, the words, the due moment."""

    state: Literal["ok", "soon", "late", "still", "done"]
    text: Text
    due: datetime | None


def action_face(run: ActionRun, edition: Edition, worktime: WorkingTime, at: datetime) -> Face:
    """The clock of an open action; it stands while somebody outside is waited for."""
    if run.ready_at:
        rest = next(rest for rest in edition.procedure.rests if rest.action == run.action)
        return Face("still", rest.name, run.due_at)
    waits = [one for one in edition.procedure.waits if one.action == run.action and one.since in run.case.products]
    if waits:
        return Face("still", waits[0].name, None)
    norm = lookup.action(edition, run.action).minutes
    if run.due_at is None or norm is None:
        return Face("still", NOT_STATED, None)
    return running(run.due_at, norm, worktime, at, run.case.provider.soon_percent)


def case_face(case: Case, edition: Edition, worktime: WorkingTime, at: datetime) -> Face:
    """The clock of the whole service, against its term; stopped when the result was ready or the case ended."""
    stopped = case.ready_at or case.ended_at
    if stopped is not None:
        late = worktime.minutes_between(case.due_at, stopped) if stopped > case.due_at else 0
        return Face("done", _LATE.filled(time=format_minutes(late)) if late else _IN_TIME, case.due_at)
    norm = worktime.minutes_between(case.handed_in_at, case.due_at)
    return running(case.due_at, norm, worktime, at, case.provider.soon_percent)


def running(due: datetime, norm: int, worktime: WorkingTime, at: datetime, soon_percent: int) -> Face:
    """A clock that runs towards `due`; `norm` in working minutes. It is soon at `soon_percent` of that or less."""
    if at > due:
        return Face("late", _LATE.filled(time=format_minutes(worktime.minutes_between(due, at))), due)
    left = worktime.minutes_between(at, due)
    return Face("soon" if left * 100 <= norm * soon_percent else "ok", _LEFT.filled(time=format_minutes(left)), due)
