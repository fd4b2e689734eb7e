"""Every clock of a case, explained: what the service and each run of an action counted and skipped, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kense import law
from kense.cases.models import ActionRun, Case
from kense.casework.clocks import minutes_used
from kense.kernel import LegalRef, Text
from kense.law import Edition, lookup
from kense.law.edition import Wait
from kense.people.selectors import working_time
from kense.procedure import terms
from kense.worktime import Explanation, Row, WorkingTime
from kense.worktime.words import minutes_rule


@dataclass(frozen=True, slots=True)
class Account:
    """One clock: what it measures, its place in the law, its norm, the way to its due moment and the time used so far.

    `norm`, `earlier` and `used` are working minutes; `earlier` were used by earlier runs of the action. `norm` and `due`
    are None where the edition states no norm; `due` also while the clock stands, and `standing` then says for what.
    `used_rows` ends at the moment the time was measured until: the end of the clock if it is `over`.
    `action` is the number of the action, None for the service; `run` says which of its runs this is, from 1.
    `calendar_changed`: the clock was over before the calendar changed, so it keeps what today's rows no longer give.
    """

    title: Text
    ref: LegalRef
    action: int | None
    run: int
    norm: int | None
    earlier: int
    due: Explanation | None
    used: int
    used_rows: Explanation
    over: bool
    standing: Text | None
    calendar_changed: bool

    @property
    def late(self) -> int | None:
        """Working minutes used after the due moment, 0 in time; None without a due moment."""
        return max(self.used_rows.total - self.due.total, 0) if self.due else None

    def as_dict(self) -> dict[str, Any]:
        """The account as JSON: texts in three languages, moments in ISO 8601."""
        return {
            "title": self.title.as_dict(),
            "ref": str(self.ref),
            "action": self.action,
            "run": self.run,
            "norm_minutes": self.norm if self.norm is not None else "not_stated",
            "earlier_minutes": self.earlier,
            "due": self.due.as_dict() if self.due else None,
            "used_minutes": self.used,
            "late_minutes": self.late,
            "over": self.over,
            "standing": self.standing.as_dict() if self.standing else None,
            "calendar_changed": self.calendar_changed,
            "used": self.used_rows.as_dict(),
        }


def accounts_of(case: Case, at: datetime) -> tuple[Account, ...]:
    """The clocks of a case as they stand at a moment: the service first, then each run of an action in order."""
    edition, worktime = law.edition(case.edition), working_time(case.provider)
    runs = list(case.runs.prefetch_related("waits"))
    accounts = [_service(case, edition, worktime, at)]
    for place, run in enumerate(runs):
        earlier = [one for one in runs[:place] if one.action == run.action]
        accounts.append(_run(run, earlier, edition, worktime, at))
    return tuple(accounts)


def _service(case: Case, edition: Edition, worktime: WorkingTime, at: datetime) -> Account:
    term = lookup.term(edition, case.term)
    stopped = case.ready_at or case.ended_at
    due = terms.explained(term, case.handed_in_at, worktime)
    changed = due.end != case.due_at
    if changed:
        due = replace(worktime.explain_between(case.handed_in_at, case.due_at), rule=due.rule)
    used = worktime.explain_between(case.handed_in_at, max(stopped or at, case.handed_in_at))
    return Account(
        title=term.name,
        ref=term.ref,
        action=None,
        run=1,
        norm=due.total,
        earlier=0,
        due=due,
        used=used.total,
        used_rows=used,
        over=stopped is not None,
        standing=None,
        calendar_changed=changed,
    )


def _run(run: ActionRun, before: Sequence[ActionRun], edition: Edition, worktime: WorkingTime, at: datetime) -> Account:
    action = lookup.action(edition, run.action)
    stopped = run.ready_at or run.done_at
    until = max(stopped or at, run.opened_at)
    why = next((wait for wait in edition.procedure.waits if wait.action == action.id), None)
    pauses = _pauses(run, edition, why, until)
    earlier = sum(one.minutes_used or 0 for one in before)
    left = max(action.minutes - earlier, 0) if action.minutes is not None else 0
    counted = minutes_used(run, worktime, until)
    used = run.minutes_used if run.minutes_used is not None else counted
    due = _between(worktime, run.opened_at, run.due_at, pauses, minutes_rule(left)) if run.due_at else None
    return Account(
        title=action.name,
        ref=action.ref,
        action=action.number,
        run=len(before) + 1,
        norm=action.minutes,
        earlier=earlier,
        due=due,
        used=used,
        used_rows=_between(worktime, run.opened_at, until, pauses),
        over=stopped is not None,
        standing=why.name if why and stopped is None and any(one.until is None for one in run.waits.all()) else None,
        calendar_changed=used != counted or (due is not None and due.total != left),
    )


def _pauses(run: ActionRun, edition: Edition, why: Wait | None, until: datetime) -> list[Row]:
    """The waits of a run as rows that count nothing; one that is still open goes on until `until`."""
    if why is None:
        return []
    source = law.cite(edition.act, why.ref)
    return [Row(wait.since, wait.until or until, False, 0, 0, why.name, source) for wait in run.waits.all()]


def _between(
    worktime: WorkingTime, start: datetime, end: datetime, pauses: Sequence[Row], rule: Text | None = None
) -> Explanation:
    """The explanation from start to end with the pauses left out of the count, each as a row of its own."""
    whole = worktime.explain_between(start, end)
    rows: list[Row] = []
    for pause in pauses:
        if pause.start >= end:
            break
        rows += _counted_on(rows, worktime.explain_between(start, pause.start).rows)
        start = min(pause.end, end)
        if start > pause.start:
            rows += _counted_on(rows, (replace(pause, end=start),))
    rows += _counted_on(rows, worktime.explain_between(start, end).rows)
    return replace(whole, rows=tuple(rows), rule=rule or whole.rule)


def _counted_on(before: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Rows with what was counted before them in their totals."""
    so_far = before[-1].total if before else 0
    return [replace(row, total=row.total + so_far) for row in rows]
