"""Who may do what to a case, told once more from the edition's own file: no code of Kense has a hand in it.

Read here are the roles, actions, outcomes and house rules as the lawyer wrote them. A state is what they make of a case.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[2] / "src/kense/regulations/osms-2018-181/2018-06-18/procedure.yaml"
PROCEDURE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
OPENING: str = PROCEDURE["opening"]["id"]
ACTIONS: dict[str, dict[str, Any]] = {one["id"]: one for one in PROCEDURE["actions"]}
OWN: dict[str, dict[str, Any]] = {
    outcome["id"]: outcome | {"at": [action["id"]], "role": action["role"]}
    for action in PROCEDURE["actions"]
    for outcome in action["outcomes"]
}
HOUSE: dict[str, dict[str, Any]] = {one["id"]: one for one in PROCEDURE["house_rules"]}
OPERATIONS: dict[str, dict[str, Any]] = OWN | HOUSE
ROLES: list[str] = [one["id"] for one in PROCEDURE["roles"]]
SEPARATED: list[str] = PROCEDURE["separation"]["roles"]
ENDS: dict[str, str] = {one["id"]: one["end"] for one in PROCEDURE["results"]}
DRAFT: set[str] = {one["gives"] for one in OWN.values() if "result" in one}


@dataclass(frozen=True)
class State:
    """A case as it stands; `way` is the shortest way there. `complete` says whether the documents are."""

    action: str | None
    end: str | None
    result: str | None
    products: frozenset[str]
    complete: bool
    way: tuple[str, ...] = field(compare=False)

    def __str__(self) -> str:
        return " ".join(self.way) + ("" if self.complete else " (deficient)")


@dataclass(frozen=True)
class Who:
    """An account: in the case's office or not, the roles that are theirs now, the person behind it.

    `stands_in` are the accounts whose work in a role is theirs; `looked` says whether they opened the case as it stands.
    """

    name: str
    roles: frozenset[str]
    person: str = ""
    is_own: bool = True
    stands_in: frozenset[tuple[str, str]] = frozenset()
    looked: bool = True


def reachable() -> list[State]:
    """Every state a case can come into, those with the shortest ways first."""
    opened = frozenset({PROCEDURE["opening"]["gives"]})
    first = [
        State(PROCEDURE["opening"]["opens"], None, None, opened, complete, (OPENING,)) for complete in (True, False)
    ]
    found, waiting = dict.fromkeys(first), deque(first)
    while waiting:
        for state in _next(waiting.popleft()):
            if state not in found:
                found[state] = None
                waiting.append(state)
    return list(found)


def _next(state: State) -> Iterator[State]:
    for operation in OPERATIONS:
        if state.action and not _about_state(state, operation):
            yield after(state, operation)


def unlike(state: State) -> object:
    """What tells one state from another for whoever wants to do something: where it stands and what can be done there."""
    return state.action is None, frozenset(one for one in OPERATIONS if state.action and not _about_state(state, one))


def after(state: State, operation: str) -> State:
    """The state that an operation leads to."""
    one = OPERATIONS[operation]
    products = (state.products - set(one.get("withdraws", []))) | ({one["gives"]} if "gives" in one else set())
    result = one.get("result", state.result)
    end = ENDS[result or ""] if one.get("end_by_result") else one.get("end")
    if DRAFT & set(one.get("withdraws", [])):
        result = None
    action = None if end else one.get("next", state.action)
    return State(action, end, result, frozenset(products), state.complete, (*state.way, operation))


def reasons(who: Who, state: State, operation: str, *, acted: dict[str, str], holder: str, to: str) -> set[str]:
    """Why somebody cannot do it, by the codes of refusals; nothing where they can.

    `acted` are the persons that acted in the case, by role; `holder` is the account it is assigned to, `to` the person it would
    be given to, who has not acted yet.
    """
    if operation == OPENING:
        return {"already_open"}
    if operation not in OPERATIONS:
        return {"unknown_operation"}
    found = set() if who.is_own else {"wrong_office"}
    if state.action is None:
        return found | {"case_ended"}
    found |= _about_state(state, operation)
    if "wrong_state" in found:
        return found
    found |= set(_about_person(who, state, operation, acted, holder, to))
    if not found and operation in OWN and ACTIONS[state.action]["ground"] in DRAFT and not who.looked:
        return {"draft_unseen"}
    return found


def _about_state(state: State, operation: str) -> set[str]:
    """What stands in the way whoever asks."""
    one = OPERATIONS[operation]
    if state.action is None or state.action not in one["at"]:
        return {"wrong_state"}
    leaves = one.keys() & {"next", "end", "end_by_result"}
    spent = {*one.get("unless", []), *([one["gives"]] if "gives" in one and not leaves else [])}
    found = set()
    if not {ACTIONS[state.action]["ground"], *one.get("needs", [])} <= state.products:
        found.add("no_ground")
    if spent & state.products:
        found.add("too_late")
    if one.get("package") == "complete" and not state.complete and not one.get("corrects"):
        found.add("package_deficient")
    if one.get("package") == "deficient" and state.complete:
        found.add("package_complete")
    return found


def _about_person(who: Who, state: State, operation: str, acted: dict[str, str], holder: str, to: str) -> Iterator[str]:
    role, action = OPERATIONS[operation]["role"], ACTIONS[state.action or ""]
    if role not in who.roles:
        yield "wrong_role"
    is_theirs = who.name == holder or (role, holder) in who.stands_in
    if role in who.roles and action.get("by_assignee") and role == action["role"] and not is_theirs:
        yield "not_assignee"
    person = who.person or who.name
    if role in SEPARATED and any(acted.get(other) == person for other in SEPARATED if other != role):
        yield "same_person"
    if "assignee_role" in OPERATIONS[operation] and person == to:
        yield "assignee_acted"
