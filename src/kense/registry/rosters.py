"""Reading rosters: those of an office, what is wrong in one, and whom it would change how."""

from dataclasses import dataclass

from kense.law.edition import Edition
from kense.registry.models import Person, Roster, RosterProblem
from kense.registry.names import full_name
from kense.registry.record import Change
from kense.registry.roster_compare import Comparer
from kense.registry.roster_lines import Lines, unpacked

__all__ = ["ChangedRow", "Roster", "RosterProblem", "changed_rows", "problems_of", "roster_of_office", "rosters_of"]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that changes a person: where it is, who that is as the register has them, each field before and after."""

    row: int
    iin: str
    name: str
    code: str
    changes: list[Change]


def rosters_of(provider_id: int, limit: int) -> list[Roster]:
    """The newest rosters of an office, newest first."""
    return list(Roster.objects.filter(provider_id=provider_id).select_related("officer")[:limit])


def roster_of_office(provider_id: int, code: str) -> Roster | None:
    """The roster with this code, if the office has it."""
    found = Roster.objects.filter(provider_id=provider_id, code=code)
    return found.select_related("officer", "provider", "update").first()


def problems_of(roster: Roster, limit: int | None = None) -> list[RosterProblem]:
    """What was found in a roster, by row, the first `limit`."""
    return list(roster.problems.all()[:limit])


def changed_rows(roster: Roster, edition: Edition) -> list[ChangedRow]:
    """The first changed rows, as they were found, beside the register as it is now."""
    wanted = {row: n for n, row in roster.facts["beside"]["first"]}
    pieces = [unpacked(piece.lines) for piece in roster.pieces.filter(n__in=set(wanted.values()))]
    lines = Lines.of(line for piece in pieces for row, line in zip(piece.numbers, piece, strict=True) if row in wanted)
    categories = edition.standard.directories["category"].entries
    changed = Comparer(roster.provider_id, roster.facts["columns"], categories).compare(lines).changed
    people = Person.objects.in_bulk([person for _, person, _ in changed])
    return [_row(row, people[person], outcome.changes) for row, person, outcome in changed]


def _row(row: int, person: Person, changes: list[Change]) -> ChangedRow:
    name = full_name(person.surname, person.given_name, person.patronymic)
    return ChangedRow(row, person.iin, name, person.code, changes)
