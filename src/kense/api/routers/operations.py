"""What is done with a case: opening it, the operations of its edition, looking at what one would do."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from django.http import Http404, HttpResponse
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense import law
from kense.api.access import Asked, Call
from kense.api.case_answers import CaseOut, OfficerOut, officer_out
from kense.api.commands import REPLAYED, Key, Version, version_in
from kense.api.edition_answers import EditionOut, PossibleOut, edition_out, possible_out
from kense.api.fields import example
from kense.api.inputs import ApplicationIn, Inputs, LateIn, Operation, fields_of, place_of, require_asked
from kense.api.moments import moment_in
from kense.api.pdf import PDF, file_answer
from kense.api.problems import Trouble
from kense.api.routers.cases import case_for, whole
from kense.api.schemas import CodeInPath, Out, Word, WordInPath
from kense.api.texts import FIELDS
from kense.cases.selectors import Case
from kense.casework.application import with_unseen
from kense.casework.carried_out import key_of_case, was_before
from kense.casework.corrections import corrects
from kense.casework.drafted import draft_paper
from kense.casework.drafts import opening_key
from kense.casework.governing import edition_for_opening
from kense.casework.late import Late
from kense.casework.openings import open_case
from kense.casework.perform import Judged, ProblemsError, Request, judge, perform
from kense.casework.possible import possible
from kense.casework.take_in import take_in
from kense.kernel import Problem
from kense.law import Edition, lookup
from kense.law.edition import Opening, Outcome
from kense.people.selectors import officer_of, officers_in_role

router = Router(tags=["operations"])
T = TypeVar("T")


_NEW_CASE = {
    "application": {
        "applicant": "self",
        "term": "…",
        "reason": "…",
        "person": {"iin": "990203300771", "surname": "Төлебай", "given_name": "Ерлан", "birth_date": "1999-02-03"},
        "documents": [{"document": "…", "sheets": 1}],
    },
    "then": "…",
}


class NewCase(Inputs):
    """An application that was handed in, and what is decided on it at once. The ids are those of the edition."""

    model_config = example(**_NEW_CASE)

    application: Annotated[ApplicationIn, Field(description="The application with its documents")]
    then: Annotated[
        Word | None, Field(description="The operation to carry out at once, both or neither; none leaves it open")
    ] = None
    late: Annotated[
        LateIn | None, Field(description="Only for what happened on paper before; what was decided follows by itself")
    ] = None


class Outlook(Out):
    """What a request would do. Nothing was done, and nobody was told."""

    operation: Annotated[str, Field(description="The operation")]
    role: Annotated[str, Field(description="The role in which it would be done")]
    action: Annotated[str | None, Field(description="The action the case would stand at; null when it would be over")]
    end: Annotated[str | None, Field(description="How it would end")]
    result: Annotated[str | None, Field(description="The result it would have")]
    draws: Annotated[str | None, Field(description="The journal a number would come from")]
    papers: Annotated[list[str], Field(description="The papers that would be made")]
    applies_changes: Annotated[bool, Field(description="The register would be changed")]


class Possible(Out):
    """What may be done with a case now."""

    operations: Annotated[list[PossibleOut], Field(description="The operations, the act's first")]


@router.get("/edition", response=EditionOut, operation_id="readEdition", summary="The edition for new cases")
def edition(request: Asked) -> EditionOut:
    """By which the program's office opens cases today: roles, documents, actions, what each operation asks for."""
    return edition_out(request.auth.desk.edition)


@router.get(
    "/cases/{code}/edition", response=EditionOut, operation_id="readEditionOfCase", summary="The edition of a case"
)
def edition_of(request: Asked, code: CodeInPath) -> EditionOut:
    """By which the case was opened: it stays with it to its end."""
    return edition_out(law.edition(case_for(request.auth, code).edition))


@router.post("/cases", response={201: CaseOut}, operation_id="openCase", summary="Take an application in")
def open_one(request: Asked, key: Key, body: NewCase) -> Status[CaseOut]:
    """Open a case and, with `then`, decide on it at once; both or neither."""
    call, fields = request.auth, fields_of(body)
    rules = edition_for_opening(call.desk.provider, fields, call.at)
    opening, own = rules.procedure.opening, key_of_case(call.officer, key)
    require_asked(body, opening, *_known(rules, body.then))
    late = _late(call, body.late)
    if late and body.then:
        raise Trouble(422, "invalid_fields", problems=[Problem("then", "not_offered", FIELDS["not_offered"])])
    if late:
        asked = Request(opening.id, opening_key(own), inputs=fields, late=late)
        case = _tried(body, lambda: perform(asked, actor=call.officer, at=call.at))
    else:
        then = body.then or opening.id
        case = _tried(body, lambda: take_in(fields, then, key=own, actor=call.officer, at=call.at))
    return Status(201, _done(call, case.code, own if body.then else opening_key(own)))


@router.post("/cases/preview", response=Outlook, operation_id="previewCase", summary="What taking it in would do")
def preview_new(request: Asked, body: NewCase) -> Outlook:
    """Read and judge the application as it would be; nothing is kept. `then` is not looked at."""
    call, fields = request.auth, fields_of(body)
    opening = edition_for_opening(call.desk.provider, fields, call.at).procedure.opening
    asked = Request(opening.id, "", inputs=fields, late=_late(call, body.late))
    return _outlook(_tried(body, lambda: judge(asked, actor=call.officer, at=call.at)))


