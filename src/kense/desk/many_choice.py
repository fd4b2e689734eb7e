"""What can be done with several cases at once: nothing that asks something of each of them."""

from collections.abc import Collection

from kense.law import Edition, lookup
from kense.law.edition import Action, HouseRule, Input, Outcome

SHARED: frozenset[Input] = frozenset({"assignee", "note"})
"""Inputs that one officer gives for many cases in one go."""


def for_many(edition: Edition, action: Action, roles: Collection[str]) -> tuple[Outcome, ...]:
    """The outcomes at an action that officers of these roles can carry out for many cases at once.

    What ends a case is not among them: that is done with a person at the counter.
    """
    return tuple(
        one
        for one in lookup.outcomes_at(edition, action.id)
        if SHARED.issuperset(one.asks)
        and not (one.end or one.end_by_result)
        and (one.role if isinstance(one, HouseRule) else action.role) in roles
    )
