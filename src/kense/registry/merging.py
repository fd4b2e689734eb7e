"""Two persons of a register who are one: what of the second is stated of the first from then on, what stays behind."""

from dataclasses import dataclass

from kense.registry import statements
from kense.registry.facets import CONTACT, DOCUMENT, FACETS, GROUND, PERSONAL, REPRESENTATIVE
from kense.registry.models import Person, Statement, Update
from kense.registry.timeline import Period

_TELLING: dict[str, tuple[str, ...]] = {
    DOCUMENT.name: ("document_kind", "document_number"),
    REPRESENTATIVE.name: ("rep_iin", "rep_surname", "rep_given_name"),
    CONTACT.name: (),
}
"""The fields by which things of a facet are told apart; a facet without any has one thing only."""


@dataclass(frozen=True, slots=True)
class Merger:
    """What merging would do: `carried` is stated of the one kept, `left` is told only by the history of the other."""

    kept: Person
    dropped: Person
    carried: tuple[Statement, ...]
    left: tuple[Statement, ...]


def merger(kept: Person, dropped: Person) -> Merger:
    """What merging the second into the first would do. Nothing is written.

    Names and other personal data are those of the one kept; of the rest what collides with theirs is left behind.
    """
    theirs = statements.standing(dropped)
    carried: list[Statement] = []
    held = statements.standing(kept)
    for one in theirs:
        if one.facet != PERSONAL.name and not any(_collide(one, other) for other in [*held, *carried]):
            carried.append(one)
    return Merger(kept, dropped, tuple(carried), tuple(one for one in theirs if one not in carried))


def merge(plan: Merger, update: Update) -> None:
    """Do it: from the update on nothing is stated of the one dropped, who is found under the one kept."""
    for one in (*plan.carried, *plan.left):
        statements.end(one, update)
    for one in plan.carried:
        facet = FACETS[one.facet]
        statements.state(plan.kept, facet, statements.next_line(plan.kept, facet), statements.values_of(one), update)
    plan.dropped.merged_into = plan.kept
    plan.dropped.save(update_fields=["merged_into"])


def part(dropped: Person) -> None:
    """Let somebody stand in the register by themselves again."""
    dropped.merged_into = None
    dropped.save(update_fields=["merged_into"])


def _collide(one: Statement, other: Statement) -> bool:
    if one.facet != other.facet:
        return False
    if one.facet == GROUND.name:
        same_kind = one.data.get("category") == other.data.get("category")
        return same_kind and Period(one.first, one.last).meets(Period(other.first, other.last))
    return all(one.data.get(name) == other.data.get(name) for name in _TELLING[one.facet])
