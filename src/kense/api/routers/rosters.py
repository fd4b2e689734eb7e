"""Rosters: a file is uploaded, read on, looked through, then applied as a whole or dropped."""

from datetime import datetime
from io import BytesIO
from typing import Annotated

from django.http.response import HttpResponseBase
from ninja import File, Router
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.attachments import CSV, XLSX, described, streamed, whole
from kense.api.commands import Key, carry_out
from kense.api.fields import example
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_list
from kense.api.problems import Trouble
from kense.api.register_access import require_register
from kense.api.schemas import CodeInPath, In, Out, Words, words
from kense.casework import rosters as casework
from kense.casework.roster_files import problem_pieces, write_template
from kense.casework.roster_intake import SameFileError, take_in
from kense.casework.roster_reading import read_on
from kense.kernel import RefusedError, Text
from kense.registry import iin as iins
from kense.registry.facets import BY_NAME
from kense.registry.rosters import ChangedRow, Roster, changed_rows, problems_of, roster_of_office, rosters_of

router = Router(tags=["rosters"])

_MOST = 1000
"""So many of the newest rosters can be paged through."""


class RosterOut(Out):
    """A roster: how far it is, what it comes to."""

    code: Annotated[str, Field(description="Its code")]
    name: Annotated[str, Field(description="The name of the file")]
    sha256: Annotated[str, Field(description="The SHA-256 of the file")]
    state: Annotated[str, Field(description="reading, read, applied or dropped")]
    at: Annotated[datetime, Field(description="When it was uploaded")]
    officer: Annotated[int, Field(description="The id of who uploaded it")]
    bytes: Annotated[int, Field(description="The length of the file as it is read")]
    bytes_read: Annotated[int, Field(description="How much of it is read")]
    rows: Annotated[int, Field(description="Rows read so far")]
    new: Annotated[int, Field(description="Persons the register does not know")]
    changed: Annotated[int, Field(description="Persons whose record changes")]
    unchanged: Annotated[int, Field(description="Persons for whom nothing is new")]
    errors: Annotated[int, Field(description="What keeps it from being applied")]
    warnings: Annotated[int, Field(description="What is to be accepted first")]


class RosterProblemOut(Out):
    """What is wrong at a place of the file."""

    id: Annotated[int, Field(description="Its id")]
    row: Annotated[int, Field(description="The row of the file")]
    column: Annotated[str, Field(description="The column, as the file calls it")]
    value: Annotated[str, Field(description="What stands there")]
    code: Annotated[str, Field(description="A stable word for what is wrong")]
    text: Annotated[Words, Field(description="What is wrong and what is expected")]
    severity: Annotated[str, Field(description="error or warning")]


class RosterFieldOut(Out):
    """A field before and after."""

    field: Annotated[str, Field(description="The field")]
    before: Annotated[str, Field(description="The value before")]
    after: Annotated[str, Field(description="The value after")]


class ChangedRowOut(Out):
    """A person whom the roster would change."""

    row: Annotated[int, Field(description="The row of the file")]
    person: Annotated[str, Field(description="The code of the record")]
    iin: Annotated[str, Field(description="The IIN, its telling digits hidden")]
    changes: Annotated[list[RosterFieldOut], Field(description="What changes")]


class ApplyIn(In):
    """Whether the warnings were looked at."""

    model_config = example(accepted=True)

    accepted: Annotated[bool, Field(description="The warnings are accepted")] = False


