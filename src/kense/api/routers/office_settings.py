"""What the administrator sets for the office: numbering, letterhead, who oversees it."""

from datetime import date
from typing import Annotated

from django.http.response import HttpResponseBase
from ninja import File, Router
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.attachments import described, whole
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.problems import Trouble
from kense.api.schemas import Day, IdInPath, In, Line, Out, Word, WordInPath, Words, words
from kense.casework import emblem, letterhead, numbering, overseers
from kense.casework.administration import require_administrator
from kense.people.selectors import emblem_of, overseers_of

router = Router(tags=["settings"])


class NumberingOut(Out):
    """A journal in a year."""

    journal: Annotated[str, Field(description="The id of the journal")]
    year: Annotated[int, Field(description="The year")]
    pattern: Annotated[str, Field(description="How its numbers are spelled")]
    last: Annotated[int, Field(description="The last number")]
    next: Annotated[str, Field(description="The next number, spelled")]
    is_begun: Annotated[bool, Field(description="A number of the year was given: nothing can be set any more")]


class NumberingIn(In):
    """How a journal is numbered."""

    model_config = example(pattern="03-14/{n}", last=151)

    pattern: Annotated[Line, Field(description="With {n} for the number, {year} for the year")]
    last: Annotated[int, Field(ge=0, le=10**9, description="The last number of the journal kept on paper")]


class LetterheadOut(Out):
    """What papers say of the office."""

    lines: Annotated[dict[str, str], Field(description="The lines by their names; days in ISO form")]
    emblem: Annotated[str, Field(description="The SHA-256 of the picture over it; empty without one")]
    mark: Annotated[str, Field(description="What to send as `seen` with a change")]


class LetterheadIn(In):
    """What papers are to say of the office: every line, also those that stay."""

    model_config = example(
        name_kk="«Көкжиек» колледжі",
        name_ru="Колледж «Көкжиек»",
        address_kk="Өскемен қ., Бейбітшілік к-сі, 1",
        address_ru="г. Усть-Каменогорск, ул. Бейбитшилик, 1",
        place_kk="Өскемен",
        place_ru="Усть-Каменогорск",
        phone="+7 700 555 01 00",
        order_number="12-Н",
        order_date="2018-08-01",
        seen="0a1b2c3d4e5f6071",
    )

    name_kk: Annotated[Line, Field(description="Name in Kazakh")]
    name_ru: Annotated[Line, Field(description="Name in Russian")]
    above_name_kk: Annotated[Line | None, Field(description="Line above the name, Kazakh")] = None
    above_name_ru: Annotated[Line | None, Field(description="Line above the name, Russian")] = None
    address_kk: Annotated[Line, Field(description="Address in Kazakh")]
    address_ru: Annotated[Line, Field(description="Address in Russian")]
    place_kk: Annotated[Line, Field(description="Town in Kazakh")]
    place_ru: Annotated[Line, Field(description="Town in Russian")]
    phone: Annotated[Line | None, Field(description="Phone")] = None
    email: Annotated[Line | None, Field(description="E-mail")] = None
    order_number: Annotated[Line | None, Field(description="Number of the order by which the procedure is applied")] = (
        None
    )
    order_date: Annotated[Day | None, Field(description="Its day")] = None
    sole_officer_order: Annotated[Line | None, Field(description="Order that lets one officer do everything")] = None
    seen: Annotated[Word, Field(description="The `mark` of the letterhead as read")]


class OverseerOut(Out):
    """A controller of another office who sees this one."""

    id: Annotated[int, Field(description="The id of the controller")]
    name: Annotated[str, Field(description="The name")]
    office: Annotated[Words, Field(description="The office of the controller")]


class UsernameIn(In):
    """A controller of another office."""

    model_config = example(username="tolegen")

    username: Annotated[Word, Field(description="The controller's user name")]


@router.get(
    "/numbering", response=list[NumberingOut], operation_id="readNumbering", summary="How journals are numbered"
)
def read_numbering(request: Asked) -> list[NumberingOut]:
    """Each journal of this year; in December of the next one too."""
    _require(request.auth)
    return _numberings(request.auth)


@router.put(
    "/numbering/{journal_id}/{year}",
    response=list[NumberingOut],
    operation_id="setNumbering",
    summary="Set how a journal is numbered",
)
def set_numbering(
    request: Asked, key: Key, journal_id: WordInPath, year: IdInPath, body: NumberingIn
) -> Status[list[NumberingOut]]:
    """Before the first number of the year."""
    call = request.auth

    def do() -> str:
        who, fields = call.desk.provider, fields_of(body)
        numbering.set_numbering(who, journal_id, str(year), fields, actor=call.officer, at=call.at)
        return journal_id

    return carry_out(request, key, do, lambda _: _numberings(call))


