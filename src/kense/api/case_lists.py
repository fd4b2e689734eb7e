"""By what a program narrows and sorts a list of cases."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from kense.api.problems import Trouble
from kense.api.schemas import Day, In
from kense.api.texts import FIELDS
from kense.cases.lists import Column, Narrowed, Order, State
from kense.casework.desk import Desk
from kense.kernel import Problem

_EditionId = Annotated[str, Field(pattern=r"^[0-9a-z_-]{1,60}$")]


def _in_calendar(text: str) -> str:
    date.fromisoformat(text)
    return text


_Date = Annotated[Day, AfterValidator(_in_calendar)]
_Sort = Literal[
    "handed_in_at",
    "-handed_in_at",
    "due_at",
    "-due_at",
    "number_order",
    "-number_order",
    "recipient_order",
    "-recipient_order",
]


class Filters(In):
    """What a list of cases is narrowed by; all of it together. Nothing in it is personal."""

    model_config = In.model_config | {"strict": False}

    office: Annotated[int | None, Field(ge=1, le=2**53, description="One office of those within reach")] = None
    state: Annotated[Literal["open", "over"] | None, Field(description="All that are open, or that are over")] = None
    action: Annotated[_EditionId | None, Field(description="Those at this action of the edition")] = None
    end: Annotated[_EditionId | None, Field(description="Those that ended so")] = None
    term: Annotated[_EditionId | None, Field(description="Those with this term")] = None
    holder: Annotated[int | None, Field(ge=1, le=2**53, description="Those that are with this officer")] = None
    handed_in_from: Annotated[_Date | None, Field(description="Handed in on this day or later")] = None
    handed_in_to: Annotated[_Date | None, Field(description="Handed in on this day or before")] = None
    due: Annotated[
        Literal["today", "late", "was_late"] | None,
        Field(description="Due today, late now, or late when it was ready"),
    ] = None
    sort: Annotated[_Sort, Field(description="The order; with - from its other end")] = "-handed_in_at"


def order_of(filters: Filters) -> Order:
    """The order asked for."""
    column = next(one for one in get_args(Column) if one == filters.sort.removeprefix("-"))
    return Order(column, filters.sort.startswith("-"))


def narrowed_by(filters: Filters, desk: Desk) -> Narrowed:
    """The filters as the lists take them. Trouble for an id the office's edition does not have."""
    _require_known(filters, desk)
    state: State = filters.state or ""
    return Narrowed(
        state=state,
        action=filters.action or "",
        end=filters.end or "",
        running=filters.due in ("today", "late"),
        term=filters.term or "",
        holder=filters.holder,
        handed_in=(_midnight(filters.handed_in_from, desk), _midnight(filters.handed_in_to, desk, 1)),
        due=_due(filters, desk),
        was_late=filters.due == "was_late",
    )


def _require_known(filters: Filters, desk: Desk) -> None:
    procedure = desk.edition.procedure
    offered = {
        "action": {one.id for one in procedure.actions},
        "end": {one.id for one in procedure.ends},
        "term": {one.id for one in procedure.terms},
    }
    for name, ids in offered.items():
        if (asked := getattr(filters, name)) and asked not in ids:
            raise Trouble(422, "invalid_fields", problems=[Problem(name, "not_offered", FIELDS["not_offered"])])


def _due(filters: Filters, desk: Desk) -> tuple[datetime | None, datetime | None]:
    today = desk.worktime.local(desk.at).date().isoformat()
    if filters.due == "today":
        return _midnight(today, desk), _midnight(today, desk, 1)
    return (None, desk.at) if filters.due == "late" else (None, None)


def _midnight(day: str | None, desk: Desk, days_later: int = 0) -> datetime | None:
    if day is None:
        return None
    # A day beyond what was ever registered leaves in or out all there is, as the first or last one does.
    asked = min(max(date.fromisoformat(day), date(1990, 1, 1)), date(2200, 1, 1))
    zone = desk.worktime.local(desk.at).tzinfo
    return datetime.combine(asked + timedelta(days=days_later), time(), tzinfo=zone)
