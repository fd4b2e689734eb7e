"""What the case page shows: the steps, what may be done now and what it asks for, why the term ends when it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from kense import law
from kense.cases.selectors import ActionRun, ActionWait, Case, loads, runs_of, waits_of
from kense.cases.state import package_of, state_of
from kense.casework import recalendar
from kense.casework.clocks import minutes_used
from kense.casework.papers import APPLICANT_KINDS, FORMS
from kense.desk.clocks import Face, action_face, case_face
from kense.desk.confirmations import token_for
from kense.desk.officers import Desk
from kense.desk.span import Span, span
from kense.kernel import Problem, Refusal, Text
from kense.law import lookup
from kense.law.edition import Action, DocumentSpec, GroundOfRefusal, Outcome, PaperSpec
from kense.papers.selectors import Paper, papers_of
from kense.people.selectors import Officer, actor_of, officers_in_role
from kense.procedure import Command, DocumentShown, available
from kense.registry import dates
from kense.registry.checks import SEXES
from kense.registry.record import FIELDS, FieldSpec, shown
from kense.registry.register import person_by_iin, record_of
from kense.trail.selectors import TrailEntry, entries_of
from kense.worktime import Explanation


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the strip: done, now or next, with its runs."""

    action: Action
    state: str
    runs: tuple[ActionRun, ...]
    used: int
    face: Face | None

    @property
    def last(self) -> ActionRun | None:
        """The latest run of the action."""
        return self.runs[-1] if self.runs else None

    @property
    def fill(self) -> tuple[int, int]:
        """Minutes used and the norm, for the bar."""
        return self.used, self.action.minutes or 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the officer may do now."""

    outcome: Outcome
    house: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of the record: what the register says, what is proposed, as shown and as typed."""

    spec: FieldSpec
    now: Text
    typed: str
    options: tuple[tuple[str, Text], ...]
    differs: bool
    problem: Problem | None