@router.get("/letterhead", response=LetterheadOut, operation_id="readLetterhead", summary="The letterhead")
def read_letterhead(request: Asked) -> LetterheadOut:
    """For the administrator."""
    _require(request.auth)
    return _letterhead(request.auth)


@router.put("/letterhead", response=LetterheadOut, operation_id="setLetterhead", summary="Change the letterhead")
def set_letterhead(request: Asked, key: Key, body: LetterheadIn) -> Status[LetterheadOut]:
    """Papers made from then on have it."""
    call = request.auth

    def do() -> str:
        letterhead.set_letterhead(call.desk.provider, fields_of(body), actor=call.officer, at=call.at)
        return str(call.desk.provider.pk)

    return carry_out(request, key, do, lambda _: _letterhead(call))


@router.get(
    "/letterhead/emblem.png",
    operation_id="downloadEmblem",
    summary="The picture over the letterhead",
    openapi_extra=described("image/png"),
)
def emblem_picture(request: Asked) -> HttpResponseBase:
    """Of the program's office."""
    provider = request.auth.desk.provider
    picture = emblem_of(provider.pk, provider.emblem)
    if picture is None:
        raise Trouble(404, "not_found")
    return whole(picture, "image/png", "emblem.png")


@router.post("/letterhead/emblem", response=LetterheadOut, operation_id="setEmblem", summary="Put a picture over it")
def set_emblem(
    request: Asked, key: Key, file: Annotated[UploadedFile, File(description="A PNG of 100 KB at most")]
) -> Status[LetterheadOut]:
    """On every paper made from then on."""
    call, picture = request.auth, file.read(emblem.LIMIT + 1)

    def do() -> str:
        emblem.set_emblem(call.desk.provider, picture, actor=call.officer, at=call.at)
        return str(call.desk.provider.pk)

    return carry_out(request, key, do, lambda _: _letterhead(call), content=picture)


@router.delete(
    "/letterhead/emblem", response=LetterheadOut, operation_id="removeEmblem", summary="Take the picture away"
)
def remove_emblem(request: Asked, key: Key) -> Status[LetterheadOut]:
    """Papers made before keep it."""
    call = request.auth

    def do() -> str:
        emblem.remove_emblem(call.desk.provider, actor=call.officer, at=call.at)
        return str(call.desk.provider.pk)

    return carry_out(request, key, do, lambda _: _letterhead(call))


@router.get("/overseers", response=list[OverseerOut], operation_id="listOverseers", summary="Who oversees the office")
def listed_overseers(request: Asked) -> list[OverseerOut]:
    """Controllers of other offices, let in by this one's administrator."""
    _require(request.auth)
    return _overseers(request.auth)


@router.post("/overseers", response=list[OverseerOut], operation_id="letOverseerIn", summary="Let a controller in")
def let_in(request: Asked, key: Key, body: UsernameIn) -> Status[list[OverseerOut]]:
    """They read everything and change nothing."""
    call = request.auth

    def do() -> str:
        return str(overseers.let_in(call.desk.provider, fields_of(body), actor=call.officer, at=call.at).pk)

    return carry_out(request, key, do, lambda _: _overseers(call))


@router.delete(
    "/overseers/{officer_id}", response=list[OverseerOut], operation_id="letOverseerGo", summary="Take the access away"
)
def let_go(request: Asked, key: Key, officer_id: IdInPath) -> Status[list[OverseerOut]]:
    """Who has none is left as they are."""
    call = request.auth

    def do() -> str:
        overseers.let_go(call.desk.provider, str(officer_id), actor=call.officer, at=call.at)
        return str(officer_id)

    return carry_out(request, key, do, lambda _: _overseers(call))


def _require(call: Call) -> None:
    require_administrator(call.desk.provider, call.officer, call.at)


def _numberings(call: Call) -> list[NumberingOut]:
    return [
        NumberingOut(
            journal=one.journal.id,
            year=one.year,
            pattern=one.pattern,
            last=one.last,
            next=one.next,
            is_begun=one.is_begun,
        )
        for one in numbering.numberings(call.desk.provider, call.at)
    ]


def _letterhead(call: Call) -> LetterheadOut:
    provider = call.desk.provider
    provider.refresh_from_db()
    lines = {
        name: value.isoformat() if isinstance(value, date) else value or ""
        for name, value in letterhead.values_of(provider).items()
    }
    return LetterheadOut(lines=lines, emblem=provider.emblem, mark=letterhead.mark_of(provider))


def _overseers(call: Call) -> list[OverseerOut]:
    found = overseers_of(call.desk.provider)
    return [OverseerOut(id=one.pk, name=one.full_name, office=words(one.provider.name)) for one in found]
