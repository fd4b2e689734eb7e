"""What an operation leaves beside the state: inputs kept with the case, the register changed, the trail entry."""

from collections.abc import Iterable
from datetime import datetime

from kense.cases.models import Case
from kense.casework.application import LEGAL_REPRESENTATIVE
from kense.casework.clocks import number_inquiry
from kense.casework.course import Course
from kense.casework.inputs import Given
from kense.casework.late import Late, done_by, facts_of
from kense.casework.recipient import not_told, recipient_of
from kense.casework.texts import RECORD_MOVED
from kense.casework.transmission_settling import settle_by
from kense.kernel import RefusedError
from kense.law import Edition, lookup
from kense.people.models import Officer
from kense.people.selectors import acting_for, working_time
from kense.procedure import Decision
from kense.registry.models import Person, Update
from kense.registry.record import Change
from kense.registry.register import RecordMovedError, apply_changes, represent
from kense.registry.statements import begin
from kense.trail.chain import append
from kense.trail.models import TrailHead

TEXTS = ("note", "reason", "explanation", "addressee", "question", "answer", "correction", "reminder")
NUMBER_FIELDS = {"case": "number", "refusal": "refusal_number", "result": "result_number"}


def keep_number(course: Course, numbers: str, number: str) -> None:
    """Keep a number with what it was given to: the case itself, or the inquiry it waits on."""
    if numbers in NUMBER_FIELDS:
        setattr(course.case, NUMBER_FIELDS[numbers], number)
    else:
        number_inquiry(course, number)


def keep_inputs(case: Case, given: Given) -> None:
    """Keep what the officer gave; what a command did not ask for stays as it was."""
    for name in ("note", "reason", "explanation"):
        if name in given.names:
            setattr(case, name, getattr(given, name))
    if "grounds" in given.names:
        case.grounds, case.changes = list(given.grounds), []
    if "changes" in given.names:
        case.changes, case.grounds, case.explanation = [change.as_dict() for change in given.changes], [], ""


def note_down(case: Case, given: Given, actor: Officer, at: datetime) -> None:
    """Add a reminder or a correction to those the case has had."""
    entry = {"at": at.isoformat(), "officer": actor.short_name}
    if given.reminder:
        case.reminders = [*case.reminders, entry | {"text": given.reminder}]
    if given.corrected:
        changes = [one.as_dict() for one in given.corrected]
        case.corrections = [*case.corrections, entry | {"reason": given.correction, "changes": changes}]
        case.changes = []  # what the executor proposed was compared with what was written wrong


def apply(case: Case, actor: Officer, at: datetime) -> tuple[Change, ...]:
    """Bring the changes of the case into the register, in the transaction that registers the result."""
    changes = tuple(Change(**one) for one in case.changes)
    update = begin(case.provider_id, Update.Kind.CASE, at=at, officer_id=actor.pk, source=case.code)
    known = recipient_of(case)
    if known is None and not_told(case):
        raise RefusedError(RECORD_MOVED)
    try:
        person = apply_changes(known, case.iin, changes, update)
    except RecordMovedError:
        raise RefusedError(RECORD_MOVED) from None
    _keep_link(case, person)
    if case.application["facts"]["applicant"] == LEGAL_REPRESENTATIVE:
        represent(person, _representative(case), update)
    settle_by(update, actor=actor, at=at)
    return changes


def _keep_link(case: Case, person: Person) -> None:
    """Without an IIN nothing but the case tells whose record it made."""
    if not case.iin and case.person is None:
        case.person = person


def _representative(case: Case) -> dict[str, str]:
    """Who applied for the person, as the register states it."""
    stated = case.application["representative"]
    values = {f"rep_{name}": stated.get(name, "") for name in ("iin", "surname", "given_name", "patronymic", "phone")}
    return values | {"rep_kind": LEGAL_REPRESENTATIVE}


def write_entry(
    course: Course,
    edition: Edition,
    decision: Decision,
    given: Given,
    applied: Iterable[Change],
    actor: Officer,
    at: datetime,
    paper: Late | None = None,
    head: TrailHead | None = None,
) -> None:
    """The trail entry of the operation: who, when, what, from which state to which, the place in the law.

    What is entered from `paper` afterwards is of the moment of the entry; its facts say when it happened and who did it.
    `head` is the end of the chain, where nothing was added to it in this transaction.
    """
    case = course.case
    facts = _facts(course, edition, decision, given, *done_by(paper, actor, at))
    facts |= facts_of(paper) if paper else {}
    personal: dict[str, object] = {name: getattr(given, name) for name in TEXTS if getattr(given, name)}
    if given.application:
        personal["application"] = given.application.stored
    if given.corrected:
        personal["corrected"] = [one.as_dict() for one in given.corrected]
    if given.changes:
        personal["proposed"] = [change.as_dict() for change in given.changes]
    if changes := [change.as_dict() for change in applied]:
        personal["applied"] = changes
    append(
        case.provider_id,
        at=at,
        officer_id=actor.pk,
        operation=decision.operation,
        case_id=case.pk,
        facts=facts,
        personal=personal,
        head=head,
    )


def _facts(
    course: Course, edition: Edition, decision: Decision, given: Given, doer: Officer, at: datetime
) -> dict[str, object]:
    case, before = course.case, decision.before
    facts: dict[str, object] = {
        "edition": case.edition,
        "edition_hash": case.edition_hash,
        "role": decision.role,
        "house": decision.house,
        "ref": str(lookup.operation(edition, decision.operation).ref),
        "from": before.action if before else None,
        "to": decision.after.action or decision.after.end,
        "version": decision.after.version,
        "number": case.number,
        "refusal_number": case.refusal_number,
        "result_number": case.result_number,
        "result": case.result,
        "holder": case.holder_id,
        "due": case.due_at.isoformat(),
        "grounds": list(given.grounds),
        "sole_officer": case.provider.sole_officer_order,
        "acting_for": acting_for(doer, decision.role, working_time(case.provider).local(at).date(), case.holder_id),
    }
    if decision.also_acted_as:
        facts["also_acted_as"] = list(decision.also_acted_as)
    if decision.persons:
        facts["persons"] = dict(decision.persons)
    if given.addressee and (asked := course.last_wait):
        facts["inquiry_number"] = asked.number
    return facts
