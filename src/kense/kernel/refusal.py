"""What is said instead of doing: a refusal of a command, a problem at a field."""

from dataclasses import dataclass
from typing import Literal

from kense.kernel.refs import LegalRef
from kense.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that is not carried out: a closed code, the sentence for the person, the place in the law behind it."""

    code: str
    text: Text
    ref: LegalRef | None = None


class RefusedError(Exception):
    """Raised where a refusal ends an operation; the operation has left no trace."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.text.en}")
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, or to be looked at, in one field of a form. A warning can be confirmed, an error cannot."""

    field: str
    code: str
    text: Text
    severity: Literal["error", "warning"] = "error"
    ref: LegalRef | None = None
