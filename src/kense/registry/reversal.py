"""Taking an update back for a person: by another update, which ends what that one stated and states what it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from kense.registry import statements, timeline
from kense.registry.facets import FACETS, GROUND, PERSONAL
from kense.registry.models import Person, Statement, Update
from kense.registry.register import RecordMovedError, person_by_iin
from kense.registry.timeline import Period


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking an update back does to a person: the statements it ends and those it states again."""

    person: Person
    ends: tuple[Statement, ...]
    restores: tuple[Statement, ...]

    def __bool__(self) -> bool:
        return bool(self.ends or self.restores)


def undoing(person: Person, update: Update) -> Undoing:
    """What taking the update back would do to the person; nothing where it stated and ended nothing of theirs."""
    touched = list(Statement.objects.filter(Q(since=update) | Q(until=update), person=person).order_by("pk"))
    lasting = [one for one in touched if one.since_id != one.until_id]
    ends = tuple(one for one in lasting if one.since_id == update.pk)
    return Undoing(person, ends, tuple(one for one in lasting if one.until_id == update.pk))


def undo(plan: Undoing, update: Update) -> None:
    """Do it. Raises RecordMovedError when the register has moved since in what the update changed."""
    _require_unmoved(plan)
    for one in plan.ends:
        statements.end(one, update)
    for one in plan.restores:
        statements.state(plan.person, FACETS[one.facet], one.line, statements.values_of(one), update)
    if _personal(statements.standing(plan.person)):
        # Of whom nothing is stated any more, the columns stay: by them the history is still found.
        statements.show_columns(plan.person)


def _require_unmoved(plan: Undoing) -> None:
    going = {one.pk for one in plan.ends}
    staying = [one for one in statements.standing(plan.person) if one.pk not in going]
    moved = {one.facet for one in plan.ends if one.known_to is not None}
    moved |= {one.facet for one in plan.restores if any(_collide(one, other) for other in staying)}
    newest = timeline.newest(_personal([*staying, *plan.restores]))
    iin = newest.data.get("iin", "") if newest else ""
    if moved or _is_another(person_by_iin(plan.person.provider_id, iin), plan.person, iin):
        raise RecordMovedError(sorted(moved) or ["iin"])


def _is_another(holder: Person | None, person: Person, iin: str) -> bool:
    """Whether the IIN is somebody else's; whoever the person was merged into is found by it, but need not have it."""
    if holder is None or holder == person:
        return False
    return holder != person.merged_into or holder.iin == iin


def _personal(stated: Sequence[Statement]) -> list[Statement]:
    return [one for one in stated if one.facet == PERSONAL.name]


def _collide(one: Statement, other: Statement) -> bool:
    """Whether two statements cannot stand together: in one line, or of one kind of ground, about the same days."""
    if one.facet != other.facet or not Period(one.first, one.last).meets(Period(other.first, other.last)):
        return False
    same_kind = one.facet == GROUND.name and one.data.get("category") == other.data.get("category")
    return one.line == other.line or same_kind
