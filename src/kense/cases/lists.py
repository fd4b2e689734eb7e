"""Lists of many cases: narrowed, in an order, page by page. A page costs the same at the beginning and at the end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kense.cases.models import Case
from kense.people.selectors import providers

PAGE = 50
COUNTED = 1000
"""So far cases are counted; how many more there are nobody reads."""

State = Literal["", "open", "over"]
Column = Literal["handed_in_at", "due_at", "number_order", "recipient_order"]

# Said aloud, both halves lead the database to its indexes; a check on the table makes them one.
_STATES: dict[State, Q] = {
    "": Q(),
    "open": Q(action__isnull=False, end__isnull=True),
    "over": Q(end__isnull=False),
}
_SHOWN = (
    *("code", "number", "refusal_number", "edition", "handed_in_at", "due_at", "ready_at", "ended_at"),
    *("iin", "recipient", "recipient_key"),
    *("action", "end", "late_entry", "provider", "holder"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: the cases' column, and which end of it comes first."""

    column: Column = "handed_in_at"
    descending: bool = True

    @property
    def turned(self) -> "Order":
        """The same, beginning at the other end."""
        return Order(self.column, not self.descending)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which cases a list shows; what is left empty narrows nothing.

    `action`, `end` and `term` are ids of the edition. Stretches of time are half-open. `running` asks for open cases
    that are not ready yet, `was_late` for those that were ready, or ended, after their due moment.
    """

    state: State = ""
    action: str = ""
    end: str = ""
    running: bool = False
    term: str = ""
    holder: int | None = None
    handed_in: tuple[datetime | None, datetime | None] = (None, None)
    due: tuple[datetime | None, datetime | None] = (None, None)
    was_late: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list. `before` and `after` are codes of cases to ask for the neighbouring pages with, None at an end."""

    cases: tuple[Case, ...]
    before: str | None
    after: str | None


def narrowed(provider_ids: Collection[int], wanted: Narrowed) -> QuerySet[Case]:
    """The cases of the offices that a list shows."""
    values = {
        "action": wanted.action,
        "end": wanted.end,
        "term": wanted.term,
        "holder_id": wanted.holder,
        "handed_in_at__gte": wanted.handed_in[0],
        "handed_in_at__lt": wanted.handed_in[1],
        "due_at__gte": wanted.due[0],
        "due_at__lt": wanted.due[1],
    }
    given: dict[str, Any] = {name: value for name, value in values.items() if value}
    cases = Case.objects.filter(_STATES[wanted.state], provider_id__in=list(provider_ids), **given)
    if wanted.running:
        cases = cases.filter(_STATES["open"], ready_at__isnull=True)
    return cases.filter(pk__in=_were_late(provider_ids)) if wanted.was_late else cases


def page_of(
    provider_ids: Collection[int],
    cases: QuerySet[Case],
    order: Order,
    *,
    after: str = "",
    before: str = "",
    size: int | None = None,
    picked: bool = False,
) -> Page:
    """The page that begins after a case of the offices, or ends before one; the first page where there is no such case.

    `picked` says that a search has picked the cases one by one, so that few are left to be sorted.
    """
    size = size or PAGE
    known = Case.objects.filter(code=after or before, provider_id__in=list(provider_ids))
    anchor = known.only(order.column).first() if after or before else None
    back = bool(anchor and before and not after)
    order = order.turned if back else order
    following = _following(cases, order, anchor) if anchor else cases
    if len(provider_ids) > 1 and not picked:
        following = _foremost(provider_ids, following, order, size)
    keys = list(_sorted(following, order, picked).values_list("pk", flat=True)[: size + 1])
    more, keys = len(keys) > size, keys[:size]
    rows = _rows(keys[::-1] if back else keys)
    has_before, has_after = (more, True) if back else (anchor is not None, more)
    return Page(
        rows,
        rows[0].code if rows and has_before else None,
        rows[-1].code if rows and has_after else None,
    )


def counted(cases: QuerySet[Case]) -> int:
    """How many cases there are; one more than COUNTED for any greater number."""
    return cases[: COUNTED + 1].count()


def _following(cases: QuerySet[Case], order: Order, anchor: Case) -> QuerySet[Case]:
    """The cases that come after the anchor. The index alone answers this."""
    beyond = "lt" if order.descending else "gt"
    here = getattr(anchor, order.column)
    same = Q(**{order.column: here, f"pk__{beyond}": anchor.pk})
    return cases.filter(Q(**{f"{order.column}__{beyond}": here}) | same, **{f"{order.column}__{beyond}e": here})


def _sorted(cases: QuerySet[Case], order: Order, picked: bool) -> QuerySet[Case]:
    # What was picked is sorted by a value no index has: along the index of its column a database would go through
    # every case there is, hoping to meet the few on its way.
    column = Coalesce(order.column, order.column) if picked else F(order.column)
    return cases.order_by(*((one.desc() if order.descending else one.asc()) for one in (column, F("pk"))))


def _foremost(provider_ids: Collection[int], cases: QuerySet[Case], order: Order, size: int) -> QuerySet[Case]:
    """The cases of several offices up to where any one of them fills a page: nothing behind that can be on it.

    Each office lies in order in the index, all of them together do not: a database would sort every case there is.
    """
    sign, within, nearest = ("-", "gte", Max) if order.descending else ("", "lte", Min)
    own = cases.filter(provider=OuterRef("pk")).order_by(f"{sign}{order.column}", f"{sign}pk")
    full = Subquery(own.values(order.column)[size : size + 1])
    edge = providers().filter(pk__in=list(provider_ids)).order_by().aggregate(edge=nearest(full))["edge"]
    return cases if edge is None else cases.filter(**{f"{order.column}__{within}": edge})


def _rows(keys: list[int]) -> tuple[Case, ...]:
    """The cases with what a row of a list shows, in the order of their ids given. Officers and offices are few."""
    found = Case.objects.only(*_SHOWN).prefetch_related("provider", "holder").in_bulk(keys)
    return tuple(found[key] for key in keys)


def _were_late(provider_ids: Collection[int]) -> QuerySet[Case, int]:
    stopped = Coalesce("ready_at", "ended_at")
    late = Case.objects.filter(Q(due_at__lt=stopped), provider_id__in=list(provider_ids))
    return late.values_list("pk", flat=True)
