"""What the intake page is made of: lines of its document list, its ends, what is known of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kense.law.edition import DocumentSpec, Outcome


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the document list."""

    spec: DocumentSpec
    required: bool
    shown: bool
    sheets: str
    expires: str
    state: str
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """One of the two ends of an intake: what it is called, whether it is open now."""

    outcome: Outcome
    open: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows of the person of an IIN: the values by field, and those that differ from what is typed."""

    prefix: str
    iin: str
    fields: Mapping[str, str]
    differs: Sequence[str]
