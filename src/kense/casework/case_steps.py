"""The strip of a case: its actions in order, with their runs, the time they took and what they waited for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from kense.cases.selectors import ActionRun, ActionWait, Case
from kense.casework.clocks import minutes_used
from kense.casework.faces import Face, action_face
from kense.kernel import Text
from kense.law import Edition
from kense.law.edition import Action
from kense.law.ways import ahead
from kense.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the strip: done, now, next or passed by, with its runs and the waits inside them.

    `used` are working minutes of all runs, `late` those after the due moment of the last one, once it is over.
    """

    action: Action
    state: str
    runs: tuple[ActionRun, ...]
    used: int
    late: int
    face: Face | None
    waits: tuple[ActionWait, ...]
    waited_for: Text | None

    @property
    def last(self) -> ActionRun | None:
        """The latest run of the action."""
        return self.runs[-1] if self.runs else None

    @property
    def fill(self) -> tuple[int, int]:
        """Minutes used and the norm, for the bar."""
        return self.used, self.action.minutes or 0


def steps_of(
    case: Case,
    edition: Edition,
    runs: Sequence[ActionRun],
    waits: Sequence[ActionWait],
    worktime: WorkingTime,
    at: datetime,
) -> list[Step]:
    """The actions of the edition in their order, as they stand in a case at a moment."""

    coming = ahead(edition.procedure, case.action)

    def step(action: Action) -> Step:
        own = tuple(run for run in runs if run.action == action.id)
        ids = {run.pk for run in own}
        open_run = next((run for run in own if run.done_at is None), None)
        return Step(
            action,
            _state(case, action, own, open_run, coming),
            own,
            sum(run.minutes_used or 0 for run in own) + (_so_far(open_run, worktime, at) if open_run else 0),
            _late(own[-1], worktime) if own else 0,
            action_face(open_run, edition, worktime, at) if open_run else None,
            tuple(wait for wait in waits if wait.run_id in ids),
            next((wait.name for wait in edition.procedure.waits if wait.action == action.id), None),
        )

    return [step(action) for action in edition.procedure.actions]


def _state(
    case: Case, action: Action, runs: Sequence[ActionRun], open_run: ActionRun | None, coming: Collection[str]
) -> str:
    if open_run:
        return "now"
    if not runs and action.id not in coming:
        return "passed"
    return "done" if runs and _is_over(case, action) else "next"


def _is_over(case: Case, action: Action) -> bool:
    """Whether what the action leaves behind still stands; a returned draft undoes what came after it."""
    return case.end is not None or any(one.gives in case.products for one in action.outcomes)


def _so_far(run: ActionRun, worktime: WorkingTime, at: datetime) -> int:
    return minutes_used(run, worktime, run.ready_at or at)


def _late(run: ActionRun, worktime: WorkingTime) -> int:
    stopped = run.ready_at or run.done_at
    return worktime.minutes_between(run.due_at, stopped) if stopped and run.due_at and stopped > run.due_at else 0