@router.get("/rosters", response=PageOf[RosterOut], operation_id="listRosters", summary="Rosters of the office")
def rosters(request: Asked, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[RosterOut]:
    """The newest first."""
    require_register(request.auth)
    found = [_out(one) for one in rosters_of(request.auth.desk.provider.pk, _MOST)]
    return of_list(request, found, lambda one: one.code, limit=limit, cursor=cursor)


@router.post("/rosters", response={201: RosterOut}, operation_id="uploadRoster", summary="Upload a roster")
def upload(
    request: Asked, key: Key, file: Annotated[UploadedFile, File(description="XLSX or CSV, up to 20 MB")]
) -> Status[RosterOut]:
    """The file is taken in; reading it comes after. The same file again is the roster it is already."""
    call, content = request.auth, file.read()

    def do() -> str:
        try:
            name = file.name or ""
            return take_in(call.desk.provider, name, BytesIO(content), actor=call.officer, at=call.at).code
        except SameFileError as same:
            return same.roster.code

    return carry_out(request, key, do, lambda code: _shown(call, code), status=201, content=content)


@router.get(
    "/rosters/template.xlsx",
    operation_id="downloadRosterTemplate",
    summary="The workbook to fill in",
    openapi_extra=described(XLSX),
)
def template(request: Asked) -> HttpResponseBase:
    """In the language asked for."""
    require_register(request.auth)
    file = BytesIO()
    write_template(file, request.auth.desk.edition, request.auth.lang)
    return whole(file.getvalue(), XLSX, "kense-roster.xlsx")


@router.get("/rosters/{code}", response=RosterOut, operation_id="readRoster", summary="A roster")
def roster(request: Asked, code: CodeInPath) -> RosterOut:
    """How far it is; when it is read, what it comes to."""
    return _shown(request.auth, code)


@router.post("/rosters/{code}/reading", response=RosterOut, operation_id="continueRoster", summary="Read the next rows")
def go_on(request: Asked, key: Key, code: CodeInPath) -> Status[RosterOut]:
    """Some ten thousand rows at once; ask again, with another key, while the state is `reading`."""
    call = request.auth

    def do() -> str:
        read_on(_found(call, code))
        return code

    return carry_out(request, key, do, lambda name: _shown(call, name))


@router.get(
    "/rosters/{code}/problems",
    response=PageOf[RosterProblemOut],
    operation_id="listRosterProblems",
    summary="What is wrong in a roster",
)
def problems(request: Asked, code: CodeInPath, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[RosterProblemOut]:
    """In the order of the rows. That the roster's persons were seen stands in the trail."""
    found = _opened(request.auth, code)
    told = [
        RosterProblemOut(
            id=one.pk,
            row=one.row,
            column=one.column,
            value=one.value,
            code=one.code,
            text=words(Text(**one.text)),
            severity=one.severity,
        )
        for one in problems_of(found)
    ]
    return of_list(request, told, lambda one: str(one.id), limit=limit, cursor=cursor)


@router.get(
    "/rosters/{code}/problems.csv",
    operation_id="downloadRosterProblems",
    summary="The same as a file",
    openapi_extra=described("text/csv"),
)
def problems_file(request: Asked, code: CodeInPath) -> HttpResponseBase:
    """In the language asked for, beside which the file is corrected."""
    found = _opened(request.auth, code)
    return streamed(problem_pieces(problems_of(found), request.auth.lang), CSV, f"{found.code}.csv")


@router.get(
    "/rosters/{code}/changes",
    response=PageOf[ChangedRowOut],
    operation_id="listRosterChanges",
    summary="Whom a roster would change",
)
def changes(request: Asked, code: CodeInPath, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[ChangedRowOut]:
    """The first persons, of one that is read. That they were seen stands in the trail."""
    found = _opened(request.auth, code)
    rows = changed_rows(found, request.auth.desk.edition) if found.state == Roster.State.READ else []
    return of_list(request, [_changed(one) for one in rows], lambda one: str(one.row), limit=limit, cursor=cursor)


@router.post("/rosters/{code}/application", response=RosterOut, operation_id="applyRoster", summary="Apply a roster")
def apply(request: Asked, key: Key, code: CodeInPath, body: ApplyIn) -> Status[RosterOut]:
    """The whole roster goes into the register, or nothing of it."""
    call = request.auth

    def do() -> str:
        return casework.apply(_found(call, code), accepted=body.accepted, actor=call.officer, at=call.at).code

    try:
        return carry_out(request, key, do, lambda name: _shown(call, name))
    except RefusedError as refused:
        if refused.refusal is casework.MOVED:
            casework.compare_anew(_found(call, code), actor=call.officer, at=call.at)
        raise


@router.post("/rosters/{code}/dropping", response=RosterOut, operation_id="dropRoster", summary="Drop a roster")
def drop(request: Asked, key: Key, code: CodeInPath) -> Status[RosterOut]:
    """Its file and whatever was read of it are deleted."""
    call = request.auth

    def do() -> str:
        return casework.drop(_found(call, code), actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda name: _shown(call, name))


def _found(call: Call, code: str) -> Roster:
    require_register(call)
    found = roster_of_office(call.desk.provider.pk, code)
    if found is None:
        raise Trouble(404, "not_found")
    return found


def _opened(call: Call, code: str) -> Roster:
    found = _found(call, code)
    casework.open_roster(found, officer=call.officer, at=call.at)
    return found


def _shown(call: Call, code: str) -> RosterOut:
    return _out(_found(call, code))


def _out(roster: Roster) -> RosterOut:
    facts, beside = roster.facts, roster.facts["beside"]
    return RosterOut(
        code=roster.code,
        name=roster.name,
        sha256=roster.sha256,
        state=roster.state,
        at=roster.at,
        officer=roster.officer_id,
        bytes=facts["bytes"],
        bytes_read=facts["position"],
        rows=facts["rows"],
        new=beside["new"],
        changed=beside["changed"],
        unchanged=beside["unchanged"],
        errors=facts["errors"] + beside["errors"],
        warnings=facts["warnings"] + beside["warnings"],
    )


def _changed(row: ChangedRow) -> ChangedRowOut:
    told = [
        RosterFieldOut(field=one.field, before=_value(one.field, one.before), after=_value(one.field, one.after))
        for one in row.changes
    ]
    return ChangedRowOut(row=row.row, person=row.code, iin=iins.masked(row.iin) if row.iin else "", changes=told)


def _value(field: str, value: str) -> str:
    return iins.masked(value) if value and BY_NAME[field].kind == "iin" else value
