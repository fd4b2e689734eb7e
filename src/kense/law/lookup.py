"""Finding things of an edition by their id. An unknown id is a KeyError: editions are checked when loaded."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from kense.kernel import Text
from kense.law.edition import (
    Action,
    Addressee,
    Choice,
    DocumentSpec,
    Edition,
    End,
    HouseRule,
    Journal,
    Opening,
    Outcome,
    PaperAbout,
    PaperSpec,
    Product,
    Rest,
    Result,
    Role,
    Term,
)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def by_id(items: Iterable[N], wanted: str) -> N:
    """The item with this id; KeyError when there is none."""
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)


def role(edition: Edition, wanted: str) -> Role:
    """A role of the procedure."""
    return by_id(edition.procedure.roles, wanted)


def action(edition: Edition, wanted: str) -> Action:
    """An action of the procedure."""
    return by_id(edition.procedure.actions, wanted)


def term(edition: Edition, wanted: str) -> Term:
    """A term of the service."""
    return by_id(edition.procedure.terms, wanted)


def end(edition: Edition, wanted: str) -> End:
    """An end of a case."""
    return by_id(edition.procedure.ends, wanted)


def result(edition: Edition, wanted: str) -> Result:
    """A result of the service."""
    return by_id(edition.procedure.results, wanted)


def journal(edition: Edition, wanted: str) -> Journal:
    """A registration book."""
    return by_id(edition.procedure.journals, wanted)


def paper(edition: Edition, wanted: str) -> PaperSpec:
    """A paper of the procedure."""
    return by_id(edition.procedure.papers, wanted)


def paper_on_request(edition: Edition, about: PaperAbout) -> PaperSpec | None:
    """The paper an officer may ask for about this side of a case, if the edition has one."""
    return next((one for one in edition.procedure.papers if one.on_request == about), None)


def addressee(edition: Edition, wanted: str) -> Addressee:
    """A database outside that is told of the register's changes."""
    return by_id(edition.procedure.transmissions, wanted)


def product(edition: Edition, wanted: str) -> Product:
    """A product of an action."""
    return by_id(edition.procedure.products, wanted)


def document(edition: Edition, wanted: str) -> DocumentSpec:
    """A document to bring."""
    return by_id(edition.standard.documents, wanted)


def reason(edition: Edition, wanted: str) -> Choice:
    """A reason for which one applies."""
    return by_id(edition.standard.reasons, wanted)


def reason_name(edition: Edition, wanted: str) -> Text:
    """The name of a reason; a dash for an application without one, where the edition has no reasons to choose from."""
    return reason(edition, wanted).name if wanted else Text.same("–")


def outcomes(edition: Edition) -> dict[str, Outcome]:
    """Everything an officer may do to an open case, the act's outcomes first, then the house rules, by id."""
    found: dict[str, Outcome] = {o.id: o for a in edition.procedure.actions for o in a.outcomes}
    return found | {rule.id: rule for rule in edition.procedure.house_rules}


def operation(edition: Edition, wanted: str) -> Outcome | Opening:
    """The opening or the outcome with this id; KeyError when there is none."""
    opening = edition.procedure.opening
    return opening if opening.id == wanted else outcomes(edition)[wanted]


def outcomes_at(edition: Edition, action_id: str) -> tuple[Outcome, ...]:
    """What may be done at an action: its own outcomes, then the house rules that hold there."""
    rules = (rule for rule in edition.procedure.house_rules if action_id in rule.at)
    return (*action(edition, action_id).outcomes, *rules)


def correction_at(edition: Edition, action_id: str) -> Outcome | None:
    """How a registered application is corrected at this action, if the edition lets it be."""
    return next((one for one in outcomes_at(edition, action_id) if one.corrects), None)


def rest_at(edition: Edition, action_id: str) -> Rest | None:
    """The waiting at this action that is not the office's lateness, if the edition knows one."""
    return next((one for one in edition.procedure.rests if one.action == action_id), None)


def choices(edition: Edition) -> dict[str, dict[str, Text]]:
    """The directories of the edition: their entries' names by id."""
    return {name: dict(directory.names()) for name, directory in edition.standard.directories.items()}


def names_in(edition: Edition, directory: str) -> dict[str, Text]:
    """The entries of a directory by id; none where the edition has no such directory."""
    return choices(edition).get(directory, {})


def role_for(outcome: Outcome, action: Action) -> str:
    """Whose an outcome is at an action: the action's own role, for a house rule the role it names."""
    return outcome.role if isinstance(outcome, HouseRule) else action.role


def is_house(outcome: Outcome) -> bool:
    """Whether this is the office's own rule and not the act's."""
    return isinstance(outcome, HouseRule)


def keeps_register(edition: Edition, roles: Iterable[str]) -> bool:
    """Whether one of these roles keeps the register of persons; nobody does where the edition has no register."""
    keeping = edition.procedure.register_keeping
    return keeping is not None and keeping.role in roles


def heads(edition: Edition, roles: Iterable[str]) -> bool:
    """Whether one of these roles gives the work out: that of an action in which a case is assigned."""
    assigning = {
        one.role for one in edition.procedure.actions if any(outcome.assignee_role for outcome in one.outcomes)
    }
    return not assigning.isdisjoint(roles)
