"""What the pages of the office's settings show: its officers, one of them, who stands in for whom, its numbers, its letterhead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kense.casework import (
    accounts,
    act_facts,
    act_texts,
    administration,
    blocks,
    edition_texts,
    journal_papers,
    letterhead,
    numbering,
    organisations,
    overseers,
    passwords,
    programs,
    recalendar,
    roles,
    second_factor,
    substitutions,
)
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.people.roles import CONTROLLER, names_of
from kense.people.selectors import (
    Officer,
    OfficerRole,
    Provider,
    Substitution,
    officers_of,
    overseen_by,
    overseers_of,
    substitutions_of,
)
from kense.registry.dates import shown
from kense.trail.selectors import TrailEntry, latest_of_office

MOST_CHANGES = 20
DEEDS: dict[str, Text] = {
    **accounts.DONE,
    **act_facts.DONE,
    **act_texts.DONE,
    **passwords.DONE,
    **programs.DONE,
    **roles.DONE,
    **second_factor.DONE,
    **substitutions.DONE,
    **numbering.DONE,
    **blocks.DONE,
    **letterhead.DONE,
    **overseers.DONE,
    **organisations.DONE,
    **administration.DONE,
    **journal_papers.DONE,
    **edition_texts.DONE,
    recalendar.CALENDAR_CHANGED: recalendar.DONE[recalendar.CALENDAR_CHANGED],
}
"""What the settings of an office do, in words to be read after the officer's name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: how it is named, what stands in it, what is wrong with it, what can be chosen."""

    name: str
    label: Text
    value: str
    problem: Problem | None = None
    options: tuple[tuple[str, Text], ...] = ()
    is_day: bool = False


