"""Reading and changing the register. Only casework calls what changes it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kense.registry.models import Person, PersonChange
from kense.registry.record import FIELDS, Change

NAMES = tuple(field.name for field in FIELDS)
_IIN = "iin"


def person_by_iin(provider_id: int, iin: str) -> Person | None:
    """The person with this IIN in the provider's register."""
    return Person.objects.filter(provider_id=provider_id, iin=iin).first()


def record_of(person: Person | None) -> dict[str, str]:
    """The person's record as text by field name; every field empty for a person the register does not know."""
    return {name: getattr(person, name) if person else "" for name in NAMES}


def is_taken(provider_id: int, iin: str, person: Person | None) -> bool:
    """Whether the register has somebody else than `person` under this IIN."""
    holder = person_by_iin(provider_id, iin)
    return holder is not None and holder != person


def apply_changes(provider_id: int, iin: str, changes: Iterable[Change], *, case_code: str, at: datetime) -> Person:
    """Change the record from the shown *before* to the shown *after*, keeping each step in the history.

    Raises RecordMovedError when the register no longer shows what the changes start from, or has somebody else under
    the new IIN.
    """
    changes = tuple(changes)
    person = person_by_iin(provider_id, iin)
    before = record_of(person)
    moved = [change.field for change in changes if before[change.field] != change.before]
    if moved or is_taken(provider_id, _iin_after(iin, changes), person):
        raise RecordMovedError(moved or [_IIN])
    person = person or Person(provider_id=provider_id, iin=iin)
    for change in changes:
        setattr(person, change.field, change.after)
    person.save()
    PersonChange.objects.bulk_create(
        PersonChange(person=person, case_code=case_code, at=at, field=c.field, before=c.before, after=c.after)
        for c in changes
    )
    return person


def enter(provider_id: int, record: Mapping[str, str]) -> Person:
    """Put a person into the register as found, without a case: first filling of a register."""
    return Person.objects.create(provider_id=provider_id, **{name: record.get(name, "") for name in NAMES})


def _iin_after(iin: str, changes: Iterable[Change]) -> str:
    return next((change.after for change in changes if change.field == _IIN), iin)


class RecordMovedError(Exception):
    """The register changed between preparing a change and applying it. `fields` are those that moved."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(f"the register moved in: {', '.join(fields)}")
        self.fields = fields
