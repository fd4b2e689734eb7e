"""Reading the register as it stands, and changing it from what was shown to what was asked. Casework alone changes it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from kense.registry import statements, timeline
from kense.registry.facets import FACET_OF, FIELDS, GROUND, PERSONAL, RECORD, REPRESENTATIVE, Facet
from kense.registry.models import Person, Statement, Update
from kense.registry.record import Change
from kense.registry.stating import Stating
from kense.storage.rows import Where, insert, read, together

NAMES = tuple(field.name for field in FIELDS)
_IIN = "iin"


class RecordMovedError(Exception):
    """The register changed between preparing a change and applying it. `fields` are those that moved."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(f"the register moved in: {', '.join(fields)}")
        self.fields = fields


def person_by_iin(provider_id: int, iin: str) -> Person | None:
    """The person with this IIN in the provider's register; who was merged into another is found as the other."""
    if not iin:
        return None
    people = read(Person, Where("provider_id = %s AND iin = %s", [provider_id, iin]), "merged_into_id")
    standing = next((one for one in people if one.merged_into is None), None)
    return standing or (kept(people[0]) if people else None)


def kept(person: Person) -> Person:
    """Whom the person was merged into, at the end of all mergers; themselves where they stand alone."""
    while person.merged_into:
        person = person.merged_into
    return person


def person_by_code(provider_id: int, code: str) -> Person | None:
    """The person with this code in the provider's register."""
    return Person.objects.filter(provider_id=provider_id, code=code).first()


def record_of(person: Person | None, ground: int | None = None) -> dict[str, str]:
    """The person's record as text by field name: of each facet what is stated last, every field empty for nobody.

    `ground` is the line of the ground to be shown, 0 for none of them, None for the one that begins last.
    """
    return flat(statements.standing(person) if person else [], ground)


def flat(stated: Sequence[Statement], ground: int | None = None) -> dict[str, str]:
    """The record in these statements, which were all known at one moment."""
    record = dict.fromkeys(NAMES, "")
    for facet in RECORD:
        line = ground if facet is GROUND else None
        if found := _newest(stated, facet, line):
            record |= statements.values_of(found)
    return {name: record[name] for name in NAMES}


def grounds_of(person: Person | None) -> list[Statement]:
    """The grounds stated of the person now, in the order of their first days."""
    found = [one for one in statements.standing(person) if one.facet == GROUND.name] if person else []
    return sorted(found, key=lambda one: (one.first, one.line))


def is_taken(provider_id: int, iin: str, person: Person | None) -> bool:
    """Whether the register has somebody else than `person` under this IIN."""
    holder = person_by_iin(provider_id, iin)
    return holder is not None and holder != person


def apply_changes(person: Person | None, iin: str, changes: Iterable[Change], update: Update) -> Person:
    """Change the record from the shown *before* to the shown *after*; somebody unknown is put into the register.

    Raises RecordMovedError when the register no longer shows what the changes start from, or has somebody else under
    the new IIN.
    """
    changes, is_new = list(changes), person is None
    stated = statements.standing(person) if person else []
    _require_unmoved(person, stated, update.provider_id, iin, changes)
    person = person or _entered(update.provider_id, iin)
    if iin and _newest(stated, PERSONAL) is None and not any(one.field == _IIN for one in changes):
        changes.append(Change(_IIN, "", iin))
    stating = statements.stating_of(person, stated, is_new=is_new)
    _say(stating, changes)
    with together():
        statements.carry_out(stating, person, update)
        statements.show_columns(person, stating.standing)
    return person


def _entered(provider_id: int, iin: str) -> Person:
    person = Person(provider_id=provider_id, iin=iin)
    insert(person)
    return person


def enter(
    provider_id: int,
    record: Mapping[str, str],
    *,
    at: datetime,
    ground: str = "",
    grounds: Iterable[Mapping[str, str]] = (),
) -> Person:
    """Put a person into the register as found, without a case: first filling of a register.

    `grounds` are those beside the one of the record, in their order.
    """
    update = statements.begin(provider_id, Update.Kind.DIRECT, at=at, ground=ground)
    changes = [Change(name, "", value) for name, value in record.items() if value]
    person = apply_changes(None, record.get(_IIN, ""), changes, update)
    for values in grounds:
        line = statements.next_line(person, GROUND)
        statements.state(person, GROUND, line, values, update)
    return person


def represent(person: Person, values: Mapping[str, str], update: Update) -> None:
    """State who represents the person; the same representative is stated again only when something differs."""
    theirs = [one for one in statements.standing(person) if one.facet == REPRESENTATIVE.name]
    known = next((one for one in theirs if one.data.get("rep_iin") == values["rep_iin"]), None)
    if known is None:
        statements.state(person, REPRESENTATIVE, statements.next_line(person, REPRESENTATIVE), values, update)
    elif statements.values_of(known) != {spec.name: values.get(spec.name, "") for spec in REPRESENTATIVE.fields}:
        statements.restate(known, values, update)


def _say(stating: Stating, changes: Iterable[Change]) -> None:
    """Say what changes of each thing, in the order of the record."""
    things: dict[tuple[int, int], dict[str, str]] = {}
    for one in changes:
        facet = FACET_OF[one.field]
        of = stating.newest(facet, one.line)
        things.setdefault((RECORD.index(facet), of.line if of else 0), {})[one.field] = one.after
    for (place, line), values in sorted(things.items()):
        stating.say(RECORD[place], values, stating.newest(RECORD[place], line))


def _newest(stated: Iterable[Statement], facet: Facet, line: int | None = None) -> Statement | None:
    return timeline.newest(one for one in stated if one.facet == facet.name and line in (None, one.line))


def _require_unmoved(
    person: Person | None, stated: Sequence[Statement], provider_id: int, iin: str, changes: Sequence[Change]
) -> None:
    lines = {None, 0, *(one.line for one in stated if one.facet == GROUND.name)}
    moved = [one.field for one in changes if one.line not in lines or flat(stated, one.line)[one.field] != one.before]
    new = next((one.after for one in changes if one.field == _IIN), iin)
    if moved or is_taken(provider_id, new, person):
        raise RecordMovedError(moved or [_IIN])