class OfficePage:
    """A page of the settings. `typed` and `problems` are those of a form that was sent and not taken."""

    labels: Mapping[str, Text] = {}
    days: frozenset[str] = frozenset()

    def __init__(self, desk: Desk, typed: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()) -> None:
        self.desk, self.typed = desk, typed or {}
        self.problems = {problem.field: problem for problem in reversed(list(problems))}

    @property
    def provider(self) -> Provider:
        """The office."""
        return self.desk.provider

    @cached_property
    def today(self) -> date:
        """The day on the office's wall."""
        return self.desk.worktime.local(self.desk.at).date()

    @property
    def usual(self) -> Mapping[str, str]:
        """What stands in the fields before anything is typed."""
        return {}

    @property
    def choices(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """What can be chosen, by field."""
        return {}

    @cached_property
    def form(self) -> dict[str, Field]:
        """The fields by name."""
        return {name: self._field(name, label) for name, label in self.labels.items()}

    def _field(self, name: str, label: Text) -> Field:
        value = self.typed.get(name, self.usual.get(name, ""))
        return Field(name, label, value, self.problems.get(name), self.choices.get(name, ()), name in self.days)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer in the list: the roles of today, and where somebody stands in for them."""

    officer: Officer
    roles: tuple[Text, ...]
    absence: Substitution | None


class OfficersPage(OfficePage):
    """The list of officers."""

    @cached_property
    def rows(self) -> list[OfficerRow]:
        """Everybody with an open account."""
        return [self._row(one) for one in self._officers if one.is_active]

    @cached_property
    def closed(self) -> list[OfficerRow]:
        """Everybody whose account is closed."""
        return [self._row(one) for one in self._officers if not one.is_active]

    @cached_property
    def _officers(self) -> list[Officer]:
        return officers_of(self.provider)

    @cached_property
    def _absences(self) -> dict[int, Substitution]:
        return {one.absent_id: one for one in substitutions_of(self.provider) if lasts(one, self.today)}

    def _row(self, officer: Officer) -> OfficerRow:
        names = names_of(self.provider.act)
        held = [row.role for row in officer.roles.all() if is_held(row, self.today)]
        return OfficerRow(officer, tuple(names[one] for one in held if one in names), self._absences.get(officer.pk))

    @cached_property
    def changes(self) -> list[tuple[TrailEntry, Text]]:
        """What was set lately, newest first, in words."""
        return [(one, DEEDS[one.operation]) for one in latest_of_office(self.provider.pk, DEEDS, MOST_CHANGES)]


class NewOfficerPage(OfficePage):
    """The form of a new officer."""

    labels = accounts.LABELS


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of an officer: `lasts` while it can still be ended; the field in which its last day is written."""

    row: OfficerRole
    name: Text
    lasts: bool
    field: Field


class OfficerPage(OfficePage):
    """One officer: data, roles, password, account."""

    labels = accounts.LABELS | {name: roles.LABELS[name] for name in ("role", "from_day", "to_day")}
    days = frozenset({"from_day", "to_day"})

    def __init__(
        self,
        desk: Desk,
        officer: Officer,
        typed: Mapping[str, str] | None = None,
        problems: Iterable[Problem] = (),
        password: str = "",
    ) -> None:
        super().__init__(desk, typed, problems)
        self.officer, self.password = officer, password

    @property
    def usual(self) -> Mapping[str, str]:
        """The officer's data; a role from today on."""
        main = self.officer.main_account
        others = {"from_day": shown(self.today), "main_account": main.username if main else ""}
        return {name: getattr(self.officer, name) for name in accounts.SHOWN} | others

    @property
    def choices(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """The roles there are."""
        return {"role": tuple(names_of(self.provider.act).items())}

    @property
    def seen(self) -> str:
        """The mark of the data the form is opened with; that of the form sent, while it is not taken."""
        sent = self.typed.get("seen") if self.problems else None
        return sent or accounts.mark_of(self.officer)

    @cached_property
    def roles(self) -> list[RoleRow]:
        """The officer's roles, the latest first."""
        return [self._role(row) for row in self.officer.roles.order_by("-from_day", "-pk")]

    def _role(self, row: OfficerRole) -> RoleRow:
        field, here = f"last_day_{row.pk}", self.typed.get("row") == str(row.pk)
        value = self.typed.get("last_day", "") if here else shown(max(self.today, row.from_day) - timedelta(days=1))
        problem = self.problems.get("last_day") if here else None
        problem = problem and Problem(field, problem.code, problem.text)
        name = names_of(self.provider.act).get(row.role, Text.same(row.role))
        lasts = row.to_day is None or row.to_day >= max(row.from_day, self.today)
        return RoleRow(row, name, lasts, Field(field, roles.LABELS["last_day"], value, problem, is_day=True))

    @cached_property
    def cases(self) -> int:
        """How many open cases are with the officer."""
        return accounts.cases_held(self.officer)

    @property
    def is_self(self) -> bool:
        """Whether the page is of the administrator who looks at it."""
        return self.officer.pk == self.desk.officer.pk

    @cached_property
    def oversees(self) -> list[Provider]:
        """The other offices a controller sees, let in by their administrators."""
        is_controller = any(row.row.role == CONTROLLER and is_held(row.row, self.today) for row in self.roles)
        return overseen_by(self.officer) if is_controller else []


@dataclass(frozen=True, slots=True)
class SubstitutionRow:
    """A substitution in the list: the role in words; whether it can still be ended, and by whoever looks at it."""

    row: Substitution
    role: Text
    is_on: bool
    can_end: bool


class SubstitutionsPage(OfficePage):
    """Who stands in for whom, and the form of one more."""

    labels = substitutions.LABELS
    days = frozenset({"from_day", "to_day", "order_date"})

    @property
    def usual(self) -> Mapping[str, str]:
        """From today on; a head who does not administer sets it for themself."""
        own = "" if self.desk.administers else str(self.desk.officer.pk)
        return {"absent": own, "from_day": shown(self.today)}

    @property
    def choices(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """Working officers; the roles that move."""
        people = tuple((str(one.pk), Text.same(one.full_name)) for one in self._working)
        own = tuple(pair for pair in people if self.desk.administers or pair[0] == str(self.desk.officer.pk))
        return {
            "absent": own,
            "role": tuple(substitutions.roles_that_move(self.provider).items()),
            "substitute": people,
        }

    @cached_property
    def _working(self) -> list[Officer]:
        return [one for one in officers_of(self.provider) if one.is_active and not one.is_program]

    @cached_property
    def rows(self) -> list[SubstitutionRow]:
        """Those that last or are still to come."""
        return [self._row(one) for one in self._all if not self._is_over(one)]

    @cached_property
    def past(self) -> list[SubstitutionRow]:
        """Those that are over."""
        return [self._row(one) for one in self._all if self._is_over(one)]

    @cached_property
    def _all(self) -> list[Substitution]:
        return substitutions_of(self.provider)

    def _is_over(self, row: Substitution) -> bool:
        return row.is_cancelled or row.to_day < self.today

    def _row(self, row: Substitution) -> SubstitutionRow:
        name = names_of(self.provider.act).get(row.role, Text.same(row.role))
        can_end = self.desk.administers or row.absent_id == self.desk.officer.pk
        return SubstitutionRow(row, name, lasts(row, self.today), can_end)


@dataclass(frozen=True, slots=True)
class NumberingRow:
    """A journal in a year, with the fields in which its numbering is set before its first number."""

    numbering: numbering.Numbering
    pattern: Field
    last: Field


class NumberingPage(OfficePage):
    """The numbering of the journals."""

    @cached_property
    def rows(self) -> list[NumberingRow]:
        """Each journal of this year; in December of the next one too."""
        return [self._row(one) for one in numbering.numberings(self.provider, self.desk.at)]

    def _row(self, one: numbering.Numbering) -> NumberingRow:
        here = (self.typed.get("journal"), self.typed.get("year")) == (one.journal.id, str(one.year))
        usual = {"pattern": one.pattern, "last": str(one.last)}
        fields = []
        for name, label in numbering.LABELS.items():
            key = f"{name}-{one.journal.id}-{one.year}"
            problem = self.problems.get(name) if here else None
            problem = problem and Problem(key, problem.code, problem.text)
            fields.append(Field(key, label, self.typed.get(name, "") if here else usual[name], problem))
        return NumberingRow(one, *fields)


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the letterhead that is to change."""

    label: Text
    before: str
    after: str


class LetterheadPage(OfficePage):
    """The letterhead: its form; once typed and right, what changes and what papers will say."""

    labels = letterhead.LABELS
    days = frozenset({"order_date"})

    @property
    def usual(self) -> Mapping[str, str]:
        """The letterhead as it stands."""
        return {name: _told(value) for name, value in letterhead.values_of(self.provider).items()}

    @property
    def seen(self) -> str:
        """The mark of what the form was opened with."""
        return self.typed.get("seen") or letterhead.mark_of(self.provider)

    @cached_property
    def values(self) -> dict[str, str]:
        """What is typed, as it will be stored. Raises ProblemsError where a field is wrong."""
        found = letterhead.typed_values(self.provider, self.typed, self.desk.at)
        return {name: _told(value) for name, value in found.items()}

    @property
    def changes(self) -> list[Changed]:
        """The lines that differ."""
        before = self.usual
        return [
            Changed(label, before[n], self.values[n]) for n, label in self.labels.items() if before[n] != self.values[n]
        ]


class OverseersPage(OfficePage):
    """Controllers of other offices who see this one, and the form that lets another in."""

    labels = {"username": overseers.USERNAME}

    @cached_property
    def rows(self) -> list[Officer]:
        """They, in the order of the Kazakh alphabet."""
        return overseers_of(self.provider)


def is_held(row: OfficerRole, day: date) -> bool:
    """Whether a role is held on a day."""
    return row.from_day <= day and (row.to_day is None or row.to_day >= day)


def lasts(row: Substitution, day: date) -> bool:
    """Whether a substitution holds on a day."""
    return not row.is_cancelled and row.from_day <= day <= row.to_day


def _told(value: str | date | None) -> str:
    return shown(value) if isinstance(value, date) else value or ""
