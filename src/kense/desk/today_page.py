"""What the page of the day shows: what waits at each of the officer's actions, most urgent first, and with whom the rest is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.db.models import prefetch_related_objects

from kense import law
from kense.acts.selectors import duties_known
from kense.cases.chosen import cases_by_code
from kense.cases.selectors import ActionRun, ActionWait, Case, due_before, numbers_given, waiting
from kense.casework.act_facts import reads_duties
from kense.desk.assignees import Assignee, assignees, away, spread
from kense.desk.clocks import Face, action_face, case_face, wait_of
from kense.desk.deeds import done
from kense.desk.many_choice import for_many
from kense.desk.officers import Desk
from kense.desk.today_rows import Lying, about, lying, minute, next_step, stage_of, stages
from kense.desk.transmission_page import ItemRow, returned_to
from kense.kernel import LegalRef, Text
from kense.law import lookup
from kense.law.duties import overdue
from kense.law.edition import Action, Journal, Outcome
from kense.people.selectors import Officer, Substitution, officers_by_id, stood_in_for
from kense.trail.latest import last_deeds
from kense.trail.selectors import TrailEntry

UNCOLLECTED = Text("Талап етілмеген нәтижелер", "Невостребованные результаты", "Uncollected results")
MOST_SHOWN = 20
"""How many rows of a list are shown: the most urgent ones, a screen of them; the rest come up as these are done."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list: what it is about, whose turn it is, its clock, what the officer will do.

    `asked` is the inquiry it waits on, `lying` how long its result has been ready.
    """

    run: ActionRun
    case: Case
    action: Action
    about: Text
    who: Text
    face: Face
    step: Text
    stage: Outcome | None = None
    asked: ActionWait | None = None
    lying: Lying | None = None

    @property
    def due(self) -> datetime | None:
        """The due moment beside the clock; of a ready result the moment for which its recipient was asked to come."""
        return self.case.due_at if self.lying else self.face.due

    @property
    def stage_id(self) -> str | None:
        """The step of the action that is next; None where there is a choice."""
        return self.stage.id if self.stage else None

    @property
    def is_uncollected(self) -> bool:
        """Whether the recipient was to come by now and has not."""
        return self.lying is not None and self.lying.overdue

    @property
    def urgency(self) -> tuple[bool, datetime, str]:
        """What to sort by: what can be worked on first, then the due moment to the minute, then the Kazakh alphabet."""
        return self.face.state == "still", minute(self.due or self.case.due_at), self.case.recipient_order


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the page. `many` are the operations that several of its cases can be chosen for."""

    id: str
    title: Text
    ref: LegalRef
    minutes: int | None
    rows: tuple[Row, ...]
    many: tuple[Outcome, ...] = ()
    uncollected: bool = False

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows to show, the most urgent ones."""
        return self.rows[:MOST_SHOWN]

    @property
    def assignee_role(self) -> str | None:
        """The role that cases of this list are given to, if they are."""
        return next((one.assignee_role for one in self.many if one.assignee_role), None)

    @property
    def asks_note(self) -> bool:
        """Whether a note goes with them."""
        return any("note" in one.asks for one in self.many)


class TodayPage:
    """The lists of one officer at one moment. `chosen` are the codes of the cases that were chosen or open in them before."""

    def __init__(self, desk: Desk, chosen: Iterable[str] = ()) -> None:
        self.desk, self.chosen = desk, list(chosen)[:MOST_SHOWN]

    @cached_property
    def parts(self) -> list[Part]:
        """The lists, in the order of the actions."""
        return [part for action in self.desk.my_actions for part in self._parts(action)]

    @cached_property
    def rows(self) -> list[Row]:
        """Every row of the lists."""
        return [row for part in self.parts for row in part.rows]

    @property
    def waiting(self) -> int:
        """How many cases wait for the officer, and not for somebody outside."""
        return sum(not row.lying for row in self.rows)

    @property
    def late(self) -> list[Row]:
        """The late ones."""
        return [row for row in self.rows if row.face.state == "late"]

    @cached_property
    def first(self) -> str:
        """The code of the first row, which alone has the filled button."""
        return self.rows[0].case.code if self.rows else ""

    @cached_property
    def assignees(self) -> list[Assignee]:
        """Who can be given a case of the lists."""
        return assignees(self.desk, self._role) if self._role else []

    @cached_property
    def away(self) -> list[Substitution]:
        """Who could be given one and is away."""
        return away(self.desk, self._role) if self._role else []

    @cached_property
    def suggested(self) -> Mapping[str, Officer]:
        """The suggested officer of each case that is to be given to somebody, by its code."""
        to_give = [row.case for part in self.parts if part.assignee_role for row in part.shown]
        return spread(to_give, self.assignees) if to_give else {}

    @cached_property
    def elsewhere(self) -> list[Row]:
        """Cases with other officers whose term ends today; for the counter, where recipients ask."""
        if not self.desk.takes_in:
            return []
        own = {action.id for action in self.desk.my_actions}
        runs = due_before(self.desk.provider.pk, self._midnight() + timedelta(days=1))
        return [self._due_today(run) for run in runs if run.action not in own]

    @property
    def elsewhere_shown(self) -> list[Row]:
        """The most urgent of these."""
        return self.elsewhere[:MOST_SHOWN]

    @cached_property
    def returned(self) -> tuple[list[ItemRow], int]:
        """Whom the databases rejected and nobody settled yet, the first ones and how many; for who keeps the register."""
        return returned_to(self.desk, MOST_SHOWN) if self.desk.keeps_register else ([], 0)

    @cached_property
    def overdue_duties(self) -> int:
        """How many duties of the act are past their day without a mark; for who controls or keeps them."""
        if not reads_duties(self.desk.roles):
            return 0
        return overdue(duties_known(self.desk.edition.act, self._midnight().date()))

    @cached_property
    def journals(self) -> list[tuple[Journal, int]]:
        """The journals with how many numbers they gave today."""
        counts = numbers_given(self.desk.provider.pk, self._midnight())
        return [(journal, counts.get(journal.id, 0)) for journal in self.desk.edition.procedure.journals]

    @cached_property
    def missed(self) -> list[tuple[Case, TrailEntry, Text]]:
        """Chosen or open cases that no longer wait here, each with who did what to it last."""
        gone = set(self.chosen) - {row.case.code for row in self.rows}
        cases = cases_by_code(self.desk.provider.pk, gone) if gone else {}
        deeds = last_deeds([case.pk for case in cases.values()]) if cases else {}
        return [
            (case, deeds[case.pk], done(law.edition(case.edition), deeds[case.pk].operation))
            for case in cases.values()
            if case.pk in deeds
        ]

    @property
    def _role(self) -> str | None:
        return next((part.assignee_role for part in self.parts if part.assignee_role), None)

    def _midnight(self) -> datetime:
        local = self.desk.worktime.local(self.desk.at)
        return datetime.combine(local.date(), time(), tzinfo=local.tzinfo)

    def _parts(self, action: Action) -> list[Part]:
        rows = sorted(self._rows(action), key=lambda row: row.urgency)
        many = () if self.desk.sees_all else for_many(self.desk.edition, action, self.desk.roles)
        if not stages(action) or not rows:
            return [Part(str(action.number), action.waiting, action.ref, action.minutes, tuple(rows), many)]
        return [*self._by_stage(action, rows, many), *self._uncollected(action, rows)]

    def _by_stage(self, action: Action, rows: list[Row], many: tuple[Outcome, ...]) -> list[Part]:
        """An action of several steps as a list for each: what is next to be done with the cases in it."""
        found = []
        for place, stage in enumerate((None, *action.outcomes)):
            own = tuple(row for row in rows if row.stage_id == (stage and stage.id) and not row.is_uncollected)
            if own:
                title, ref = (stage.name, stage.ref) if stage else (action.waiting, action.ref)
                fit = tuple(one for one in many if stage and one.id == stage.id)
                found.append(Part(f"{action.number}-{place}", title, ref, action.minutes, own, fit))
        return found

    def _uncollected(self, action: Action, rows: list[Row]) -> list[Part]:
        own = tuple(row for row in rows if row.is_uncollected)
        rest = lookup.rest_at(self.desk.edition, action.id)
        return (
            [Part(f"{action.number}-rest", UNCOLLECTED, rest.ref, None, own, uncollected=True)] if own and rest else []
        )

    def _rows(self, action: Action) -> list[Row]:
        return [self._row(run, self._people) for run in self._runs if run.action == action.id]

    @cached_property
    def _runs(self) -> list[ActionRun]:
        """What waits for the officer, most urgent first within an action: read at once, but for what is theirs by name."""
        mine = {action.id: self._holders(action) for action in self.desk.my_actions}
        shared = [action for action, holders in mine.items() if holders is None]
        asked = [waiting(self.desk.provider.pk, shared)] if shared else []
        asked += [waiting(self.desk.provider.pk, [action], held) for action, held in mine.items() if held is not None]
        found = [run for runs in asked for run in runs]
        prefetch_related_objects([run for run in found if wait_of(run, law.edition(run.case.edition))], "waits")
        return found

    @cached_property
    def _people(self) -> Mapping[int, Officer]:
        """Who took the documents in."""
        return officers_by_id(_took_in(run.case) for run in self._runs)

    def _holders(self, action: Action) -> set[int] | None:
        """Whose cases the officer has at an action: their own and those of whom they stand in for; None for everybody's."""
        if not action.by_assignee or self.desk.sees_all:
            return None
        day = self.desk.worktime.local(self.desk.at).date()
        return {self.desk.officer.pk, *stood_in_for(self.desk.officer, action.role, day)}

    def _row(self, run: ActionRun, people: Mapping[int, Officer]) -> Row:
        case, edition = run.case, law.edition(run.case.edition)
        action, worktime, at = lookup.action(edition, run.action), self.desk.worktime, self.desk.at
        return Row(
            run,
            case,
            action,
            about(case, edition),
            Text.same(str(case.holder or people[_took_in(case)])),
            action_face(run, edition, worktime, at),
            next_step(case, edition, action, worktime, at),
            stage_of(case, action),
            self._inquiry(run) if wait_of(run, edition) else None,
            lying(run, edition, worktime, at),
        )

    def _inquiry(self, run: ActionRun) -> ActionWait | None:
        return next((wait for wait in run.waits.all() if wait.until is None), None)

    def _due_today(self, run: ActionRun) -> Row:
        case, edition = run.case, law.edition(run.case.edition)
        action = lookup.action(edition, run.action)
        role = lookup.role(edition, action.role).officer
        who = Text.same(str(case.holder)) if case.holder and action.by_assignee else role
        face = case_face(case, edition, self.desk.worktime, self.desk.at)
        return Row(run, case, action, lookup.term(edition, case.term).name, who, face, action.name)


def _took_in(case: Case) -> int:
    """Who took the documents in: the first who ever acted."""
    return next(int(ids[0]) for ids in case.performers.values() if ids)
