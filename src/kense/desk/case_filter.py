"""The filter over the list of cases: what may be chosen, what was chosen, the cases it leaves. Nothing in it is personal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kense.cases.lists import Column, Narrowed, Order, State
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.kernel.alphabet import sort_key
from kense.people.selectors import Officer, Provider, officers_of, providers
from kense.registry import dates
from kense.worktime import FIRST_DAY, LAST_DAY

_KINDS: dict[str, State] = {"open": "open", "at": "open", "over": "over", "end": "over"}
Label = Text | Promise | str
_DAYS = {
    "since": Text("Тапсырылған күні, басы", "Сданы, с", "Handed in, from"),
    "until": Text("Тапсырылған күні, соңы", "Сданы, по", "Handed in, to"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose; those of one group stand together."""

    value: str
    label: Label
    group: Label = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose one value from, or none."""

    name: str
    label: Label
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day to type, as it was typed, and what is wrong with it."""

    name: str
    label: Text
    typed: str
    problem: Problem | None


class CaseFilter:
    """One officer's filter at one moment, as typed in the address; a value that nobody offered counts as none."""

    def __init__(self, desk: Desk, reach: Iterable[int], typed: Mapping[str, str]) -> None:
        self.desk, self._reach, self._typed = desk, frozenset(reach), typed
        self._procedure = desk.edition.procedure

    @cached_property
    def provider_ids(self) -> list[int]:
        """The offices whose cases are listed: the chosen one, or all within reach."""
        return [int(self._office.chosen)] if self._office.chosen else sorted(self._reach)

    @cached_property
    def selects(self) -> list[Select]:
        """What may be chosen."""
        every = (self._office, self._state, self._officer, self._term, self._due)
        return [one for one in every if len(one.options) > 1]

    @cached_property
    def days(self) -> list[Day]:
        """Between which days, both included."""
        return [self._day("since"), self._day("until")]

    @property
    def is_narrow(self) -> bool:
        """Whether anything was chosen."""
        return any(one.chosen for one in self.selects) or any(one.typed for one in self.days)

    @property
    def order(self) -> Order:
        """What to sort by; the newest first unless something else was chosen."""
        typed = self._typed.get("sort", "")
        column = next((one for one in get_args(Column) if one == typed.removeprefix("-")), None)
        return Order(column, typed.startswith("-")) if column else Order()

    @property
    def narrowed(self) -> Narrowed:
        """The cases it leaves."""
        kind, _sep, value = self._state.chosen.partition("-")
        return Narrowed(
            state=_KINDS.get(kind, ""),
            action=value if kind == "at" else "",
            end=value if kind == "end" else "",
            running=self._due.chosen in ("today", "late"),
            term=self._term.chosen,
            holder=int(self._officer.chosen) if self._officer.chosen else None,
            handed_in=(self._begin("since"), self._begin("until", 1)),
            due=self._due_between(),
            was_late=self._due.chosen == "was_late",
        )

    @cached_property
    def _offices(self) -> list[Provider]:
        return sorted(providers().filter(pk__in=self._reach), key=lambda one: sort_key(one.name_kk))

    @cached_property
    def _office(self) -> Select:
        options = (Option(str(one.pk), one.name) for one in self._offices)
        return self._select("provider", _("Provider"), options)

    @cached_property
    def _state(self) -> Select:
        actions = (Option(f"at-{one.id}", one.name, _("Open cases")) for one in self._procedure.actions)
        ends = (Option(f"end-{one.id}", one.name, _("Cases that are over")) for one in self._procedure.ends)
        whole = (
            Option("open", _("All that are open"), _("Open cases")),
            Option("over", _("All that are over"), _("Cases that are over")),
        )
        return self._select("state", _("State"), (whole[0], *actions, whole[1], *ends))

    @cached_property
    def _officer(self) -> Select:
        options = (Option(str(one.pk), one.full_name) for one in self._holders())
        return self._select("officer", _("With whom"), options)

    def _holders(self) -> list[Officer]:
        """Those who hold or held cases; of one office only, elsewhere the list would be endless."""
        offices = [one for one in self._offices if [one.pk] == self.provider_ids]
        roles = {action.role for action in self._procedure.actions if action.by_assignee}
        return [one for office in offices for one in officers_of(office) if roles & {r.role for r in one.roles.all()}]

    @cached_property
    def _term(self) -> Select:
        return self._select("term", _("Term"), (Option(one.id, one.name) for one in self._procedure.terms))

    @cached_property
    def _due(self) -> Select:
        words = (("today", _("Due today")), ("late", _("Late now")), ("was_late", _("Was late")))
        return self._select("due", _("Due"), (Option(value, label) for value, label in words))

    def _select(self, name: str, label: Label, options: Iterable[Option]) -> Select:
        offered, typed = tuple(options), self._typed.get(name, "")
        return Select(name, label, offered, typed if typed in {one.value for one in offered} else "")

    def _due_between(self) -> tuple[datetime | None, datetime | None]:
        today = self.desk.worktime.local(self.desk.at).date()
        if self._due.chosen == "today":
            return self._midnight(today), self._midnight(today + timedelta(days=1))
        return (None, self.desk.at) if self._due.chosen == "late" else (None, None)

    def _day(self, name: str) -> Day:
        typed = self._typed.get(name, "").strip()
        read = dates.parse_date(typed, field=name, label=_DAYS[name]) if typed else None
        return Day(name, _DAYS[name], typed, read if isinstance(read, Problem) else None)

    def _begin(self, name: str, days_later: int = 0) -> datetime | None:
        typed = self._typed.get(name, "").strip()
        read = dates.parse_date(typed, field=name, label=_DAYS[name]) if typed else None
        # A day beyond the calendar leaves in or out all there is, as its first or last day does.
        day = min(max(read, FIRST_DAY), LAST_DAY) if isinstance(read, date) else None
        return self._midnight(day + timedelta(days=days_later)) if day else None

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.desk.worktime.local(self.desk.at).tzinfo)
