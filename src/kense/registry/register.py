"""Reading the register as it stands, and changing it from what was shown to what was asked. Casework alone changes it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from kense.registry import statements, timeline
from kense.registry.facets import FACET_OF, FIELDS, GROUND, PERSONAL, RECORD, REPRESENTATIVE, Facet
from kense.registry.models import Person, Statement, Update
from kense.registry.record import Change

NAMES = tuple(field.name for field in FIELDS)
_IIN = "iin"
_NEWEST = -1
_IDENTIFYING = frozenset({"document_kind", "document_number"})


class RecordMovedError(Exception):
    """The register changed between preparing a change and applying it. `fields` are those that moved."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(f"the register moved in: {', '.join(fields)}")
        self.fields = fields


def person_by_iin(provider_id: int, iin: str) -> Person | None:
    """The person with this IIN in the provider's register; who was merged into another is found as the other."""
    if not iin:
        return None
    found = (
        Person.objects.filter(provider_id=provider_id, iin=iin).select_related("merged_into").order_by("merged_into")
    )
    people = list(found)
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
    changes = sorted(changes, key=_place)
    _require_unmoved(person, update.provider_id, iin, changes)
    person = person or Person.objects.create(provider_id=update.provider_id, iin=iin)
    if _newest(statements.standing(person), PERSONAL) is None and not any(one.field == _IIN for one in changes):
        changes = [Change(_IIN, "", iin), *changes] if iin else changes
    for (facet, line), group in groupby(sorted(changes, key=_place), key=_place):
        _apply(person, RECORD[facet], line, {one.field: one.after for one in group}, update)
    statements.show_columns(person)
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
        line = statements.next_line(statements.standing(person), GROUND)
        statements.state(person, GROUND, line, values, update)
    return person


def represent(person: Person, values: Mapping[str, str], update: Update) -> None:
    """State who represents the person; the same representative is stated again only when something differs."""
    theirs = [one for one in statements.standing(person) if one.facet == REPRESENTATIVE.name]
    known = next((one for one in theirs if one.data.get("rep_iin") == values["rep_iin"]), None)
    if known is None:
        statements.state(person, REPRESENTATIVE, statements.next_line(theirs, REPRESENTATIVE), values, update)
    elif statements.values_of(known) != {spec.name: values.get(spec.name, "") for spec in REPRESENTATIVE.fields}:
        statements.restate(known, values, update)


def _place(change: Change) -> tuple[int, int]:
    return RECORD.index(FACET_OF[change.field]), _NEWEST if change.line is None else change.line


def _newest(stated: Iterable[Statement], facet: Facet, line: int | None = None) -> Statement | None:
    return timeline.newest(one for one in stated if one.facet == facet.name and line in (None, one.line))


def _require_unmoved(person: Person | None, provider_id: int, iin: str, changes: Sequence[Change]) -> None:
    stated = statements.standing(person) if person else []
    moved = [
        one.field
        for one in changes
        if flat(stated, one.line if FACET_OF[one.field] is GROUND else None)[one.field] != one.before
    ]
    new = next((one.after for one in changes if one.field == _IIN), iin)
    if moved or is_taken(provider_id, new, person):
        raise RecordMovedError(moved or [_IIN])


def _apply(person: Person, facet: Facet, line: int, after: Mapping[str, str], update: Update) -> None:
    stated = statements.standing(person)
    now = _newest(stated, facet, None if line == _NEWEST else line)
    values = {**(statements.values_of(now) if now else {}), **after}
    if now is None or _is_another(facet, now, after):
        statements.state(person, facet, statements.next_line(stated, facet), values, update)
        return
    since = after.get(facet.first, now.first)
    if since != now.first and not facet.of_many:
        _make_room(stated, facet, since, update)
        statements.state(person, facet, now.line, values, update)
        return
    statements.restate(now, values, update)


def _make_room(stated: Iterable[Statement], facet: Facet, since: str, update: Update) -> None:
    """End what is stated for days from `since` on; what began before then comes to its last day."""
    for one in stated:
        if one.facet != facet.name or (one.last and one.last < since):
            continue
        if one.first < since:
            statements.restate(one, statements.values_of(one) | {facet.last: timeline.day_before(since)}, update)
        else:
            statements.end(one, update)


def _is_another(facet: Facet, now: Statement, after: Mapping[str, str]) -> bool:
    """Whether the new values speak of another thing than the statement does: a document with another number."""
    known = statements.values_of(now)
    return any(name in _IDENTIFYING and known[name] and known[name] != value for name, value in after.items())
