"""The queue of an officer, put into lists. It is told by clocks alone: only the cases that are shown are read whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kense import law
from kense.cases.selectors import Queued, queued
from kense.desk.many_choice import for_many
from kense.desk.officers import Desk
from kense.desk.today_rows import stage_of
from kense.kernel import LegalRef, Text
from kense.law import lookup
from kense.law.edition import Action, Outcome
from kense.oversight.clocks import ClockReader, State
from kense.people.selectors import stood_in_for

UNCOLLECTED = Text("Талап етілмеген нәтижелер", "Невостребованные результаты", "Uncollected results")


@dataclass(frozen=True, slots=True)
class Place:
    """A case in the queue: how its clock looks, and what is next to be done with it, None where there is a choice.

    `lying` is a result that is ready and waits for its recipient, `uncollected` one for which they were to come by now.
    """

    queued: Queued
    state: State
    stage: Outcome | None
    lying: bool
    uncollected: bool

    @property
    def urgency(self) -> tuple[bool, datetime, str, int]:
        """What to sort by: what can be worked on first, then the due moment to the minute, then the Kazakh alphabet."""
        clock, still = self.queued.clock, self.state == "still"
        due = clock.service_due_at if still or clock.due_at is None else clock.due_at
        return still, due.replace(second=0, microsecond=0), self.queued.recipient_order, self.queued.run


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the page, the most urgent first. `many` are the operations that several of its cases can be chosen for."""

    id: str
    title: Text
    ref: LegalRef
    minutes: int | None
    places: tuple[Place, ...]
    many: tuple[Outcome, ...] = ()
    uncollected: bool = False

    @property
    def assignee_role(self) -> str | None:
        """The role that cases of this list are given to, if they are."""
        return next((one.assignee_role for one in self.many if one.assignee_role), None)

    @property
    def asks_note(self) -> bool:
        """Whether a note goes with them."""
        return any("note" in one.asks for one in self.many)


def parts_of(desk: Desk) -> list[Part]:
    """The lists of what waits for the officer, in the order of the actions."""
    places = sorted(_places(desk, _queue(desk)), key=lambda place: place.urgency)
    return [part for action in desk.my_actions for part in _parts(desk, action, places)]


def _queue(desk: Desk) -> Iterable[Queued]:
    """What waits for the officer: read at once, but for what is theirs by name."""
    mine = {action.id: _holders(desk, action) for action in desk.my_actions}
    shared = [action for action, holders in mine.items() if holders is None]
    if shared:
        yield from queued(desk.provider.pk, shared)
    for action, holders in mine.items():
        if holders is not None:
            yield from queued(desk.provider.pk, [action], holders)


def _holders(desk: Desk, action: Action) -> set[int] | None:
    """Whose cases the officer has at an action: their own and those of whom they stand in for; None for everybody's."""
    if not action.by_assignee or desk.sees_all:
        return None
    day = desk.worktime.local(desk.at).date()
    return {desk.officer.pk, *stood_in_for(desk.officer, action.role, day)}


def _places(desk: Desk, queue: Iterable[Queued]) -> Iterable[Place]:
    clocks = ClockReader([desk.provider], desk.at, {desk.provider.pk: desk.worktime})
    for one in queue:
        edition = law.edition(one.clock.edition)
        stage = stage_of(one.products, lookup.action(edition, one.clock.action))
        lying = one.clock.ready_at is not None and lookup.rest_at(edition, one.clock.action) is not None
        yield Place(one, clocks.state(one.clock), stage, lying, lying and one.clock.service_due_at < desk.at)


def _parts(desk: Desk, action: Action, places: Iterable[Place]) -> list[Part]:
    own = tuple(one for one in places if one.queued.clock.action == action.id)
    many = () if desk.sees_all else for_many(desk.edition, action, desk.roles)
    if not own or not _has_stages(action):
        return [Part(str(action.number), action.waiting, action.ref, action.minutes, own, many)]
    return [*_by_stage(action, own, many), *_uncollected(desk, action, own)]


def _has_stages(action: Action) -> bool:
    """Whether the action has several steps: something is done in it and the case stays."""
    return any(not (one.next or one.end or one.end_by_result) for one in action.outcomes)


def _by_stage(action: Action, places: tuple[Place, ...], many: tuple[Outcome, ...]) -> Iterable[Part]:
    """An action of several steps as a list for each: what is next to be done with the cases in it."""
    for n, stage in enumerate((None, *action.outcomes)):
        step = stage and stage.id
        own = tuple(one for one in places if (one.stage and one.stage.id) == step and not one.uncollected)
        if own:
            title, ref = (stage.name, stage.ref) if stage else (action.waiting, action.ref)
            fit = tuple(one for one in many if one.id == step)
            yield Part(f"{action.number}-{n}", title, ref, action.minutes, own, fit)


def _uncollected(desk: Desk, action: Action, places: tuple[Place, ...]) -> list[Part]:
    own = tuple(one for one in places if one.uncollected)
    rest = lookup.rest_at(desk.edition, action.id)
    return [Part(f"{action.number}-rest", UNCOLLECTED, rest.ref, None, own, uncollected=True)] if own and rest else []
