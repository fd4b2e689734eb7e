"""Rights over personal data: what is held on a person, the extract, blocking and destroying by an order, retention."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.paper_answers import PaperOut, paper_out
from kense.api.problems import Trouble
from kense.api.routers.register import OpeningIn
from kense.api.schemas import CodeInPath, Day, In, Line, Lines, Out, Words, words
from kense.casework import personal_data
from kense.casework.extract import may_extract, queue_extract
from kense.casework.holdings import Holdings
from kense.casework.register_openings import ONE_FORM, ONE_LOOK, looks_at_rights, open_rights
from kense.casework.retention import kept_too_long, persons_over, terms
from kense.kernel import RefusedError, Text
from kense.papers.selectors import paper_among
from kense.registry.history import Person
from kense.registry.register import person_by_code

router = Router(tags=["rights"])

_NO_REASON = Text(
    "Деректерді не үшін қарайтыныңыз айтылмаған. Алдымен себебін жіберіңіз.",
    "Не сказано, зачем вы смотрите эти данные. Сначала отправьте причину.",
    "It has not been said why you look at these data. Send the reason first.",
)
_DEEDS = {"blocking": personal_data.block, "unblocking": personal_data.unblock, "destruction": personal_data.erase}


class HeldOut(Out):
    """How much an office holds on a person, by its kind."""

    person: Annotated[str, Field(description="The code of the record")]
    is_blocked: Annotated[bool, Field(description="The data are blocked by order")]
    is_erased: Annotated[bool, Field(description="The data are destroyed")]
    statements: Annotated[int, Field(description="Statements of the register")]
    cases: Annotated[int, Field(description="Cases")]
    papers: Annotated[int, Field(description="Papers of these cases")]
    represents: Annotated[int, Field(description="Records of others that name them as the representative")]
    applied_for: Annotated[int, Field(description="Cases in which they applied for somebody else")]
    sent: Annotated[int, Field(description="Transmissions they were in")]
    openings: Annotated[int, Field(description="How often somebody had their data before them")]


class OrderIn(In):
    """The order on which it is done."""

    model_config = example(order_number="41-Ө", order_date="2026-11-20", why="Тұлғаның өтініші")

    order_number: Annotated[Line, Field(description="Its number")]
    order_date: Annotated[Day, Field(description="Its day")]
    why: Annotated[Lines, Field(description="Its ground")]


class RetentionTerm(Out):
    """A term of retention of the edition."""

    about: Annotated[str, Field(description="person or case")]
    years: Annotated[int, Field(description="How many calendar years are kept")]
    name: Annotated[Words, Field(description="What it says")]
    closed_by: Annotated[date, Field(description="What was closed on this day or before need not be kept any more")]
    count: Annotated[int | None, Field(description="How many that are; null where they were not counted")]


class RetentionOut(Out):
    """What every term of retention is over for."""

    terms: Annotated[list[RetentionTerm], Field(description="The terms")]
    persons: Annotated[
        list[str], Field(description="Codes of the first persons whose every term is over, once counted")
    ]


@router.post(
    "/persons/{code}/rights",
    response={201: HeldOut},
    operation_id="openRights",
    summary="Say why, and see what is held",
)
def open_page(request: Asked, key: Key, code: CodeInPath, body: OpeningIn) -> Status[HeldOut]:
    """The reason stands in the trail; for an hour it need not be said again. It opens nothing else of the person."""
    call, person = request.auth, _person(request.auth, code)

    def do() -> str:
        open_rights(person, fields_of(body), officer=call.officer, at=call.at)
        return code

    return carry_out(request, key, do, lambda name: _held(_person(call, name)), status=201)


@router.get("/persons/{code}/rights", response=HeldOut, operation_id="readRights", summary="What is held on a person")
def rights(request: Asked, code: CodeInPath) -> HeldOut:
    """For the head and for whoever keeps the register."""
    return _held(_looked_at(request.auth, code))


@router.post(
    "/persons/{code}/rights/extract",
    response={201: PaperOut},
    operation_id="makeExtract",
    summary="An extract of personal data",
)
def extract(request: Asked, key: Key, code: CodeInPath) -> Status[PaperOut]:
    """A paper with everything the office holds on the person and who had it before them."""
    call = request.auth

    def do() -> str:
        person = _looked_at(call, code, to_change=True)
        return queue_extract(person, actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda name: _paper(call, name), status=201)


@router.post("/persons/{code}/rights/blocking", response=HeldOut, operation_id="blockPerson", summary="Block the data")
def block(request: Asked, key: Key, code: CodeInPath, body: OrderIn) -> Status[HeldOut]:
    """Nobody is shown them any more, no case changes them, nothing of them is sent; until unblocked."""
    return _ordered(request, key, code, body, "blocking")


@router.post(
    "/persons/{code}/rights/unblocking", response=HeldOut, operation_id="unblockPerson", summary="Unblock the data"
)
def unblock(request: Asked, key: Key, code: CodeInPath, body: OrderIn) -> Status[HeldOut]:
    """The end of the blocking."""
    return _ordered(request, key, code, body, "unblocking")


@router.post(
    "/persons/{code}/rights/destruction", response=HeldOut, operation_id="destroyPerson", summary="Destroy the data"
)
def destroy(request: Asked, key: Key, code: CodeInPath, body: OrderIn) -> Status[HeldOut]:
    """For ever. That there was somebody stays, and the trail stays verifiable."""
    return _ordered(request, key, code, body, "destruction")


@router.get("/retention", response=RetentionOut, operation_id="readRetention", summary="What need not be kept any more")
def retention(
    request: Asked,
    counted: Annotated[bool, Query(description="Count what is over, which takes a while in a large register")] = False,
) -> RetentionOut:
    """For whose order it takes to destroy it."""
    call, provider = request.auth, request.auth.desk.provider
    if not personal_data.may_order(provider, call.officer, call.at):
        raise RefusedError(personal_data.not_yours(provider))
    kept = kept_too_long(provider, call.at) if counted else terms(provider, call.at)
    return RetentionOut(
        terms=[
            RetentionTerm(
                about=one.rule.about,
                years=one.rule.years,
                name=words(one.rule.name),
                closed_by=one.closed_by,
                count=one.count,
            )
            for one in kept
        ],
        persons=[one.code for one in persons_over(provider, call.at)] if counted else [],
    )


def _ordered(request: Asked, key: str, code: str, body: OrderIn, deed: str) -> Status[HeldOut]:
    call = request.auth

    def do() -> str:
        person = _looked_at(call, code, to_change=True)
        _DEEDS[deed](person, fields_of(body), actor=call.officer, at=call.at)
        return code

    return carry_out(request, key, do, lambda name: _held(_person(call, name)))


def _person(call: Call, code: str) -> Person:
    person = person_by_code(call.desk.provider.pk, code)
    if person is None or not may_extract(call.desk.provider, call.officer, call.at):
        raise Trouble(404, "not_found")
    return person


def _looked_at(call: Call, code: str, *, to_change: bool = False) -> Person:
    """A person of whom the program has lately said why it looks at what is held; of whom nothing is left, anybody."""
    person, within = _person(call, code), ONE_FORM if to_change else ONE_LOOK
    if not person.erased_at and not looks_at_rights(person, officer=call.officer, at=call.at, within=within):
        raise Trouble(409, "person_not_opened", _NO_REASON)
    return person


def _paper(call: Call, code: str) -> PaperOut:
    paper = paper_among([call.desk.provider.pk], code)
    if paper is None:
        raise Trouble(404, "not_found")
    return paper_out(paper, None)


def _held(person: Person) -> HeldOut:
    return HeldOut(
        person=person.code,
        is_blocked=bool(person.blocked_at),
        is_erased=bool(person.erased_at),
        **Holdings(person).counts,
    )
