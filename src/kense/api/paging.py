"""Lists page by page. A cursor names the last row of a page and nothing else: it holds nothing personal and stays true."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from kense.api.problems import Trouble
from kense.api.schemas import Out

MOST = 200
USUAL = 50

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most")]
CURSOR = "The `next_cursor` of the page before; none for the first page"
Cursor = Annotated[str | None, Query(max_length=200, description=CURSOR)]

T = TypeVar("T")
Row = TypeVar("Row", bound=Model)


class PageOf(Out, Generic[T]):
    """A page of a list."""

    items: Annotated[list[T], Field(description="The rows, in the order of the list")]
    next_cursor: Annotated[str | None, Field(description="What to send as `cursor` for the next page; null at the end")]
    next: Annotated[str | None, Field(description="The address of the next page; null at the end, and for a search")]


def page(request: HttpRequest, items: Sequence[T], after: str | None) -> PageOf[T]:
    """A page of rows; `after` names the last of them where more follow, None at the end."""
    cursor = sealed(after) if after is not None else None
    return PageOf(items=list(items), next_cursor=cursor, next=_address(request, cursor))


def sealed(name: str) -> str:
    """A cursor behind the row with this code or id."""
    return _signer().sign(name)


def opened(cursor: str | None) -> str:
    """The code or id a cursor names; empty for none. Trouble for one that was not made here."""
    try:
        return _signer().unsign(cursor) if cursor else ""
    except BadSignature as forged:
        raise Trouble(422, "cursor_unknown") from forged


def of_rows(
    request: HttpRequest,
    rows: QuerySet[Row],
    shown: Callable[[list[Row]], Sequence[T]],
    *,
    limit: int,
    cursor: str | None,
    by: str = "pk",
    descending: bool = True,
) -> PageOf[T]:
    """A page of rows of the database by a column and, among equals, by id. `shown` makes a page of rows at once."""
    found = list(_after(rows, opened(cursor), by, descending)[: limit + 1])
    last = str(found[limit - 1].pk) if len(found) > limit else None
    return page(request, shown(found[:limit]), last)


def of_list(
    request: HttpRequest, items: Sequence[T], name: Callable[[T], str], *, limit: int, cursor: str | None
) -> PageOf[T]:
    """A page of a list that is short enough to be made whole; `name` tells one row from another."""
    last, start = opened(cursor), 0
    if last:
        places = [place for place, one in enumerate(items) if name(one) == last]
        if not places:
            raise Trouble(422, "cursor_unknown")
        start = places[0] + 1
    shown = items[start : start + limit]
    return page(request, shown, name(shown[-1]) if start + limit < len(items) else None)


def _after(rows: QuerySet[Row], last: str, by: str, descending: bool) -> QuerySet[Row]:
    sign, beyond = ("-", "lt") if descending else ("", "gt")
    if last:
        here = rows.filter(pk=last).values_list(by, flat=True).first()
        if here is None:
            raise Trouble(422, "cursor_unknown")
        rows = rows.filter(Q(**{f"{by}__{beyond}": here}) | Q(**{by: here, f"pk__{beyond}": last}))
    return rows.order_by(f"{sign}{by}", f"{sign}pk")


def _address(request: HttpRequest, cursor: str | None) -> str | None:
    if cursor is None or request.method != "GET":
        return None
    query: Any = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"


def _signer() -> Signer:
    return Signer(salt="kense.api.cursor")
