"""A case with its course so far, read at once: what every operation looks at, and what it changes of it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model

from kense.cases.models import ActionRun, ActionWait, Case, GivenNumber
from kense.storage import rows
from kense.storage.rows import Copy, Where, Written

_WAITS = "run_id IN (SELECT id FROM cases_actionrun WHERE case_id = %s)"


@dataclass(slots=True)
class Course:
    """A case, the runs of its actions, the waits in them and the numbers it was given, all in their order."""

    case: Case
    runs: list[ActionRun] = field(default_factory=list)
    waits: list[ActionWait] = field(default_factory=list)
    numbers: list[GivenNumber] = field(default_factory=list)
    _case: Copy | None = None
    _rest: list[Copy] = field(default_factory=list)

    @property
    def run(self) -> ActionRun:
        """The open run. KeyError once the case is over."""
        for run in self.runs:
            if run.done_at is None:
                return run
        raise KeyError("open run")

    @property
    def last_wait(self) -> ActionWait | None:
        """The newest wait on another organisation, over or not."""
        return self.waits[-1] if self.waits else None

    @property
    def registered_at(self) -> datetime | None:
        """When the case got its registration number; None while it has none."""
        number = self.case.number
        return next((one.at for one in self.numbers if one.text == number), None) if number else None

    def waits_of(self, run: ActionRun) -> list[ActionWait]:
        """The waits of a run; one that is new belongs to the run that is open."""
        return [wait for wait in self.waits if wait.run is run]

    def before(self, run: ActionRun) -> list[ActionRun]:
        """The earlier runs of the same action."""
        return [one for one in self.runs[: self.runs.index(run)] if one.action == run.action]

    def also(self, row: Model) -> None:
        """Write with the course what changes of a row that was just read."""
        self._rest.append(Copy(row))

    def write(self) -> Written | None:
        """Write what changed or is new, the case only if it still has the version it was read with. Returns that of the case."""
        written = self._case.write(" AND version = %s", [self._case.before["version"]]) if self._case else None
        for copy in self._rest:
            copy.write()
        self._write_new()
        return written

    def _write_new(self) -> None:
        waiting = [wait for wait in self.waits if _is_new(wait)]
        for run in self.runs:
            if _is_new(run) and any(wait.run is run for wait in waiting):
                rows.insert(run)
        rows.insert_all([run for run in self.runs if _is_new(run)])
        for wait in waiting:
            wait.run_id = wait.run.pk
        rows.insert_all(waiting)
        rows.insert_all([number for number in self.numbers if _is_new(number)])


def asked_of(case_id: int) -> list[rows.Asked]:
    """What is read of a case: itself, its runs, waits and numbers."""
    of_case = Where("case_id = %s", [case_id])
    return [
        rows.Asked(Case, Where("id = %s", [case_id])),
        rows.Asked(ActionRun, of_case, "id"),
        rows.Asked(ActionWait, Where(_WAITS, [case_id]), "id"),
        rows.Asked(GivenNumber, of_case, "id"),
    ]


def course_in(case: Case, runs: list[ActionRun], waits: list[ActionWait], numbers: list[GivenNumber]) -> Course:
    """The course from the rows that were read."""
    by_id = {run.pk: run for run in runs}
    for run in runs:
        run.case = case
    for wait in waits:
        wait.run = by_id[wait.run_id]
    return Course(case, runs, waits, numbers, Copy(case), [Copy(one) for one in (*runs, *waits)])


def course_of(case: Case) -> Course:
    """The course of a case that is at hand."""
    _, *found = rows.read_all(asked_of(case.pk))
    return course_in(case, *found)


def _is_new(row: Model) -> bool:
    return row._state.adding
