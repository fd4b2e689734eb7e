"""Unfinished intakes of a program: kept for a day, seen by nobody else, gone once the application is taken in."""

from datetime import datetime
from typing import Annotated

from django.http import Http404
from ninja import Path, Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.fields import example
from kense.api.inputs import ApplicationIn, Inputs, fields_of
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_list
from kense.api.problems import Trouble
from kense.api.schemas import In, Out
from kense.api.texts import FIELDS
from kense.casework import drafts
from kense.kernel import Problem, RefusedError
from kense.law import lookup
from kense.procedure.refusals import refusal

router = Router(tags=["drafts"])
KeyInPath = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,50}$", description="The program's own key of the form")]


class DraftIn(In):
    """What is known of an application so far."""

    model_config = example(application={"person": {"surname": "Төлебай"}})

    application: Annotated[ApplicationIn, Field(description="The application as far as it is known")]


class DraftRow(Out):
    """An unfinished intake."""

    key: Annotated[str, Field(description="The key of the form")]
    at: Annotated[datetime, Field(description="When it was last touched")]
    recipient: Annotated[str, Field(description="Whose it is, as far as it is known")]


class DraftOut(Out):
    """What was kept of an unfinished intake."""

    key: Annotated[str, Field(description="The key of the form")]
    fields: Annotated[dict[str, str], Field(description="The fields as the desk has them")]


@router.get("/drafts", response=PageOf[DraftRow], operation_id="listDrafts", summary="Unfinished intakes")
def listed(request: Asked, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[DraftRow]:
    """The program's own, the latest first."""
    call = request.auth
    found = [
        DraftRow(key=one.key, at=one.at, recipient=one.recipient) for one in drafts.of_officer(call.officer, call.at)
    ]
    return of_list(request, found, lambda one: one.key, limit=limit, cursor=cursor)


@router.get("/drafts/{key}", response=DraftOut, operation_id="readDraft", summary="An unfinished intake")
def one(request: Asked, key: KeyInPath) -> DraftOut:
    """As it was kept."""
    return _kept(request.auth, key)


@router.put("/drafts/{key}", response=DraftOut, operation_id="keepDraft", summary="Keep an unfinished intake")
def keep(request: Asked, key: KeyInPath, body: DraftIn) -> DraftOut:
    """In place of what was kept under this key before. It must name somebody, or there is nothing to keep."""
    call = request.auth
    fields = fields_of(Inputs(application=body.application))
    _require_counter(call)
    if not drafts.save(call.officer, key, fields, call.at):
        problem = Problem("application.person", "missing", FIELDS["missing"])
        raise Trouble(422, "invalid_fields", problems=[problem])
    return _kept(call, key)


@router.delete("/drafts/{key}", response={204: None}, operation_id="dropDraft", summary="Forget an unfinished intake")
def drop(request: Asked, key: KeyInPath) -> Status[None]:
    """Whether there was one or not."""
    drafts.drop(request.auth.officer, key)
    return Status(204, None)


def _require_counter(call: Call) -> None:
    if not call.desk.takes_in:
        opening = call.desk.edition.procedure.opening
        role = lookup.role(call.desk.edition, opening.role).officer
        raise RefusedError(refusal("wrong_role", opening.ref, operation=opening.name, role=role))


def _kept(call: Call, key: str) -> DraftOut:
    fields = drafts.fields_of(call.officer, key, call.at)
    if fields is None:
        raise Http404
    return DraftOut(key=key, fields=fields)
