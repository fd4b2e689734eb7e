"""What the pages of rosters show: the list of them; one with how far it is, what it comes to, what stands against it."""

from dataclasses import dataclass
from functools import cached_property

from kense.casework.roster_files import choices_of
from kense.desk.officers import Desk
from kense.kernel import Text
from kense.registry.facets import BY_NAME
from kense.registry.record import shown
from kense.registry.roster_columns import COLUMNS, REQUIRED, label
from kense.registry.roster_sheet import LARGEST
from kense.registry.rosters import ChangedRow, Roster, RosterProblem, changed_rows, problems_of, rosters_of

MOST_ROSTERS = 100
MOST_PROBLEMS = 100

STATES = {
    Roster.State.READING: Text("оқылып жатыр", "читается", "being read"),
    Roster.State.READ: Text("қарауды күтуде", "ждёт просмотра", "to be looked through"),
    Roster.State.APPLIED: Text("енгізілген", "внесён", "applied"),
    Roster.State.DROPPED: Text("бас тартылған", "отменён", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after, in words."""

    label: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Preview:
    """A changed person with what changes."""

    row: ChangedRow
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A roster in the list."""

    roster: Roster
    state: Text


class RostersPage:
    """The rosters of the office and what a file must be like."""

    required = [label(name) for name in REQUIRED]
    megabytes = LARGEST >> 20

    def __init__(self, desk: Desk) -> None:
        self.rows = [
            RosterRow(one, STATES[Roster.State(one.state)]) for one in rosters_of(desk.provider.pk, MOST_ROSTERS)
        ]


class RosterPage:
    """One roster."""

    def __init__(self, desk: Desk, roster: Roster) -> None:
        self.desk, self.roster = desk, roster
        self.facts, self.beside = roster.facts, roster.facts["beside"]
        self.state = STATES[Roster.State(roster.state)]

    @property
    def is_reading(self) -> bool:
        """Whether there is more to read."""
        return self.roster.state == Roster.State.READING

    @property
    def is_read(self) -> bool:
        """Whether it waits to be applied or dropped."""
        return self.roster.state == Roster.State.READ

    @property
    def is_applied(self) -> bool:
        """Whether it is in the register."""
        return self.roster.state == Roster.State.APPLIED

    @property
    def percent(self) -> int:
        """How much of the file is read, of a hundred."""
        return int(100 * self.facts["position"] / max(self.facts["bytes"], 1))

    @property
    def errors(self) -> int:
        """What keeps it from being applied."""
        return int(self.facts["errors"] + self.beside["errors"])

    @property
    def warnings(self) -> int:
        """What is to be accepted first."""
        return int(self.facts["warnings"] + self.beside["warnings"])

    @property
    def columns(self) -> list[tuple[str, Text]]:
        """The columns that are read: what the file calls them, what they are."""
        words = self.facts["columns"]
        return [(words[name], label(name)) for name in COLUMNS if name in words]

    @cached_property
    def problems(self) -> list[RosterProblem]:
        """The first problems."""
        return problems_of(self.roster, MOST_PROBLEMS)

    @cached_property
    def changed(self) -> list[Preview]:
        """The first persons whom it changes."""
        choices = choices_of(self.desk.edition)
        return [
            Preview(
                row,
                [
                    Difference(
                        BY_NAME[one.field].label,
                        shown(one.field, one.before, choices),
                        shown(one.field, one.after, choices),
                    )
                    for one in row.changes
                ],
            )
            for row in (changed_rows(self.roster, self.desk.edition) if self.is_read else ())
        ]
