"""Random walks of a case through an office: what may be tried, and the ways that lead somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from kense.kernel import Refusal
from kense.procedure import CaseState, Command, Decision, decide
from tests.procedure.model import Ask
from tests.procedure.office import (
    COMPLETE,
    DEFICIENT,
    EDITION,
    INPUTS,
    MORNING,
    OFFICERS,
    PERSONS,
    USUAL_ASSIGNEE,
    USUAL_OFFICER,
    command,
)

OPERATIONS = sorted(USUAL_OFFICER)


@dataclass(frozen=True)
class Step:
    """What somebody tries next. An empty name means the usual officer, the usual assignee."""

    operation: str
    by: str = ""
    to: str = ""
    stale: bool = False
    minutes: int = 1
    filled_in: bool = True
    package: str = "own"
    alone_by_order: bool = False

    def command(self, version: int) -> Command:
        """The step as decide knows it."""
        said = command(self.operation, version + self.stale, self.by, self.to, sole_officer=self.alone_by_order)
        package = {"own": said.package, "complete": COMPLETE, "deficient": DEFICIENT}[self.package]
        given = INPUTS if self.filled_in else frozenset()
        return replace(said, given=given, package=package, assignee=said.assignee if self.filled_in else None)

    def ask(self) -> Ask:
        """The step as the model knows it."""
        said = self.command(0)
        return Ask(
            operation=self.operation,
            who=said.actor.id,
            person=PERSONS.get(said.actor.id, said.actor.id),
            roles=said.actor.roles,
            provider=said.actor.provider,
            up_to_date=not self.stale,
            in_order=self.minutes >= 0,
            filled_in=self.filled_in,
            package_good=None if said.package is None else said.package == COMPLETE,
            to=said.assignee.id if said.assignee else "",
            to_person=PERSONS.get(said.assignee.id, said.assignee.id) if said.assignee else "",
            to_roles=said.assignee.roles if said.assignee else frozenset(),
            to_provider=said.assignee.provider if said.assignee else "",
            alone_by_order=self.alone_by_order,
            executors_away=frozenset(absent for role, absent in said.actor.stands_in_for if role == "executor"),
        )


def able(operation: str) -> list[str]:
    """Officers of any provider who hold the role of the usual one."""
    role = OFFICERS[USUAL_OFFICER[operation]].roles
    return [name for name, officer in OFFICERS.items() if role <= officer.roles]


BY_WHOM_TO_WHOM = [
    Step(operation, by, to)
    for operation in OPERATIONS
    for by in able(operation)
    for to in (OFFICERS if operation in USUAL_ASSIGNEE else [""])
]
ODD: list[dict[str, Any]] = [
    {},
    {"stale": True},
    {"minutes": -1},
    {"minutes": 0},
    {"filled_in": False},
    {"package": "complete"},
    {"package": "deficient"},
    {"alone_by_order": True},
]
POOL = [Step(operation, by) for operation in OPERATIONS for by in OFFICERS]
POOL += [replace(step, **odd) for odd in ODD for step in BY_WHOM_TO_WHOM]


def way(text: str, **by: str) -> list[Step]:
    """A way through the office, in words; `by` names an unusual officer for an operation."""
    return [Step(one, by.get(one, ""), by.get("to", "")) for one in text.split()]


WAYS = [
    way("hand_in register assign prepare_notification sign register_result issue_result"),
    way("hand_in register assign prepare_refusal sign register_result issue_result"),
    way("hand_in register assign prepare_refusal return_for_rework prepare_notification sign register_result"),
    way("hand_in register assign reassign prepare_refusal sign", prepare_refusal="second_executor"),
    way("hand_in register assign send_inquiry receive_answer send_inquiry prepare_refusal sign"),
    way("hand_in register correct_application assign send_inquiry correct_application receive_answer prepare_refusal"),
    way("hand_in register assign prepare_refusal correct_drafted_application prepare_notification sign"),
    way("hand_in register assign prepare_refusal sign register_result remind_recipient remind_recipient issue_result"),
    way("hand_in register assign send_inquiry receive_answer prepare_refusal sign", prepare_refusal="stand_in"),
    way("hand_in register assign prepare_refusal", register="clerk_standing_in", prepare_refusal="clerk_standing_in"),
    way("hand_in register assign prepare_refusal", prepare_refusal="head_standing_in"),
    way("hand_in register assign", hand_in="alone"),
    way("hand_in register assign prepare_refusal", prepare_refusal="working_head", to="working_head"),
    way("hand_in register assign", assign="clerk_again"),
    way("hand_in register assign prepare_refusal sign", sign="executor_again"),
    [*way("hand_in register"), Step("assign", to="program_of_head"), Step("assign", to="clerk_again")],
    # Ways with a slip in them, which chance alone would seldom make.
    way("hand_in register assign prepare_refusal sign issue_result register_result register_result withdraw"),
    [*way("hand_in register assign"), Step("reassign", to="executor"), Step("reassign", to="clerk")],
    [Step("hand_in", "alone"), *way("register"), Step("assign", "alone"), Step("assign", to="alone")],
    [Step("hand_in", package="deficient"), Step("register"), Step("refuse_acceptance")],
    way("hand_in refuse_acceptance register"),
    [*way("hand_in register"), Step("correct_application", package="deficient"), Step("correct_application", "alone")],
]


def walks(operations: list[str] = OPERATIONS) -> st.SearchStrategy[list[Step]]:
    """One of the ways, with anything else tried in between."""
    own = [[step for step in one if step.operation in operations] for one in WAYS]
    other = st.sampled_from([step for step in POOL if step.operation in operations])
    return st.builds(mixed, st.sampled_from(own), st.lists(st.none() | other, min_size=10, max_size=30))


def mixed(usual: list[Step], others: list[Step | None]) -> list[Step]:
    """The next step of the way where `others` has none, the other step where it has one."""
    following = iter(usual)
    steps = (next(following, None) if one is None else one for one in others)
    return [step for step in steps if step]


def played(walk: list[Step]) -> Iterator[tuple[Step, CaseState | None, Decision | Refusal]]:
    """Each step with the case before it and the answer."""
    state: CaseState | None = None
    at = MORNING
    for step in walk:
        moment = at + timedelta(minutes=step.minutes)
        said = decide(EDITION, state, step.command(state.version if state else 0), moment)
        yield step, state, said
        if isinstance(said, Decision):
            state, at = said.after, moment


def taken(walk: list[Step]) -> list[Decision]:
    """The decisions of a walk, without what was refused."""
    return [said for _, _, said in played(walk) if isinstance(said, Decision)]
