"""A case as a program sees it: in a list, and whole. The IIN is masked in both; it is shown on request."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from kense import law
from kense.api.access import Call
from kense.api.paper_answers import PaperOut, paper_out
from kense.api.schemas import Out, Words, words
from kense.cases.selectors import ActionRun, ActionWait, Case, runs_of, waits_of
from kense.casework.case_steps import Step, steps_of
from kense.casework.deeds import done
from kense.casework.faces import Face, case_face
from kense.casework.reach import desk_at
from kense.kernel import Text
from kense.law import Edition, lookup
from kense.papers.selectors import papers_of
from kense.people.selectors import Officer, working_times
from kense.registry import iin as iins
from kense.trail.selectors import TrailEntry, entries_of, openings_of

NEWEST = 50
"""So many entries of the trail come with a case; all of them from an address of their own."""


class OfficerOut(Out):
    """Somebody of an office."""

    id: Annotated[int, Field(description="The id of the account")]
    name: Annotated[str, Field(description="The full name")]


class ClockOut(Out):
    """What a clock says at this moment."""

    state: Annotated[
        Literal["ok", "soon", "late", "still", "done"],
        Field(description="In time, due soon, late, standing while somebody outside is waited for, stopped"),
    ]
    text: Annotated[Words, Field(description="The same in words")]
    due_at: Annotated[datetime | None, Field(description="The due moment; null where there is none")]


class CaseRow(Out):
    """A case in a list."""

    code: Annotated[str, Field(description="The code by which the case is asked for", examples=["K7M2-9QXF"])]
    number: Annotated[str, Field(description="Its number; empty before it is registered")]
    refusal_number: Annotated[str, Field(description="The number of a refusal to accept; empty without one")]
    office: Annotated[int, Field(description="The id of the office")]
    edition: Annotated[str, Field(description="The edition the case was opened under")]
    action: Annotated[str | None, Field(description="The action it stands at; null when it is over")]
    end: Annotated[str | None, Field(description="How it ended; null while it is open")]
    state: Annotated[Words, Field(description="The action or the end in words")]
    recipient: Annotated[str, Field(description="The recipient's name")]
    iin: Annotated[str, Field(description="The recipient's IIN, masked; empty without one")]
    holder: Annotated[str, Field(description="The officer the case is with; empty when it is with nobody")]
    handed_in_at: Annotated[datetime, Field(description="When the documents were handed in")]
    due_at: Annotated[datetime, Field(description="When the service is due")]
    ready_at: Annotated[datetime | None, Field(description="When the result was ready")]
    ended_at: Annotated[datetime | None, Field(description="When it ended")]
    clock: Annotated[ClockOut, Field(description="The clock of the whole service")]
    entered_late: Annotated[bool, Field(description="Entered from paper afterwards")]


class RunOut(Out):
    """One stretch of an action."""

    opened_at: Annotated[datetime, Field(description="When it began")]
    due_at: Annotated[datetime | None, Field(description="When it was due; null without a norm, or while it stands")]
    ready_at: Annotated[datetime | None, Field(description="From when on the rest was not the office's time")]
    done_at: Annotated[datetime | None, Field(description="When it was done")]
    minutes_used: Annotated[int | None, Field(description="Working minutes used; null while it is open")]
    officer: Annotated[str, Field(description="Who did it; empty while it is open")]
    operation: Annotated[str, Field(description="The operation that ended it; empty while it is open")]


class WaitOut(Out):
    """A stretch in which an action's clock stood: an inquiry and its answer."""

    since: Annotated[datetime, Field(description="When it was sent")]
    until: Annotated[datetime | None, Field(description="When the answer came")]
    number: Annotated[str, Field(description="The number of the inquiry")]
    addressee: Annotated[str, Field(description="Who was asked")]
    question: Annotated[str, Field(description="What was asked")]
    answer: Annotated[str, Field(description="What was answered; empty while it is waited for")]


class StepOut(Out):
    """An action of the edition as it stands in the case."""

    action: Annotated[str, Field(description="The id of the action")]
    number: Annotated[int, Field(description="Its number in the act")]
    name: Annotated[Words, Field(description="Its name")]
    role: Annotated[str, Field(description="Whose it is")]
    state: Annotated[
        str,
        Field(
            description="Done, open, to come, or passed by",
            json_schema_extra={"enum": ["done", "now", "next", "passed"]},
        ),
    ]
    norm_minutes: Annotated[int | None, Field(description="Its norm in working minutes; null where the act has none")]
    used_minutes: Annotated[int, Field(description="Working minutes used in all its runs")]
    late_minutes: Annotated[int, Field(description="Working minutes over the due moment of the last run")]
    clock: Annotated[ClockOut | None, Field(description="Its clock while it is open")]
    runs: Annotated[list[RunOut], Field(description="Its runs in order")]
    waits: Annotated[list[WaitOut], Field(description="What it waited for")]


