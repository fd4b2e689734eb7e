"""What the control slip is made from: who held the case from when to when, norm, used, in time or late, run by run."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kense.cases.models import ActionRun, Case
from kense.casework.clock_paper import verdict
from kense.casework.paper_words import moment, pair
from kense.casework.timesheet import Account, accounts_of
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.law.edition import Action
from kense.people.selectors import Officer, officer_by_id, working_time
from kense.trail.selectors import entries_of
from kense.worktime import WorkingTime

_ACTION = Text("{n}-іс-қимыл. {name}", "Действие {n}. {name}", "Action {n}. {name}")
_AGAIN = Text(
    "{n}-іс-қимыл. {name} ({run}-рет)", "Действие {n}. {name} ({run}-й раз)", "Action {n}. {name} (run {run})"
)
_SERVICE = Text("Мемлекеттік қызмет, барлығы", "Государственная услуга в целом", "The whole service")
_ASKED = Text("{wait}: {addressee}, № {number}", "{wait}: {addressee}, № {number}", "{wait}: {addressee}, No. {number}")


def control_of(case: Case, edition: Edition, at: datetime) -> list[dict[str, Any]]:
    """The rows of the slip: each run of an action with the waits inside it, then the whole service."""
    worktime = working_time(case.provider)
    service, *accounts = accounts_of(case, at)
    holders = _Holders(case, edition)
    rows: list[dict[str, Any]] = []
    runs = case.runs.select_related("officer").prefetch_related("waits")
    for run, account in zip(runs, accounts, strict=True):
        rows.append(_clock("run", _name(account), holders.of(run), run.opened_at, account, worktime))
        rows += _pauses(run, edition, worktime, at)
    rows.append(_clock("service", _SERVICE, case.provider.name, case.handed_in_at, service, worktime))
    return rows


def _name(account: Account) -> Text:
    """The action with its number; a run after the first says which one it is."""
    words = _AGAIN if account.run > 1 else _ACTION
    return words.filled(n=account.action or 0, name=account.title, run=account.run)


def _clock(
    kind: str, title: Text, who: Text | str, since: datetime, account: Account, worktime: WorkingTime
) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": pair(title),
        "who": pair(who) if isinstance(who, Text) else who,
        "since": moment(worktime, since),
        "until": moment(worktime, account.used_rows.end) if account.over else None,
        "norm": account.norm,
        "used": account.used,
        "due": moment(worktime, account.due.end) if account.due else None,
        "verdict": pair(verdict(account)),
    }


def _pauses(run: ActionRun, edition: Edition, worktime: WorkingTime, at: datetime) -> Iterator[dict[str, Any]]:
    """The waits of a run on others: they have no norm and nobody of the office is late in them."""
    why = next((one for one in edition.procedure.waits if one.action == run.action), None)
    for wait in run.waits.all() if why else ():
        words = _ASKED.filled(wait=why.name, addressee=wait.addressee, number=wait.number or "–") if why else _SERVICE
        yield _pause(words, wait.since, wait.until, worktime, at)
    rest = lookup.rest_at(edition, run.action)
    if rest and run.ready_at:
        yield _pause(rest.name, run.ready_at, run.done_at, worktime, at)


def _pause(title: Text, since: datetime, until: datetime | None, worktime: WorkingTime, at: datetime) -> dict[str, Any]:
    return {
        "kind": "pause",
        "title": pair(title),
        "who": "–",
        "since": moment(worktime, since),
        "until": moment(worktime, until) if until else None,
        "norm": None,
        "used": worktime.minutes_between(since, until or max(at, since)),
        "due": None,
        "verdict": None,
    }


class _Holders:
    """Who had a case in each of its runs: whoever ended the run in its own role, or whom it was given to before it."""

    def __init__(self, case: Case, edition: Edition) -> None:
        self.edition = edition
        self.given = [(one.at, one.facts["holder"]) for one in entries_of(case.pk) if one.facts.get("holder")]

    def of(self, run: ActionRun) -> Text | str:
        """The officer's name; the role in words where nobody had taken the case up."""
        action = lookup.action(self.edition, run.action)
        if run.officer and lookup.role_for(lookup.outcomes(self.edition)[run.operation], action) == action.role:
            return run.officer.short_name
        holder = self._given(run, action)
        return holder.short_name if holder else lookup.role(self.edition, action.role).officer

    def _given(self, run: ActionRun, action: Action) -> Officer | None:
        """The one whom it was given to when the run was opened; the trail has the newest first."""
        ids = (holder for at, holder in self.given if at <= run.opened_at)
        holder = next(ids, None) if action.by_assignee else None
        return officer_by_id(holder) if holder else None
