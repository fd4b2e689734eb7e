"""What the page of a case shows: how it stands, what may be done, the register beside the documents, what was done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from kense import law
from kense.cases.selectors import ActionRun, ActionWait, Case, runs_of
from kense.cases.state import package_of
from kense.casework.case_steps import Step, steps_of
from kense.casework.deeds import done
from kense.casework.faces import Face, case_face
from kense.casework.paper_data import APPLICANT_KINDS, FORMS
from kense.casework.paper_requests import requestable
from kense.casework.printings import kinds_to_print, may_print
from kense.casework.recipient import recipient_of
from kense.desk.assignees import Assignee, assignees, away
from kense.desk.case_choices import Choice, assignee_roles, choices_of, left_over
from kense.desk.comparison import Changed, Compared, Group, changed, comparison, drafted_in
from kense.desk.confirmations import token_for
from kense.desk.ground_choice import GroundChoice
from kense.desk.officers import Desk
from kense.desk.span import Span, span
from kense.kernel import Problem, Text
from kense.law import lookup
from kense.law.edition import Action, DocumentSpec, GroundOfRefusal, PaperSpec
from kense.papers.selectors import Paper, papers_of
from kense.people.selectors import Substitution
from kense.procedure import DocumentShown, terms
from kense.registry.facets import FACET_OF, GROUND
from kense.registry.organisations import Organisation, directory_of
from kense.registry.proposal import WHICH, Person, held_by, read_proposal
from kense.registry.register import record_of
from kense.trail.selectors import TrailEntry, entries_of, openings_of
from kense.worktime import Explanation

NEWEST = 50
"""How many entries of the trail are shown at once."""

Told = tuple[TrailEntry, Text]


class CasePage:
    """The page of one case for one officer, at the desk of the case's office.

    `tried` is an operation whose form was sent and not taken, `typed` and `problems` what was in it, `seen` the version of
    the case it was made for. The trail is shown `whole` or only its newest entries.
    """

    def __init__(
        self,
        desk: Desk,
        case: Case,
        *,
        tried: str = "",
        typed: Mapping[str, Any] | None = None,
        problems: Sequence[Problem] = (),
        seen: int | None = None,
        whole: bool = False,
    ) -> None:
        self.desk, self.case, self.tried, self.seen, self.whole = desk, case, tried, seen, whole
        self.typed: Mapping[str, Any] = typed or {}
        self.said = tuple(problems)
        self.problems = {problem.field: problem for problem in reversed(problems)}
        self.edition = law.edition(case.edition)

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
    def rights_of(self) -> str:
        """The code of the person in the register, for who may look after the rights over their data; "" for others."""
        if self.case.provider_id != self.desk.provider.pk or not (self.desk.keeps_register or self.desk.orders_data):
            return ""
        return self._registered.code if self._registered else ""

    @property
    def act(self) -> Any:
        """The act the case stands on."""
        return self.edition.act

    @property
    def at(self) -> datetime:
        """The moment of the page."""
        return self.desk.at

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
        """Why one applies."""
        return lookup.reason_name(self.edition, self.case.application["facts"]["reason"])

    @cached_property
    def steps(self) -> list[Step]:
        """The actions in their order."""
        return steps_of(self.case, self.edition, self.runs, self.inquiries, self.desk.worktime, self.desk.at)

    @property
    def now(self) -> Step | None:
        """The open step."""
        return next((step for step in self.steps if step.state == "now"), None)

    @property
    def whose_turn(self) -> Text | None:
        """The role that acts now, for everybody else."""
        return lookup.role(self.edition, self.action.role).officer if self.action else None

    @cached_property
    def choices(self) -> list[Choice]:
        """What the officer may do now, the act's outcomes first."""
        return choices_of(
            self.desk, self.case, self.edition, tried=self.tried, typed=self.typed, problems=self.problems
        )

    @property
    def at_counter(self) -> bool:
        """Whether what may be done is done on the intake page."""
        return any("application" in choice.outcome.asks for choice in self.main_choices)

    @property
    def main_choices(self) -> list[Choice]:
        """What the act provides for."""
        return [choice for choice in self.choices if not choice.house]

    @property
    def house_choices(self) -> list[Choice]:
        """What the office's own rules add, as far as it has its form on this page."""
        return [choice for choice in self.choices if choice.house and "application" not in choice.outcome.asks]

    @cached_property
    def assignees(self) -> list[Assignee]:
        """Who can be given the case besides its holder, the least loaded first."""
        found = [one for role in assignee_roles(self.choices) for one in assignees(self.desk, role)]
        return [one for one in found if one.officer.pk != self.case.holder_id]

    @cached_property
    def away(self) -> list[Substitution]:
        """Who is away from the roles to which the case may be given."""
        return [one for role in assignee_roles(self.choices) for one in away(self.desk, role)]

    @property
    def left_over(self) -> list[tuple[Text, Text]]:
        """What was typed for an operation that can no longer be done."""
        gone = self.tried and all(choice.outcome.id != self.tried for choice in self.choices)
        return left_over(self.typed, self.edition, record_of(self.person, self.ground.line)) if gone else []

    @property
    def mistakes(self) -> list[tuple[str, Problem]]:
        """What keeps the form from being taken, each with the id of its field on the page."""
        return [
            (one.field if one.field.startswith("change_") else f"{self.tried}-{one.field}", one) for one in self.said
        ]

    @property
    def grounds(self) -> tuple[GroundOfRefusal, ...]:
        """The grounds of refusal to choose from."""
        return self.edition.standard.grounds

    @cached_property
    def chosen_grounds(self) -> list[GroundOfRefusal]:
        """The grounds the executor chose."""
        return [lookup.by_id(self.grounds, one) for one in self.case.grounds]

    @cached_property
    def _registered(self) -> Person | None:
        return recipient_of(self.case)

    @property
    def is_known(self) -> bool:
        """Whether the register knows the person."""
        return self._registered is not None

    @property
    def is_blocked(self) -> bool:
        """Whether what the register has of the person is shown to nobody."""
        return bool(self._registered and self._registered.blocked_at)

    @property
    def person(self) -> Person | None:
        """The person of the register, as far as they may be shown."""
        return None if self.is_blocked else self._registered

    @cached_property
    def ground(self) -> GroundChoice:
        """The person's grounds, and which of them the draft is about."""
        typed = str(self.typed.get(f"change_{WHICH}", ""))
        today = self.desk.worktime.local(self.at).date().isoformat()
        return GroundChoice(self.edition, held_by(self.person), typed, drafted_in(self.case), today)

    @cached_property
    def _compared(self) -> list[Group]:
        record = record_of(self.person, self.ground.line)
        return comparison(self.case, self.edition, record, self.ground.line, self.typed, self.problems)

    @property
    def compared_person(self) -> list[Group]:
        """The register beside what the application and the last draft say of the person, as far as something moves."""
        groups = [one.moving for one in self._compared if not one.is_ground]
        return [one for one in groups if one.rows]

    @property
    def compared_rest(self) -> list[Group]:
        """The rest of it, which stays as it is."""
        groups = [one.resting for one in self._compared if not one.is_ground]
        return [one for one in groups if one.rows]

    @property
    def resting(self) -> list[Compared]:
        """The rows of that."""
        return [row for group in self.compared_rest for row in group.rows]

    @property
    def compared_ground(self) -> list[Group]:
        """The same of the ground that is changed."""
        return [one for one in self._compared if one.is_ground]

    @cached_property
    def organisations(self) -> list[Organisation]:
        """What can be written as the education organisation: those that exist today."""
        return directory_of(self.case.provider_id).existing(self._today.isoformat())

    @cached_property
    def follows(self) -> list[Changed]:
        """What follows of itself from what was typed and not taken: the ends of grounds that give way to a new one."""
        typed = {name.removeprefix("change_"): str(value) for name, value in self.typed.items()}
        found = read_proposal(self.edition, self.person, typed, today=self._today).changes
        ended = [one for one in found if FACET_OF[one.field] is GROUND and one.line != self.ground.line]
        return changed(ended, self.edition)

    @property
    def _today(self) -> date:
        return self.desk.worktime.local(self.desk.at).date()

    @cached_property
    def changed(self) -> list[Changed]:
        """What the draft changes."""
        return changed(drafted_in(self.case), self.edition)

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

    @property
    def to_print(self) -> set[str]:
        """The codes of the papers that wait for a printer, for an officer who prints in this office."""
        if self.case.provider_id != self.desk.provider.pk or not may_print(self.edition, self.desk.roles):
            return set()
        kinds = kinds_to_print(self.act.id)
        waiting = (one for one, _ in self.papers if one.status == one.Status.READY and not one.printed)
        return {one.code for one in waiting if one.kind in kinds}

    @property
    def replaced(self) -> set[str]:
        """The codes of the papers that were made anew later: of the application or of its result, not each letter."""
        outcomes = lookup.outcomes(self.edition).values()
        about_application = {kind for one in outcomes if "application" in one.asks for kind in one.papers}
        anew = about_application | {one.paper for one in self.edition.procedure.results}
        newest = {paper.kind: paper.code for paper, _ in self.originals}
        return {one.code for one, _ in self.originals if one.kind in anew and one.code != newest[one.kind]}

    @property
    def result_paper(self) -> tuple[Paper, PaperSpec] | None:
        """The newest paper of the result as it was prepared, for whoever is to sign or issue it."""
        kind = lookup.result(self.edition, self.case.result).paper if self.case.result else None
        return next((pair for pair in reversed(self.originals) if pair[0].kind == kind), None)

    @property
    def originals(self) -> list[tuple[Paper, PaperSpec]]:
        """The papers of the case without the copies."""
        return [pair for pair in self.papers if pair[0].copy_of_id is None]

    @property
    def on_request(self) -> list[tuple[PaperSpec, bool]]:
        """The papers that can be asked for, each with whether the office's own rule gives it."""
        sources = self.act.sources
        return [(one, sources[one.ref.source].house) for one in requestable(self.case, self.edition)]

    @property
    def in_one_language(self) -> list[PaperSpec]:
        """The papers operations made, which can be had in one language."""
        return list({spec.id: spec for _, spec in self.originals if not spec.on_request}.values())

    @cached_property
    def inquiries(self) -> list[ActionWait]:
        """The waits on other organisations, in order."""
        return [wait for run in self.runs for wait in run.waits.all()]

    @property
    def organisation(self) -> str:
        """The education organisation the register names: the one to ask about studies elsewhere."""
        return self.ground.held[-1].values["organisation"] if self.ground.held else ""

    @cached_property
    def trail(self) -> list[Told]:
        """What was done to the case, newest first, each entry with the deed in words."""
        return self._told(entries_of(self.case.pk, self._limit))

    @cached_property
    def openings(self) -> list[Told]:
        """Who looked at the case without changing it, newest first, in the same form."""
        return self._told(openings_of(self.case.pk, self._limit))

    @property
    def has_more(self) -> bool:
        """Whether older entries are left out."""
        return not self.whole and NEWEST in (len(self.trail), len(self.openings))

    @property
    def _limit(self) -> int | None:
        return None if self.whole else NEWEST

    def _told(self, entries: list[TrailEntry]) -> list[Told]:
        return [(entry, done(self.edition, entry.operation)) for entry in entries]

    @property
    def moved_on(self) -> list[Told]:
        """What was done to the case after the version the officer saw, in its order."""
        seen = self.case.version if self.seen is None else self.seen
        return [told for told in reversed(self.trail) if told[0].facts.get("version", 0) > seen]

    @cached_property
    def explanation(self) -> Explanation:
        """How the due moment of the service was counted."""
        return terms.explained(self.term, self.case.handed_in_at, self.desk.worktime)

    @cached_property
    def span(self) -> Span | None:
        """The way to the due moment as a picture."""
        stopped = self.case.ready_at or self.case.ended_at
        return span(self.desk.worktime, self.case.handed_in_at, self.case.due_at, stopped or self.desk.at)