class SideOut(Out):
    """A person of an application."""

    iin: Annotated[str, Field(description="The IIN, masked; empty without one")]
    surname: Annotated[str, Field(description="Surname")]
    given_name: Annotated[str, Field(description="Given name")]
    patronymic: Annotated[str, Field(description="Patronymic; empty without one")]
    birth_date: Annotated[str, Field(description="Date of birth")]
    sex: Annotated[str, Field(description="Sex; empty where it was not asked")]
    address: Annotated[str, Field(description="Address")]
    phone: Annotated[str, Field(description="Phone")]
    document_kind: Annotated[str, Field(description="Without an IIN: the kind of identity document")]
    document_number: Annotated[str, Field(description="Without an IIN: the number of that document")]


class DocumentOut(Out):
    """A document of the package."""

    document: Annotated[str, Field(description="Which document of the edition")]
    sheets: Annotated[int, Field(description="How many sheets")]
    number: Annotated[str, Field(description="Its number")]
    issued_on: Annotated[str, Field(description="When it was issued; empty where it is not known")]
    expires_on: Annotated[str, Field(description="The last day on which it is valid; empty where it has none")]


class ApplicationOut(Out):
    """What was applied for."""

    applicant: Annotated[str, Field(description="Who applies: self, representative or proxy")]
    minor: Annotated[bool, Field(description="The recipient is a minor")]
    term: Annotated[str, Field(description="The term of the service")]
    reason: Annotated[str, Field(description="Why one applies; empty where the edition has no reasons")]
    person: Annotated[SideOut, Field(description="For whom the service is; without words once the data are destroyed")]
    representative: Annotated[SideOut | None, Field(description="Who applies for that person")]
    documents: Annotated[list[DocumentOut], Field(description="The documents handed in")]
    confirmed: Annotated[list[str], Field(description="Warnings that were confirmed")]


class ChangeOut(Out):
    """A field of the register that the draft changes."""

    field: Annotated[str, Field(description="The field")]
    before: Annotated[str, Field(description="What the register has; an IIN masked")]
    after: Annotated[str, Field(description="What is to stand there; an IIN masked")]
    line: Annotated[int | None, Field(description="Of a ground: which; 0 for a new one")]


class EntryOut(Out):
    """An entry of the trail. Nothing in it is personal."""

    seq: Annotated[int, Field(description="Its place in the office's trail")]
    at: Annotated[datetime, Field(description="When")]
    officer: Annotated[OfficerOut, Field(description="Who")]
    operation: Annotated[str, Field(description="What: an operation of the edition, or of the desk")]
    done: Annotated[Words, Field(description="The same in words, to be read after the name")]
    facts: Annotated[dict[str, Any], Field(description="The facts of it")]
    hash: Annotated[str, Field(description="The hash of the entry in the chain")]


class CaseOut(CaseRow):
    """A whole case. Its version comes in the ETag too, to be sent as If-Match."""

    version: Annotated[int, Field(description="Its version: one more with each operation")]
    edition_hash: Annotated[str, Field(description="The hash of the edition the case was opened under")]
    basis: Annotated[Words, Field(description="The basis on which the office acts")]
    result: Annotated[str | None, Field(description="The result that was prepared")]
    result_number: Annotated[str, Field(description="The number of the result; empty before")]
    products: Annotated[list[str], Field(description="What the actions have left behind so far")]
    performers: Annotated[dict[str, list[int]], Field(description="By role, the ids of who acted in it")]
    held_by: Annotated[OfficerOut | None, Field(description="The officer the case is with")]
    application: Annotated[ApplicationOut, Field(description="The application")]
    note: Annotated[str, Field(description="The text of the resolution")]
    reason: Annotated[str, Field(description="Why the draft was returned, or the application withdrawn")]
    explanation: Annotated[str, Field(description="The explanation of a refusal")]
    grounds: Annotated[list[str], Field(description="The grounds of refusal")]
    changes: Annotated[list[ChangeOut], Field(description="What the draft changes in the register")]
    corrections: Annotated[list[dict[str, Any]], Field(description="Corrections the application has had")]
    reminders: Annotated[list[dict[str, Any]], Field(description="Who was reminded of a result that waits")]
    late_entry: Annotated[dict[str, Any] | None, Field(description="How it was entered from paper afterwards")]
    steps: Annotated[list[StepOut], Field(description="The actions with their runs and clocks")]
    papers: Annotated[list[PaperOut], Field(description="The papers of the case")]
    trail: Annotated[list[EntryOut], Field(description=f"What was done, newest first, the newest {NEWEST}")]
    openings: Annotated[list[EntryOut], Field(description=f"Who looked, newest first, the newest {NEWEST}")]


