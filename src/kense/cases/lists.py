"""Lists of many cases: narrowed, in an order, page by page. A page costs the same at the beginning and at the end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from kense.cases.models import Case

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
    *(
        "action",
        "end",
        "late_entry",
        "provider__zone",
        "provider__soon_percent",
        "provider__name_kk",
        "provider__name_ru",
    ),
    *("holder__surname", "holder__given_name", "holder__patronymic"),
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
    provider_ids: Collection[int], cases: QuerySet[Case], order: Order, *, after: str = "", before: str = ""
) -> Page:
    """The page that begins after a case of the offices, or ends before one; the first page where there is no such case."""
    known = Case.objects.filter(code=after or before, provider_id__in=list(provider_ids))
    anchor = known.only(order.column).first() if after or before else None
    back = bool(anchor and before and not after)
    keys = _keys(cases, order.turned if back else order, anchor)
    more, keys = len(keys) > PAGE, keys[:PAGE]
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


def _keys(cases: QuerySet[Case], order: Order, anchor: Case | None) -> list[int]:
    """The ids of the cases that follow the anchor, one more than a page has. The index alone answers this."""
    if anchor is not None:
        beyond = "lt" if order.descending else "gt"
        here = getattr(anchor, order.column)
        same = Q(**{order.column: here, f"pk__{beyond}": anchor.pk})
        cases = cases.filter(Q(**{f"{order.column}__{beyond}": here}) | same, **{f"{order.column}__{beyond}e": here})
    sign = "-" if order.descending else ""
    return list(cases.order_by(f"{sign}{order.column}", f"{sign}pk").values_list("pk", flat=True)[: PAGE + 1])


def _rows(keys: list[int]) -> tuple[Case, ...]:
    """The cases with what a row of a list shows, in the order of their ids given."""
    found = Case.objects.select_related("provider", "holder").only(*_SHOWN).in_bulk(keys)
    return tuple(found[key] for key in keys)


def _were_late(provider_ids: Collection[int]) -> QuerySet[Case, int]:
    stopped = Coalesce("ready_at", "ended_at")
    late = Case.objects.filter(Q(due_at__lt=stopped), provider_id__in=list(provider_ids))
    return late.values_list("pk", flat=True)
