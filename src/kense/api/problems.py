"""Problem details (RFC 9457): whatever goes wrong under /api/ is told in this one form, in the language asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from pydantic import BaseModel, Field

from kense.api.texts import DETAILS, FIELDS, TITLES
from kense.casework.perform import ProblemsError
from kense.casework.refused import status_of
from kense.kernel import Lang, LegalRef, Problem, Refusal, Text

MEDIA_TYPE = "application/problem+json"
URN = "urn:kense:problem:"

# What HTTP has a status of its own for, beside «not yours», «not with these inputs» and «not in this state».
_STATUSES = {"stale_version": 412, "case_not_found": 404}


class FieldProblem(BaseModel):
    """Something wrong in one field of a request."""

    field: Annotated[str, Field(description="The field, by its place in the request", examples=["inputs.note"])]
    code: Annotated[str, Field(description="A stable word for what is wrong", examples=["date_unreadable"])]
    text: Annotated[str, Field(description="What is wrong and what to do, in the language asked for")]
    severity: Annotated[
        Literal["error", "warning"], Field(description="A warning can be confirmed, an error has to be corrected")
    ] = "error"
    confirm: Annotated[
        str | None, Field(description="Of a warning: what to send in `confirmed` to confirm it, once it is looked at")
    ] = None
    ref: Annotated[str | None, Field(description="The place of the law behind it")] = None


class ProblemDetails(BaseModel):
    """Why a request was not carried out (RFC 9457). Nothing was done."""

    type: Annotated[str, Field(description="The kind of problem, a stable URN", examples=[f"{URN}wrong_role"])]
    title: Annotated[str, Field(description="What kind of problem it is, for a person")]
    status: Annotated[int, Field(description="The HTTP status", examples=[403])]
    detail: Annotated[str, Field(description="What is wrong here and what to do, in the language asked for")]
    code: Annotated[str, Field(description="The last part of `type`", examples=["wrong_role"])]
    ref: Annotated[str | None, Field(description="The place of the law behind it")] = None
    problems: Annotated[list[FieldProblem], Field(description="What is wrong field by field")] = []


class Trouble(Exception):  # noqa: N818 - it is told as a problem, it is no error of ours
    """A request the API does not take; `code` is one of texts.DETAILS unless a text comes with it.

    `place` turns the field of a problem into its place in the request, where the two differ.
    """

    def __init__(
        self,
        status: int,
        code: str,
        text: Text | None = None,
        *,
        ref: LegalRef | None = None,
        problems: Sequence[Problem] = (),
        headers: Mapping[str, str] | None = None,
        place: Callable[[str], str] = str,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.text = status, code, text or DETAILS[code]
        self.ref, self.problems, self.headers, self.place = ref, problems, headers or {}, place


def of_refusal(refusal: Refusal) -> Trouble:
    """What the office refuses, as the web says it."""
    text = DETAILS["key_reused"] if refusal.code == "key_reused" else refusal.text
    return Trouble(_STATUSES.get(refusal.code) or status_of(refusal), refusal.code, text, ref=refusal.ref)


def of_problems(error: ProblemsError) -> Trouble:
    """Inputs that the office does not take as they are."""
    return Trouble(422, "invalid_inputs", problems=error.problems)


def of_fields(errors: Sequence[Mapping[str, Any]]) -> Trouble:
    """What does not fit the description of the request, as pydantic found it."""
    places = [tuple(str(part) for part in error["loc"]) for error in errors]
    if any(place[0] == "path" for place in places):
        return Trouble(404, "not_found")
    absent = {place[-1] for place, error in zip(places, errors, strict=True) if error["type"] == "missing"}
    if "Idempotency-Key" in absent:
        return Trouble(400, "key_missing")
    if "If-Match" in absent:
        return Trouble(428, "version_missing")
    found = [_of_field(place, str(error["type"])) for place, error in zip(places, errors, strict=True)]
    return Trouble(422, "invalid_fields", problems=found)


def answer(trouble: Trouble, lang: Lang) -> HttpResponse:
    """The trouble as a response."""
    content = ProblemDetails(
        type=f"{URN}{trouble.code}",
        title=TITLES[trouble.status].in_lang(lang),
        status=trouble.status,
        detail=trouble.text.in_lang(lang),
        code=trouble.code,
        ref=_written(trouble.ref),
        problems=[_told(one, trouble.place, lang) for one in trouble.problems],
    )
    body = content.model_dump_json(exclude_none=True)
    return HttpResponse(body, status=trouble.status, content_type=MEDIA_TYPE, headers=dict(trouble.headers))


def _told(problem: Problem, place: Callable[[str], str], lang: Lang) -> FieldProblem:
    return FieldProblem(
        field=place(problem.field),
        code=problem.code,
        text=problem.text.in_lang(lang),
        severity=problem.severity,
        confirm=f"{problem.field}:{problem.code}" if problem.severity == "warning" else None,
        ref=_written(problem.ref),
    )


def _written(ref: LegalRef | None) -> str | None:
    return str(ref) if ref else None


def _of_field(place: tuple[str, ...], kind: str) -> Problem:
    source, *path = place
    # The first part of a body's place is the name of our own argument.
    names = path[1:] if source in ("body", "form", "file") and len(path) > 1 else path
    code = next((code for word, code in _KINDS.items() if word in kind), "wrong_type")
    return Problem(".".join(names) or source, code, FIELDS[code])


# Parts of pydantic's names for what is wrong, the particular before the general.
_KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "too_long": "too_long",
    "too_short": "too_short",
    "less_than": "too_great",
    "greater_than": "too_small",
    "pattern": "wrong_form",
    "date": "wrong_form",
    "value_error": "wrong_form",
    "unicode": "wrong_form",
    "literal": "not_offered",
    "enum": "not_offered",
}