def rows_out(cases: Iterable[Case], at: datetime) -> list[CaseRow]:
    """Cases in a list, each clock by the working time of the case's own office."""
    listed = list(cases)
    worktimes = working_times({case.provider for case in listed})
    return [
        CaseRow(
            office=case.provider_id,
            **_row(case, case_face(case, law.edition(case.edition), worktimes[case.provider_id], at)),
        )
        for case in listed
    ]


def case_out(call: Call, case: Case) -> CaseOut:
    """A whole case as it stands at the moment of the call."""
    edition, desk = law.edition(case.edition), desk_at(call.desk, case.provider)
    steps = steps_of(case, edition, runs_of(case), waits_of(case.pk), desk.worktime, call.at)
    return CaseOut(
        office=case.provider_id,
        **_row(case, case_face(case, edition, desk.worktime, call.at)),
        version=case.version,
        edition_hash=case.edition_hash,
        basis=Words(**case.basis),
        result=case.result,
        result_number=case.result_number,
        products=case.products,
        performers={role: [int(one) for one in ids] for role, ids in case.performers.items()},
        held_by=officer_out(case.holder) if case.holder else None,
        application=_application(case.application),
        note=case.note,
        reason=case.reason,
        explanation=case.explanation,
        grounds=case.grounds,
        changes=[_change(one) for one in case.changes],
        corrections=case.corrections,
        reminders=case.reminders,
        late_entry=case.late_entry,
        steps=[_step(one) for one in steps],
        papers=[paper_out(one, case.code) for one in papers_of(case.pk)],
        trail=entries_out(entries_of(case.pk, NEWEST), edition),
        openings=entries_out(openings_of(case.pk, NEWEST), edition),
    )


def entries_out(entries: Iterable[TrailEntry], edition: Edition) -> list[EntryOut]:
    """Entries of the trail, with the deeds in the words of an edition."""
    return [
        EntryOut(
            seq=one.seq,
            at=one.at,
            officer=officer_out(one.officer),
            operation=one.operation,
            done=words(done(edition, one.operation)),
            facts=one.facts,
            hash=one.hash,
        )
        for one in entries
    ]


def officer_out(officer: Officer) -> OfficerOut:
    """Somebody of an office."""
    return OfficerOut(id=officer.pk, name=officer.full_name)


def clock_out(face: Face) -> ClockOut:
    """A clock with its words."""
    return ClockOut(state=face.state, text=words(face.text), due_at=face.due)


def _row(case: Case, face: Face) -> dict[str, Any]:
    same = (
        "code",
        "number",
        "refusal_number",
        "edition",
        "action",
        "end",
        "recipient",
        "handed_in_at",
        "due_at",
        "ready_at",
        "ended_at",
    )
    return {name: getattr(case, name) for name in same} | {
        "state": words(_state(case)),
        "iin": iins.masked(case.iin),
        "holder": case.holder.full_name if case.holder else "",
        "clock": clock_out(face),
        "entered_late": bool(case.late_entry),
    }


def _state(case: Case) -> Text:
    edition = law.edition(case.edition)
    return lookup.action(edition, case.action).name if case.action else lookup.end(edition, case.end or "").name


def _application(stored: Mapping[str, Any]) -> ApplicationOut:
    return ApplicationOut(
        **stored["facts"],
        person=_side(stored["person"]),
        representative=_side(stored["representative"]) if stored["representative"] else None,
        documents=[DocumentOut(**one) for one in stored["documents"]],
        confirmed=stored["confirmed"],
    )


def _side(stored: Mapping[str, str]) -> SideOut:
    values = {name: stored.get(name, "") for name in SideOut.model_fields}
    return SideOut(**values | {"iin": iins.masked(values["iin"])})


def _change(stored: Mapping[str, Any]) -> ChangeOut:
    before, after = stored["before"], stored["after"]
    if stored["field"].endswith("iin"):
        before, after = iins.masked(before), iins.masked(after)
    return ChangeOut(field=stored["field"], before=before, after=after, line=stored.get("line"))


def _step(step: Step) -> StepOut:
    return StepOut(
        action=step.action.id,
        number=step.action.number,
        name=words(step.action.name),
        role=step.action.role,
        state=step.state,
        norm_minutes=step.action.minutes,
        used_minutes=step.used,
        late_minutes=step.late,
        clock=clock_out(step.face) if step.face else None,
        runs=[_run(one) for one in step.runs],
        waits=[_wait(one) for one in step.waits],
    )


def _run(run: ActionRun) -> RunOut:
    return RunOut(
        opened_at=run.opened_at,
        due_at=run.due_at,
        ready_at=run.ready_at,
        done_at=run.done_at,
        minutes_used=run.minutes_used,
        officer=run.officer.full_name if run.officer else "",
        operation=run.operation,
    )


def _wait(wait: ActionWait) -> WaitOut:
    return WaitOut(
        since=wait.since,
        until=wait.until,
        number=wait.number,
        addressee=wait.addressee,
        question=wait.question,
        answer=wait.answer,
    )
