"""Which way each arrow goes: out of which side of its figure, through which gutters and channels.

Lines run in the gutters between the columns and the channels under the rows, or through cells in which nothing stands, so
no line runs through a figure, however the edition's actions follow each other.
"""

from dataclasses import dataclass, replace
from typing import Literal

from kense.directory.flow import Arrow, Flow
from kense.directory.layout import Figure
from kense.directory.measure import longest, width, wrap
from kense.kernel import Lang

LABEL = 13.0
LABEL_LINE = LABEL * 1.3
LABEL_ROOM = 80.0
CHANNEL_ROOM, CORNER_ROOM = 190.0, 100.0
TRACK = 12.0

Side = Literal["right", "bottom", "left", "under"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A gutter (behind the column `at`) or a channel (under the row `at` of a lane) that a line runs through."""

    kind: Literal["gutter", "channel"]
    lane: int
    at: int


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an arrow: the side it leaves by, what it runs through in order.

    `label_at` is where its words stand, `label_gutter` the gutter that must have room for them.
    """

    arrow: Arrow
    side: Side
    stops: tuple[Stop, ...]
    label_lines: tuple[str, ...] = ()
    label_at: Literal["start", "corner", "channel", "end", ""] = ""
    label_gutter: int | None = None

    @property
    def source(self) -> str:
        """The figure it leaves."""
        return self.arrow.source

    @property
    def target(self) -> str:
        """The figure it leads to."""
        return self.arrow.target


def routes(flow: Flow, made: dict[str, Figure], lang: Lang) -> list[Route]:
    """The way of every arrow of a flow, in the order of the process."""
    found: list[Route] = []
    for node in flow.nodes:
        leaving = flow.leaving(node)
        sides = _sides(made, leaving)
        shared = list(sides.values()).count("right") > 1
        found += [_way(made, one, sides[one.id], lang, shared=shared) for one in leaving]
    return found


def labelled_room(way: Route, column: float, made: dict[str, Figure]) -> float:
    """How wide the gutter must be for the words of this arrow."""
    wide = max(width(one, LABEL, bold=True) for one in way.label_lines)
    free = (column - made[way.source].w) / 2
    if way.label_at == "end":
        return 40
    if way.label_at == "corner":
        return wide + 22 - column / 2
    return wide - free + (31 if way.stops else 22)


def _is_straight(made: dict[str, Figure], arrow: Arrow) -> bool:
    (lane, row, column), target = made[arrow.source].cell, made[arrow.target].cell
    return target == (lane, row, column + 1)


def _sides(made: dict[str, Figure], leaving: list[Arrow]) -> dict[str, Side]:
    """The side each of a figure's arrows leaves by; one that can go straight on has the right side first."""
    sides: dict[str, Side] = {}
    for arrow in sorted(leaving, key=lambda one: not _is_straight(made, one)):
        sides[arrow.id] = _side(made, made[arrow.source], made[arrow.target], set(sides.values()))
    return sides


def _way(made: dict[str, Figure], arrow: Arrow, side: Side, lang: Lang, *, shared: bool) -> Route:
    source, target = made[arrow.source], made[arrow.target]
    way = Route(arrow, side, () if side == "under" else _through(made, source, target, side))
    if arrow.label is None:
        return way
    return _labelled(way, source, target, arrow.label.in_lang(lang), shared=shared)


def _labelled(way: Route, source: Figure, target: Figure, text: str, *, shared: bool) -> Route:
    """The way with its words: along a channel, after a corner, over the end it leads to, or where it begins."""
    column = source.cell[2]
    if any(stop.kind == "channel" for stop in way.stops) and way.side != "right":
        return replace(way, label_lines=wrap(text, CHANNEL_ROOM, LABEL, bold=True), label_at="channel")
    if way.side == "bottom":
        room = max(CORNER_ROOM, longest(text, LABEL, bold=True))
        lines = wrap(text, room, LABEL, bold=True)
        return replace(way, label_lines=lines, label_at="corner", label_gutter=column)
    if shared and target.node.kind == "end" and target.cell[2] == column + 1:
        lines = wrap(text, target.w, LABEL, bold=True)
        return replace(way, label_lines=lines, label_at="end", label_gutter=column)
    lines = wrap(text, max(LABEL_ROOM, longest(text, LABEL, bold=True)), LABEL, bold=True)
    return replace(way, label_lines=lines, label_at="start", label_gutter=column)


def _side(made: dict[str, Figure], source: Figure, target: Figure, taken: set[Side]) -> Side:
    if target.node.kind == "choice" and target.node.action == source.node.action:
        return "under"
    if source.node.kind != "choice":
        return "right"
    if target.node.kind == "end" and target.cell[2] == source.cell[2] + 1:
        return "right"
    if "bottom" not in taken and _is_below(made, source, target):
        return "bottom"
    sides: tuple[Side, ...] = ("right", "bottom", "left")
    return next((side for side in sides if side not in taken), "bottom")


def _is_below(made: dict[str, Figure], source: Figure, target: Figure) -> bool:
    """Whether a line can go straight down and then right to the target."""
    lane, _, column = source.cell
    return target.cell[2] == column + 1 and target.cell[0] > lane and not _between(made, source, target)


def _between(made: dict[str, Figure], source: Figure, target: Figure) -> bool:
    """Whether a figure stands under the source, down to the height of the target."""
    return any(
        one.cell[2] == source.cell[2] and source.cell[:2] < one.cell[:2] <= target.cell[:2] for one in made.values()
    )


def _through(made: dict[str, Figure], source: Figure, target: Figure, side: Side) -> tuple[Stop, ...]:
    (lane, row, column), (to_lane, to_row, to_column) = source.cell, target.cell
    last = Stop("gutter", 0, to_column - 1)
    if side == "bottom":
        return () if _is_below(made, source, target) else (Stop("channel", lane, row), last)
    if side == "left":
        return (Stop("gutter", 0, column - 1), Stop("channel", lane, row), last)
    if (to_lane, to_row, to_column) == (lane, row, column + 1):
        return ()
    first = Stop("gutter", 0, column)
    if to_column == column + 1 or (to_column > column and _row_is_free(made, target, column)):
        return (first,)
    return (first, Stop("channel", lane, row), last)


def _row_is_free(made: dict[str, Figure], target: Figure, after: int) -> bool:
    """Whether nothing stands in the target's row between a column and the target."""
    lane, row, column = target.cell
    return not any(one.cell[:2] == (lane, row) and after < one.cell[2] < column for one in made.values())
