"""One operation on several chosen cases: what would happen with each, and why it cannot happen with some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kense import law
from kense.cases.chosen import cases_by_code
from kense.cases.selectors import Case
from kense.cases.state import state_of
from kense.casework.deeds import done
from kense.casework.inputs import read_inputs
from kense.casework.seen import unseen
from kense.desk.assignees import Assignee, assignees, away, spread
from kense.desk.many_choice import SHARED
from kense.desk.officers import Desk
from kense.desk.today_rows import about
from kense.kernel import Problem, Refusal, Text
from kense.law.edition import Outcome
from kense.people.selectors import Officer, Substitution, actor_of, persons_in
from kense.procedure import Actor, Command, decide
from kense.procedure.refusals import INPUT_NAMES, refusal
from kense.trail.latest import last_deeds
from kense.trail.selectors import TrailEntry

MOST = 50
"""How many cases go in one press: each may make papers, and somebody waits for the answer."""

NOTE = "note"
MOVED_ON = frozenset({"stale_version", "wrong_state", "case_ended", "too_late"})
"""Refusals because somebody was first: it is said who."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A chosen case: what it is about, to whom it would go, why it cannot go, who did what to it last."""

    case: Case
    about: Text
    assignee: Officer | None
    refusal: Refusal | None
    last: TrailEntry | None

    @property
    def deed(self) -> Text | None:
        """What was done last by whoever was first; None where nobody was."""
        if self.refusal is None or self.refusal.code not in MOVED_ON or self.last is None:
            return None
        return done(law.edition(self.case.edition), self.last.operation)


class ManyPage:
    """The chosen cases before the press, in the order they were chosen in. `typed` is what was given for all or each."""

    def __init__(self, desk: Desk, outcome: Outcome, codes: Sequence[str], typed: Mapping[str, str], key: str) -> None:
        self.desk, self.outcome, self.typed, self.key = desk, outcome, typed, key
        self.codes = list(dict.fromkeys(codes))[:MOST]
        self.is_too_many = len(set(codes)) > MOST

    @cached_property
    def cases(self) -> list[Case]:
        """The chosen cases of the officer's own office; no other case is known here."""
        found = cases_by_code(self.desk.provider.pk, self.codes)
        return [found[code] for code in self.codes if code in found]

    @cached_property
    def entries(self) -> list[Entry]:
        """Each chosen case with what would come of it."""
        return [self._entry(case) for case in self.cases]

    @property
    def possible(self) -> list[Entry]:
        """Those the operation can be carried out for."""
        return [entry for entry in self.entries if entry.refusal is None]

    @property
    def refused(self) -> list[Entry]:
        """Those it cannot be carried out for."""
        return [entry for entry in self.entries if entry.refusal]

    @property
    def asks_note(self) -> bool:
        """Whether a note goes with all of them."""
        return NOTE in self.outcome.asks

    @cached_property
    def problem(self) -> Problem | None:
        """What is wrong with the note."""
        if not self.asks_note or NOTE not in self.typed:
            return None
        given = read_inputs(
            self.desk.edition, self.outcome, self.typed, provider=self.desk.provider, case=None, at=self.desk.at
        )
        missing = refusal("input_missing", self.outcome.ref, operation=self.outcome.name, inputs=INPUT_NAMES[NOTE])
        empty = [] if self.typed[NOTE].strip() else [Problem(NOTE, missing.code, missing.text)]
        return next((one for one in (*given.problems, *empty) if one.field == NOTE), None)

    @cached_property
    def assignees(self) -> list[Assignee]:
        """Who can be given the cases."""
        return assignees(self.desk, self.outcome.assignee_role) if self.outcome.assignee_role else []

    @cached_property
    def away(self) -> list[Substitution]:
        """Who could be given them and is away."""
        return away(self.desk, self.outcome.assignee_role) if self.outcome.assignee_role else []

    def _entry(self, case: Case) -> Entry:
        edition, assignee = law.edition(case.edition), self._assignee(case)
        decision = decide(edition, state_of(case), self._command(case, assignee), self.desk.at)
        objection = decision if isinstance(decision, Refusal) else self._unseen.get(case.pk)
        return Entry(case, about(case, edition), assignee, objection, self._deeds.get(case.pk))

    def _assignee(self, case: Case) -> Officer | None:
        """As typed for this case, as typed for all, as suggested; somebody who is not on the list is not taken."""
        people = {str(one.officer.pk): one.officer for one in self.assignees}
        wanted = self.typed.get(f"assignee-{case.code}") or self.typed.get("assignee", "")
        return people.get(wanted) or self._suggested.get(case.code)

    def _command(self, case: Case, assignee: Officer | None) -> Command:
        # Everybody on the list has the role; which others they have makes no difference to being given a case.
        roles = frozenset({self.outcome.assignee_role or ""})
        return Command(
            self.outcome.id,
            self._actor,
            case.version,
            given=SHARED,
            assignee=Actor(str(assignee.pk), str(assignee.provider_id), roles) if assignee else None,
            sole_officer=bool(case.provider.sole_officer_order),
            persons=self._persons,
        )

    @cached_property
    def _actor(self) -> Actor:
        return actor_of(self.desk.officer, self.desk.worktime.local(self.desk.at).date())

    @cached_property
    def _persons(self) -> Mapping[str, str]:
        return persons_in(self.desk.provider.pk)

    @cached_property
    def _unseen(self) -> Mapping[int, Refusal]:
        return unseen(self.cases, self.outcome.id, self.desk.officer)

    @cached_property
    def _deeds(self) -> Mapping[int, TrailEntry]:
        return last_deeds([case.pk for case in self.cases])

    @cached_property
    def _suggested(self) -> Mapping[str, Officer]:
        return spread(self.cases, self.assignees, self._persons)
