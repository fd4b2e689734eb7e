"""The officers a paper names: who took the documents in, who prepared the result, who signs it, in whose place."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, cast

from kense.cases.models import ActionRun, Case
from kense.casework.course import Course
from kense.casework.paper_words import pair
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.law.edition import HouseRule
from kense.people.models import Officer
from kense.people.selectors import acting_for, officer_in, officers_in_role, provider_known, substitute_of, working_time
from kense.storage.remembered import remembered

_ACTING = Text("міндетін атқарушы: {position}", "исполняющий обязанности: {position}", "acting: {position}")


def officers(course: Course, edition: Edition, at: datetime) -> dict[str, Any]:
    """Who accepted, prepared and signed, by the actions they finished; a draft names the one who is to sign."""
    case = course.case
    done = [run for run in course.runs if run.done_at and _by_its_role(edition, run)]
    for one in done:
        one.officer = officer_in(case.provider_id, one.officer_id or 0)
    holder = officer_in(case.provider_id, case.holder_id) if case.holder_id else None
    run = _last(done, {edition.procedure.opening.opens})
    accepted = run.officer if run else None
    return {
        "accepted_by": person(accepted),
        "prepared_by": person(_preparer(done, edition) or holder or accepted),
        "signatory": _signatory(case, edition, _last(done, _signatory_actions(edition)), at),
    }


def person(officer: Officer | None) -> dict[str, Any]:
    """An officer as papers have them, of a program the one who answers for it; empty places where nobody is named yet."""
    named = officer.main_account if officer and officer.is_program else officer
    if named is None:
        return {"name": "", "position": {"kk": "", "ru": ""}, "phone": ""}
    return {"name": named.short_name, "position": pair(named.position), "phone": named.phone}


def _by_its_role(edition: Edition, run: ActionRun) -> bool:
    """Whether the officer whose action it is ended the run, and not another who corrected, reassigned or withdrew."""
    operation = lookup.operation(edition, run.operation)
    role = lookup.action(edition, run.action).role
    return not isinstance(operation, HouseRule) or operation.role == role


def _preparer(done: Sequence[ActionRun], edition: Edition) -> Officer | None:
    """Who drafted the result last: the executor, or who stood in for them."""
    drafting = {one.id for one in lookup.outcomes(edition).values() if one.result}
    return next((run.officer for run in reversed(done) if run.operation in drafting), None)


def _signatory(case: Case, edition: Edition, last: ActionRun | None, at: datetime) -> dict[str, Any]:
    """Who signed, or who is to sign a draft today: the head may have gone away since the resolution."""
    role = _signatory_role(edition)
    if role is None or last is None or last.officer is None:
        return person(None)
    signed = _is_signature(edition, last)
    day = working_time(case.provider).local(last.done_at if signed and last.done_at else at).date()
    officer = last.officer if signed else _expected(last.officer, role, day)
    return person(officer) | {"position": _position(officer, edition, role, day)}


def _is_signature(edition: Edition, run: ActionRun) -> bool:
    """Whether the run ended with the result signed: by the act's own outcome of the action a draft goes to."""
    return run.action in _drafts_go_to(edition) and not lookup.is_house(lookup.outcomes(edition)[run.operation])


def _expected(officer: Officer, role: str, day: date) -> Officer:
    office, what = officer.provider_id, ("officers in role", role, day)
    holders = remembered(office, what, lambda: list(officers_in_role(provider_known(office), role, day)))
    if officer in holders or not holders:
        return officer
    return substitute_of(officer, role, day) or holders[0]


def _position(officer: Officer, edition: Edition, role: str, day: date) -> dict[str, str]:
    """The officer's position; that of the absent one, as acting in it, where they stand in for somebody."""
    absent = acting_for(officer, role, day)
    replaced = officer_in(officer.provider_id, absent) if absent else None
    if replaced is None:
        return cast(dict[str, str], person(officer)["position"])
    name = lookup.role(edition, role).officer
    position = Text(replaced.position_kk or name.kk, replaced.position_ru or name.ru, name.en)
    return pair(_ACTING.filled(position=position))


def _signatory_role(edition: Edition) -> str | None:
    """The role that signs: that of the action which a drafted result goes to; None where no result is drafted."""
    drafts = _drafts_go_to(edition)
    return next((action.role for action in edition.procedure.actions if action.id in drafts), None)


def _drafts_go_to(edition: Edition) -> set[str | None]:
    return {outcome.next for outcome in lookup.outcomes(edition).values() if outcome.result}


def _signatory_actions(edition: Edition) -> set[str]:
    role = _signatory_role(edition)
    return {action.id for action in edition.procedure.actions if action.role == role}


def _last(done: Sequence[ActionRun], actions: Collection[str]) -> ActionRun | None:
    return next((run for run in reversed(done) if run.action in actions), None)
