"""Reading what an officer gave for a command, input by input, as far as the edition says the command asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from kense.cases.models import Case
from kense.casework.application import Application, Reader, fields_of
from kense.casework.corrections import Difference, corrects, differences
from kense.casework.elsewhere import elsewhere_in
from kense.casework.known import doubt_in
from kense.casework.numbers import registered_at
from kense.casework.recipient import RECORD, alike, not_told, recipient_of
from kense.casework.texts import PROBLEMS
from kense.kernel import Problem
from kense.kernel.signs import visible_lines
from kense.law.edition import Edition, Input, Opening, Outcome
from kense.people.models import Officer, Provider
from kense.people.selectors import officer_in, working_time
from kense.registry import checks
from kense.registry.organisations import directory_of
from kense.registry.proposal import Person, Proposal, read_proposal
from kense.registry.record import Change
from kense.registry.register import person_by_iin
from kense.registry.studies import doubts

TEXT_LIMIT = 5000
_NAMING = ("surname", "given_name", "birth_date")


@dataclass(slots=True)
class Given:
    """The inputs of a command after reading; `names` are those that were filled in."""

    names: set[Input] = field(default_factory=set)
    application: Application | None = None
    corrected: tuple[Difference, ...] = ()
    assignee: Officer | None = None
    note: str = ""
    reason: str = ""
    explanation: str = ""
    addressee: str = ""
    question: str = ""
    answer: str = ""
    correction: str = ""
    reminder: str = ""
    grounds: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read_inputs(
    edition: Edition,
    operation: Outcome | Opening,
    raw: Mapping[str, Any],
    *,
    provider: Provider,
    case: Case | None,
    at: datetime,
) -> Given:
    """The inputs that an operation asks for. `raw` has strings, and lists for `grounds`; problems are at their fields."""
    given = Given()
    for name in operation.asks:
        match name:
            case "application" if case and corrects(operation):
                _corrected(given, edition, raw, provider, case)
            case "application":
                _application(given, edition, raw, provider, case, at)
            case "assignee":
                given.assignee = officer_in(provider.pk, str(raw.get("assignee", "")))
            case "note" | "reason" | "explanation" | "addressee" | "question" | "answer" | "correction" | "reminder":
                setattr(given, name, _text(given, name, raw))
            case "grounds":
                given.grounds = _grounds(given, edition, raw)
            case "changes":
                given.changes = _changes(given, edition, raw, provider, case, at)
        if getattr(given, name):
            given.names.add(name)
    return given


def _application(
    given: Given, edition: Edition, raw: Mapping[str, Any], provider: Provider, case: Case | None, at: datetime
) -> None:
    if case is not None and "applicant" not in raw:
        return
    fields = {k: v for k, v in raw.items() if isinstance(v, str)}
    kept = case.handed_in_at if case else None
    worktime = working_time(provider)
    counter = (doubt_in(provider), elsewhere_in(edition, provider, worktime.local(at).date()))
    doubts = () if case and case.number else counter
    reader = Reader(
        edition, fields, worktime, at, kept, doubts, partial(alike, provider, own=case.person if case else None)
    )
    given.application = reader.read()
    given.problems += reader.problems


def _corrected(given: Given, edition: Edition, raw: Mapping[str, Any], provider: Provider, case: Case) -> None:
    """A correction says what should have been written, so it is read as of the day the application was registered."""
    _application(given, edition, raw, provider, case, registered_at(case) or case.handed_in_at)
    if given.application:
        before = {**case.application, "record": fields_of(case)[RECORD]}
        given.corrected = differences(edition, before, given.application.stored)


def _text(given: Given, name: str, raw: Mapping[str, Any]) -> str:
    text = visible_lines(str(raw.get(name, ""))).strip()
    if len(text) > TEXT_LIMIT:
        words = PROBLEMS["text_too_long"].filled(count=len(text), limit=TEXT_LIMIT)
        given.problems.append(Problem(name, "text_too_long", words))
    return text


def _grounds(given: Given, edition: Edition, raw: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = [str(one) for one in raw.get("grounds", [])]
    known = [one.id for one in edition.standard.grounds]
    if set(chosen) - set(known):
        given.problems.append(Problem("grounds", "ground_unknown", PROBLEMS["ground_unknown"]))
    return tuple(one for one in known if one in chosen)


def _changes(
    given: Given, edition: Edition, raw: Mapping[str, Any], provider: Provider, case: Case | None, at: datetime
) -> tuple[Change, ...]:
    if case is None:
        return ()
    typed = {name.removeprefix("change_"): str(value) for name, value in raw.items() if name.startswith("change_")}
    person, today = recipient_of(case), working_time(provider).local(at).date()
    if person and person.blocked_at:
        given.problems.append(Problem("changes", "person_blocked", PROBLEMS["person_blocked"]))
        return ()
    proposal = read_proposal(edition, person, typed, today=today)
    problems = [*proposal.problems, *_about_studies(edition, provider, proposal, case.term, today)]
    if proposal.changes and person is None:
        problems += _unnamed(typed, case, today)
    confirmed = {one.removeprefix("change_") for one in str(raw.get("confirmed", "")).split(",")}
    given.problems += [
        Problem(f"change_{p.field}", p.code, p.text, p.severity, p.ref) for p in checks.unconfirmed(problems, confirmed)
    ]
    given.problems += _about_record(provider, case, person, proposal)
    return proposal.changes


def _about_record(provider: Provider, case: Case, person: Person | None, proposal: Proposal) -> list[Problem]:
    """Other records of the register that stand in the way: under the new IIN, or with the document of a new person."""
    problems = []
    iin = next((one.after for one in proposal.changes if one.field == "iin"), "")
    holder = person_by_iin(provider.pk, iin)
    if holder and holder != person:
        has_record = person is not None and not person.iin
        words = PROBLEMS["iin_taken_by_record"].filled(code=holder.code) if has_record else PROBLEMS["iin_taken"]
        problems.append(Problem("change_iin", "iin_taken", words))
    if since := not_told(case):
        words = PROBLEMS["record_untold_since"].filled(code=since[0].code)
        problems.append(Problem("changes", "record_untold", words))
    return problems


def _about_studies(edition: Edition, provider: Provider, proposal: Proposal, term: str, today: date) -> list[Problem]:
    if proposal.ground is None or not proposal.changes:
        return []
    directory, changes = directory_of(provider.pk), proposal.changes_ground
    return doubts(edition, directory, proposal.ground, is_proposed=changes, term=term, day=today.isoformat())


def _unnamed(proposed: Mapping[str, str], case: Case, today: date) -> list[Problem]:
    """Somebody the register does not know yet comes with what tells them from others."""
    if case.iin:
        return checks.absent(proposed, ("iin", *_NAMING), today=today)
    without = checks.absent(proposed, (*_NAMING, "sex", *checks.DOCUMENT_LABELS), today=today)
    return [] if proposed.get("iin", "").strip() else without
