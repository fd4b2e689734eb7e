"""Registering on paper: numbers set aside with their blank forms, sheets entered afterwards, numbers voided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.case_answers import CaseOut, OfficerOut, officer_out
from kense.api.commands import REPLAYED, Key, carry_out
from kense.api.fields import example
from kense.api.inputs import ApplicationIn, Inputs, fields_of, place_of
from kense.api.moments import Moment, moment_in
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_rows
from kense.api.problems import Trouble
from kense.api.routers.cases import case_for, whole
from kense.api.schemas import IdInPath, In, Line, Lines, Out, Word
from kense.cases.selectors import NumberBlock, ReservedNumber
from kense.casework import blocks
from kense.casework.carried_out import key_of_case, was_before
from kense.casework.late import ACCEPTED_BY, DECIDED, HANDED_IN, SHEET, reserved_number
from kense.casework.late_entry import DAY, TIME, enter_late
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError

router = Router(tags=["late entry"])


class BlockIn(In):
    """How many numbers to set aside, of which journal, what for."""

    model_config = example(journal="…", count=5, purpose="Жарық өшірілген күні")

    journal: Annotated[Word, Field(description="The journal, of the edition")]
    count: Annotated[int, Field(ge=1, le=1000, description="How many numbers")]
    purpose: Annotated[Lines, Field(description="What for")]


class VoidIn(In):
    """Numbers that were not used."""

    model_config = example(numbers=[17, 18], reason="Бланк бүлінді")

    numbers: Annotated[
        list[Annotated[int, Field(ge=1, le=2**53)]], Field(min_length=1, max_length=1000, description="Their ids")
    ]
    reason: Annotated[Line, Field(description="Why")]


class SheetIn(In):
    """What a sheet of paper says."""

    model_config = example(
        application={"applicant": "self", "person": {"surname": "Төлебай"}, "documents": []},
        handed_in_at="2019-03-26T10:12:00+06:00",
        decided_at="2019-03-26T10:20:00+06:00",
        accepted_by=3,
        sheet="K7M2-9QXF/1",
        then="…",
    )

    application: Annotated[ApplicationIn, Field(description="The application with its documents")]
    handed_in_at: Annotated[Moment, Field(description="When the documents were handed in")]
    decided_at: Annotated[Moment, Field(description="When it was decided")]
    accepted_by: Annotated[int, Field(ge=1, le=2**53, description="The id of the officer who accepted it on paper")]
    sheet: Annotated[Word, Field(description="The code of the sheet of paper")]
    then: Annotated[Word, Field(description="The operation by which it was decided")]
    confirmed: Annotated[
        list[Line], Field(max_length=50, description="Warnings that were looked at: the `confirm` of each")
    ] = []


class NumberOut(Out):
    """A number set aside."""

    id: Annotated[int, Field(description="Its id")]
    text: Annotated[str, Field(description="The number as it is written")]
    sheet: Annotated[str, Field(description="What its blank form is called")]
    state: Annotated[Literal["free", "entered", "voided"], Field(description="What became of it")]
    case: Annotated[str | None, Field(description="The code of the case entered under it")]
    voided_at: Annotated[datetime | None, Field(description="When it was voided")]
    reason: Annotated[str, Field(description="Why it was voided; empty while it was not")]


class BlockOut(Out):
    """Numbers set aside together."""

    id: Annotated[int, Field(description="Its id")]
    journal: Annotated[str, Field(description="The journal, of the edition")]
    purpose: Annotated[str, Field(description="What for")]
    officer: Annotated[OfficerOut, Field(description="Who set them aside")]
    reserved_at: Annotated[datetime, Field(description="When")]
    form: Annotated[str, Field(description="The code of the paper with their blank forms")]
    numbers: Annotated[list[NumberOut], Field(description="The numbers in order")]


@router.get("/number-blocks", response=PageOf[BlockOut], operation_id="listBlocks", summary="Numbers set aside")
def listed(request: Asked, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[BlockOut]:
    """The office's blocks, the newest first. For who may set numbers aside."""
    call = request.auth
    _require(call)
    rows = blocks.blocks_of(call.desk.provider)
    return of_rows(request, rows, _blocks_out, limit=limit, cursor=cursor, by="reserved_at")


