"""Every action can be come to from the opening, and from every action a case can be brought to an end, by the act alone."""

from collections.abc import Callable, Iterator, Sequence

from kense.law.edition import Action, Procedure


def mistakes(procedure: Procedure) -> Iterator[str]:
    """Actions that no case would ever come to, and those from which it could never get away."""
    actions = {one.id: one for one in procedure.actions}
    reached = ahead(procedure, procedure.opening.opens)
    before: dict[str, list[str]] = {}
    for action in procedure.actions:
        for following in _next(action):
            before.setdefault(following, []).append(action.id)
    ending = _spread([one.id for one in procedure.actions if _ends(one)], lambda one: before.get(one, ()))
    for name in actions:
        if name not in reached:
            yield f"procedure.yaml: actions '{name}': no outcome leads there from '{procedure.opening.opens}'"
        if name not in ending:
            yield f"procedure.yaml: actions '{name}': no way leads from there to an end"


def ahead(procedure: Procedure, action: str | None) -> set[str]:
    """The actions a case can still come to from this one by the act alone, itself among them; none once it is over."""
    actions = {one.id: one for one in procedure.actions}
    return _spread([action] if action else [], lambda one: _next(actions.get(one)))


def _next(action: Action | None) -> list[str]:
    return [one.next for one in action.outcomes if one.next] if action else []


def _ends(action: Action) -> bool:
    return any(one.end or one.end_by_result for one in action.outcomes)


def _spread(first: Sequence[str], onward: Callable[[str], Sequence[str]]) -> set[str]:
    """All that can be come to from the first ones."""
    found, waiting = set(first), list(first)
    while waiting:
        fresh = set(onward(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found