@router.get(
    "/cases/{code}/operations", response=Possible, operation_id="listOperations", summary="What may be done with it"
)
def operations(request: Asked, code: CodeInPath) -> Possible:
    """What the program may do with the case now, with what each operation asks for."""
    call, case = request.auth, case_for(request.auth, code)
    call.headers["ETag"] = f'"{case.version}"'
    return Possible(operations=_possible(call, case) if case.action else [])


@router.post(
    "/cases/{code}/operations/{operation}",
    response=CaseOut,
    operation_id="performOperation",
    summary="Carry out an operation",
)
def do(request: Asked, code: CodeInPath, operation: WordInPath, key: Key, version: Version, body: Operation) -> CaseOut:
    """Carry out an operation on the case in the version that was seen, once for its key."""
    call = request.auth
    asked = _asked(call, case_for(call, code), operation, version, body, key_of_case(call.officer, key))
    case = _tried(body, lambda: perform(asked, actor=call.officer, at=call.at))
    return _done(call, case.code, asked.key)


@router.post(
    "/cases/{code}/operations/{operation}/preview",
    response=Outlook,
    operation_id="previewOperation",
    summary="What an operation would do",
)
def preview(request: Asked, code: CodeInPath, operation: WordInPath, version: Version, body: Operation) -> Outlook:
    """Read and judge it as it would be; nothing is done."""
    call = request.auth
    asked = _asked(call, case_for(call, code), operation, version, body)
    return _outlook(_tried(body, lambda: judge(asked, actor=call.officer, at=call.at)))


@router.post(
    "/cases/{code}/operations/{operation}/draft",
    operation_id="draftPaper",
    summary="The paper an operation would make",
    openapi_extra=PDF,
)
def draft(request: Asked, code: CodeInPath, operation: WordInPath, version: Version, body: Operation) -> HttpResponse:
    """As a draft, in a PDF; nothing is done. 404 where it makes none."""
    call, case = request.auth, case_for(request.auth, code)
    asked = _asked(call, case, operation, version, body)
    pdf = _tried(body, lambda: draft_paper(asked, actor=call.officer, at=call.at))
    if pdf is None:
        raise Http404
    open_case(case, officer=call.officer, at=call.at)
    return file_answer(pdf, f"draft-{case.code}.pdf")


def _asked(call: Call, case: Case, operation: str, version: str, body: Operation, key: str = "") -> Request:
    rules, fields = law.edition(case.edition), fields_of(body)
    known = _known(rules, operation)
    require_asked(body, *known)
    if body.application and any(corrects(one) for one in known):
        fields = with_unseen(case, fields)
    if body.application:
        fields.setdefault("applicant", "")  # an application without it is wrong, and not none
    return Request(operation, key, case.pk, version_in(version), fields, _late(call, body.late))


def _known(rules: Edition, operation: str | None) -> list[Outcome | Opening]:
    """The operation; none where the edition has no such one, which whoever performs it will say."""
    try:
        return [lookup.operation(rules, operation)] if operation else []
    except KeyError:
        return []


def _late(call: Call, given: LateIn | None) -> Late | None:
    if given is None:
        return None
    happened_at, by = (
        moment_in(given.happened_at, "late.happened_at"),
        officer_of(call.desk.provider, given.accepted_by),
    )
    if by is None:
        problem = Problem("late.accepted_by", "not_offered", FIELDS["not_offered"])
        raise Trouble(422, "invalid_fields", problems=[problem])
    return Late(given.number, happened_at, by, given.sheet.strip())


def _tried(inputs: Inputs, do: Callable[[], T]) -> T:
    """Do it; what is wrong with an input is told at its place in the body."""
    try:
        return do()
    except ProblemsError as error:
        raise Trouble(
            422, "invalid_inputs", problems=error.problems, place=lambda flat: place_of(flat, inputs)
        ) from None


def _done(call: Call, code: str, key: str) -> CaseOut:
    if was_before(call.desk.provider.pk, key, call.at):
        call.headers[REPLAYED] = "true"
    call.headers["Location"] = f"/api/v1/cases/{code}"
    return whole(call, case_for(call, code))


def _possible(call: Call, case: Case) -> list[PossibleOut]:
    rules = law.edition(case.edition)
    here = lookup.action(rules, case.action or "")
    found = possible(case, rules, call.desk)
    return [possible_out(one, lookup.role_for(one, here), _assignees(call, one)) for one in found]


def _assignees(call: Call, outcome: Outcome) -> list[OfficerOut]:
    if outcome.assignee_role is None:
        return []
    day = call.desk.worktime.local(call.at).date()
    return [officer_out(one) for one in officers_in_role(call.desk.provider, outcome.assignee_role, day)]


def _outlook(judged: Judged) -> Outlook:
    decision = judged.decision
    return Outlook(
        operation=decision.operation,
        role=decision.role,
        action=decision.after.action,
        end=decision.after.end,
        result=decision.after.result,
        draws=decision.draws,
        papers=list(decision.papers),
        applies_changes=decision.applies_changes,
    )