class CasePage:
    """The page of one case for one officer. `typed` and `problems` are those of a form that was sent and not taken."""

    def __init__(
        self,
        desk: Desk,
        case: Case,
        *,
        tried: str = "",
        typed: Mapping[str, Any] | None = None,
        problems: list[Problem] | None = None,
    ) -> None:
        self.desk, self.case, self.tried = desk, case, tried
        self.typed: Mapping[str, Any] = typed or {}
        self.problems = {problem.field: problem for problem in reversed(problems or [])}
        self.edition = law.edition(case.edition)
        self.state = state_of(case)

    @property
    def fields(self) -> Mapping[str, Any]:
        """What was typed and not taken."""
        return self.typed

    @property
    def confirmed(self) -> list[str]:
        """The warnings that were confirmed, as `field:code`."""
        return [one for one in str(self.typed.get("confirmed", "")).split(",") if one]

    @property
    def kept_tokens(self) -> list[str]:
        """The ticks that hold, to be sent again with the corrected form."""
        return [token_for(one, self.typed) for one in self.confirmed]

    @cached_property
    def runs(self) -> list[ActionRun]:
        """Every run of the case."""
        return runs_of(self.case)

    @property
    def act(self) -> Any:
        """The act the case stands on."""
        return self.edition.act

    @cached_property
    def face(self) -> Face:
        """The clock of the whole service."""
        return case_face(self.case, self.edition, self.desk.worktime, self.desk.at)

    @property
    def action(self) -> Action | None:
        """The open action."""
        return lookup.action(self.edition, self.case.action) if self.case.action else None

    @property
    def end(self) -> Any:
        """The end of the case, once it has one."""
        return lookup.end(self.edition, self.case.end) if self.case.end else None

    @property
    def term(self) -> Any:
        """The term of the service."""
        return lookup.term(self.edition, self.case.term)

    @property
    def applicant(self) -> Text:
        """Who applied."""
        return APPLICANT_KINDS[self.case.application["facts"]["applicant"]]

    @property
    def reason(self) -> Text:
        """Why the data are to be updated."""
        return lookup.reason(self.edition, self.case.application["facts"]["reason"]).name

    @cached_property
    def steps(self) -> list[Step]:
        """The actions in their order."""
        return [self._step(action) for action in self.edition.procedure.actions]

    def _step(self, action: Action) -> Step:
        runs = tuple(run for run in self.runs if run.action == action.id)
        open_run = next((run for run in runs if run.done_at is None), None)
        used = sum(run.minutes_used or 0 for run in runs)
        if open_run is None:
            return Step(action, "done" if runs and self._is_over(action) else "next", runs, used, None)
        used += minutes_used(open_run, self.desk.worktime, open_run.ready_at or self.desk.at)
        face = action_face(open_run, self.edition, self.desk.worktime, self.desk.at)
        return Step(action, "now", runs, used, face)

    def _is_over(self, action: Action) -> bool:
        """Whether what the action leaves behind still stands; a returned draft undoes what came after it."""
        return self.case.end is not None or any(one.gives in self.case.products for one in action.outcomes)

    @property
    def now(self) -> Step | None:
        """The open step."""
        return next((step for step in self.steps if step.state == "now"), None)

    @cached_property
    def choices(self) -> list[Choice]:
        """What the officer may do now, the act's outcomes first."""
        return [
            Choice(outcome, lookup.is_house(outcome))
            for outcome in lookup.outcomes(self.edition).values()
            if self._why_not(outcome) is None
        ]

    @property
    def at_counter(self) -> bool:
        """Whether what may be done is done on the intake page."""
        return any("application" in choice.outcome.asks for choice in self.choices)

    @property
    def main_choices(self) -> list[Choice]:
        """What the act provides for."""
        return [choice for choice in self.choices if not choice.house]

    @property
    def house_choices(self) -> list[Choice]:
        """What the office's own rules add."""
        return [choice for choice in self.choices if choice.house]

    @property
    def whose_turn(self) -> Text | None:
        """The role that acts now, for everybody else."""
        return lookup.role(self.edition, self.action.role).officer if self.action else None

    def _why_not(self, outcome: Outcome) -> Refusal | None:
        day = self.desk.worktime.local(self.desk.at).date()
        command = Command(
            outcome.id,
            actor_of(self.desk.officer, day),
            self.case.version,
            sole_officer=bool(self.desk.provider.sole_officer_order),
        )
        return available(self.edition, self.state, command, self.desk.at)

    @cached_property
    def assignees(self) -> list[tuple[Officer, int]]:
        """Who can be assigned, with the number of cases they hold; the least loaded first."""
        day = self.desk.worktime.local(self.desk.at).date()
        wanted = {choice.outcome.assignee_role for choice in self.choices} - {None}
        held = loads(self.desk.provider.pk)
        people = [one for role in wanted for one in officers_in_role(self.desk.provider, str(role), day)]
        return sorted(
            ((one, held.get(one.pk, 0)) for one in people if one.pk != self.case.holder_id), key=lambda pair: pair[1]
        )

    @property
    def grounds(self) -> tuple[GroundOfRefusal, ...]:
        """The grounds of refusal to choose from."""
        return self.edition.standard.grounds

    @property
    def sexes(self) -> Mapping[str, Text]:
        """The sexes to choose from."""
        return SEXES

    @cached_property
    def chosen_grounds(self) -> list[GroundOfRefusal]:
        """The grounds the executor chose."""
        return [lookup.by_id(self.grounds, one) for one in self.case.grounds]

    @cached_property
    def record(self) -> dict[str, str]:
        """The person's record in the register as it is now."""
        return record_of(person_by_iin(self.desk.provider.pk, self.case.iin))

    @cached_property
    def compared(self) -> list[Compared]:
        """The register beside what the application and the last draft say, field by field."""
        proposed = self._proposed()
        return [self._compare(spec, proposed.get(spec.name, "")) for spec in FIELDS]

    def _proposed(self) -> dict[str, str]:
        person = self.case.application["person"]
        known = {spec.name: person.get(spec.name, "") or self.record[spec.name] for spec in FIELDS}
        return known | {change["field"]: change["after"] for change in self.case.changes}

    def _compare(self, spec: FieldSpec, proposed: str) -> Compared:
        words = lookup.choices(self.edition)
        field = f"change_{spec.name}"
        typed = str(self.typed.get(field, dates_for_eyes(spec, proposed)))
        now = self.record[spec.name]
        options = tuple(words.get(spec.name, {}).items()) if spec.kind == "choice" else ()
        return Compared(spec, shown(spec.name, now, words), typed, options, proposed != now, self.problems.get(field))

    @cached_property
    def changes(self) -> list[tuple[Text, Text, Text, bool]]:
        """What the draft changes: label, before, after, and whether the register said anything before."""
        words, labels = lookup.choices(self.edition), {spec.name: spec.label for spec in FIELDS}

        def row(field: str, before: str, after: str) -> tuple[Text, Text, Text, bool]:
            return labels[field], shown(field, before, words), shown(field, after, words), bool(before)

        return [row(**change) for change in self.case.changes]

    @cached_property
    def documents(self) -> list[tuple[DocumentShown, DocumentSpec, Text]]:
        """The documents handed in."""
        rows = package_of(self.case.application).shown
        specs = [lookup.document(self.edition, one.document) for one in rows]
        return [(one, spec, FORMS[spec.form]) for one, spec in zip(rows, specs, strict=True)]

    @cached_property
    def papers(self) -> list[tuple[Paper, PaperSpec]]:
        """The papers of the case."""
        return [(paper, lookup.paper(self.edition, paper.kind)) for paper in papers_of(self.case.pk)]

    @cached_property
    def inquiries(self) -> list[ActionWait]:
        """The waits on other organisations, in order."""
        return waits_of(self.case.pk)

    @property
    def result_paper(self) -> tuple[Paper, PaperSpec] | None:
        """The newest paper of the result as it was prepared, for whoever is to sign or issue it."""
        kind = lookup.result(self.edition, self.case.result).paper if self.case.result else None
        return next((pair for pair in reversed(self.papers) if pair[0].kind == kind), None)

    @cached_property
    def trail(self) -> list[tuple[TrailEntry, Text]]:
        """The trail of the case, newest first, each entry with what was done in words."""
        return [(entry, self._done(entry.operation)) for entry in entries_of(self.case.pk)]

    def _done(self, operation: str) -> Text:
        try:
            return lookup.operation(self.edition, operation).done
        except KeyError:
            return DESK_OPERATIONS.get(operation, Text.same(operation))

    @cached_property
    def explanation(self) -> Explanation:
        """How the due moment of the service was counted."""
        return self.desk.worktime.explain_days(self.case.handed_in_at, self.term.working_days, self.term.reading)

    @cached_property
    def span(self) -> Span | None:
        """The way to the due moment as a picture."""
        stopped = self.case.ready_at or self.case.ended_at
        return span(self.desk.worktime, self.case.handed_in_at, self.case.due_at, stopped or self.desk.at)

    @property
    def last_word(self) -> tuple[TrailEntry, Text] | None:
        """The last thing that was done, to tell an officer who came second."""
        return self.trail[0] if self.trail else None

    @property
    def at(self) -> datetime:
        """The moment of the page."""
        return self.desk.at


DESK_OPERATIONS = recalendar.DONE | {
    "personal_data_shown": Text("дербес деректерді ашты", "открыл(а) персональные данные", "opened the personal data"),
    "paper_requested": Text("қосымша қағаз жасатты", "создал(а) документ по запросу", "had a paper made on request"),
}


def dates_for_eyes(spec: FieldSpec, value: str) -> str:
    """A stored date as a person types it; everything else as it is."""
    return dates.shown(datetime.fromisoformat(value).date()) if spec.kind == "date" and value else value
