"""Transmissions to the databases outside: collected, sent, answered, settled; their files."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from django.http.response import HttpResponseBase
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.attachments import CSV, described, streamed, whole
from kense.api.commands import Key, carry_out
from kense.api.fields import example
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_rows
from kense.api.problems import Trouble
from kense.api.register_access import require_register
from kense.api.schemas import CodeInPath, IdInPath, In, Line, Lines, Out, WordInPath, Words, words
from kense.casework import transmissions as casework
from kense.law import lookup
from kense.law.edition import Addressee
from kense.registry.transmission_concerned import concerned
from kense.registry.transmission_files import SCHEMA, csv_pieces, json_pieces, name_of
from kense.registry.transmissions import (
    Transmission,
    TransmissionItem,
    items_of,
    items_to_file,
    last_of,
    transmission_of_office,
    transmissions_to,
)

router = Router(tags=["transmissions"])

_Only = Annotated[
    Literal["rejected", "left"] | None, Query(description="Only the rejected ones, or those of them left to settle")
]
_SCHEMA_TYPE = "application/schema+json"


class AddresseeOut(Out):
    """A database outside, and how many persons wait for it."""

    id: Annotated[str, Field(description="Its id in the edition")]
    name: Annotated[Words, Field(description="Its name")]
    last: Annotated[
        int, Field(description="The number of the last transmission to it, 0 for none: `after` of the next")
    ]
    waiting: Annotated[int, Field(description="Persons who would go out")]
    blocked: Annotated[int, Field(description="Persons more who would, were their data not blocked")]


class TransmissionOut(Out):
    """A transmission."""

    code: Annotated[str, Field(description="Its code")]
    addressee: Annotated[str, Field(description="The id of the addressee")]
    n: Annotated[int, Field(description="Its number among those to the addressee")]
    state: Annotated[str, Field(description="to_send, sent, confirmed or rejected")]
    at: Annotated[datetime, Field(description="When it was collected")]
    officer: Annotated[int, Field(description="The id of who collected it")]
    sent_at: Annotated[datetime | None, Field(description="When it was sent")]
    answered_at: Annotated[datetime | None, Field(description="When the addressee answered")]
    confirmation: Annotated[str, Field(description="The number of the addressee's answer")]
    persons: Annotated[int, Field(description="How many persons are in it")]
    rejected: Annotated[int, Field(description="How many of them came back rejected")]
    left: Annotated[int, Field(description="How many of these are not settled yet")]


class ItemOut(Out):
    """A person of a transmission. What went out of them is in its file."""

    n: Annotated[int, Field(description="The place in the transmission")]
    person: Annotated[str, Field(description="The code of the record")]
    is_held_back: Annotated[bool, Field(description="The data were blocked and did not go out")]
    is_rejected: Annotated[bool, Field(description="The addressee rejected them")]
    reason: Annotated[str, Field(description="Why")]
    settled_at: Annotated[datetime | None, Field(description="When it was settled")]
    settlement: Annotated[
        str, Field(description="The note by which it was settled, if no change of the register did it")
    ]


class CollectIn(In):
    """What was seen before collecting."""

    model_config = example(after=3)

    after: Annotated[int, Field(ge=0, le=10**9, description="The `last` of the addressee as it was read")]


class FileIn(In):
    """The form of the file."""

    model_config = example(form="json")

    form: Annotated[Literal["json", "csv"], Field(description="JSON or CSV")]


class ConfirmationIn(In):
    """What the addressee answered."""

    model_config = example(confirmation="Ф-2019/118")

    confirmation: Annotated[Line, Field(description="The number of the answer")]


class RejectionIn(In):
    """Whom the addressee rejected, and why."""

    model_config = example(places=[4, 17], reason="ЖСН табылмады")

    reason: Annotated[Lines, Field(description="Why")]
    places: Annotated[
        list[int] | None, Field(max_length=10_000, description="Places in the transmission; null for everybody in it")
    ]


class NoteIn(In):
    """Why the data are right as they are."""

    model_config = example(note="Құжатпен салыстырылды, деректер дұрыс")

    note: Annotated[Lines, Field(description="The note")]


@router.get(
    "/addressees", response=list[AddresseeOut], operation_id="listAddressees", summary="Databases outside, who waits"
)
def addressees(request: Asked) -> list[AddresseeOut]:
    """In the order of the edition."""
    require_register(request.auth)
    desk = request.auth.desk
    return [_addressee(desk.provider.pk, one) for one in desk.edition.procedure.transmissions]


@router.get(
    "/addressees/{addressee_id}/transmissions",
    response=PageOf[TransmissionOut],
    operation_id="listTransmissions",
    summary="Transmissions to an addressee",
)
def transmissions(
    request: Asked, addressee_id: WordInPath, limit: Limit = USUAL, cursor: Cursor = None
) -> PageOf[TransmissionOut]:
    """The newest first."""
    require_register(request.auth)
    try:
        found = lookup.addressee(request.auth.desk.edition, addressee_id)
    except KeyError:
        raise Trouble(404, "not_found") from None
    rows = transmissions_to(request.auth.desk.provider.pk, found.id)
    return of_rows(request, rows, lambda page: [_out(one) for one in page], limit=limit, cursor=cursor, by="n")


@router.post(
    "/addressees/{addressee_id}/transmissions",
    response={201: TransmissionOut},
    operation_id="collectTransmission",
    summary="Collect what changed",
)
def collect(request: Asked, key: Key, addressee_id: WordInPath, body: CollectIn) -> Status[TransmissionOut]:
    """Where another one came since `after`, that one is answered and nothing is collected."""
    call = request.auth

    def do() -> str:
        provider = call.desk.provider
        return casework.collect(provider, addressee_id, after=body.after, actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda code: _shown(call, code), status=201)


@router.get(
    "/transmissions/schema.json",
    operation_id="downloadTransmissionSchema",
    summary="The schema of the JSON files",
    openapi_extra=described(_SCHEMA_TYPE),
)
def schema(request: Asked) -> HttpResponseBase:
    """For whoever reads them in; nothing personal is in it."""
    return whole(SCHEMA.read_bytes(), _SCHEMA_TYPE, SCHEMA.name)


@router.get(
    "/transmissions/{code}", response=TransmissionOut, operation_id="readTransmission", summary="A transmission"
)
def transmission(request: Asked, code: CodeInPath) -> TransmissionOut:
    """What became of it."""
    return _shown(request.auth, code)


@router.get(
    "/transmissions/{code}/items",
    response=PageOf[ItemOut],
    operation_id="listTransmissionItems",
    summary="A transmission person by person",
)
def items(
    request: Asked,
    code: CodeInPath,
    only: _Only = None,
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> PageOf[ItemOut]:
    """In the order of their places; `only` the rejected ones, or those of them left to settle. It stands in the trail."""
    call, found = request.auth, _found(request.auth, code)
    casework.open_transmission(found, officer=call.officer, at=call.at)
    rows = items_of(found)
    rows = rows.filter(is_rejected=True) if only else rows
    rows = rows.filter(settled_at=None) if only == "left" else rows
    return of_rows(
        request, rows, lambda page: list(map(_item, page)), limit=limit, cursor=cursor, by="n", descending=False
    )


@router.post(
    "/transmissions/{code}/file",
    operation_id="takeTransmissionFile",
    summary="A transmission as a file",
    openapi_extra=described("application/json", "text/csv"),
)
def file(request: Asked, code: CodeInPath, body: FileIn) -> HttpResponseBase:
    """The data leave the office with it: each time an entry of the trail says who took them."""
    call, found = request.auth, _found(request.auth, code)
    casework.take_file(found, body.form, officer=call.officer, at=call.at)
    name = name_of(found, body.form)
    if body.form == "csv":
        return streamed(csv_pieces(found, items_to_file(found)), CSV, name)
    return streamed(json_pieces(found, items_to_file(found)), "application/json", name)


@router.post(
    "/transmissions/{code}/sent", response=TransmissionOut, operation_id="sendTransmission", summary="It was sent"
)
def sent(request: Asked, key: Key, code: CodeInPath) -> Status[TransmissionOut]:
    """Marked as sent at the moment of the request."""
    call = request.auth

    def do() -> str:
        return casework.mark_sent(call.desk.provider, code, actor=call.officer, at=call.at).code

    return _done(request, key, code, do)


@router.post(
    "/transmissions/{code}/confirmation",
    response=TransmissionOut,
    operation_id="confirmTransmission",
    summary="The addressee answered",
)
def confirm(request: Asked, key: Key, code: CodeInPath, body: ConfirmationIn) -> Status[TransmissionOut]:
    """With the number of its answer."""
    call, typed = request.auth, {"confirmation": body.confirmation}

    def do() -> str:
        return casework.confirm(call.desk.provider, code, typed, actor=call.officer, at=call.at).code

    return _done(request, key, code, do)


@router.post(
    "/transmissions/{code}/rejections",
    response=TransmissionOut,
    operation_id="rejectInTransmission",
    summary="The addressee rejected persons",
)
def reject(request: Asked, key: Key, code: CodeInPath, body: RejectionIn) -> Status[TransmissionOut]:
    """Each becomes open work until it is settled: by a change of the register, or by a note."""
    call = request.auth
    numbers: list[str] | None = None if body.places is None else []
    typed = {"reason": body.reason, "places": " ".join(map(str, body.places or []))}

    def do() -> str:
        casework.reject(call.desk.provider, code, numbers, typed, actor=call.officer, at=call.at)
        return code

    return _done(request, key, code, do)


@router.post(
    "/transmissions/{code}/items/{place}/settlement",
    response=TransmissionOut,
    operation_id="settleInTransmission",
    summary="A rejected person's data are right",
)
def settle(request: Asked, key: Key, code: CodeInPath, place: IdInPath, body: NoteIn) -> Status[TransmissionOut]:
    """The note says why they stay as they are."""
    call, typed = request.auth, {"note": body.note}

    def do() -> str:
        casework.settle(call.desk.provider, code, str(place), typed, actor=call.officer, at=call.at)
        return code

    return _done(request, key, code, do)


def _done(request: Asked, key: str, code: str, do: Callable[[], str]) -> Status[TransmissionOut]:
    call = request.auth
    _found(call, code)
    return carry_out(request, key, do, lambda name: _shown(call, name))


def _found(call: Call, code: str) -> Transmission:
    require_register(call)
    found = transmission_of_office(call.desk.provider.pk, code)
    if found is None:
        raise Trouble(404, "not_found")
    return found


def _shown(call: Call, code: str) -> TransmissionOut:
    found = _found(call, code)
    return _out(transmissions_to(call.desk.provider.pk, found.addressee).get(pk=found.pk))


def _addressee(provider_id: int, addressee: Addressee) -> AddresseeOut:
    last = last_of(provider_id, addressee.id)
    found = concerned(provider_id, addressee, last)
    return AddresseeOut(
        id=addressee.id,
        name=words(addressee.name),
        last=last.n if last else 0,
        waiting=found.waiting,
        blocked=found.blocked,
    )


def _out(one: Transmission) -> TransmissionOut:
    """`one` comes with its counts, as `transmissions_to` gives it."""
    return TransmissionOut(
        code=one.code,
        addressee=one.addressee,
        n=one.n,
        state=one.state,
        at=one.at,
        officer=one.officer_id,
        sent_at=one.sent_at,
        answered_at=one.answered_at,
        confirmation=one.confirmation,
        persons=one.heading["persons"],
        rejected=vars(one)["rejected"],
        left=vars(one)["left"],
    )


def _item(one: TransmissionItem) -> ItemOut:
    return ItemOut(
        n=one.n,
        person=one.person.code,
        is_held_back=not one.data,
        is_rejected=one.is_rejected,
        reason=one.reason,
        settled_at=one.settled_at,
        settlement=one.settlement,
    )
