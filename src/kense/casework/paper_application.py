"""What the application form is made from: filled from a case, to be signed, or blank, to be filled in by hand."""

from typing import Any

from kense.cases.models import Case
from kense.cases.state import package_of
from kense.casework.paper_data import APPLICANT_KINDS, full_name, told_by
from kense.casework.paper_words import pair
from kense.kernel import Text
from kense.law import Edition, lookup

_PERSON = ("iin", "birth_date", "address", "phone")
NOBODY = {"full_name": "", **dict.fromkeys(_PERSON, "")}
"""A person of whom nothing is written yet."""


def application_of(case: Case, edition: Edition) -> dict[str, Any]:
    """The application of a case, as `lib.typ` describes it."""
    stored = case.application
    documents = [
        {"name": pair(lookup.document(edition, one.document).name), "sheets": one.sheets}
        for one in package_of(stored).shown
    ]
    return {
        "blank": False,
        "applicant": _person(edition, stored["representative"] or stored["person"]),
        "documents": documents,
        **_choices(edition, stored["facts"]),
    }


def blank_application(edition: Edition) -> dict[str, Any]:
    """The form with nothing written in it, and everything there is to choose from."""
    documents = [{"name": pair(one.name), "sheets": None} for one in edition.standard.documents]
    return {"blank": True, "applicant": NOBODY, "documents": documents, **_choices(edition, {})}


def _person(edition: Edition, person: dict[str, str]) -> dict[str, Any]:
    """A person of the application; a representative may have told less about themself."""
    said = {name: person.get(name) or "" for name in _PERSON}
    return {"full_name": full_name(person), **said, **told_by(edition, person)}


def _choices(edition: Edition, facts: dict[str, Any]) -> dict[str, Any]:
    terms = {one.id: one.when for one in edition.procedure.terms}
    reasons = {one.id: one.name for one in edition.standard.reasons}
    return {
        "kinds": _listed(APPLICANT_KINDS, facts.get("applicant")),
        "terms": _listed(terms, facts.get("term")),
        "reasons": _listed(reasons, facts.get("reason")),
    }


def _listed(names: dict[str, Text], chosen: str | None) -> list[dict[str, Any]]:
    return [{"name": pair(name), "chosen": one == chosen} for one, name in names.items()]
