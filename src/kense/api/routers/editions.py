"""Editions of the regulation: those there are, and the draft of the office's own one, which its lawyer prepares."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from ninja.responses import Status
from pydantic import Field

from kense import law
from kense.acts.selectors import governing_on, office_key
from kense.api.access import Asked, Call
from kense.api.attachments import described, whole
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.problems import Trouble
from kense.api.schemas import Day, In, Line, Lines, Out, Word, WordInPath, Words, words
from kense.casework import editions as casework
from kense.casework.edition_parts import PARTS, items_of
from kense.casework.edition_texts import LAWYER_ONLY, STALE
from kense.casework.sample_papers import sample_paper
from kense.kernel import RefusedError
from kense.law import Edition, library

router = Router(tags=["regulation"])

T = TypeVar("T")

_ItemInPath = Annotated[str, Path(pattern=r"^[0-9A-Za-z_.-]{1,120}$", description="The thing's name in its part")]
_Version = Annotated[int, Field(ge=0, le=10**9, description="The `version` of the draft as read")]


class EditionBrief(Out):
    """An edition the office can come to work by."""

    id: Annotated[str, Field(description="Its id")]
    valid_from: Annotated[date, Field(description="First day")]
    valid_to: Annotated[date | None, Field(description="Last day; null until a later one begins")]
    is_own: Annotated[bool, Field(description="It is the office's own")]
    governs: Annotated[bool, Field(description="It governs what is handed in today")]
    content_hash: Annotated[str, Field(description="The hash of its content")]


class EditionsOut(Out):
    """The editions of the office's act."""

    editions: Annotated[list[EditionBrief], Field(description="The latest first")]
    has_draft: Annotated[bool, Field(description="The office's lawyer prepares one")]


class DifferenceOut(Out):
    """A change that a draft brings."""

    whom: Annotated[Words, Field(description="For whom")]
    change: Annotated[Words, Field(description="What changes")]
    ref: Annotated[str | None, Field(description="The place of the act")]


class EditionDraft(Out):
    """The draft of an edition."""

    base: Annotated[str, Field(description="The edition it starts from")]
    version: Annotated[int, Field(description="What to send as `version` with a change")]
    changed_by: Annotated[int, Field(description="The id of who changed it last")]
    changed_at: Annotated[datetime, Field(description="When")]
    parts: Annotated[dict[str, dict[str, Any]], Field(description="What can be changed, by part and by name")]
    changes: Annotated[list[DifferenceOut], Field(description="What it changes for whom")]


class PartIn(In):
    """What a thing of a draft is to be: the fields of its form on the screen."""

    model_config = example(fields={"name_kk": "Анықтама", "name_ru": "Справка", "name_en": "Certificate"}, version=3)

    fields: Annotated[dict[Word, Lines], Field(max_length=100, description="By name; a ticked box is 1")]
    version: _Version


class PublicationIn(In):
    """The order by which the edition is published."""

    model_config = example(valid_from="2026-12-01", order_number="7-Н", order_date="2026-11-20", version=4)

    valid_from: Annotated[Day, Field(description="Its first day, tomorrow or later")]
    order_number: Annotated[Line, Field(description="Number of the order")]
    order_date: Annotated[Day, Field(description="Its day")]
    version: _Version


@router.get("/editions", response=EditionsOut, operation_id="listEditions", summary="Editions of the office's act")
def editions(request: Asked) -> EditionsOut:
    """Every one the office can come to work by."""
    return _editions(request.auth)


@router.get(
    "/editions/draft",
    response=EditionDraft,
    operation_id="readEditionDraft",
    summary="The draft of the office's edition",
)
def read_draft(request: Asked) -> EditionDraft:
    """Its parts and what it changes; for the lawyer."""
    _require(request.auth)
    return _draft(request.auth)


@router.post("/editions/draft", response={201: EditionDraft}, operation_id="beginEditionDraft", summary="Begin a draft")
def begin(request: Asked, key: Key) -> Status[EditionDraft]:
    """From the edition that holds; the one there is already is left as it is."""
    call = request.auth

    def do() -> str:
        return casework.begin(call.desk.provider, actor=call.officer, at=call.at).base

    return carry_out(request, key, do, lambda _: _draft(call), status=201)


@router.delete("/editions/draft", response=EditionsOut, operation_id="dropEditionDraft", summary="Throw the draft away")
def drop(
    request: Asked, key: Key, version: Annotated[int, Query(ge=0, description="The `version` of the draft as read")]
) -> Status[EditionsOut]:
    """Nothing of it stays but the entries of the trail."""
    call = request.auth

    def do() -> str:
        _in_turn(lambda: casework.drop(call.desk.provider, str(version), actor=call.officer, at=call.at))
        return str(call.desk.provider.pk)

    return carry_out(request, key, do, lambda _: _editions(call))


@router.post(
    "/editions/draft/parts/{part}",
    response={201: EditionDraft},
    operation_id="addToEditionDraft",
    summary="Add to the draft",
)
def add(request: Asked, key: Key, part: WordInPath, body: PartIn) -> Status[EditionDraft]:
    """A new document, reason or ground."""
    return _saved(request, key, part, "", body, 201)


