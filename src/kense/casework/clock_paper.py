"""What the paper about the clocks of a case is made from: each clock as one table, through its end and its due moment."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from kense import law
from kense.cases.models import Case
from kense.casework.clocks import NOT_STATED
from kense.casework.paper_words import moment, pair
from kense.casework.timesheet import Account, accounts_of
from kense.kernel import Text
from kense.law import Edition
from kense.people.selectors import working_time
from kense.worktime import Row, WorkingTime, format_minutes

_IN_TIME = Text("мерзімінде орындалды", "выполнено в срок", "done in time")
_LATE = Text("{time} кешіктірілді", "просрочено на {time}", "{time} late")
_LEFT = Text("мерзімге дейін {time} қалды", "до срока осталось {time}", "{time} left")
_DUE = Text("Мерзім аяқталады", "Срок истекает", "Due")
_STOPPED = Text("Есеп тоқтады", "Отсчёт остановлен", "The clock stopped")
_RUNNING = Text("Есеп жасалған сәт", "Момент расчёта", "The moment of this account")


def clocks_of(case: Case, edition: Edition, at: datetime) -> list[dict[str, Any]]:
    """The clocks of a case at a moment, as `lib.typ` describes them."""
    worktime = working_time(case.provider)
    return [_clock(account, edition, worktime) for account in accounts_of(case, at)]


def _clock(account: Account, edition: Edition, worktime: WorkingTime) -> dict[str, Any]:
    due = account.due
    return {
        "title": pair(account.title),
        "action": account.action,
        "run": account.run,
        "ref": pair(law.cite(edition.act, account.ref)),
        "norm": None if account.norm is None else _length(account.norm),
        "earlier": _length(account.earlier) if account.earlier else None,
        "used": _length(account.used),
        "due": moment(worktime, due.end) if due else None,
        "rule": pair(due.rule) if due else None,
        "verdict": pair(verdict(account)),
        "late": bool(account.late),
        "calendar_changed": account.calendar_changed,
        "provisional": [pair(reason) for reason in due.provisional] if due else [],
        "rows": [_line(line, worktime) for line in _lines(account)],
    }


def _length(minutes: int) -> dict[str, Any]:
    return {"minutes": minutes, **pair(format_minutes(minutes))}


def verdict(account: Account) -> Text:
    """In time, late and by how much, or how much is left; what the clock stands for where it has no due moment."""
    if account.late:
        return _LATE.filled(time=format_minutes(account.late))
    if account.over:
        return _IN_TIME if account.due else NOT_STATED
    if account.due is None:
        return account.standing or NOT_STATED
    return _LEFT.filled(time=format_minutes(account.due.total - account.used_rows.total))


Mark = tuple[datetime, int, Text]
"""A moment to be shown between the rows: when, the minutes counted until then, what it is."""


def _lines(account: Account) -> list[Row | Mark]:
    """The rows up to the last of the marks, parted at each of them, and the marks in their places."""
    marks: list[Mark] = [(account.used_rows.end, account.used_rows.total, _STOPPED if account.over else _RUNNING)]
    rows = account.used_rows.rows
    if account.due:
        marks.append((account.due.end, account.due.total, _DUE))
        rows = max(account.used_rows, account.due, key=lambda one: one.end).rows
    for when, total, _ in marks:
        rows = tuple(_parted(rows, when, total))
    return sorted([*rows, *marks], key=_place)


def _parted(rows: Sequence[Row], when: datetime, total: int) -> Iterator[Row]:
    """The rows with the one around a moment cut in two; `total` is what was counted until then."""
    for row in rows:
        if row.start < when < row.end:
            yield replace(row, end=when, minutes=total - (row.total - row.minutes), total=total)
            yield replace(row, start=when, minutes=row.total - total)
        else:
            yield row


def _place(line: Row | Mark) -> tuple[datetime, bool]:
    return (line.end, False) if isinstance(line, Row) else (line[0], True)


def _line(line: Row | Mark, worktime: WorkingTime) -> dict[str, Any]:
    if not isinstance(line, Row):
        when, total, words = line
        return {"mark": pair(words), "at": moment(worktime, when), "total": total, "due": words is _DUE}
    return {
        "since": moment(worktime, line.start),
        "until": moment(worktime, line.end),
        "minutes": line.minutes if line.counted else None,
        "total": line.total,
        "reason": pair(line.reason),
        "source": pair(line.source) if line.source else None,
    }
