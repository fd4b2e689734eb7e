"""The register of persons: searched, opened with a reason, read as it is and as it was."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.register_access import opened_person, person_of, require_register
from kense.api.schemas import CodeInPath, In, Line, Out
from kense.casework.openings import search_person
from kense.casework.perform import ProblemsError
from kense.casework.register_openings import open_person, show_iin
from kense.kernel import Problem, Text
from kense.registry import dates, timeline
from kense.registry import iin as iins
from kense.registry.facets import BY_NAME, Name
from kense.registry.history import History, Period, Person, Step, Told, gaps_of, merged_into
from kense.registry.search import found

router = Router(tags=["persons"])

_LABELS = {
    "on": Text("Қай күнгі жағдай бойынша", "По состоянию на день", "As known on the day"),
    "from": Text("Қай күннен бастап", "За дни с", "About the days from"),
    "to": Text("Қай күнге дейін", "по", "to"),
}

_ON = Annotated[
    str | None, Query(description="What the register knew at the end of this day; now where it is left out")
]
_FROM = Annotated[str | None, Query(alias="from", description="First of the days asked about")]
_TO = Annotated[str | None, Query(alias="to", description="Last of the days asked about")]


class SearchIn(In):
    """Whom to find."""

    model_config = example(words="Сағынтай Іңкәр")

    words: Annotated[Line, Field(description="An IIN, a code, the number of a document or the beginning of a name")]
    after: Annotated[Line | None, Field(description="The `after` of the page before")] = None


class PersonBrief(Out):
    """A person in a list. Of a blocked one there is the code alone."""

    code: Annotated[str, Field(description="The code of the record")]
    iin: Annotated[str, Field(description="The IIN, its telling digits hidden; empty where there is none")]
    name: Annotated[str, Field(description="Surname, given name, patronymic")]
    birth_date: Annotated[str, Field(description="Birth date (ISO), empty where it is not known")]
    merged_into: Annotated[str | None, Field(description="The code of the record it was merged into")]
    is_blocked: Annotated[bool, Field(description="The data are blocked by order")]
    is_erased: Annotated[bool, Field(description="The data are destroyed")]


class PersonsFound(Out):
    """A page of persons."""

    items: Annotated[list[PersonBrief], Field(description="Persons in the order of their names")]
    after: Annotated[str | None, Field(description="What to send for the next page; null at the end")]


class OpeningIn(In):
    """Why a record is opened; it stands in the trail."""

    model_config = example(why="case", note="03-14/152")

    why: Annotated[Literal["case", "request", "checking", "answer"], Field(description="The reason")]
    note: Annotated[Line | None, Field(description="The number of the case or the request")] = None


class StatedOut(Out):
    """What is stated of a person in one facet, for some days."""

    facet: Annotated[Name, Field(description="What it is about")]
    line: Annotated[int, Field(description="Tells things of a kind apart: the second ground, the third document")]
    first: Annotated[str, Field(description="First day (ISO), empty where it has no beginning")]
    last: Annotated[str, Field(description="Last day (ISO), empty where it has no end")]
    values: Annotated[dict[str, str], Field(description="Values by field: ISO days, ids of the edition's directories")]
    update: Annotated[int, Field(description="The id of the update it is known by")]


class DaysOut(Out):
    """Days from a first to a last one."""

    first: Annotated[str, Field(description="First day (ISO), empty for no beginning")]
    last: Annotated[str, Field(description="Last day (ISO), empty for no end")]


class FieldChange(Out):
    """A field before and after an update."""

    facet: Annotated[Name, Field(description="What it is about")]
    line: Annotated[int, Field(description="Which thing of its kind")]
    field: Annotated[str, Field(description="The field")]
    before: Annotated[str, Field(description="The value before, empty for none")]
    after: Annotated[str, Field(description="The value after, empty for none")]


class UpdateOut(Out):
    """What brought something into the register, and what it changed for the person."""

    id: Annotated[int, Field(description="The id of the update")]
    at: Annotated[datetime, Field(description="When")]
    kind: Annotated[str, Field(description="case, roster, direct, merge or reversal")]
    source: Annotated[str, Field(description="The code of the case or of the roster, where there is one")]
    basis: Annotated[str, Field(description="On what it was made, where no case says it")]
    officer: Annotated[int | None, Field(description="The id of the officer; none for the first filling")]
    changes: Annotated[list[FieldChange], Field(description="What it changed")]


class PersonOut(Out):
    """A person as the register has them, or had them."""

    code: Annotated[str, Field(description="The code of the record")]
    mark: Annotated[int, Field(description="What to send as `seen` with a change: the newest update of this record")]
    stands: Annotated[bool, Field(description="Whether the record can be changed")]
    merged_into: Annotated[str | None, Field(description="The code of the record it was merged into")]
    merged: Annotated[list[str], Field(description="Codes of the records that were merged into this one")]
    stated: Annotated[list[StatedOut], Field(description="What is stated")]
    gaps: Annotated[list[DaysOut], Field(description="Days for which the person has no ground")]
    story: Annotated[list[UpdateOut], Field(description="Updates with what they changed, newest first")]


@router.post("/persons/search", response=PersonsFound, operation_id="searchPersons", summary="Find persons")
def search(request: Asked, body: SearchIn) -> PersonsFound:
    """Persons of the office by an IIN, a code, a document or the beginning of a name. The search stands in the trail."""
    call = request.auth
    require_register(call)
    if not body.after:
        search_person(body.words, [call.desk.provider.pk], officer=call.officer, at=call.at)
    page = found(call.desk.provider.pk, body.words, body.after or "")
    return PersonsFound(items=[brief(one) for one in page.persons], after=page.after or None)


@router.post(
    "/persons/{code}/openings",
    response={201: PersonOut},
    operation_id="openPerson",
    summary="Say why, and read a person",
)
def open_record(request: Asked, key: Key, code: CodeInPath, body: OpeningIn) -> Status[PersonOut]:
    """The reason stands in the trail. For an hour the record is read without saying it again."""
    call, person = request.auth, person_of(request.auth, code)

    def do() -> str:
        open_person(person, fields_of(body), officer=call.officer, at=call.at)
        return code

    return carry_out(request, key, do, lambda name: as_it_is(opened_person(call, name)), status=201)


@router.get("/persons/{code}", response=PersonOut, operation_id="readPerson", summary="A person, now or as once known")
def read(request: Asked, code: CodeInPath, on: _ON = None, first: _FROM = None, last: _TO = None) -> PersonOut:
    """The record as it stands; with `on`, `from`, `to` what was known on a day about some days."""
    person = opened_person(request.auth, code)
    if on is None and first is None and last is None:
        return as_it_is(person)
    return _as_it_was(request.auth, person, on, first, last)


@router.post("/persons/{code}/iin", response=PersonOut, operation_id="showPersonNumbers", summary="Numbers in full")
def numbers(request: Asked, code: CodeInPath) -> PersonOut:
    """The record with every IIN in full; that they were shown stands in the trail."""
    person = opened_person(request.auth, code)
    show_iin(person, officer=request.auth.officer, at=request.auth.at)
    return as_it_is(person, shows_iin=True)


def brief(person: Person) -> PersonBrief:
    """A person for a list."""
    hidden = bool(person.blocked_at)
    name = " ".join(one for one in (person.surname, person.given_name, person.patronymic) if one)
    return PersonBrief(
        code=person.code,
        iin="" if hidden or not person.iin else iins.masked(person.iin),
        name="" if hidden else name,
        birth_date="" if hidden else person.birth_date,
        merged_into=person.merged_into.code if person.merged_into else None,
        is_blocked=hidden,
        is_erased=bool(person.erased_at),
    )


def as_it_is(person: Person, *, shows_iin: bool = False) -> PersonOut:
    """The record as it stands."""
    history = History(person)
    return _out(history, history.standing(), Period(), shows_iin)


def _as_it_was(call: Call, person: Person, on: str | None, first: str | None, last: str | None) -> PersonOut:
    today = call.desk.worktime.local(call.at).date()
    days = _days({"on": on or today.isoformat(), "from": first or "", "to": last or ""}, today)
    asked, history = Period(days["from"], days["to"]), History(person)
    return _out(history, history.known(_end_of(call, days["on"]), asked), asked, False)


def _days(typed: Mapping[str, str], today: date) -> dict[str, str]:
    """The days asked about. ProblemsError for what is no day, for one to come, and for an end before its beginning."""
    read = {name: dates.parse_date(one, field=name, label=_LABELS[name]) for name, one in typed.items() if one}
    found = [one for one in read.values() if isinstance(one, Problem)]
    on, first, last = (read.get(name) for name in ("on", "from", "to"))
    if isinstance(on, date):
        late = dates.future_problem(on, today, field="on", label=_LABELS["on"])
        found += [late] if late else []
    if isinstance(first, date) and isinstance(last, date):
        order = dates.order_problem(first, last, field="to", label=_LABELS["to"], earlier_label=_LABELS["from"])
        found += [order] if order else []
    if found:
        raise ProblemsError(found)
    return {name: day.isoformat() if isinstance(day := read.get(name), date) else "" for name in typed}


def _end_of(call: Call, day: str) -> datetime:
    after = date.fromisoformat(timeline.day_after(day))
    zone = call.desk.worktime.local(call.at).tzinfo
    return datetime.combine(after, time(), zone) - timedelta(microseconds=1)


def _out(history: History, told: list[Told], within: Period, shows_iin: bool) -> PersonOut:
    person = history.person
    gone = bool(person.merged_into_id or person.erased_at or person.blocked_at)
    return PersonOut(
        code=person.code,
        mark=history.mark,
        stands=not gone,
        merged_into=person.merged_into.code if person.merged_into else None,
        merged=[one.code for one in merged_into(person)],
        stated=[_stated(one, shows_iin) for one in told],
        gaps=[DaysOut(first=one.first, last=one.last) for one in gaps_of(told, within)] if told else [],
        story=[_update(step, shows_iin) for step in reversed(history.story())],
    )


def _stated(told: Told, shows_iin: bool) -> StatedOut:
    return StatedOut(
        facet=told.facet.name,
        line=told.statement.line,
        first=told.period.first,
        last=told.period.last,
        values={name: _value(name, value, shows_iin) for name, value in told.values.items() if value},
        update=told.update.pk,
    )


def _update(step: Step, shows_iin: bool) -> UpdateOut:
    one = step.update
    return UpdateOut(
        id=one.pk,
        at=one.at,
        kind=one.kind,
        source=one.source,
        basis=one.ground,
        officer=one.officer_id,
        changes=[
            FieldChange(
                facet=turn.facet.name,
                line=turn.line,
                field=change.field,
                before=_value(change.field, change.before, shows_iin),
                after=_value(change.field, change.after, shows_iin),
            )
            for turn in step.turns
            for change in turn.changes
        ],
    )


def _value(field: str, value: str, shows_iin: bool) -> str:
    return iins.masked(value) if value and not shows_iin and BY_NAME[field].kind == "iin" else value
