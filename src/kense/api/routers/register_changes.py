"""Changes of the register that no case brings, each on a basis of its own; by whoever keeps it."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from ninja import Router
from ninja.responses import Status
from pydantic import AfterValidator, Field, JsonValue

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example
from kense.api.problems import Trouble
from kense.api.register_access import opened_person, require_register
from kense.api.routers.register import FieldChange
from kense.api.schemas import CodeInPath, IdInPath, In, Line, Lines, Out, Word
from kense.casework import merging, register_changes, representatives
from kense.casework.perform import ProblemsError
from kense.casework.register_openings import open_beside
from kense.kernel import Problem, Text
from kense.registry.facets import FACET_OF, FIELDS, REPRESENTATIVE, FieldSpec
from kense.registry.history import History, Person, Update
from kense.registry.proposal import Proposal
from kense.registry.register import person_by_code
from kense.registry.search import exactly

router = Router(tags=["persons"])

_Basis = Annotated[Lines, Field(description="On what it is done: number and date of the order, or another document")]
_NOBODY = Text(
    "Мұндай кодпен немесе ЖСН-мен жазба табылмады. Тізілімнен тауып, кодын көшіріңіз.",
    "Записи с таким кодом или ИИН нет. Найдите её в регистре и перенесите код.",
    "There is no record with this code or IIN. Find it in the register and copy its code.",
)
_Seen = Annotated[int, Field(description="The `mark` of the person as it was read")]


def _only(specs: Iterable[FieldSpec]) -> Any:
    """A mapping of these fields to what is typed in them, and of no others."""
    names = [one.name for one in specs]

    def known(fields: dict[str, str]) -> dict[str, str]:
        if strange := fields.keys() - set(names):
            raise ValueError(f"there is no field {min(strange)}")
        return fields

    return AfterValidator(known), Field(json_schema_extra={"propertyNames": {"enum": list[JsonValue](names)}})


_OF_RECORD, _OF_RECORD_NAMED = _only(FIELDS)
_OF_REPRESENTATIVE, _OF_REPRESENTATIVE_NAMED = _only(REPRESENTATIVE.fields)
_FIELDS = "Fields of the record: ISO days, ids of the edition's directories; what is left out stays as it is"
_RecordFields = Annotated[dict[str, Line], _OF_RECORD, _OF_RECORD_NAMED, Field(description=_FIELDS)]
_EXAMPLE: dict[str, object] = {"fields": {"address": "Өскемен қ., Абай даңғылы, 9"}, "basis": "Өтініш, 26.03.2019"}


class RecordIn(In):
    """What the record is to say."""

    model_config = example(**_EXAMPLE)

    fields: _RecordFields
    basis: _Basis
    ground: Annotated[Word | None, Field(description="The line of the ground that changes, or `new`")] = None
    confirmed: Annotated[
        list[Word], Field(max_length=50, description="Warnings that are confirmed, as `field:code`")
    ] = []


class RecordChangeIn(RecordIn):
    """A change of a record that was read."""

    model_config = example(**_EXAMPLE, seen=12)

    seen: _Seen


class RepresentativeIn(In):
    """Who represents the person."""

    model_config = example(
        fields={"rep_kind": "guardian", "rep_surname": "Сағынтай", "rep_given_name": "Гүлнәр"},
        basis="Қорғаншы тағайындау туралы шешім, 26.03.2019",
        seen=12,
    )

    fields: Annotated[
        dict[str, Line], _OF_REPRESENTATIVE, _OF_REPRESENTATIVE_NAMED, Field(description="Fields of the representative")
    ]
    basis: _Basis
    seen: _Seen


class BasisIn(In):
    """On what something is done to a record that was read."""

    model_config = example(basis="Бұйрық № 7, 26.03.2019", seen=12)

    basis: _Basis
    seen: _Seen


class OtherIn(In):
    """The record that is a double of the one in the address."""

    model_config = example(other="K7M2-9QXF")

    other: Annotated[Word, Field(description="The code or the IIN of the double record")]


class MergerIn(OtherIn):
    """A merger of two records that were read."""

    model_config = example(other="K7M2-9QXF", basis="Анықтама, 26.03.2019", seen=12, seen_other=9)

    basis: _Basis
    seen: _Seen
    seen_other: Annotated[int, Field(description="The mark of the double record, as the preview gives it")]


class RecordOut(Out):
    """A record after a change: its code and its mark; the record itself is read at its address."""

    code: Annotated[str, Field(description="The code of the record")]
    mark: Annotated[int, Field(description="What to send as `seen` with the next change")]


class ProposedOut(Out):
    """What a change would do. Nothing was written."""

    changes: Annotated[list[FieldChange], Field(description="Fields before and after, those that follow among them")]


class MergerOut(Out):
    """What a merger would do. Nothing was written."""

    other: Annotated[str, Field(description="The code of the double record")]
    seen: Annotated[int, Field(description="The mark of the record that stays")]
    seen_other: Annotated[int, Field(description="The mark of the double record")]
    carried: Annotated[int, Field(description="How many statements go over to the record that stays")]
    left: Annotated[int, Field(description="How many stay behind in the history of the double record")]


@router.post(
    "/persons/preview", response=ProposedOut, operation_id="previewPerson", summary="What entering would write"
)
def preview_new(request: Asked, body: RecordIn) -> ProposedOut:
    """The checks and the fields of somebody the register does not know."""
    require_register(request.auth)
    return _judged(request.auth, None, body)


@router.post("/persons", response={201: RecordOut}, operation_id="enterPerson", summary="Enter a person")
def enter(request: Asked, key: Key, body: RecordIn) -> Status[RecordOut]:
    """Somebody the register does not know, without an IIN too where that is confirmed."""
    call = request.auth

    def do() -> str:
        typed = _typed(body)
        return register_changes.enter_person(call.desk.provider, typed, actor=call.officer, at=call.at).code

    return carry_out(request, key, do, lambda code: _record(call, code), status=201)


@router.post(
    "/persons/{code}/changes/preview",
    response=ProposedOut,
    operation_id="previewChange",
    summary="What a change would do",
)
def preview_change(request: Asked, code: CodeInPath, body: RecordIn) -> ProposedOut:
    """The checks and the fields before and after."""
    return _judged(request.auth, opened_person(request.auth, code), body)


@router.post("/persons/{code}/changes", response=RecordOut, operation_id="changePerson", summary="Change a record")
def change(request: Asked, key: Key, code: CodeInPath, body: RecordChangeIn) -> Status[RecordOut]:
    """Fields of the record, each from what was read to what is sent."""

    def do(call: Call, person: Person) -> object:
        return register_changes.change(person, _typed(body), seen=body.seen, actor=call.officer, at=call.at)

    return _done(request, key, code, do)


@router.post(
    "/persons/{code}/representatives",
    response=RecordOut,
    operation_id="stateRepresentative",
    summary="State a representative",
)
def represent(request: Asked, key: Key, code: CodeInPath, body: RepresentativeIn) -> Status[RecordOut]:
    """Whoever has the same IIN takes the place of what was stated of them."""
    typed = body.fields | {"basis": body.basis}

    def do(call: Call, person: Person) -> object:
        return representatives.state_representative(person, typed, seen=body.seen, actor=call.officer, at=call.at)

    return _done(request, key, code, do)


@router.post(
    "/persons/{code}/representatives/{line}/end",
    response=RecordOut,
    operation_id="endRepresentative",
    summary="End a representation",
)
def unrepresent(request: Asked, key: Key, code: CodeInPath, line: IdInPath, body: BasisIn) -> Status[RecordOut]:
    """Somebody represents the person no more; `line` is that of the statement."""
    typed = {"basis": body.basis}

    def do(call: Call, person: Person) -> object:
        return representatives.end_representative(
            person, str(line), typed, seen=body.seen, actor=call.officer, at=call.at
        )

    return _done(request, key, code, do)


@router.post(
    "/persons/{code}/merger/preview", response=MergerOut, operation_id="previewMerger", summary="What a merger would do"
)
def preview_merger(request: Asked, code: CodeInPath, body: OtherIn) -> MergerOut:
    """The double record is opened beside the one in the address; that stands in the trail."""
    call, person = request.auth, opened_person(request.auth, code, to_change=True)
    other = _other(call, body.other)
    plan = merging.preview(person, other)
    open_beside(other, person, officer=call.officer, at=call.at)
    return MergerOut(
        other=other.code,
        seen=History(person).mark,
        seen_other=History(other).mark,
        carried=len(plan.carried),
        left=len(plan.left),
    )


@router.post("/persons/{code}/merger", response=RecordOut, operation_id="mergePersons", summary="Merge a double record")
def merge(request: Asked, key: Key, code: CodeInPath, body: MergerIn) -> Status[RecordOut]:
    """The other record goes into this one; its history stays, and the merger can be taken back."""
    seen, typed = (body.seen, body.seen_other), {"basis": body.basis}

    def do(call: Call, person: Person) -> object:
        return merging.merge(person, _other(call, body.other), typed, seen=seen, actor=call.officer, at=call.at)

    return _done(request, key, code, do)


@router.post(
    "/persons/{code}/updates/{update_id}/reversal",
    response=RecordOut,
    operation_id="reverseUpdate",
    summary="Take an update back",
)
def reverse(request: Asked, key: Key, code: CodeInPath, update_id: IdInPath, body: BasisIn) -> Status[RecordOut]:
    """By a new update; of a merger both persons stand by themselves again."""
    typed = {"basis": body.basis}

    def do(call: Call, person: Person) -> object:
        update = _update(person, update_id)
        return register_changes.reverse(person, update, typed, seen=body.seen, actor=call.officer, at=call.at)

    return _done(request, key, code, do)


def _done(request: Asked, key: str, code: str, do: Callable[[Call, Person], object]) -> Status[RecordOut]:
    """Change a person who was opened, and tell the new mark."""
    call = request.auth

    def carried() -> str:
        do(call, opened_person(call, code, to_change=True))
        return code

    return carry_out(request, key, carried, lambda name: _record(call, name))


def _typed(body: RecordIn) -> dict[str, str]:
    own = {"basis": body.basis, "confirmed": ",".join(body.confirmed)}
    return body.fields | own | ({"ground": body.ground} if body.ground else {})


def _judged(call: Call, person: Person | None, body: RecordIn) -> ProposedOut:
    judged: Proposal = register_changes.judge(call.desk.provider, person, _typed(body), call.at)
    if judged.problems:
        raise ProblemsError(list(judged.problems))
    changes = [
        FieldChange(
            facet=FACET_OF[one.field].name, line=one.line or 0, field=one.field, before=one.before, after=one.after
        )
        for one in judged.changes
    ]
    return ProposedOut(changes=changes)


def _other(call: Call, typed: str) -> Person:
    other = exactly(call.desk.provider.pk, typed)
    if other is None:
        raise ProblemsError([Problem("other", "person_not_found", _NOBODY)])
    return other


def _update(person: Person, update_id: int) -> Update:
    updates = {step.update.pk: step.update for step in History(person).story()}
    if update_id not in updates:
        raise Trouble(404, "not_found")
    return updates[update_id]


def _record(call: Call, code: str) -> RecordOut:
    person = person_by_code(call.desk.provider.pk, code)
    if person is None:
        raise Trouble(404, "not_found")
    return RecordOut(code=person.code, mark=History(person).mark)
