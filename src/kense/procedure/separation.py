"""Four eyes: the roles an edition separates are those of different persons in a case, whatever accounts they sign in with.

A case keeps the accounts that acted in it. Whose they are is looked up when the next thing is decided: an account may
become known as somebody's second one after it acted.
"""

from collections.abc import Iterator, Mapping

from kense.kernel import Refusal
from kense.law import lookup
from kense.law.edition import Edition
from kense.procedure.refusals import refusal
from kense.procedure.state import Actor, Command

Performers = Mapping[str, frozenset[str]]
"""The accounts that acted in a case, by the role in which they did."""


def with_performers(performers: Performers, role: str, command: Command) -> dict[str, frozenset[str]]:
    """The performers once the command is carried out: who does it, and who enters it from paper, have acted in the role."""
    return {**performers, role: performers.get(role, frozenset()) | _hands(command)}


def apart(edition: Edition, performers: Performers, role: str, command: Command) -> Iterator[Refusal]:
    """Why somebody who acted in another role does not act in this one; nothing where an order lets one person do it."""
    separation = edition.procedure.separation
    if separation and not command.sole_officer:
        for other in met(edition, performers, role, command):
            yield refusal("same_person", separation.ref, role=lookup.role(edition, other).officer)


def assignee_apart(
    edition: Edition, performers: Performers, role: str, assignee: Actor, command: Command
) -> Iterator[Refusal]:
    """Why somebody is not given a case in this role: nobody is given one they could not act in."""
    separation = edition.procedure.separation
    if separation and not command.sole_officer:
        for other in _acted(edition, performers, role, frozenset({assignee.id}), command.persons):
            yield refusal("assignee_acted", separation.ref, role=lookup.role(edition, other).officer)


def met(edition: Edition, performers: Performers, role: str, command: Command) -> tuple[str, ...]:
    """The other separated roles in which the person who gives the command has acted in the case."""
    return _acted(edition, performers, role, _hands(command), command.persons)


def persons_behind(command: Command) -> dict[str, str]:
    """The accounts that take part in a command and are not a person's own: each with the account of the person."""
    accounts = _hands(command) | ({command.assignee.id} if command.assignee else set())
    return {one: command.persons[one] for one in sorted(accounts) if one in command.persons}


def _hands(command: Command) -> frozenset[str]:
    return frozenset({command.actor.id, command.entered_by or command.actor.id})


def _acted(
    edition: Edition, performers: Performers, role: str, accounts: frozenset[str], persons: Mapping[str, str]
) -> tuple[str, ...]:
    separated = edition.procedure.separation.roles if edition.procedure.separation else ()
    if role not in separated:
        return ()
    asked = {persons.get(one, one) for one in accounts}
    return tuple(
        other
        for other in separated
        if other != role and any(persons.get(one, one) in asked for one in performers.get(other, ()))
    )
