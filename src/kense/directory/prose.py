"""The diagrams in sentences, for who does not see them: the process in its order, and the house rules apart."""

from collections.abc import Iterator

from kense.directory import words
from kense.directory.flow import Arrow, Flow, Node, Rule, places, steps
from kense.directory.labels import length
from kense.kernel import Lang, Text
from kense.kernel.text import joined
from kense.law import cite_all, lookup


def sentences(flow: Flow, lang: Lang) -> list[str]:
    """What the act says, figure by figure, in one language."""
    return [one.in_lang(lang) for one in _said(flow)]


def _said(flow: Flow) -> Iterator[Text]:
    yield words.DESCRIBED.filled(units=joined([one.unit for one in flow.lanes]))
    for node in flow.nodes:
        yield from _of(flow, node)


def _of(flow: Flow, node: Node) -> Iterator[Text]:
    if node.kind == "start":
        yield words.STARTS.filled(name=node.name, refs=cite_all(flow.edition.act, node.refs))
    elif node.kind == "choice":
        yield words.CHOOSES.filled(question=node.name)
    elif node.kind == "action":
        yield from _action(flow, node)
    for arrow in flow.leaving(node):
        if flow.node(arrow.target).kind != "choice":
            yield onward(flow, arrow)


def _action(flow: Flow, node: Node) -> Iterator[Text]:
    edition, action = flow.edition, node.action
    if action is None:
        return
    yield words.ACTS.filled(
        n=action.number,
        name=node.name,
        unit=lookup.role(edition, action.role).unit,
        length=length(action),
        ground=lookup.product(edition, action.ground).name,
        refs=cite_all(edition.act, places(action)),
    )
    if steps(action):
        yield words.STEPS.filled(steps=joined([one.name for one in steps(action)]))


def onward(flow: Flow, arrow: Arrow) -> Text:
    """Where an arrow leads, with its condition."""
    target = target_said(flow, arrow)
    if arrow.label is None:
        return words.GOES.filled(target=target)
    return words.GOES_IF.filled(label=arrow.label, target=target)


def target_said(flow: Flow, arrow: Arrow) -> Text:
    """The action or the end an arrow leads to."""
    node = flow.node(arrow.target)
    if node.kind == "action" and node.action:
        return words.TO_ACTION.filled(n=node.action.number)
    return words.TO_END.filled(name=node.name)


def house_said(flow: Flow) -> Text:
    """All house rules in a sentence."""
    return words.HOUSE_LIST.filled(rules=joined([rule_said(rule) for rule in flow.rules], "; "))


def rule_said(rule: Rule) -> Text:
    """A house rule with the actions at which it holds and where it leads."""
    return words.HOUSE_SAID.filled(rule=rule.name, at=at_said(rule))


def at_said(rule: Rule) -> Text:
    """The numbers of the actions at which a rule holds, and the action or the end it leads to."""
    at = Text.same(", ".join(str(one.number) for one in rule.at))
    to = Text.same(str(rule.next.number)) if rule.next else rule.end
    return words.LEADS.filled(at=at, to=to) if to else at
