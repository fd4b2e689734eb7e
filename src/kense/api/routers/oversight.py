"""What a controller watches: lateness as it is now, the figures of a period, the balance."""

from datetime import datetime
from typing import Annotated

from ninja import Router
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_list
from kense.api.periods import From, Office, To, asked_period, chosen_office, edges
from kense.api.schemas import Out, Words, words
from kense.cases.figures import cases_in_brief, open_runs
from kense.cases.selectors import Case
from kense.casework.reach import offices_of
from kense.kernel import RefusedError
from kense.oversight.balance import balance
from kense.oversight.board import CONTROLLER_ONLY, Cell, Late, board, late_now
from kense.oversight.clocks import ClockReader
from kense.oversight.lateness import by_action, median, of_service
from kense.people.selectors import Provider, providers

router = Router(tags=["oversight"])


class CellOut(Out):
    """What waits at an action in an office."""

    office: Annotated[int, Field(description="The id of the office")]
    action: Annotated[str, Field(description="The id of the action")]
    waiting: Annotated[int, Field(description="Cases at the action")]
    soon: Annotated[int, Field(description="Of these, due soon")]
    late: Annotated[int, Field(description="Late")]
    standing: Annotated[int, Field(description="With a clock that stands")]
    worst: Annotated[int, Field(description="By how much the latest is late, in working minutes")]
    next_due: Annotated[datetime | None, Field(description="The earliest due moment still to come")]


class OfficeOut(Out):
    """An office the program sees."""

    id: Annotated[int, Field(description="Its id")]
    name: Annotated[Words, Field(description="Its name")]


class BoardOut(Out):
    """What is so now."""

    offices: Annotated[list[OfficeOut], Field(description="The offices it is about")]
    cells: Annotated[list[CellOut], Field(description="What waits, action by action and office by office")]


class LateOut(Out):
    """A case that is late now."""

    case: Annotated[str, Field(description="The code of the case")]
    number: Annotated[str, Field(description="Its number, empty before it has one")]
    office: Annotated[int, Field(description="The id of the office")]
    action: Annotated[str, Field(description="The action it stands at")]
    at_action: Annotated[int | None, Field(description="Working minutes by which the action is late")]
    of_service: Annotated[int | None, Field(description="Working minutes by which the service is late")]


class ActionFigures(Out):
    """An action over a period."""

    action: Annotated[str, Field(description="The id of the action")]
    count: Annotated[int, Field(description="How often it was done")]
    late: Annotated[int, Field(description="Of these, late")]
    median: Annotated[int, Field(description="Working minutes of the middle one")]
    worst: Annotated[int, Field(description="Working minutes of the longest one")]


class FiguresOut(Out):
    """What a period came to."""

    carried: Annotated[int, Field(description="Cases of before that were open at its beginning")]
    received: Annotated[int, Field(description="Cases that came in it")]
    ended: Annotated[dict[str, int], Field(description="Cases that were over in it, by the kind of their end")]
    in_work: Annotated[int, Field(description="Cases open at its end")]
    results: Annotated[int, Field(description="Results given in it")]
    results_late: Annotated[int, Field(description="Of these, late")]
    median: Annotated[int | None, Field(description="Working minutes of the middle case with a result")]
    actions: Annotated[list[ActionFigures], Field(description="Action by action")]


@router.get("/oversight/board", response=BoardOut, operation_id="readBoard", summary="What waits now and what is late")
def read_board(request: Asked, office: Office = None) -> BoardOut:
    """Of every office the controller sees, or of one."""
    offices = _offices(request.auth, office)
    cells = board(open_runs([one.pk for one in offices]), ClockReader(offices, request.auth.at))
    return BoardOut(
        offices=[OfficeOut(id=one.pk, name=words(one.name)) for one in offices],
        cells=[_cell(*place, cell) for place, cell in sorted(cells.items())],
    )


@router.get("/oversight/late", response=PageOf[LateOut], operation_id="listLateCases", summary="What is late now")
def late(request: Asked, office: Office = None, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[LateOut]:
    """The latest first."""
    offices = _offices(request.auth, office)
    found = late_now(open_runs([one.pk for one in offices]), ClockReader(offices, request.auth.at))
    by_case = {one.run.case: one for one in found}
    shown = of_list(request, list(by_case), str, limit=limit, cursor=cursor)
    cases = cases_in_brief(shown.items)
    rows = [_late(by_case[pk], cases[pk]) for pk in shown.items]
    return PageOf(items=rows, next_cursor=shown.next_cursor, next=shown.next)


@router.get("/oversight/figures", response=FiguresOut, operation_id="readFigures", summary="What a period came to")
def figures(request: Asked, office: Office = None, first: From = None, last: To = None) -> FiguresOut:
    """Balance and lateness of every office the controller sees, or of one."""
    call = request.auth
    offices, period = _offices(call, office), asked_period(call, first, last)
    ids, (since, until) = [one.pk for one in offices], edges(period, call.desk.provider)
    found, service = balance(ids, since, until), of_service(ids, since, until)
    return FiguresOut(
        carried=found.carried,
        received=found.received,
        ended=dict(found.ended),
        in_work=found.in_work,
        results=service.count,
        results_late=service.late,
        median=median(service.minutes) if service.count else None,
        actions=[
            ActionFigures(action=one.action.id, count=one.count, late=one.late, median=one.median, worst=one.worst)
            for one in by_action(ids, since, until)
        ],
    )


def _offices(call: Call, office: int | None) -> list[Provider]:
    if not call.desk.sees_all:
        raise RefusedError(CONTROLLER_ONLY)
    reach = offices_of(call.desk)
    return [chosen_office(call, reach, office)] if office else list(providers().filter(pk__in=reach))


def _cell(office: int, action: str, cell: Cell) -> CellOut:
    return CellOut(
        office=office,
        action=action,
        waiting=cell.waiting,
        soon=cell.soon,
        late=cell.late,
        standing=cell.standing,
        worst=cell.worst,
        next_due=cell.next_due,
    )


def _late(late: Late, case: Case) -> LateOut:
    return LateOut(
        case=case.code,
        number=case.number,
        office=case.provider_id,
        action=late.run.action,
        at_action=late.at_action,
        of_service=late.of_service,
    )
