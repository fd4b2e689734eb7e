"""perform(): the one way in which a case changes. Desk, API and commands call it; nothing else writes a case."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from kense import law
from kense.acts.selectors import known
from kense.cases.models import Case, PerformedCommand
from kense.cases.state import columns_of, package_of, state_of
from kense.casework import papers, record
from kense.casework.application import Application
from kense.casework.clocks import Inquiry, keep_time, service_due
from kense.casework.corrections import corrects, nothing_corrected
from kense.casework.course import Course, asked_of, course_in
from kense.casework.governing import edition_for_opening
from kense.casework.inputs import Given, read_inputs
from kense.casework.late import Late, content_of, done_by, give_reserved, mark, problems_with
from kense.casework.numbers import draw
from kense.casework.recipient import person_told
from kense.casework.seen import require_seen
from kense.casework.texts import EDITION_CHANGED, KEY_REUSED, NOT_FOUND
from kense.kernel import Problem, Refusal, RefusedError
from kense.kernel.alphabet import search_key, sort_key
from kense.kernel.codes import new_code
from kense.law import Edition, lookup
from kense.law.edition import Opening, Outcome
from kense.people.models import Officer, Provider
from kense.people.selectors import actor_of, persons_in, provider_known, working_time
from kense.procedure import Command, Decision, decide
from kense.procedure.refusals import refusal
from kense.registry import names
from kense.storage.remembered import remembered, under
from kense.storage.rows import Asked, Where, Written, insert, insert_all, read, read_all, together
from kense.trail.chain import take_turn_and_read
from kense.trail.models import TrailHead

_ABOUT_INPUTS = {"input_missing", "package_deficient", "package_complete", "corrected_deficient", "wrong_assignee"}


@dataclass(frozen=True, slots=True)
class Request:
    """What an officer asks for: an operation of the edition, on a case in the version they saw, with their inputs.

    `key` makes it happen once: the same key again gives the first answer. `case` is None for the opening operation.
    With `late` it happened on paper before, at that moment and by that officer's hand, and is entered now.
    """

    operation: str
    key: str
    case: int | None = None
    version: int = 0
    inputs: Mapping[str, Any] = field(default_factory=dict)
    late: Late | None = None


class ProblemsError(Exception):
    """What was typed cannot be taken as it is; nothing was done. `problems` are to be shown at their fields."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.code}" for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Judged:
    """A request as it was read and what was decided on it. `course` is as it stood, None for the opening operation."""

    course: Course | None
    edition: Edition
    given: Given
    decision: Decision

    @property
    def case(self) -> Case | None:
        """The case of the course."""
        return self.course.case if self.course else None


def perform(request: Request, *, actor: Officer, at: datetime) -> Case:
    """Carry out a request at a moment, in one transaction: case, clocks, numbers, register, papers, trail entry.

    Raises RefusedError when the procedure does not allow it and ProblemsError when an input is wrong.
    """
    with transaction.atomic():
        # One at a time in an office: the second of a double click finds what the first did, and no lock crosses another.
        with_key = Where("provider_id = %s AND key = %s", [actor.provider_id, request.key])
        asked = [Asked(PerformedCommand, with_key), *(asked_of(request.case) if request.case is not None else ())]
        head, (earlier, *found) = take_turn_and_read(actor.provider_id, asked)
        with under(actor.provider_id, head.settings):
            if earlier:
                return _done_before(earlier[0], request, actor)
            return _perform(request, _course_in(found) if found else None, head, actor, at)


def _done_before(earlier: PerformedCommand, request: Request, actor: Officer) -> Case:
    if earlier.fingerprint != _fingerprint(request, actor):
        raise RefusedError(KEY_REUSED)
    return earlier.case


def judge(request: Request, *, actor: Officer, at: datetime) -> Judged:
    """Read a request and decide on it, writing nothing. Raises RefusedError and ProblemsError as `perform` does."""
    course = _course_in(read_all(asked_of(request.case))) if request.case is not None else None
    return _judge(request, course, actor, at)


def _judge(request: Request, course: Course | None, actor: Officer, at: datetime) -> Judged:
    case = course.case if course else None
    edition = _edition_of(case) if case else edition_for_opening(actor.provider, request.inputs, at)
    doer, then = done_by(request.late, actor, at)
    given = _given(edition, request, case, actor, then)
    if request.late and (found := problems_with(request.late, request.operation, edition, actor, at)):
        raise ProblemsError([*found, *given.problems])
    command = _command(request, given, actor, doer, then)
    decision = decide(edition, state_of(case) if case else None, command, then)
    if isinstance(decision, Refusal):
        _prefer_problems(decision, given)
        raise RefusedError(decision)
    if given.problems:
        raise ProblemsError(given.problems)
    _require_correction(lookup.operation(edition, request.operation), given)
    return Judged(course, edition, given, decision)


def _perform(request: Request, course: Course | None, head: TrailHead, actor: Officer, at: datetime) -> Case:
    judged = _judge(request, course, actor, at)
    edition, given, decision = judged.edition, judged.given, judged.decision
    if course:
        require_seen(course.case, request.operation, actor)
    if course is None and given.application:
        course = _opened(actor.provider, edition, given.application, decision)
    if course is None:
        raise ProblemsError(given.problems)
    _write(course, edition, decision, given, request, head, actor, at)
    return course.case


def _remember(request: Request, case: Case, actor: Officer, at: datetime) -> None:
    """Keep the key, so that the same request again finds the case."""
    command = PerformedCommand(
        provider_id=actor.provider_id,
        key=request.key,
        fingerprint=_fingerprint(request, actor),
        case=case,
        operation=request.operation,
        at=at,
    )
    insert_all([command])


