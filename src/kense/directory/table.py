"""The directory as a table: an action in each row."""

from dataclasses import dataclass

from kense.directory import words
from kense.directory.flow import Flow, Node, places, products
from kense.directory.labels import length
from kense.directory.prose import target_said
from kense.kernel import Text
from kense.kernel.text import joined
from kense.law import cite, lookup
from kense.law.edition import Action


@dataclass(frozen=True, slots=True)
class Row:
    """An action: who does it, on what ground, how long, what comes of it, where the case goes, the places of the act."""

    number: int
    name: Text
    unit: Text
    ground: Text
    length: Text
    product: Text
    onward: tuple[Text, ...]
    refs: tuple[Text, ...]


HEADS = (
    words.ACTION_HEAD,
    words.UNIT_HEAD,
    words.GROUND_HEAD,
    words.LENGTH_HEAD,
    words.PRODUCT_HEAD,
    words.NEXT_HEAD,
    words.PLACE_HEAD,
)


def table(flow: Flow) -> list[Row]:
    """The rows, in the order of the actions."""
    return [_row(flow, node, node.action) for node in flow.nodes if node.action and node.kind == "action"]


def _row(flow: Flow, node: Node, action: Action) -> Row:
    edition = flow.edition
    left = [lookup.product(edition, one).name for one in products(action)]
    return Row(
        number=action.number,
        name=node.name,
        unit=lookup.role(edition, action.role).unit,
        ground=lookup.product(edition, action.ground).name,
        length=length(action),
        product=joined(left, "; ") if left else words.NOTHING,
        onward=_onward(flow, node),
        refs=tuple(cite(edition.act, one) for one in places(action)),
    )


def _onward(flow: Flow, node: Node) -> tuple[Text, ...]:
    choice = next((one for one in flow.nodes if one.kind == "choice" and one.action == node.action), None)
    ways = flow.leaving(choice or node)
    return tuple(
        words.WAY.filled(label=arrow.label, target=target_said(flow, arrow))
        if arrow.label
        else target_said(flow, arrow)
        for arrow in ways
    )
