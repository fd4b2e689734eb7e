"""What the controller's page shows: what is late now across the offices, and the figures of a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.http import Http404

from kense import law
from kense.cases.figures import OpenRun, cases_in_brief, open_runs
from kense.cases.selectors import Case
from kense.casework.faces import Face, late_face, running
from kense.desk.histogram import Histogram, histogram
from kense.desk.officers import Desk
from kense.desk.reach import offices_of
from kense.kernel import Problem, Text
from kense.kernel.alphabet import sort_key
from kense.law import Edition, lookup
from kense.law.edition import Action
from kense.oversight.balance import Balance, balance
from kense.oversight.board import Cell, Late, board, late_now
from kense.oversight.clocks import ClockReader
from kense.oversight.lateness import ActionFigures, ServiceFigures, by_action, norms_sum, of_service
from kense.oversight.period import Period, read_period, this_month
from kense.people.selectors import Provider, providers

MOST_LATE = 25
_STANDING = Text("уақыт есебі тоқтап тұр", "отсчёт приостановлен", "the clock stands")


@dataclass(frozen=True, slots=True)
class OfficeCell:
    """What waits at an action in one office, with the clock of the most urgent case."""

    office: Provider
    cell: Cell
    face: Face


@dataclass(frozen=True, slots=True)
class Lane:
    """An action with the offices in which something waits at it."""

    action: Action
    cells: tuple[OfficeCell, ...]

    @property
    def waiting(self) -> int:
        """How many cases wait at the action in all the offices."""
        return sum(one.cell.waiting for one in self.cells)


@dataclass(frozen=True, slots=True)
class LateRow:
    """A case that is late now: where, with whom, and by how much at its action and of its whole term."""

    case: Case
    office: Provider
    action: Action
    who: Text | str
    late: Late


class OversightPage:
    """The page for one controller. Http404 for an office that is not theirs to see."""

    def __init__(self, desk: Desk, fields: Mapping[str, str]) -> None:
        self.desk, self.at = desk, desk.at
        found = providers().filter(pk__in=offices_of(desk))
        self.reach = sorted(found, key=lambda one: sort_key(one.name_kk))
        self.chosen = self._chosen(fields.get("provider", ""))
        self.offices = [self.chosen] if self.chosen else self.reach
        today = desk.worktime.local(desk.at).date()
        read = read_period(fields, today)
        self.period = read if isinstance(read, Period) else this_month(today)
        self.problems: dict[str, Problem] = {} if isinstance(read, Period) else {one.field: one for one in read}
        self.fields = self.period.fields if isinstance(read, Period) else dict(fields)

    def _chosen(self, asked: str) -> Provider | None:
        if not asked:
            return None
        for one in self.reach:
            if str(one.pk) == asked:
                return one
        raise Http404

    # What is so now.

    @cached_property
    def runs(self) -> list[OpenRun]:
        """Every open action of the offices."""
        return open_runs(self._ids)

    @cached_property
    def clocks(self) -> ClockReader:
        """The clocks of the offices."""
        return ClockReader(self.offices, self.at)

    @cached_property
    def lanes(self) -> list[Lane]:
        """The live board, action by action."""
        cells = board(self.runs, self.clocks)
        return [Lane(action, tuple(self._cells(action, cells))) for action in self._actions()]

    @cached_property
    def late(self) -> list[Late]:
        """Everything that is late now, the latest first."""
        return late_now(self.runs, self.clocks)

    @cached_property
    def late_rows(self) -> list[LateRow]:
        """The latest of them, with their cases."""
        shown = self.late[:MOST_LATE]
        cases = cases_in_brief([one.run.case for one in shown])
        return [self._late_row(one, cases[one.run.case]) for one in shown]

    @property
    def late_unshown(self) -> int:
        """How many late ones the list leaves out."""
        return len(self.late) - len(self.late_rows)

    # What was so in the period.

    @cached_property
    def balance(self) -> Balance:
        """The movement of cases."""
        return balance(self._ids, *self._edges)

    @property
    def ends(self) -> list[tuple[Text, int]]:
        """The ends of the balance in words, in the order of the edition, one for each kind."""
        names = {one.kind: one.name for edition in self._editions for one in reversed(edition.procedure.ends)}
        return [(names[kind], count) for kind, count in self.balance.ended.items() if kind in names]

    @cached_property
    def actions(self) -> list[ActionFigures]:
        """Lateness by action."""
        return by_action(self._ids, *self._edges)

    @cached_property
    def service(self) -> ServiceFigures:
        """The results given."""
        return of_service(self._ids, *self._edges)

    @cached_property
    def histogram(self) -> Histogram | None:
        """The results by the working minutes they took; None when there are none, or no norms to set them beside."""
        norm = norms_sum(self.desk.edition)
        return histogram(self.service.minutes, norm) if norm and self.service.count else None

    @property
    def _ids(self) -> list[int]:
        return [one.pk for one in self.offices]

    @cached_property
    def _edges(self) -> tuple[datetime, datetime]:
        return self.period.edges(ZoneInfo(self.desk.provider.zone))

    @cached_property
    def _editions(self) -> list[Edition]:
        """Every edition an office's cases may stand on."""
        acts = {one.act for one in self.offices}
        return [one for one in law.editions() if one.act.id in acts]

    def _actions(self) -> list[Action]:
        """The actions of all these editions, in the order of their numbers."""
        found = {one.id: one for edition in self._editions for one in edition.procedure.actions}
        return sorted(found.values(), key=lambda one: one.number)

    def _cells(self, action: Action, cells: Mapping[tuple[int, str], Cell]) -> list[OfficeCell]:
        found = ((office, cells.get((office.pk, action.id))) for office in self.offices)
        return [OfficeCell(office, cell, self._face(office, action, cell)) for office, cell in found if cell]

    def _face(self, office: Provider, action: Action, cell: Cell) -> Face:
        if cell.late:
            return late_face(cell.worst)
        if cell.next_due is None or action.minutes is None:
            return Face("still", _STANDING, None)
        worktime = self.clocks.worktime(office.pk)
        return running(cell.next_due, action.minutes, worktime, self.at, office.soon_percent)

    def _late_row(self, late: Late, case: Case) -> LateRow:
        edition = law.edition(late.run.edition)
        action = lookup.action(edition, late.run.action)
        held = case.holder.short_name if case.holder and action.by_assignee else ""
        return LateRow(case, case.provider, action, held or lookup.role(edition, action.role).officer, late)
