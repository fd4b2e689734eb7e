"""What an officer proposes to change in a person's record, read and checked beside everything the register says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kense.kernel import Problem, Text
from kense.law import lookup
from kense.law.edition import Edition
from kense.registry import grounds, statements
from kense.registry.facets import BY_NAME, FACET_OF, GROUND
from kense.registry.grounds import Ground
from kense.registry.models import Person
from kense.registry.record import Change, read_changes
from kense.registry.register import flat, grounds_of

WHICH = "ground"
"""The field that says which ground is changed: its line, NEW, or nothing for the one that begins last."""
NEW = "new"

_NO_SUCH_GROUND = Text(
    kk="Мұндай негіз бұл тұлғада жоқ. Тізімнен таңдаңыз.",
    ru="Такого основания у этого лица нет. Выберите из списка.",
    en="The person has no such ground. Choose one from the list.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The changes, those that follow of themselves among them, and the problems at the fields as typed."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def read_proposal(edition: Edition, person: Person | None, typed: Mapping[str, str], *, today: date) -> Proposal:
    """The proposal in fields as typed; fields the record does not have are left out. Nothing is written.

    Without `WHICH` the changes of a ground go to the one that begins last.
    """
    held = [Ground(one.line, statements.values_of(one)) for one in grounds_of(person)]
    line, wrong = _line(typed.get(WHICH, ""), held)
    if wrong:
        return Proposal((), (wrong,))
    current = flat(statements.standing(person) if person else [], line)
    fields = {name: value for name, value in typed.items() if name in BY_NAME}
    read, problems = read_changes(current, fields, choices=lookup.choices(edition), today=today)
    changes = [replace(one, line=line) if FACET_OF[one.field] is GROUND else one for one in read.values()]
    about, ends = _about_ground(edition, current, changes, held, line)
    return Proposal((*changes, *ends), (*problems, *about))


def _line(which: str, held: Sequence[Ground]) -> tuple[int | None, Problem | None]:
    lines = {str(one.line): one.line for one in held} | {"": held[-1].line if held else 0, NEW: 0}
    if which in lines:
        return lines[which], None
    return None, Problem(WHICH, "ground_not_there", _NO_SUCH_GROUND)


def _about_ground(
    edition: Edition, current: Mapping[str, str], changes: Sequence[Change], held: Sequence[Ground], line: int | None
) -> tuple[list[Problem], list[Change]]:
    """What is wrong with the ground as it would be, and which others end for it; nothing where no ground changes."""
    if not any(FACET_OF[one.field] is GROUND for one in changes):
        return [], []
    after = {**current, **{one.field: one.after for one in changes}}
    ground = Ground(line or 0, after)
    categories = edition.standard.directories["category"].entries
    problems = grounds.problems_with(ground, held, categories, after["birth_date"])
    return problems, grounds.ended_before(ground, held) if ground.period.first else []
