"""The process an act describes as a flow: a start, actions, choices, ends, and the arrows between them; house rules apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kense.directory import words
from kense.kernel import LegalRef, Text
from kense.law import Edition, lookup
from kense.law.edition import Action, Cited, Outcome, Rest, Role, Wait

Performed = tuple[str, str]
"""An action and the outcome that was performed there, by their ids."""

Condition = tuple[tuple[Performed, ...], ...]
"""What must have been performed: one of each group. Nothing: always."""


Kind = Literal["start", "action", "choice", "end"]


@dataclass(frozen=True, slots=True)
class Node:
    """A figure of the diagram. `role` is the unit in whose lane it stands; `action` the action it is or follows."""

    id: str
    kind: Kind
    role: str
    name: Text
    refs: tuple[LegalRef, ...]
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A transition; one that leaves a choice has a label and the condition under which it is taken."""

    id: str
    source: str
    target: str
    label: Text | None = None
    condition: Condition = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What the office does beyond the act: whose it is, at which actions, and the action or the end it leads to, if any."""

    id: str
    name: Text
    role: Role | None
    at: tuple[Action, ...]
    refs: tuple[LegalRef, ...]
    next: Action | None = None
    end: Text | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole process in the order in which it goes. Nodes and arrows are the act's alone, rules the office's own."""

    edition: Edition
    lanes: tuple[Role, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    rules: tuple[Rule, ...]

    def node(self, wanted: str) -> Node:
        """The figure with this id."""
        return lookup.by_id(self.nodes, wanted)

    def leaving(self, node: Node) -> list[Arrow]:
        """The arrows out of a figure."""
        return [one for one in self.arrows if one.source == node.id]


def flow_of(edition: Edition) -> Flow:
    """The process of an edition."""
    opening = edition.procedure.opening
    start = Node("start", "start", opening.role, _started(edition), places(opening))
    nodes, arrows = [start], [Arrow("to_first", start.id, _id(opening.opens))]
    for action in sorted(edition.procedure.actions, key=lambda one: one.number):
        nodes.append(Node(_id(action.id), "action", action.role, action.name, places(action), action))
        more, ways = _onward(edition, action)
        nodes += more
        arrows += ways
    return Flow(edition, edition.procedure.roles, tuple(nodes), tuple(arrows), tuple(_rules(edition)))


def places(datum: Cited) -> tuple[LegalRef, ...]:
    """The place of a datum and the others that say the same."""
    return (datum.ref, *datum.also)


def products(action: Action) -> tuple[str, ...]:
    """What may come of an action by the act, each product once, in the order in which it comes."""
    return tuple(dict.fromkeys(one.gives for one in action.outcomes if one.gives))


def steps(action: Action) -> tuple[Outcome, ...]:
    """What is done within an action before the case leaves it."""
    return tuple(one for one in action.outcomes if not (one.next or one.end or one.end_by_result))


@dataclass(frozen=True, slots=True)
class _Exit:
    """A way out of an action: by which outcome, to where, and the result it is for when the end depends on one."""

    outcome: Outcome
    to_action: str | None
    to_end: str | None
    result: str | None = None


def _onward(edition: Edition, action: Action) -> tuple[list[Node], list[Arrow]]:
    """What stands behind an action: the choice, if there are several ways out, the ends they lead to, the arrows."""
    exits = list(_exits(edition, action))
    ends = [_end(edition, action, one) for one in dict.fromkeys(one.to_end for one in exits) if one]
    if len(exits) == 1:
        return ends, [Arrow(f"from_{action.id}", _id(action.id), _target(action, exits[0]))]
    question = _question(exits)
    choice = Node(f"choice_{action.id}", "choice", action.role, question, places(action), action)
    asked = Arrow(f"from_{action.id}", _id(action.id), choice.id)
    return [choice, *ends], [asked, *(_way(edition, action, choice, question, one) for one in exits)]


def _exits(edition: Edition, action: Action) -> Iterator[_Exit]:
    for outcome in action.outcomes:
        if outcome.next or outcome.end:
            yield _Exit(outcome, outcome.next, outcome.end)
        if outcome.end_by_result:
            yield from (
                _Exit(outcome, None, one.end, one.id) for one in edition.procedure.results if _chosen(edition, one.id)
            )


def _chosen(edition: Edition, result: str) -> tuple[Performed, ...]:
    """Where the act has a result chosen."""
    return tuple(
        (action.id, outcome.id)
        for action in edition.procedure.actions
        for outcome in action.outcomes
        if outcome.result == result
    )


def _end(edition: Edition, action: Action, end_id: str) -> Node:
    end = lookup.end(edition, end_id)
    return Node(f"end_{action.id}_{end.id}", "end", action.role, end.name, places(end), action)


def _target(action: Action, one: _Exit) -> str:
    return _id(one.to_action) if one.to_action else f"end_{action.id}_{one.to_end}"


def _way(edition: Edition, action: Action, choice: Node, question: Text, one: _Exit) -> Arrow:
    leaving = [other for other in action.outcomes if other.next or other.end or other.end_by_result]
    condition: Condition = (((action.id, one.outcome.id),),) if len(leaving) > 1 else ()
    if one.result:
        condition = (*condition, _chosen(edition, one.result))
    named = "_".join(part for part in ("by", one.outcome.id, one.result) if part)
    return Arrow(named, choice.id, _target(action, one), _label(edition, question, one), condition)


def _question(exits: list[_Exit]) -> Text:
    """What is decided, by what the outcomes ask for."""
    outcomes = [one.outcome for one in exits]
    if sorted(one.package or "" for one in outcomes) == ["complete", "deficient"]:
        return words.IS_COMPLETE
    if all(one.result for one in exits):
        return words.WHICH_RESULT
    if len(outcomes) == 2 and sum("grounds" in one.asks for one in outcomes) == 1:
        return words.HAS_GROUNDS
    return words.WHICH_WAY


def _label(edition: Edition, question: Text, one: _Exit) -> Text:
    result = one.result or one.outcome.result
    which = lookup.result(edition, result).name if result else one.outcome.name
    if question is words.IS_COMPLETE:
        return words.YES if one.outcome.package == "complete" else words.NO
    if question is words.HAS_GROUNDS:
        return words.ANSWER.filled(answer=words.YES if "grounds" in one.outcome.asks else words.NO, which=which)
    return which


def _rules(edition: Edition) -> Iterator[Rule]:
    """The house rules, and the waits and rests that are the office's own."""
    for rule in edition.procedure.house_rules:
        at = tuple(lookup.action(edition, one) for one in rule.at)
        onward = lookup.action(edition, rule.next) if rule.next and (rule.next,) != rule.at else None
        end = lookup.end(edition, rule.end).name if rule.end else None
        yield Rule(rule.id, rule.name, lookup.role(edition, rule.role), at, places(rule), onward, end)
    pauses: tuple[Wait | Rest, ...] = (*edition.procedure.waits, *edition.procedure.rests)
    for pause in pauses:
        if edition.act.sources[pause.ref.source].house:
            name, action = words.OUTSIDE.filled(name=pause.name), lookup.action(edition, pause.action)
            yield Rule(f"pause_{action.id}", name, None, (action,), places(pause))


def _started(edition: Edition) -> Text:
    return words.first_capital(lookup.product(edition, edition.procedure.opening.gives).name)


def _id(action: str) -> str:
    return f"action_{action}"