@router.put(
    "/editions/draft/parts/{part}/{name}",
    response=EditionDraft,
    operation_id="changeEditionDraft",
    summary="Change the draft",
)
def change(request: Asked, key: Key, part: WordInPath, name: _ItemInPath, body: PartIn) -> Status[EditionDraft]:
    """One thing of it. What the check of regulations finds wrong is refused."""
    return _saved(request, key, part, name, body, 200)


@router.delete(
    "/editions/draft/parts/{part}/{name}",
    response=EditionDraft,
    operation_id="removeFromEditionDraft",
    summary="Remove from the draft",
)
def remove(
    request: Asked,
    key: Key,
    part: WordInPath,
    name: _ItemInPath,
    version: Annotated[int, Query(ge=0, description="The `version` of the draft as read")],
) -> Status[EditionDraft]:
    """Of what can be added."""
    call = request.auth

    def do() -> object:
        return casework.remove(call.desk.provider, part, name, str(version), actor=call.officer, at=call.at)

    return _changed(request, key, part, name, do, 200)


@router.get(
    "/editions/draft/papers/{paper}.pdf",
    operation_id="downloadSamplePaper",
    summary="A paper as the draft would have it",
    openapi_extra=described("application/pdf"),
)
def sample(request: Asked, paper: WordInPath) -> HttpResponseBase:
    """Of invented data."""
    _require(request.auth)
    call, draft = request.auth, casework.draft_of(request.auth.desk.provider)
    try:
        if draft is None:
            raise KeyError(paper)
        pdf = sample_paper(call.desk.provider, casework.shown(draft), paper, call.at)
    except KeyError:
        raise Trouble(404, "not_found") from None
    return whole(pdf, "application/pdf", f"{paper}.pdf")


@router.post(
    "/editions/draft/publication", response=EditionsOut, operation_id="publishEditionDraft", summary="Publish the draft"
)
def publish(request: Asked, key: Key, body: PublicationIn) -> Status[EditionsOut]:
    """As the office's own edition; it never changes from then on."""
    call = request.auth

    def do() -> str:
        fields = fields_of(body)
        return _in_turn(lambda: casework.publish(call.desk.provider, fields, actor=call.officer, at=call.at).edition)

    def show(_: str) -> EditionsOut:
        library.refresh()
        return _editions(call)

    return carry_out(request, key, do, show)


def _require(call: Call) -> None:
    if not call.desk.keeps_acts:
        raise RefusedError(LAWYER_ONLY)


def _saved(request: Asked, key: str, part: str, name: str, body: PartIn, status: int) -> Status[EditionDraft]:
    call, fields = request.auth, body.fields | {"version": str(body.version)}

    def do() -> object:
        return casework.save(call.desk.provider, part, name, fields, actor=call.officer, at=call.at)

    return _changed(request, key, part, name, do, status)


def _changed(
    request: Asked, key: str, part: str, name: str, do: Callable[[], object], status: int
) -> Status[EditionDraft]:
    call = request.auth

    def carried() -> str:
        _require(call)
        if not _is_there(call, part, name):
            raise Trouble(404, "not_found")
        _in_turn(do)
        return part

    return carry_out(request, key, carried, lambda _: _draft(call), status=status)


def _in_turn(do: Callable[[], T]) -> T:
    """Do something to the draft. Another's change meanwhile is a conflict of its own: 412 is for the versions of cases."""
    try:
        return do()
    except RefusedError as refused:
        if refused.refusal.code == STALE.code:
            raise Trouble(409, "draft_changed", refused.refusal.text) from refused
        raise


def _is_there(call: Call, part: str, name: str) -> bool:
    """Whether the draft has the thing, or a thing can be added to the part. Without a draft the change itself is refused."""
    found = casework.draft_of(call.desk.provider)
    if found is None:
        return True
    if part not in PARTS:
        return False
    return name in items_of(casework.content_of(found), part) if name else bool(PARTS[part].prefix)


def _editions(call: Call) -> EditionsOut:
    provider = call.desk.provider
    scopes = ("", office_key(provider))
    found = [one for one in law.editions() if one.act.id == provider.act and one.procedure.office in scopes]
    governing = governing_on(provider, call.desk.worktime.local(call.at).date())
    latest_first = sorted(found, key=lambda one: (one.procedure.valid_from, one.id), reverse=True)
    return EditionsOut(
        editions=[_brief(one, governs=one == governing) for one in latest_first],
        has_draft=casework.draft_of(provider) is not None,
    )


def _brief(one: Edition, *, governs: bool) -> EditionBrief:
    return EditionBrief(
        id=one.id,
        valid_from=one.procedure.valid_from,
        valid_to=one.procedure.valid_to,
        is_own=bool(one.procedure.office),
        governs=governs,
        content_hash=one.content_hash,
    )


def _draft(call: Call) -> EditionDraft:
    found = casework.draft_of(call.desk.provider)
    if found is None:
        raise Trouble(404, "not_found")
    content = casework.content_of(found)
    return EditionDraft(
        base=found.base,
        version=found.version,
        changed_by=found.changed_by_id,
        changed_at=found.changed_at,
        parts={part: items_of(content, part) for part in PARTS},
        changes=[
            DifferenceOut(whom=words(one.whom), change=words(one.sentence), ref=str(one.ref) if one.ref else None)
            for one in casework.differences(found)
        ],
    )