@router.post("/number-blocks", response={201: BlockOut}, operation_id="reserveNumbers", summary="Set numbers aside")
def reserve(request: Asked, key: Key, body: BlockIn) -> Status[BlockOut]:
    """The next numbers of a journal; their blank forms are made as one paper."""
    call = request.auth
    fields = {"journal": body.journal, "count": str(body.count), "purpose": body.purpose}

    def do() -> str:
        return str(blocks.reserve(call.desk.provider, fields, actor=call.officer, at=call.at).pk)

    return carry_out(request, key, do, lambda name: _block_out(_block(call, int(name))), status=201)


@router.get("/number-blocks/{block}", response=BlockOut, operation_id="readBlock", summary="A block of numbers")
def one(request: Asked, block: IdInPath) -> BlockOut:
    """With what became of each."""
    _require(request.auth)
    return _block_out(_block(request.auth, block))


@router.post("/number-blocks/{block}/void", response=BlockOut, operation_id="voidNumbers", summary="Void numbers")
def void(request: Asked, block: IdInPath, key: Key, body: VoidIn) -> Status[BlockOut]:
    """Numbers of a block that were not used, all of them or none."""
    call = request.auth

    def do() -> str:
        numbers = [str(one) for one in body.numbers]
        blocks.void(call.desk.provider, block, numbers, body.reason, actor=call.officer, at=call.at)
        return str(block)

    _block(call, block)
    return carry_out(request, key, do, lambda name: _block_out(_block(call, int(name))))


@router.post(
    "/reserved-numbers/{number}/entry", response={201: CaseOut}, operation_id="enterSheet", summary="Enter a sheet"
)
def enter(request: Asked, number: IdInPath, key: Key, body: SheetIn) -> Status[CaseOut]:
    """Open the case and decide on it under the number, as the paper says; both or neither."""
    call, own = request.auth, key_of_case(request.auth.officer, key)
    if reserved_number(call.desk.provider, number) is None:
        raise Http404
    inputs = Inputs(application=body.application, confirmed=body.confirmed)
    fields = fields_of(inputs) | _of_paper(call, body)
    try:
        case = enter_late(number, fields, body.then, key=own, actor=call.officer, at=call.at)
    except ProblemsError as error:
        told = Trouble(422, "invalid_inputs", problems=error.problems, place=lambda flat: _place_of(flat, inputs))
        raise told from None
    if was_before(call.desk.provider.pk, own, call.at):
        call.headers[REPLAYED] = "true"
    return Status(201, whole(call, case_for(call, case.code)))


def _of_paper(call: Call, body: SheetIn) -> dict[str, Any]:
    """What the sheet says, as it would be typed from it: moments by the office's clock."""
    moments = {
        HANDED_IN: moment_in(body.handed_in_at, "handed_in_at"),
        DECIDED: moment_in(body.decided_at, "decided_at"),
    }
    fields = {ACCEPTED_BY: str(body.accepted_by), SHEET: body.sheet}
    for name, moment in moments.items():
        local = call.desk.worktime.local(moment)
        fields |= {f"{name}{DAY}": local.date().isoformat(), f"{name}{TIME}": f"{local:%H:%M}"}
    return fields


_PLACES = {HANDED_IN: "handed_in_at", DECIDED: "decided_at", ACCEPTED_BY: "accepted_by", SHEET: "sheet"}


def _place_of(flat: str, inputs: Inputs) -> str:
    return _PLACES.get(flat) or place_of(flat, inputs)


def _require(call: Call) -> None:
    if not blocks.may_reserve(call.officer, call.at):
        raise RefusedError(blocks.NOT_YOURS)


def _block(call: Call, block: int) -> NumberBlock:
    found = blocks.blocks_of(call.desk.provider).filter(pk=block).first()
    if found is None:
        raise Http404
    return found


def _blocks_out(rows: Sequence[NumberBlock]) -> list[BlockOut]:
    return [_block_out(one) for one in rows]


def _block_out(block: NumberBlock) -> BlockOut:
    return BlockOut(
        id=block.pk,
        journal=block.series.journal,
        purpose=block.purpose,
        officer=officer_out(block.officer),
        reserved_at=block.reserved_at,
        form=block.form,
        numbers=[_number_out(block, one) for one in block.numbers.all()],
    )


def _number_out(block: NumberBlock, reserved: ReservedNumber) -> NumberOut:
    return NumberOut(
        id=reserved.pk,
        text=reserved.text,
        sheet=f"{block.form}/{reserved.n - block.first + 1}",
        state="entered" if reserved.case else "voided" if reserved.voided_at else "free",
        case=reserved.case.code if reserved.case else None,
        voided_at=reserved.voided_at,
        reason=reserved.reason,
    )
