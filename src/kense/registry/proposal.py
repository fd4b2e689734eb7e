"""What an officer proposes to change in a person's record, read and checked beside everything the register says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kense.kernel import Problem, Text
from kense.law import lookup
from kense.law.edition import DirectoryEntry, Edition
from kense.registry import dates, grounds, statements
from kense.registry.facets import BY_NAME, FACET_OF, GROUND
from kense.registry.grounds import Ground
from kense.registry.models import Person
from kense.registry.record import Change, read_changes
from kense.registry.register import flat, grounds_of

__all__ = ["NEW", "WHICH", "Person", "Proposal", "held_by", "read_proposal"]

WHICH = "ground"
"""The field that says which ground is changed: its line, NEW, or nothing for the one that begins last."""
NEW = "new"
_EXPIRES = "document_expires_on"

_NO_SUCH_GROUND = Text(
    kk="Мұндай негіз бұл тұлғада жоқ. Тізімнен таңдаңыз.",
    ru="Такого основания у этого лица нет. Выберите из списка.",
    en="The person has no such ground. Choose one from the list.",
)


_EXPIRED = Text(
    kk="Тұлғаның жеке басын куәландыратын құжаттың мерзімі {day} күні өтіп кеткен. Жаңа құжаттың деректерін енгізіңіз; жаңа "
    "құжат болмаса, растаңыз.",
    ru="Срок документа, удостоверяющего личность, истёк {day}. Впишите данные нового документа; если нового нет, подтвердите.",
    en="The identity document of the person expired on {day}. Enter the data of the new one; if there is none, confirm.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The changes, those that follow of themselves among them, and the problems at the fields as typed.

    `ground` is the one that is changed, or else the one that begins last, as it would be; none where its line is not there.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    ground: Ground | None = None

    @property
    def changes_ground(self) -> bool:
        """Whether a ground is among what changes."""
        return any(FACET_OF[one.field] is GROUND for one in self.changes)


def read_proposal(edition: Edition, person: Person | None, typed: Mapping[str, str], *, today: date) -> Proposal:
    """The proposal in fields as typed; fields the record does not have are left out. Nothing is written.

    Without `WHICH` the changes of a ground go to the one that begins last.
    """
    held = held_by(person)
    line, wrong = _line(typed.get(WHICH, ""), held)
    if wrong:
        return Proposal((), (wrong,))
    current = flat(statements.standing(person) if person else [], line)
    fields = {name: value for name, value in typed.items() if name in BY_NAME}
    read, problems = read_changes(current, fields, choices=lookup.choices(edition), today=today)
    changes = [replace(one, line=line) if FACET_OF[one.field] is GROUND else one for one in read.values()]
    after = {**current, **{one.field: one.after for one in changes}}
    ground = Ground(line or 0, after)
    proposal = Proposal(tuple(changes), (*problems, *_expired(after, today)) if changes else tuple(problems), ground)
    if not proposal.changes_ground:
        return proposal
    about = grounds.problems_with(ground, held, _categories(edition), after["birth_date"])
    ends = grounds.ended_before(ground, held) if ground.period.first else []
    outgrown, said = grounds.outgrown(ground, held, _categories(edition), after["birth_date"])
    return replace(proposal, changes=(*changes, *ends, *outgrown), problems=(*proposal.problems, *about, *said))


def held_by(person: Person | None) -> list[Ground]:
    """The person's grounds as they stand, in the order of their first days."""
    return [Ground(one.line, statements.values_of(one)) for one in grounds_of(person)]


def _line(which: str, held: Sequence[Ground]) -> tuple[int | None, Problem | None]:
    lines = {str(one.line): one.line for one in held} | {"": held[-1].line if held else 0, NEW: 0}
    if which in lines:
        return lines[which], None
    return None, Problem(WHICH, "ground_not_there", _NO_SUCH_GROUND)


def _categories(edition: Edition) -> Sequence[DirectoryEntry]:
    return edition.standard.directories["category"].entries


def _expired(after: Mapping[str, str], today: date) -> list[Problem]:
    """The document as it would be must still be valid on the day of the proposal."""
    last = after[_EXPIRES]
    if not last or last >= today.isoformat():
        return []
    words = _EXPIRED.filled(day=dates.shown(date.fromisoformat(last)))
    return [Problem(_EXPIRES, "document_expired", words, "warning")]
