"""What the page of the day shows: what waits at each of the officer's actions, most urgent first, and with whom the rest is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.db.models import prefetch_related_objects

from kense import law
from kense.acts.selectors import duties_known
from kense.cases.chosen import cases_by_code
from kense.cases.selectors import ActionRun, ActionWait, Case, due_before, numbers_given, runs_listed
from kense.casework.act_facts import reads_duties
from kense.casework.deeds import done
from kense.casework.faces import Face, action_face, case_face, wait_of
from kense.desk.assignees import Assignee, assignees, away, spread
from kense.desk.officers import Desk
from kense.desk.today_queue import Part, Place, parts_of
from kense.desk.today_rows import Lying, about, lying, next_step
from kense.desk.transmission_page import ItemRow, returned_to
from kense.kernel import Text
from kense.law import lookup
from kense.law.duties import overdue
from kense.law.edition import Action, Journal
from kense.people.selectors import Officer, Substitution, officers_by_id, persons_in
from kense.trail.latest import last_deeds
from kense.trail.selectors import TrailEntry

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
    asked: ActionWait | None = None
    lying: Lying | None = None

    @property
    def due(self) -> datetime | None:
        """The due moment beside the clock; of a ready result the moment for which its recipient was asked to come."""
        return self.case.due_at if self.lying else self.face.due

    @property
    def glance(self) -> str:
        """The id of the place under the row, where the case opens: another one after each change of the case."""
        return f"glance-{self.case.code}-{self.case.version}"


class TodayPage:
    """The lists of one officer at one moment. `chosen` are the codes of the cases that were chosen or open in them before."""

    def __init__(self, desk: Desk, chosen: Iterable[str] = ()) -> None:
        self.desk, self.chosen = desk, list(chosen)[:MOST_SHOWN]

    @cached_property
    def parts(self) -> list[Part]:
        """The lists, in the order of the actions."""
        return parts_of(self.desk)

    @cached_property
    def shown(self) -> list[tuple[Part, list[Row]]]:
        """Each list with the rows that are shown of it, the most urgent ones."""
        return [(part, [self._row(self._runs[pk]) for pk in _first(part)]) for part in self.parts]

    @property
    def acts(self) -> bool:
        """Whether the officer does something with the cases, and does not only watch."""
        return not self.desk.sees_all

    @cached_property
    def places(self) -> list[Place]:
        """Every case of the lists."""
        return [place for part in self.parts for place in part.places]

    @property
    def waiting(self) -> int:
        """How many cases wait for the officer, and not for somebody outside."""
        return sum(not place.lying for place in self.places)

    @cached_property
    def late(self) -> list[Place]:
        """The late ones."""
        return [place for place in self.places if place.state == "late"]

    @cached_property
    def first(self) -> str:
        """The code of the first row, which alone has the filled button."""
        return self.places[0].queued.code if self.places else ""

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
        to_give = [row.case for part, rows in self.shown if part.assignee_role for row in rows]
        return spread(to_give, self.assignees, persons_in(self.desk.provider.pk)) if to_give else {}

    @cached_property
    def elsewhere(self) -> list[int]:
        """The runs of cases with other officers whose term ends today; for the counter, where recipients ask."""
        if not self.desk.takes_in:
            return []
        own = [action.id for action in self.desk.my_actions]
        runs = due_before(self.desk.provider.pk, self._midnight() + timedelta(days=1)).exclude(action__in=own)
        return list(runs.values_list("pk", flat=True))

    @cached_property
    def elsewhere_shown(self) -> list[Row]:
        """The most urgent of these."""
        return [self._due_today(self._runs[pk]) for pk in self.elsewhere[:MOST_SHOWN]]

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
        gone = set(self.chosen) - {place.queued.code for place in self.places}
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

    @cached_property
    def _runs(self) -> Mapping[int, ActionRun]:
        """What is shown, whether it waits for the officer or for others."""
        shown = [pk for part in self.parts for pk in _first(part)]
        found = runs_listed([*shown, *self.elsewhere[:MOST_SHOWN]])
        for run in found.values():
            run.case.provider = self.desk.provider
        prefetch_related_objects(
            [run for run in found.values() if wait_of(run, law.edition(run.case.edition))], "waits"
        )
        return found

    @cached_property
    def _people(self) -> Mapping[int, Officer]:
        """Whose the cases are."""
        return officers_by_id(_officer(run.case) for run in self._runs.values())

    def _row(self, run: ActionRun) -> Row:
        case, edition = run.case, law.edition(run.case.edition)
        action, worktime, at = lookup.action(edition, run.action), self.desk.worktime, self.desk.at
        return Row(
            run,
            case,
            action,
            about(case, edition),
            Text.same(str(self._people[_officer(case)])),
            action_face(run, edition, worktime, at),
            next_step(case, edition, action, worktime, at),
            self._inquiry(run) if wait_of(run, edition) else None,
            lying(run, edition, worktime, at),
        )

    def _inquiry(self, run: ActionRun) -> ActionWait | None:
        return next((wait for wait in run.waits.all() if wait.until is None), None)

    def _due_today(self, run: ActionRun) -> Row:
        case, edition = run.case, law.edition(run.case.edition)
        action = lookup.action(edition, run.action)
        role = lookup.role(edition, action.role).officer
        who = Text.same(str(self._people[_officer(case)])) if case.holder_id and action.by_assignee else role
        face = case_face(case, edition, self.desk.worktime, self.desk.at)
        return Row(run, case, action, lookup.term(edition, case.term).name, who, face, action.name)


def _first(part: Part) -> list[int]:
    """The runs of a list that are shown."""
    return [place.queued.run for place in part.places[:MOST_SHOWN]]


def _officer(case: Case) -> int:
    """Who holds the case; before anybody does, who took the documents in: the first who ever acted."""
    return case.holder_id or next(int(ids[0]) for ids in case.performers.values() if ids)
