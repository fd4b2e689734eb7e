"""The rows of a list of cases: what each is, whose turn it is, the clock of its service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kense import law
from kense.cases.lists import Column, Order
from kense.cases.selectors import Case
from kense.casework.faces import Face, case_face
from kense.law import lookup
from kense.law.edition import Action, End
from kense.people.selectors import working_times


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. It stands at an action or has come to an end."""

    case: Case
    action: Action | None
    end: End | None
    face: Face

    @property
    def number(self) -> str:
        """What the case is called by: its number, or while it has none its code."""
        return self.case.number or self.case.refusal_number or self.case.code

    @property
    def who(self) -> str:
        """Who holds the case, where its action is the holder's."""
        mine = self.action and self.action.by_assignee and self.case.holder
        return mine.short_name if mine else ""


def case_rows(cases: Iterable[Case], at: datetime) -> list[CaseRow]:
    """The rows, each clock by the working time of the case's own office."""
    listed = list(cases)
    worktimes = working_times({case.provider for case in listed})
    rows = []
    for case in listed:
        edition = law.edition(case.edition)
        action = lookup.action(edition, case.action) if case.action else None
        end = lookup.end(edition, case.end) if case.end else None
        rows.append(CaseRow(case, action, end, case_face(case, edition, worktimes[case.provider_id], at)))
    return rows


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that can be sorted by. `sort` is what to ask for, `sorted` how the list lies now."""

    label: Promise
    sort: str
    sorted: str


def heads(order: Order | None) -> dict[str, Head]:
    """The heads by column, for a list in this order; without links for one that has its order of itself."""
    return {column: _head(column, label, order) for column, label in _LABELS.items()}


def _head(column: Column, label: Promise, order: Order | None) -> Head:
    if order is None:
        return Head(label, "", "")
    if order.column != column:
        return Head(label, f"-{column}" if column in _NEWEST_FIRST else column, "")
    return Head(label, column if order.descending else f"-{column}", "descending" if order.descending else "ascending")


_LABELS: dict[Column, Promise] = {
    "number_order": _("Number"),
    "recipient_order": _("Recipient"),
    "handed_in_at": _("Handed in"),
    "due_at": _("Due"),
}
_NEWEST_FIRST = {"number_order", "handed_in_at"}
