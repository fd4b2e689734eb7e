"""Where the figures of a flow stand: a lane for each unit, a column for each step, the choice of an action under it.

Lengths are in pixels. The same flow in the same language always gives the same places.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kense.directory.flow import Flow, Kind, Node
from kense.directory.labels import Label, action_label, action_width, choice_label, plain_label, plain_width
from kense.kernel import Lang

LANE_HEAD = 28.0
ACTION = 148.0
START, END = 112.0, 114.0
PAD = 13.0
SIDE = 10.0

Cell = tuple[int, int, int]
"""Lane, row in the lane, column."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; x and y are its left upper corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def cx(self) -> float:
        """The middle, from left to right."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The middle, from above."""
        return self.y + self.h / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class Figure:
    """A node with its cell, its size and the lines of text in it."""

    node: Node
    cell: Cell
    w: float
    h: float
    label: Label


def figures(flow: Flow, lang: Lang) -> dict[str, Figure]:
    """Every figure of a flow by its id, in the order of the process; those of a kind are of one size."""
    cells, widths = _cells(flow), _widths(flow, lang)
    made = {node.id: _figure(flow, node, cells[node.id], lang, widths[node.kind]) for node in flow.nodes}
    tallest = max(one.h for one in made.values() if one.node.kind == "action")
    return {name: replace(one, h=tallest) if one.node.kind == "action" else one for name, one in made.items()}


def _widths(flow: Flow, lang: Lang) -> dict[Kind, float]:
    """The width of each kind of figure: the usual one, or what the longest word in this language asks for."""
    widths: dict[Kind, float] = {"start": START, "action": ACTION, "choice": ACTION, "end": END}
    for node in flow.nodes:
        if node.action and node.kind == "action":
            asked = action_width(flow.edition, node.action, lang)
        else:
            asked = plain_width(node.name.in_lang(lang)) + (40 if node.kind == "choice" else 0)
        widths[node.kind] = max(widths[node.kind], asked)
    return widths | {"choice": max(widths["choice"], widths["action"])}


def _figure(flow: Flow, node: Node, cell: Cell, lang: Lang, wide: float) -> Figure:
    if node.action and node.kind == "action":
        label = action_label(flow.edition, node.action, lang, wide)
    elif node.kind == "choice":
        label = choice_label(node.name.in_lang(lang), wide)
    else:
        label = plain_label(node.name.in_lang(lang), wide)
    return Figure(node, cell, wide, label.height, label)


def _cells(flow: Flow) -> dict[str, Cell]:
    lanes = {role.id: index for index, role in enumerate(flow.lanes)}
    cells: dict[str, Cell] = {}
    for node in flow.nodes:
        if node.kind == "start":
            cells[node.id] = (lanes[node.role], 0, 0)
        elif node.kind == "action":
            column = _first_free(cells, lanes[node.role], _earliest(flow, node, cells))
            cells[node.id] = (lanes[node.role], 0, column)
        elif node.kind == "choice":
            lane, _, column = cells[f"action_{node.action.id if node.action else ''}"]
            cells[node.id] = (lane, 1, column)
    return cells | dict(_ends(flow, cells))


def _earliest(flow: Flow, node: Node, cells: dict[str, Cell]) -> int:
    """The column after the last of those that lead here; what lies ahead of it in the order leads back, not here."""
    before = [_action_column(flow, arrow.source, cells) for arrow in flow.arrows if arrow.target == node.id]
    return max((column for column in before if column is not None), default=0) + 1


def _action_column(flow: Flow, source: str, cells: dict[str, Cell]) -> int | None:
    return cells[source][2] if source in cells else None


def _first_free(cells: dict[str, Cell], lane: int, column: int) -> int:
    while (lane, 0, column) in cells.values():
        column += 1
    return column


def _ends(flow: Flow, cells: dict[str, Cell]) -> Iterator[tuple[str, Cell]]:
    """The ends of an action stand in the column behind it, where nothing else stands."""
    taken = set(cells.values())
    for node in (one for one in flow.nodes if one.kind == "action"):
        ends = [flow.node(end) for end in _ends_behind(flow, node)]
        lane, row, column = cells.get(f"choice_{node.action.id}" if node.action else "", cells[node.id])
        free = [(lane, one, column + 1) for one in range(len(taken)) if (lane, one, column + 1) not in taken]
        if len(ends) == 1 and (lane, row, column + 1) in free:
            free = [(lane, row, column + 1)]
        for end, cell in zip(ends, free, strict=False):
            taken.add(cell)
            yield end.id, cell


def _ends_behind(flow: Flow, node: Node) -> list[str]:
    behind = [arrow.target for arrow in flow.leaving(node)]
    choices = [flow.node(one) for one in behind if flow.node(one).kind == "choice"]
    behind += [arrow.target for choice in choices for arrow in flow.leaving(choice)]
    return [one for one in dict.fromkeys(behind) if flow.node(one).kind == "end"]
