"""What an operation is given: as a program sends it, and as the fields in which the office reads it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from kense.api.moments import Moment
from kense.api.problems import Trouble
from kense.api.schemas import Day, In, Line, Lines, Word
from kense.api.texts import FIELDS
from kense.kernel import Problem
from kense.law.edition import Input, Opening, Outcome
from kense.registry.facets import FIELDS as RECORDED
from kense.registry.proposal import WHICH

PERSON, REPRESENTATIVE, DOCUMENT, CHANGE, LATE = "person_", "rep_", "doc_", "change_", "late_"
_ABOUT = ("applicant", "term", "reason", "handed_in")
_SIDES = {PERSON: "person", REPRESENTATIVE: "representative"}


class SideIn(In):
    """A person of an application. What is missing or wrong is told by the office, field by field."""

    iin: Annotated[Word, Field(description="The IIN, 12 digits", examples=["020914650413"])] = ""
    surname: Annotated[Line, Field(description="Surname")] = ""
    given_name: Annotated[Line, Field(description="Given name")] = ""
    patronymic: Annotated[Line, Field(description="Patronymic, where there is one")] = ""
    birth_date: Annotated[Day | None, Field(description="Date of birth", examples=["2002-09-14"])] = None
    sex: Annotated[Literal["male", "female"] | None, Field(description="Sex")] = None
    address: Annotated[Line, Field(description="Address")] = ""
    phone: Annotated[Line, Field(description="Phone")] = ""


class PersonIn(SideIn):
    """The recipient of the service. Somebody without an IIN is known by an identity document."""

    no_iin: Annotated[bool, Field(description="The person has no IIN")] = False
    document_kind: Annotated[
        Word, Field(description="Without an IIN: the kind of identity document, of the edition")
    ] = ""
    document_number: Annotated[Line, Field(description="Without an IIN: the number of that document")] = ""
    record: Annotated[
        Line,
        Field(
            description="Where records of the register are alike: the code of the person's own, or `other:` "
            "with the codes of all of them by commas"
        ),
    ] = ""


class DocumentIn(In):
    """A document that was handed in."""

    document: Annotated[Word, Field(description="Which document of the edition")]
    sheets: Annotated[int, Field(ge=1, le=999, description="How many sheets")] = 1
    number: Annotated[Line, Field(description="Its number")] = ""
    issued_on: Annotated[Day | None, Field(description="When it was issued")] = None
    expires_on: Annotated[Day | None, Field(description="The last day on which it is valid")] = None


class ApplicationIn(In):
    """An application with the documents that came with it."""

    applicant: Annotated[Word, Field(description="Who applies: self, representative or proxy")] = ""
    term: Annotated[Word, Field(description="The term of the service, of the edition")] = ""
    reason: Annotated[Word, Field(description="Why one applies, of the edition")] = ""
    handed_in: Annotated[
        Word,
        Field(
            description="When the documents were handed in, ISO 8601; by the office's clock without an offset; "
            "now, where nothing is said",
            examples=["2019-03-26T10:12:00+06:00"],
        ),
    ] = ""
    person: Annotated[PersonIn, Field(description="For whom the service is")]
    representative: Annotated[SideIn | None, Field(description="Who applies for that person")] = None
    documents: Annotated[list[DocumentIn], Field(max_length=50, description="The documents handed in")] = []


class LateIn(In):
    """That it happened on paper before, and is entered now under a number set aside."""

    number: Annotated[int, Field(ge=1, le=2**53, description="The id of the reserved number")]
    happened_at: Annotated[Moment, Field(description="When it happened, with an offset")]
    accepted_by: Annotated[int, Field(ge=1, le=2**53, description="The id of the officer who accepted it on paper")]
    sheet: Annotated[Word, Field(description="The code of the sheet of paper")]


class Inputs(In):
    """What an operation asks for; `asks` of the operation says what that is. Anything else is refused."""

    application: Annotated[
        ApplicationIn | None,
        Field(
            description="The application. In a correction what is left out stays as it was registered, "
            "but for the documents"
        ),
    ] = None
    assignee: Annotated[int | None, Field(ge=1, le=2**53, description="The id of the officer it is given to")] = None
    note: Annotated[Lines | None, Field(description="The text of the resolution")] = None
    reason: Annotated[Lines | None, Field(description="Why")] = None
    explanation: Annotated[Lines | None, Field(description="The explanation of a refusal")] = None
    addressee: Annotated[Lines | None, Field(description="The organisation that is asked")] = None
    question: Annotated[Lines | None, Field(description="What it is asked")] = None
    answer: Annotated[Lines | None, Field(description="What it answered")] = None
    correction: Annotated[Lines | None, Field(description="Why the application is corrected")] = None
    reminder: Annotated[Lines | None, Field(description="Who was reminded and how")] = None
    grounds: Annotated[list[Word] | None, Field(max_length=50, description="Grounds of refusal, of the edition")] = None
    changes: Annotated[
        dict[Word, Line] | None,
        Field(
            max_length=60,
            description="What is to stand in the register, by its field; dates as 2019-03-26. "
            "`ground` says which ground is meant: its line, or `new`",
        ),
    ] = None
    confirmed: Annotated[
        list[Line], Field(max_length=50, description="Warnings that were looked at: the `confirm` of each")
    ] = []


class Operation(Inputs):
    """An operation of a case, with what it asks for."""

    model_config = In.model_config | {"json_schema_extra": {"examples": [{"assignee": 4, "note": "Орындауға"}, {}]}}

    late: Annotated[LateIn | None, Field(description="Only for what happened on paper before")] = None


def fields_of(inputs: Inputs) -> dict[str, Any]:
    """The inputs as flat fields, as a form has them. Trouble for a field the register does not have."""
    _require_known(inputs)
    raw: dict[str, Any] = _application(inputs.application) if inputs.application else {}
    texts = inputs.model_dump(exclude_none=True, exclude={"application", "changes", "confirmed", "late", "then"})
    raw |= {name: value if name == "grounds" else str(value) for name, value in texts.items()}
    raw |= {f"{CHANGE}{name}": value for name, value in (inputs.changes or {}).items()}
    return raw | {"confirmed": ",".join(inputs.confirmed)}


def require_asked(inputs: Inputs, *operations: Outcome | Opening) -> None:
    """Trouble for an input that none of the operations asks for: it would be lost without a word."""
    asked: set[Input] = {name for operation in operations for name in operation.asks}
    own = {"confirmed", "late", "then"}
    given = inputs.model_dump(exclude_none=True, exclude=own)
    unasked = sorted(given.keys() - asked)
    if unasked:
        found = [Problem(name, "unknown", FIELDS["unknown"]) for name in unasked]
        raise Trouble(422, "invalid_fields", problems=found)


def place_of(flat: str, inputs: Inputs) -> str:
    """Where a flat field stands in the body of a request."""
    if flat.startswith(DOCUMENT):
        document, _, part = flat.removeprefix(DOCUMENT).rpartition("_")
        return f"application.documents.{document}.{_PARTS.get(part, part)}"
    for prefix, side in _SIDES.items():
        if flat.startswith(prefix):
            return f"application.{side}.{flat.removeprefix(prefix)}"
    if flat in _ABOUT and inputs.application:
        return f"application.{flat}"
    for prefix, group in ((CHANGE, "changes"), (LATE, "late")):
        if flat.startswith(prefix):
            return f"{group}.{flat.removeprefix(prefix)}"
    return flat


_PARTS = {"shown": "document", "issued": "issued_on", "expires": "expires_on"}


def _require_known(inputs: Inputs) -> None:
    unknown = sorted((inputs.changes or {}).keys() - {spec.name for spec in RECORDED} - {WHICH})
    if unknown:
        found = [Problem(f"changes.{name}", "unknown", FIELDS["unknown"]) for name in unknown]
        raise Trouble(422, "invalid_fields", problems=found)


def _application(given: ApplicationIn) -> dict[str, str]:
    fields = {name: getattr(given, name) for name in _ABOUT if name in given.model_fields_set}
    fields |= _side(PERSON, given.person)
    fields |= _side(REPRESENTATIVE, given.representative) if given.representative else {}
    for one in given.documents:
        prefix = f"{DOCUMENT}{one.document}_"
        fields |= {
            f"{prefix}shown": "1",
            f"{prefix}sheets": str(one.sheets),
            f"{prefix}number": one.number,
            f"{prefix}issued": one.issued_on or "",
            f"{prefix}expires": one.expires_on or "",
        }
    return fields


def _side(prefix: str, side: SideIn) -> dict[str, str]:
    values: Mapping[str, Any] = side.model_dump(include=side.model_fields_set)
    return {f"{prefix}{name}": _typed(value) for name, value in values.items()}


def _typed(value: object) -> str:
    """A tick as a form sends it; nothing for nothing."""
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)