def _prefer_problems(refused: Refusal, given: Given) -> None:
    """An input that is wrong is not missing: say what is wrong with it."""
    if refused.code in _ABOUT_INPUTS and given.problems:
        raise ProblemsError(given.problems)


def _require_correction(operation: Outcome | Opening, given: Given) -> None:
    if corrects(operation) and not given.corrected:
        raise RefusedError(nothing_corrected(operation))


def _course_in(found: Sequence[Any]) -> Course:
    """The course in the rows read of a case."""
    cases, *rest = found
    if not cases:
        raise RefusedError(NOT_FOUND)
    cases[0].provider = provider_known(cases[0].provider_id)
    return course_in(cases[0], *rest)


def _edition_of(case: Case) -> Edition:
    """The edition the case was opened under, the same in content: a case is not carried on by rules that were changed."""
    edition = law.edition(case.edition)
    if edition.content_hash != case.edition_hash:
        raise RefusedError(EDITION_CHANGED)
    return edition


def _given(edition: Edition, request: Request, case: Case | None, actor: Officer, at: datetime) -> Given:
    try:
        operation = lookup.operation(edition, request.operation)
    except KeyError:
        return Given()
    return read_inputs(edition, operation, request.inputs, provider=actor.provider, case=case, at=at)


def _command(request: Request, given: Given, actor: Officer, doer: Officer, at: datetime) -> Command:
    day = working_time(actor.provider).local(at).date()
    return Command(
        operation=request.operation,
        actor=actor_of(doer, day),
        version=request.version,
        given=frozenset(given.names),
        package=package_of(given.application.stored) if given.application else None,
        assignee=actor_of(given.assignee, day) if given.assignee else None,
        sole_officer=bool(actor.provider.sole_officer_order),
        persons=persons_in(actor.provider_id),
        entered_by=str(actor.pk) if request.late else None,
    )


def _opened(provider: Provider, edition: Edition, application: Application, decision: Decision) -> Course:
    day, order = working_time(provider).local(application.handed_in).date(), provider.order
    what = ("basis", edition.id, day, order)
    basis = remembered(provider.pk, what, lambda: law.basis_on(known(edition.act), day, order))
    if isinstance(basis, Refusal):
        raise RefusedError(basis)
    case = Case(
        provider=provider,
        code=_unused_code(),
        public_code=new_code(),
        edition=edition.id,
        edition_hash=edition.content_hash,
        basis_kind=basis.kind,
        basis=basis.text.as_dict(),
        handed_in_at=application.handed_in,
        **columns_of(decision.after),
    )
    _take_application(case, edition, application)
    insert(case)
    return course_in(case, [], [], [])


def _unused_code() -> str:
    """A code no case has: among a hundred thousand of them one in some millions would clash."""
    while read(Case, Where("code = %s", [code := new_code()])):
        pass
    return code


def _take_application(case: Case, edition: Edition, application: Application) -> None:
    """Put the application into the case. Handing in happens once: correcting it at the counter does not move it."""
    person = application.person
    case.term = application.term
    case.due_at = service_due(case, edition)
    case.iin, case.person = person.iin, person_told(case.provider, application.stored)
    case.recipient = names.full_name(person.surname, person.given_name, person.patronymic)
    case.recipient_key, case.recipient_order = search_key(case.recipient), sort_key(case.recipient)
    case.application = application.stored


def _write(
    course: Course,
    edition: Edition,
    decision: Decision,
    given: Given,
    request: Request,
    head: TrailHead,
    actor: Officer,
    at: datetime,
) -> None:
    """Work out what becomes of the case and of the register, then write all of it together."""
    case, (doer, then) = course.case, done_by(request.late, actor, at)
    opened_at = case.handed_in_at if decision.before is None else then
    inquiry = Inquiry(given.addressee, given.question, given.answer)
    keep_time(course, edition, decision, officer=doer, opened_at=opened_at, at=then, inquiry=inquiry)
    _fill(case, edition, decision, given, doer, then)
    _number(course, edition, decision, request.late, then)
    if request.late:
        case.late_entry = mark(request.late, actor, at)
    applied = record.apply(case, doer, at) if decision.applies_changes else ()
    queued = papers.queue(course, edition, decision, at)
    # Settling what was rejected has entries of its own, before the one of the operation.
    last = None if decision.applies_changes else head
    with together():
        written = course.write()
        papers.write(queued)
        record.write_entry(course, edition, decision, given, applied, actor, at, request.late, last)
        _remember(request, case, actor, at)
    _require_written(case, written, decision)


def _fill(case: Case, edition: Edition, decision: Decision, given: Given, doer: Officer, at: datetime) -> None:
    for name, value in columns_of(decision.after).items():
        setattr(case, name, value)
    if given.application:
        _take_application(case, edition, given.application)
    record.keep_inputs(case, given)
    record.note_down(case, given, doer, at)
    if decision.after.end:
        case.ended_at = at


def _number(course: Course, edition: Edition, decision: Decision, paper: Late | None, at: datetime) -> None:
    """Give the number that the decision draws: the next of its journal, or the one the paper has."""
    if decision.draws:
        journal = lookup.journal(edition, decision.draws)
        text = give_reserved(course, journal, paper) if paper else draw(course, journal, at)
        record.keep_number(course, journal.numbers, text)


def _require_written(case: Case, written: Written | None, decision: Decision) -> None:
    """The case was written only if it still was what was decided upon: on any database the second of two officers loses."""
    if decision.before and not (written and written.count):
        edition = law.edition(case.edition)
        raise RefusedError(refusal("stale_version", edition.procedure.sequence.ref))


def _fingerprint(request: Request, actor: Officer) -> str:
    content = [request.operation, request.case, request.version, request.inputs, actor.pk]
    content += content_of(request.late) if request.late else []
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
