"""The print queue: what is to be printed, what was printed, many papers in one file."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_rows
from kense.api.paper_answers import PaperOut, paper_out
from kense.api.pdf import PDF
from kense.api.schemas import CodeInPath, In, Out, Word
from kense.casework import printings
from kense.papers.batch import MOST, file_of, go_on, pages_of
from kense.papers.selectors import Paper, PrintBatch, batch_among, papers_with, to_print, unmade

router = Router(tags=["printing"])


class Chosen(In):
    """Papers of the office."""

    model_config = example(papers=["K7M2-9QXF"])

    papers: Annotated[list[Word], Field(min_length=1, max_length=MOST, description="The codes of the papers")]


class Marked(Out):
    """The papers a mark was asked for."""

    papers: Annotated[list[PaperOut], Field(description="Those of the office, as they stand now")]


class BatchOut(Out):
    """Many papers in one file, which is made piece by piece."""

    code: Annotated[str, Field(description="Its code", examples=["K7M2-9QXF"])]
    papers: Annotated[int, Field(description="How many papers were chosen")]
    done: Annotated[int, Field(description="How many of them were worked off")]
    is_made: Annotated[bool, Field(description="The file is whole")]
    pages: Annotated[int, Field(description="How many pages it has so far")]
    left_out: Annotated[list[str], Field(description="The codes of papers that could not be made")]
    printed_at: Annotated[datetime | None, Field(description="When it was printed")]


@router.get("/printing", response=PageOf[PaperOut], operation_id="listPapersToPrint", summary="What is to be printed")
def queue(
    request: Asked,
    about: Annotated[
        Literal["ready", "unmade"], Query(description="Those to be printed, or those without a file")
    ] = "ready",
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> PageOf[PaperOut]:
    """The office's papers, newest first. For those who print in this office."""
    call = request.auth
    printings.require_printer(call.desk.provider.pk, call.officer, call.at)
    office = call.desk.provider
    rows = to_print(office.pk, printings.kinds_to_print(office.act)) if about == "ready" else unmade(office.pk)
    return of_rows(request, rows, _papers, limit=limit, cursor=cursor)


@router.post("/printing/marks", response=Marked, operation_id="markPrinted", summary="They came out of a printer")
def mark(request: Asked, key: Key, body: Chosen) -> Status[Marked]:
    """Each is printed by now, a reprint where it was printed before."""
    return _marked(request, key, body.papers, printings.record)


@router.post("/printing/marks/back", response=Marked, operation_id="takeBackPrinted", summary="They did not come out")
def take_back(request: Asked, key: Key, body: Chosen) -> Status[Marked]:
    """The last printing of each no longer stands."""
    return _marked(request, key, body.papers, printings.take_back)


@router.post("/printing/batches", response={201: BatchOut}, operation_id="makeBatch", summary="Many in one file")
def begin(request: Asked, key: Key, body: Chosen) -> Status[BatchOut]:
    """In this order. Whose papers are in it is written in the trail. The file is made by asking to go on."""
    call = request.auth

    def do() -> str:
        return printings.put_together(call.desk.provider.pk, body.papers, actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda code: _batch_out(_batch(call, code)), status=201)


@router.get("/printing/batches/{code}", response=BatchOut, operation_id="readBatch", summary="How far a file is")
def batch(request: Asked, code: CodeInPath) -> BatchOut:
    """For those who print in this office."""
    return _batch_out(_batch(request.auth, code))


@router.post(
    "/printing/batches/{code}/next", response=BatchOut, operation_id="goOnWithBatch", summary="Make the next piece"
)
def batch_next(request: Asked, code: CodeInPath) -> BatchOut:
    """Until the file is whole; after that it changes nothing, so it needs no key."""
    found = _batch(request.auth, code)
    if not found.is_made:
        go_on(found)
    return _batch_out(found)


@router.get(
    "/printing/batches/{code}/file", operation_id="readBatchFile", summary="The file of a batch", openapi_extra=PDF
)
def batch_file(request: Asked, code: CodeInPath) -> HttpResponseBase:
    """The PDF, once it is whole; 404 before that."""
    found = _batch(request.auth, code)
    if not found.is_made or len(found.left_out) == len(found.papers):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found.code}.pdf"'}
    return StreamingHttpResponse(file_of(found), content_type="application/pdf", headers=headers)


@router.post(
    "/printing/batches/{code}/mark", response=BatchOut, operation_id="markBatchPrinted", summary="It was printed"
)
def batch_printed(request: Asked, code: CodeInPath, key: Key) -> Status[BatchOut]:
    """The whole file was sent to a printer."""
    return _batch_marked(request, key, code, printings.record_batch)


@router.post(
    "/printing/batches/{code}/mark/back",
    response=BatchOut,
    operation_id="takeBackBatchPrinted",
    summary="It was not printed",
)
def batch_not_printed(request: Asked, code: CodeInPath, key: Key) -> Status[BatchOut]:
    """The file did not come out after all."""
    return _batch_marked(request, key, code, printings.take_back_batch)


def _marked(request: Asked, key: str, codes: list[str], write: Callable[..., int]) -> Status[Marked]:
    call = request.auth

    def do() -> str:
        write(call.desk.provider.pk, codes, actor=call.officer, at=call.at)
        return ""

    def show(_: str) -> Marked:
        printings.require_printer(call.desk.provider.pk, call.officer, call.at)
        return Marked(papers=_papers(papers_with(call.desk.provider.pk, codes)))

    return carry_out(request, key, do, show)


def _batch_marked(request: Asked, key: str, code: str, write: Callable[..., int]) -> Status[BatchOut]:
    call = request.auth
    found = _batch(call, code)

    def do() -> str:
        write(found, actor=call.officer, at=call.at)
        return found.code

    return carry_out(request, key, do, lambda name: _batch_out(_batch(call, name)))


def _batch(call: Call, code: str) -> PrintBatch:
    """The office's batch; it holds personal data of many, so it is there only for those who print."""
    printings.require_printer(call.desk.provider.pk, call.officer, call.at)
    found = batch_among(call.desk.provider.pk, code)
    if found is None:
        raise Http404
    return found


def _batch_out(found: PrintBatch) -> BatchOut:
    return BatchOut(
        code=found.code,
        papers=len(found.papers),
        done=found.done,
        is_made=found.is_made,
        pages=pages_of(found),
        left_out=found.left_out,
        printed_at=found.printed_at,
    )


def _papers(rows: list[Paper]) -> list[PaperOut]:
    return [paper_out(one, one.case.code if one.case else None) for one in rows]
