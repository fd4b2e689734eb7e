"""Papers: what they are, their files, papers asked for about a case, copies, blank forms."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_list
from kense.api.paper_answers import PaperOut, paper_out
from kense.api.pdf import PDF, file_answer
from kense.api.problems import Trouble
from kense.api.routers.cases import case_for
from kense.api.schemas import CodeInPath, In, Line, Word
from kense.casework import printings
from kense.casework.openings import open_case, open_paper
from kense.casework.paper_requests import request_blank, request_copy, request_paper
from kense.casework.reach import paper_within
from kense.papers.produce import produce
from kense.papers.selectors import Paper, papers_of

router = Router(tags=["papers"])

_GONE: dict[int, Any] = {
    410: {"description": "It was destroyed with the person's data"},
    503: {"description": "It could not be made"},
}
_FILE = PDF | {"responses": PDF["responses"] | _GONE}
Language = Literal["kk", "ru"]


class PaperRequest(In):
    """Which paper about a case is asked for."""

    model_config = example(kind="…", language="kk")

    kind: Annotated[Word, Field(description="Which paper of the edition")]
    language: Annotated[Language | None, Field(description="In this language alone; in both without one")] = None


class CopyRequest(In):
    """Which paper is to be copied, and for whom."""

    model_config = example(original="K7M2-9QXF", given_to="Сағынтай Гүлнәр")

    original: Annotated[Word, Field(description="The code of a paper of the case that is no copy itself")]
    given_to: Annotated[Line, Field(description="To whom the copy is given")]


class BlankRequest(In):
    """In which language a blank form is wanted."""

    model_config = example(language="kk")

    language: Annotated[Language | None, Field(description="In this language alone; in both without one")] = None


@router.get(
    "/cases/{code}/papers", response=PageOf[PaperOut], operation_id="listPapersOfCase", summary="The papers of a case"
)
def papers(request: Asked, code: CodeInPath, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[PaperOut]:
    """In the order they were asked for."""
    call, case = request.auth, case_for(request.auth, code)
    open_case(case, officer=call.officer, at=call.at)
    found = [paper_out(one, case.code) for one in papers_of(case.pk)]
    return of_list(request, found, lambda one: one.code, limit=limit, cursor=cursor)


@router.post(
    "/cases/{code}/papers", response={201: PaperOut}, operation_id="requestPaper", summary="Ask for a paper on a case"
)
def ask(request: Asked, code: CodeInPath, key: Key, body: PaperRequest) -> Status[PaperOut]:
    """One that is made on request, or one that an operation made, again in one language."""
    call, case = request.auth, case_for(request.auth, code)

    def do() -> str:
        try:
            made = request_paper(case, body.kind, actor=call.officer, at=call.at, language=body.language or "")
        except KeyError:
            raise Http404 from None
        return made.code

    return carry_out(request, key, do, lambda name: _shown(call, name), status=201)


@router.post(
    "/cases/{code}/copies", response={201: PaperOut}, operation_id="requestCopy", summary="Ask for a copy of a paper"
)
def copy(request: Asked, code: CodeInPath, key: Key, body: CopyRequest) -> Status[PaperOut]:
    """Stamped as a copy; the original stays as it is."""
    call, case = request.auth, case_for(request.auth, code)

    def do() -> str:
        return request_copy(case, body.original, body.given_to, actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda name: _shown(call, name), status=201)


@router.post("/blanks", response={201: PaperOut}, operation_id="requestBlank", summary="Ask for a blank form")
def blank(request: Asked, key: Key, body: BlankRequest) -> Status[PaperOut]:
    """A blank application form, for a recipient to write on."""
    call = request.auth

    def do() -> str:
        try:
            return request_blank(call.desk.provider, actor=call.officer, at=call.at, language=body.language or "").code
        except KeyError:
            raise Http404 from None

    return carry_out(request, key, do, lambda name: _shown(call, name), status=201)


@router.get("/papers/{code}", response=PaperOut, operation_id="readPaper", summary="What a paper is")
def one(request: Asked, code: CodeInPath) -> PaperOut:
    """Without its file."""
    return _shown(request.auth, code)


@router.get("/papers/{code}/file", operation_id="readPaperFile", summary="The file of a paper", openapi_extra=_FILE)
def file(request: Asked, code: CodeInPath) -> HttpResponse:
    """The stored PDF; one that is not made yet is made now. That it was opened is written in the trail."""
    call = request.auth
    found = paper_for(call, code)
    open_paper(found, officer=call.officer, at=call.at)
    if found.is_to_be_made:
        found = produce(found.pk)
    if found.status == found.Status.ERASED:
        raise Trouble(410, "paper_erased")
    if found.pdf is None:
        raise Trouble(503, "paper_failed")
    return file_answer(bytes(found.pdf), f"{found.kind}-{found.code}.pdf")


@router.post("/papers/{code}/file", response=PaperOut, operation_id="makePaper", summary="Try again to make a paper")
def make(request: Asked, code: CodeInPath) -> PaperOut:
    """For one whose file failed, or is still to be made. It can be asked any number of times."""
    call = request.auth
    found = paper_for(call, code)
    printings.require_printer(found.provider_id, call.officer, call.at)
    if found.is_to_be_made:
        produce(found.pk)
    return _shown(call, code)


def paper_for(call: Call, code: str) -> Paper:
    """The paper with this code; Http404 for one out of reach, as for one that does not exist."""
    found = paper_within(call.desk, code)
    if found is None:
        raise Http404
    return found


def _shown(call: Call, code: str) -> PaperOut:
    found = paper_for(call, code)
    return paper_out(found, found.case.code if found.case else None)
