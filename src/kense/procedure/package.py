"""The document package: which documents the circumstances require, which are missing, which have expired.

Regulation, paragraph 5, action 1: an incomplete package or an expired document is a ground to refuse acceptance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kense.law.edition import DocumentSpec, Edition

Fact = str | bool


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document laid on the counter. `expires_on` is its last valid day; None when it has no end or it was not noted."""

    document: str
    sheets: int = 1
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """The circumstances of an application (applicant, minor, term, reason) and the documents shown, on a day."""

    facts: Mapping[str, Fact]
    shown: tuple[DocumentShown, ...]
    day: date


@dataclass(frozen=True, slots=True)
class PackageCheck:
    """What is wrong with a package: required documents not shown, documents shown whose last valid day has passed."""

    missing: tuple[str, ...]
    expired: tuple[DocumentShown, ...]

    @property
    def complete(self) -> bool:
        """Nothing missing and nothing expired."""
        return not self.missing and not self.expired


def is_required(document: DocumentSpec, facts: Mapping[str, Fact]) -> bool:
    """Whether any of the circumstances listed for the document holds in full."""
    return any(all(facts.get(fact) == value for fact, value in case.items()) for case in document.required_when)


def required(edition: Edition, facts: Mapping[str, Fact]) -> tuple[DocumentSpec, ...]:
    """The documents these circumstances require, in the order of the list (Standard, paragraph 9)."""
    return tuple(document for document in edition.standard.documents if is_required(document, facts))


def check_package(edition: Edition, package: Package) -> PackageCheck:
    """Compare what was shown with what is required; a document is good through its last valid day."""
    shown = {one.document for one in package.shown}
    return PackageCheck(
        missing=tuple(d.id for d in required(edition, package.facts) if d.id not in shown),
        expired=tuple(one for one in package.shown if one.expires_on is not None and one.expires_on < package.day),
    )
