"""Cases: listed, searched for, read."""

from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Router
from pydantic import Field

from kense import law
from kense.api.access import Asked, Call
from kense.api.case_answers import CaseOut, CaseRow, EntryOut, case_out, entries_out, rows_out
from kense.api.case_lists import Filters, narrowed_by, order_of
from kense.api.clock_answers import ClocksOut, clocks_out
from kense.api.paging import CURSOR, MOST, USUAL, Cursor, Limit, PageOf, opened, page
from kense.api.problems import Trouble
from kense.api.schemas import CodeInPath, In, Line, Out
from kense.cases.lists import Order, narrowed, page_of
from kense.cases.search import LONGEST, found, names_a_person
from kense.cases.selectors import Case, case_among
from kense.casework.openings import open_case, open_clocks, search_person, show_personal_data
from kense.casework.reach import case_within, offices_of
from kense.casework.timesheet import accounts_of
from kense.trail.selectors import entries_of, openings_of

router = Router(tags=["cases"])


class Search(In):
    """What to look for. It is sent in the body, for it may name a person; that one searched is written in the trail."""

    model_config = In.model_config | {"json_schema_extra": {"examples": [{"words": "2019-7"}]}}

    words: Annotated[Line, Field(min_length=1, max_length=LONGEST, description="A number, a code, an IIN or a name")]
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most")] = USUAL
    cursor: Annotated[str | None, Field(max_length=200, description=CURSOR)] = None


class ShownIin(Out):
    """The IINs of a case in full."""

    iin: Annotated[str, Field(description="The recipient's IIN; empty without one")]
    representative_iin: Annotated[str, Field(description="The IIN of who applied for them; empty without one")]


def case_for(call: Call, code: str) -> Case:
    """The case with this code; Http404 for one out of reach, as for one that does not exist."""
    case = case_within(call.desk, code)
    if case is None:
        raise Http404
    return case


def whole(call: Call, case: Case) -> CaseOut:
    """The case as an answer, with its version as the ETag; that it was opened is written in the trail."""
    open_case(case, officer=call.officer, at=call.at)
    call.headers["ETag"] = f'"{case.version}"'
    return case_out(call, case)


@router.get("/cases", response=PageOf[CaseRow], operation_id="listCases", summary="The cases within reach")
def cases(request: Asked, filters: Query[Filters], limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[CaseRow]:
    """Narrowed and sorted as at the desk, page by page, the newest first unless another order is asked for."""
    call = request.auth
    reach = offices_of(call.desk)
    offices = reach & {filters.office} if filters.office else reach
    return _page(request, offices, narrowed(offices, narrowed_by(filters, call.desk)), order_of(filters), limit, cursor)


@router.post("/cases/search", response=PageOf[CaseRow], operation_id="searchCases", summary="Find cases")
def search(request: Asked, body: Search) -> PageOf[CaseRow]:
    """By a number or its last part, by a code, by an IIN or by a name."""
    call, reach = request.auth, offices_of(request.auth.desk)
    named = case_among(reach, body.words.strip())
    if named is not None:
        return page(request, rows_out([named], call.at), None)
    if names_a_person(body.words) and not body.cursor:
        search_person(body.words, reach, officer=call.officer, at=call.at)
    by_name = not any(sign.isdigit() for sign in body.words)
    order = Order("recipient_order", descending=False) if by_name else Order()
    matches = found(reach, body.words)
    return _page(request, reach, matches, order, body.limit, body.cursor, picked=True)


@router.get("/cases/{code}", response=CaseOut, operation_id="readCase", summary="One case")
def one(request: Asked, code: CodeInPath) -> CaseOut:
    """The whole case with its version in the ETag. That it was opened is written in the trail."""
    return whole(request.auth, case_for(request.auth, code))


@router.post("/cases/{code}/iin", response=ShownIin, operation_id="showIin", summary="The IINs of a case in full")
def iin(request: Asked, code: CodeInPath) -> ShownIin:
    """That they were shown is written in the trail, each time."""
    call, case = request.auth, case_for(request.auth, code)
    show_personal_data(case, officer=call.officer, at=call.at)
    stands_in: dict[str, Any] = case.application["representative"] or {}
    return ShownIin(iin=case.iin, representative_iin=stands_in.get("iin", ""))


@router.get("/cases/{code}/clocks", response=ClocksOut, operation_id="explainClocks", summary="The clocks explained")
def clocks(request: Asked, code: CodeInPath) -> ClocksOut:
    """Every clock of the case, row by row: what was counted, what was skipped, and by which act."""
    call, case = request.auth, case_for(request.auth, code)
    open_clocks(case, officer=call.officer, at=call.at)
    return clocks_out(accounts_of(case, call.at))


@router.get("/cases/{code}/trail", response=PageOf[EntryOut], operation_id="readTrail", summary="The trail of a case")
def trail(
    request: Asked,
    code: CodeInPath,
    about: Annotated[Literal["done", "openings"], Query(description="What was done, or who looked")] = "done",
    limit: Limit = USUAL,
    cursor: Cursor = None,
) -> PageOf[EntryOut]:
    """Newest first."""
    call, case = request.auth, case_for(request.auth, code)
    open_case(case, officer=call.officer, at=call.at)
    read = entries_of if about == "done" else openings_of
    entries = read(case.pk)
    last = opened(cursor)
    rest = [entry for entry in entries if not last or str(entry.seq).zfill(18) < last.zfill(18)]
    shown = rest[:limit]
    return page(
        request, entries_out(shown, law.edition(case.edition)), str(shown[-1].seq) if len(rest) > limit else None
    )


def _page(
    request: Asked,
    offices: frozenset[int],
    listed: Any,
    order: Order,
    limit: int,
    cursor: str | None,
    *,
    picked: bool = False,
) -> PageOf[CaseRow]:
    after, at = opened(cursor), request.auth.at
    if after and case_among(offices, after) is None:
        raise Trouble(422, "cursor_unknown")
    shown = page_of(offices, listed, order, after=after, size=limit, picked=picked)
    return page(request, rows_out(shown.cases, at), shown.after)
