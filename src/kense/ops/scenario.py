"""A scenario: invented applications and what officers do with them, kept as data and carried out by perform()."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kense import law
from kense.cases.selectors import Case
from kense.casework.openings import open_case
from kense.casework.perform import ProblemsError, Request, perform
from kense.casework.record import TEXTS
from kense.casework.seen import unseen
from kense.kernel import RefusedError
from kense.law.files import read
from kense.law.values import Datum, Ident, Many
from kense.ops.errors import StopError
from kense.people.models import Officer, Provider
from kense.people.selectors import working_time
from kense.registry.register import enter
from kense.worktime import WorkingTime

Day = date | int
"""A date, or a number of calendar days after the day of handing in (before it, if negative)."""
Moment = str | int
"""A moment of the office's wall clock, as `2019-03-20T15:40`, or a number of working minutes before now."""


class PersonTold(Datum):
    """An invented person as typed on the form."""

    iin: str
    surname: str
    given_name: str
    patronymic: str = ""
    birth_date: date
    sex: str = ""
    address: str = ""
    phone: str = ""


class DocumentTold(Datum):
    """A document laid on the counter."""

    number: str = ""
    sheets: int = 1
    expires: Day | None = None


class ApplicationTold(Datum):
    """An application as the clerk enters it; `handed_in` only where it is not the moment of entering."""

    applicant: str
    term: str
    reason: str
    person: PersonTold
    representative: PersonTold | None = None
    documents: dict[Ident, DocumentTold | None]
    handed_in: str | None = None
    confirmed: Many[str] = ()


class Step(Datum):
    """One operation: when, by whom (a username), which one, and what the officer gives for it.

    `corrected` are fields of the form that the application should have had. `confirmed` are warnings, as `field:code`.
    """

    at: Moment
    by: str
    do: Ident
    assignee: str | None = None
    note: str = ""
    reason: str = ""
    explanation: str = ""
    addressee: str = ""
    question: str = ""
    answer: str = ""
    correction: str = ""
    reminder: str = ""
    corrected: dict[Ident, str] = {}
    grounds: Many[str] = ()
    changes: dict[Ident, str] = {}
    confirmed: Many[str] = ()


class Expected(Datum):
    """What must come of a case: its number, its end (none while it is open), when it is due, working minutes late."""

    number: str
    end: str | None
    due: str
    late: int = 0


class CaseTold(Datum):
    """A case of the scenario. `shows` says in a line what it is there for; `known` what the register has before.

    `grounds` are the person's other grounds there, beside the one in `known`.
    """

    key: Ident
    shows: str
    application: ApplicationTold
    known: dict[Ident, str] | None = None
    grounds: Many[dict[Ident, str]] = ()
    steps: Many[Step]
    expect: Expected | None = None


class Scenario(Datum):
    """The file of a scenario."""

    cases: Many[CaseTold]


@dataclass(frozen=True, slots=True)
class Office:
    """The office in which a scenario plays: its provider and its officers by username."""

    provider: Provider
    officers: Mapping[str, Officer]


def read_scenario(path: Path) -> Scenario:
    """Read a scenario. Raises LawError with every mistake in the file."""
    return read(path, Scenario)


def play(scenario: Scenario, office: Office, now: datetime | None = None) -> dict[str, Case]:
    """Carry out every step, in the order of their moments over all cases. Returns the cases by their key.

    `now` is needed where moments are told as working minutes before it. StopError for a step that is not carried out.
    """
    worktime = working_time(office.provider)
    in_order = list(_in_order(scenario, worktime, office.provider.zone, now))
    for told in scenario.cases:
        if told.known is not None:
            record = _record(told.application.person) | told.known
            enter(office.provider.pk, record, at=in_order[0][0], grounds=told.grounds)
    cases: dict[str, Case] = {}
    for moment, told, number in in_order:
        step = told.steps[number]
        case = cases.get(told.key)
        inputs = _inputs(told, step, office, worktime.local(case.handed_in_at if case else moment).date())
        request = Request(
            step.do,
            f"{told.key}-{number}",
            case=case.pk if case else None,
            version=case.version if case else 0,
            inputs=inputs,
        )
        if case and unseen([case], step.do, office.officers[step.by]):
            open_case(case, officer=office.officers[step.by], at=moment)
        cases[told.key] = _performed(request, office.officers[step.by], moment, told.key)
    return cases


def _performed(request: Request, actor: Officer, at: datetime, key: str) -> Case:
    try:
        return perform(request, actor=actor, at=at)
    except RefusedError as refused:
        said = refused.refusal.text.en
    except ProblemsError as wrong:
        said = "; ".join(f"{problem.field}: {problem.text.en}" for problem in wrong.problems)
    raise StopError(f"scenario: case '{key}', {request.operation} at {at}: {said}")


def _in_order(
    scenario: Scenario, worktime: WorkingTime, zone: str, now: datetime | None
) -> Iterator[tuple[datetime, CaseTold, int]]:
    steps = [
        (_moment(step.at, worktime, ZoneInfo(zone), now), told, number)
        for told in scenario.cases
        for number, step in enumerate(told.steps)
    ]
    yield from sorted(steps, key=lambda one: one[0])


def _moment(told: Moment, worktime: WorkingTime, zone: ZoneInfo, now: datetime | None) -> datetime:
    if isinstance(told, str):
        return datetime.fromisoformat(told).replace(tzinfo=zone)
    if now is None:
        raise ValueError("this scenario needs the present moment")
    return worktime.minutes_before(now, told)


def _inputs(told: CaseTold, step: Step, office: Office, day: date) -> dict[str, Any]:
    opening = law.newest(office.provider.act).procedure.opening.id
    given: dict[str, Any] = _typed(told.application, day) if step.corrected or step.do == opening else {}
    given |= step.corrected
    given |= {f"change_{name}": value for name, value in step.changes.items()}
    given |= {"confirmed": ",".join(step.confirmed)} if step.confirmed else {}
    given |= {name: text for name in TEXTS if (text := getattr(step, name))}
    if step.assignee:
        given["assignee"] = str(office.officers[step.assignee].pk)
    if step.grounds:
        given["grounds"] = list(step.grounds)
    return given


def _typed(application: ApplicationTold, day: date) -> dict[str, str]:
    """The fields of the form, as they are typed on the day of handing in."""
    fields = {name: getattr(application, name) for name in ("applicant", "term", "reason")}
    if application.handed_in:
        fields["handed_in"] = application.handed_in
    fields["confirmed"] = ",".join(application.confirmed)
    for prefix, person in (("person_", application.person), ("rep_", application.representative)):
        if person:
            fields |= {f"{prefix}{name}": str(value) for name, value in person.model_dump().items()}
    for document, told in application.documents.items():
        one = told or DocumentTold()
        fields |= {f"doc_{document}_shown": "1", f"doc_{document}_sheets": str(one.sheets)}
        fields |= {f"doc_{document}_number": one.number, f"doc_{document}_expires": _day(one.expires, day)}
    return fields


def _day(told: Day | None, day: date) -> str:
    if told is None:
        return ""
    return (told if isinstance(told, date) else day + timedelta(told)).isoformat()


def _record(person: PersonTold) -> dict[str, str]:
    names = ("iin", "surname", "given_name", "patronymic", "birth_date", "sex")
    return {name: str(getattr(person, name)) for name in names}
