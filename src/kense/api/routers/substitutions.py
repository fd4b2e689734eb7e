"""Who stands in for whom in the office, by an order."""

from datetime import date
from typing import Annotated

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.paging import USUAL, Cursor, Limit, PageOf, of_list
from kense.api.problems import Trouble
from kense.api.schemas import Day, IdInPath, In, Line, Out, Word
from kense.casework import substitutions
from kense.kernel import RefusedError
from kense.people.selectors import Substitution, substitutions_of

router = Router(tags=["settings"])


class SubstitutionIn(In):
    """An absence, and who stands in."""

    model_config = example(
        absent=4,
        substitute=2,
        role="a-role-of-the-edition",
        from_day="2026-12-01",
        to_day="2026-12-04",
        order_number="45-Ж",
        order_date="2026-11-30",
    )

    absent: Annotated[int, Field(description="The id of the absent officer")]
    substitute: Annotated[int, Field(description="The id of who stands in")]
    role: Annotated[Word, Field(description="The role")]
    from_day: Annotated[Day, Field(description="First day")]
    to_day: Annotated[Day, Field(description="Last day")]
    order_number: Annotated[Line, Field(description="Number of the order")]
    order_date: Annotated[Day, Field(description="Its day")]


class SubstitutionOut(Out):
    """An absence, and who stands in."""

    id: Annotated[int, Field(description="Its id")]
    absent: Annotated[int, Field(description="The id of the absent officer")]
    substitute: Annotated[int, Field(description="The id of who stands in")]
    role: Annotated[str, Field(description="The role")]
    from_day: Annotated[date, Field(description="First day")]
    to_day: Annotated[date, Field(description="Last day")]
    order_number: Annotated[str, Field(description="Number of the order")]
    order_date: Annotated[date, Field(description="Its day")]
    is_cancelled: Annotated[bool, Field(description="It was ended before it began")]


@router.get(
    "/substitutions",
    response=PageOf[SubstitutionOut],
    operation_id="listSubstitutions",
    summary="Who stands in for whom",
)
def listed(request: Asked, limit: Limit = USUAL, cursor: Cursor = None) -> PageOf[SubstitutionOut]:
    """The latest first; for the administrator and the head."""
    desk = request.auth.desk
    if not (desk.administers or desk.heads):
        raise RefusedError(substitutions.NOT_YOURS)
    rows = [_substitution_out(one) for one in substitutions_of(desk.provider)]
    return of_list(request, rows, lambda one: str(one.id), limit=limit, cursor=cursor)


@router.post(
    "/substitutions", response={201: SubstitutionOut}, operation_id="substitute", summary="Let somebody stand in"
)
def substitute(request: Asked, key: Key, body: SubstitutionIn) -> Status[SubstitutionOut]:
    """By an order, from a day to a day."""
    call = request.auth

    def do() -> str:
        fields = fields_of(body)
        return str(substitutions.substitute(call.desk.provider, fields, actor=call.officer, at=call.at).pk)

    return carry_out(request, key, do, lambda name: _substitution(call, int(name)), status=201)


@router.post(
    "/substitutions/{substitution_id}/end",
    response=SubstitutionOut,
    operation_id="endSubstitution",
    summary="End a substitution",
)
def end_substitution(request: Asked, key: Key, substitution_id: IdInPath) -> Status[SubstitutionOut]:
    """The role is back at once."""
    call = request.auth

    def do() -> str:
        substitutions.end(call.desk.provider, str(substitution_id), actor=call.officer, at=call.at)
        return str(substitution_id)

    return carry_out(request, key, do, lambda name: _substitution(call, int(name)))


def _substitution(call: Call, substitution_id: int) -> SubstitutionOut:
    for one in substitutions_of(call.desk.provider):
        if one.pk == substitution_id:
            return _substitution_out(one)
    raise Trouble(404, "not_found")


def _substitution_out(row: Substitution) -> SubstitutionOut:
    return SubstitutionOut(
        id=row.pk,
        absent=row.absent_id,
        substitute=row.substitute_id,
        role=row.role,
        from_day=row.from_day,
        to_day=row.to_day,
        order_number=row.order_number,
        order_date=row.order_date,
        is_cancelled=row.is_cancelled,
    )
