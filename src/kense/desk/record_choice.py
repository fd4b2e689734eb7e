"""Whether the person at the counter is one of the register's: the records that are alike, and that it is somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kense.casework.recipient import another_than, is_code, is_told
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.registry import dates, names
from kense.registry import iin as iins
from kense.registry.likeness import document_of
from kense.registry.proposal import Person

__all__ = ["Person", "RecordChoice", "record_choice"]

_SEEN = 3
"""So many signs of a document's number are shown of somebody who may be another person."""


@dataclass(frozen=True, slots=True)
class AlikeRecord:
    """A record that may be the person's. Of a blocked one nothing is shown but its code."""

    code: str
    is_blocked: bool
    name: str
    born: str
    iin: str
    kind: Text | None
    number: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """The records to choose from; `another` is what says that the person is none of them."""

    records: Sequence[AlikeRecord]
    another: str
    is_another: bool


def record_choice(edition: Edition, people: Sequence[Person], chosen: str) -> RecordChoice:
    """The choice as a form shows it, with what was chosen in it."""
    is_another = not is_code(chosen) and is_told(chosen, people)
    return RecordChoice([_record(edition, one, chosen) for one in people], another_than(people), is_another)


def _record(edition: Edition, person: Person, chosen: str) -> AlikeRecord:
    is_chosen = chosen == person.code
    if person.blocked_at:
        return AlikeRecord(person.code, True, "", "", "", None, "", is_chosen)
    document = document_of(person)
    return AlikeRecord(
        person.code,
        False,
        names.full_name(person.surname, person.given_name, person.patronymic),
        dates.shown(date.fromisoformat(person.birth_date)) if person.birth_date else "",
        iins.masked(person.iin),
        lookup.names_in(edition, "document_kind").get(document["document_kind"]),
        _hidden(document["document_number"]),
        is_chosen,
    )


def _hidden(number: str) -> str:
    return f"••• {number[-_SEEN:]}" if len(number) > _SEEN else number
