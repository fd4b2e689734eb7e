"""Whom a case is about in the register: by the IIN, or, for a person without one, by the record an officer pointed at.

A person without an IIN is told from others by an officer: the same as a record of the register, or another person.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kense.cases.models import Case
from kense.kernel import Problem, Text
from kense.people.models import Provider
from kense.registry import checks, dates, likeness, names
from kense.registry import iin as iins
from kense.registry.models import Person
from kense.registry.register import kept, person_by_code, person_by_iin

RECORD = "person_record"
"""The field that says which record of the register is the person's: its code, or another person than those shown."""
MOST_ALIKE = 5
"""So many records are shown to choose from."""

_OTHER = "other:"


def recipient_of(case: Case) -> Person | None:
    """The person of the register a case is about; None while the register has none."""
    return kept(case.person) if case.person else person_by_iin(case.provider_id, case.iin)


def alike(provider: Provider, fields: Mapping[str, str], own: Person | None = None) -> list[Person]:
    """The records of the register that may be of the person of an application whom no IIN tells.

    Of a person without an IIN: who has their document, or their birth date and name. Of one whose IIN the register does
    not know: who has none there, and their birth date and name. `own` is the record a case has already.
    """
    has_none, number = bool(fields.get(f"person_{checks.NO_IIN}")), iins.normalised(fields.get("person_iin", ""))
    if not has_none and (not iins.is_valid(number) or person_by_iin(provider.pk, number)):
        return []
    found = [kept(own)] if own else []
    found += likeness.with_document(provider.pk, fields.get("person_document_number", "")) if has_none else []
    named = [one for one in _named(provider, fields) if has_none or not one.iin]
    return list(dict.fromkeys([*found, *named]))[:MOST_ALIKE]


def person_in(provider: Provider, fields: Mapping[str, str]) -> Person | None:
    """The person of the register whom the fields of an application name: by the record chosen, or by the IIN."""
    chosen, number = fields.get(RECORD, ""), iins.normalised(fields.get("person_iin", ""))
    if is_code(chosen):
        return next((one for one in alike(provider, fields) if one.code == chosen), None)
    return person_by_iin(provider.pk, number) if iins.is_valid(number) else None


def another_than(people: Sequence[Person]) -> str:
    """What the field RECORD says when the person is none of these."""
    return _OTHER + ",".join(one.code for one in people)


def is_told(chosen: str, people: Sequence[Person]) -> bool:
    """Whether what was chosen tells the person from each of these records, or which of them is theirs."""
    declined = set(chosen.removeprefix(_OTHER).split(",")) if chosen.startswith(_OTHER) else set()
    codes = {one.code for one in people}
    return chosen in codes or codes <= declined


def is_code(chosen: str) -> bool:
    """Whether what was chosen is a record, and not that the person is another one."""
    return bool(chosen) and not chosen.startswith(_OTHER)


def person_told(provider: Provider, stored: Mapping[str, Any]) -> Person | None:
    """The record a stored application points at, as it stands now."""
    person = person_by_code(provider.pk, stored["record"]) if is_code(stored["record"]) else None
    return kept(person) if person else None


def not_told(case: Case) -> list[Person]:
    """Records that came into the register since and have the document of the case's person, whom nobody told from them."""
    if case.person_id or case.iin:
        return []
    stated, chosen = case.application["person"], str(case.application["record"])
    found = likeness.with_document(case.provider_id, stated["document_number"])
    return [] if is_told(chosen, found) else found


def _named(provider: Provider, fields: Mapping[str, str]) -> list[Person]:
    born = dates.parse_date(fields.get("person_birth_date", ""), field="", label=_BORN)
    surname, given_name = (names.normalised(fields.get(f"person_{name}", "")) for name in ("surname", "given_name"))
    if isinstance(born, Problem) or not (surname and given_name and (surname + given_name).isprintable()):
        return []
    return likeness.born_and_named(provider.pk, surname, given_name, born.isoformat())


_BORN: Text = checks.LABELS["birth_date"]
