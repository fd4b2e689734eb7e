"""Today: for each of the officer's actions the cases that wait there, most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kense import law
from kense.cases.selectors import ActionRun, Case, due_before, numbers_given, waiting
from kense.cases.state import package_of
from kense.desk.clocks import Face, action_face, case_face
from kense.desk.officers import Desk, with_desk
from kense.kernel import Text
from kense.law import lookup
from kense.law.edition import Action, Journal
from kense.people.selectors import officers_by_id
from kense.procedure import check_package


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list: what it is about, whose turn it is, its clock."""

    run: ActionRun
    case: Case
    what: Text
    who: str
    face: Face
    action: Action
    step: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the page: the cases that wait at one action."""

    action: Action
    rows: tuple[Row, ...]


@with_desk
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The officer's lists."""
    sections = [_section(desk, action) for action in desk.my_actions]
    rows = [row for section in sections for row in section.rows]
    context = {
        "sections": sections,
        "waiting": len(rows),
        "late": [row for row in rows if row.face.state == "late"],
        "due_today": _due_today(desk) if desk.takes_in or desk.sees_all else (),
        "journals": _journals(desk),
        "nav": "today",
    }
    template = "desk/parts/today_lists.html" if request.headers.get("HX-Request") else "desk/today.html"
    return render(request, template, context)


def _section(desk: Desk, action: Action) -> Section:
    mine = desk.officer.pk if action.by_assignee and not desk.sees_all else None
    runs = list(waiting(desk.provider.pk, [action.id], mine))
    people = officers_by_id(_acted(runs))
    rows = [_row(desk, run, action, people) for run in runs]
    return Section(action, tuple(sorted(rows, key=lambda row: row.face.state == "still")))


def _acted(runs: list[ActionRun]) -> set[int]:
    return {int(one) for run in runs for ids in run.case.performers.values() for one in ids}


def _row(desk: Desk, run: ActionRun, action: Action, people: Mapping[int, object]) -> Row:
    edition = law.edition(run.case.edition)
    face = action_face(run, edition, desk.worktime, desk.at)
    return Row(run, run.case, _about(run), _who(run.case, people), face, action, _next_step(run, action))


def _about(run: ActionRun) -> Text:
    """What the case is about at its action: the result once there is one, the papers at the counter, else its term."""
    case, edition = run.case, law.edition(run.case.edition)
    if case.result:
        return lookup.result(edition, case.result).name
    if not case.number:
        check = check_package(edition, package_of(case.application))
        return (
            _COMPLETE if check.complete else _DEFICIENT.filled(missing=len(check.missing), expired=len(check.expired))
        )
    return lookup.term(edition, case.term).name


def _who(case: Case, people: Mapping[int, object]) -> str:
    """The executor, or at the counter whoever took the documents in."""
    if case.holder:
        return case.holder.short_name
    ids = [int(one) for ids in case.performers.values() for one in ids]
    return str(people[ids[0]]) if ids else ""


def _next_step(run: ActionRun, action: Action) -> Text:
    """What the officer will do: the one outcome that is possible now, or the action where there is a choice."""
    products = set(run.case.products)
    left = [o for o in action.outcomes if o.gives not in products and set(o.needs) <= products]
    return left[0].name if len(left) == 1 else action.name


def _due_today(desk: Desk) -> tuple[Row, ...]:
    local = desk.worktime.local(desk.at)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=local.tzinfo)
    rows = []
    for run in due_before(desk.provider.pk, midnight):
        edition = law.edition(run.case.edition)
        action = lookup.action(edition, run.action)
        face = case_face(run.case, edition, desk.worktime, desk.at)
        who = run.case.holder.short_name if run.case.holder and action.by_assignee else ""
        rows.append(Row(run, run.case, lookup.term(edition, run.case.term).name, who, face, action, action.name))
    return tuple(rows)


def _journals(desk: Desk) -> list[tuple[Journal, int]]:
    local = desk.worktime.local(desk.at)
    counts = numbers_given(desk.provider.pk, datetime.combine(local.date(), time(), tzinfo=local.tzinfo))
    return [(journal, counts.get(journal.id, 0)) for journal in desk.edition.procedure.journals]


_COMPLETE = Text("Бәрі бар, тіркеуге дайын", "Пакет полный, готов к регистрации", "All there, ready to register")
_DEFICIENT = Text(
    "Жетіспейді: {missing}, мерзімі өткен: {expired}",
    "Не хватает: {missing}, просрочено: {expired}",
    "Missing: {missing}, expired: {expired}",
)
