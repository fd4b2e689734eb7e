"""The whole picture in numbers: lanes, boxes, lines with their labels, the rows of the house rules apart."""

from collections import Counter
from dataclasses import dataclass, replace

from kense.directory.flow import Flow, Node
from kense.directory.grid import Grid, lane_room
from kense.directory.house import Row, rows
from kense.directory.layout import Box, Figure, figures
from kense.directory.measure import width
from kense.directory.routes import LABEL, LABEL_LINE, Route, routes
from kense.kernel import Lang
from kense.law.edition import Role


@dataclass(frozen=True, slots=True)
class Words:
    """A label of a line: its lines of text, the left edge, the height of the first line's middle."""

    lines: tuple[str, ...]
    x: float
    y: float

    @property
    def box(self) -> Box:
        """The place the words take."""
        wide = max(width(one, LABEL, bold=True) for one in self.lines)
        return Box(self.x, self.y - LABEL_LINE / 2, wide, LABEL_LINE * len(self.lines))


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow as it is drawn: the corners of its line, its words."""

    route: Route
    points: tuple[tuple[float, float], ...]
    words: Words | None


@dataclass(frozen=True, slots=True)
class Lane:
    """The band of a unit."""

    role: Role
    box: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """A flow in one language, with a place for everything."""

    flow: Flow
    lang: Lang
    lanes: tuple[Lane, ...]
    figures: dict[str, Figure]
    boxes: dict[str, Box]
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    wide: float

    @property
    def bottom(self) -> float:
        """Where the last lane ends."""
        return self.lanes[-1].box.bottom

    def of(self, node: Node) -> Box:
        """The box of a figure."""
        return self.boxes[node.id]


def drawing_of(flow: Flow, lang: Lang) -> Drawing:
    """Everything put in its place."""
    made = figures(flow, lang)
    ways = routes(flow, made, lang)
    grid = Grid(made, ways, [lane_room(role.unit.in_lang(lang)) for role in flow.lanes])
    boxes = {name: grid.box(one) for name, one in made.items()}
    lanes = tuple(Lane(role, grid.lane(index)) for index, role in enumerate(flow.lanes))
    lines = _apart([_line(one, grid, boxes) for one in ways])
    below = rows(flow, lang, boxes, grid.wide)
    return Drawing(flow, lang, lanes, made, boxes, lines, below, grid.wide)


def _line(way: Route, grid: Grid, boxes: dict[str, Box]) -> Line:
    points = [_port(boxes[way.source], way.side)]
    target = _port(boxes[way.target], "top" if way.side == "under" else "left")
    for stop in way.stops:
        x, y = points[-1]
        points.append((grid.x(way, stop), y) if stop.kind == "gutter" else (x, grid.y(way, stop)))
    x, y = points[-1]
    if way.side == "under" or y == target[1]:
        points.append(target)
    elif (way.stops and way.stops[-1].kind == "gutter") or not way.stops:
        points += [(x, target[1]), target]
    return Line(way, tuple(points), _words(way, points, boxes[way.target]))


def _apart(lines: list[Line]) -> tuple[Line, ...]:
    """Words that would stand on those of another arrow moved up: several outcomes may lead to one place."""
    stood: Counter[tuple[int, int]] = Counter()
    moved = []
    for line in lines:
        if line.words and line.route.label_at in ("end", "corner"):
            foot = (round(line.words.x), round(line.words.box.bottom))
            said = replace(line.words, y=line.words.y - stood[foot] * LABEL_LINE)
            stood[foot] += len(said.lines)
            line = replace(line, words=said)
        moved.append(line)
    return tuple(moved)


def _port(box: Box, side: str) -> tuple[float, float]:
    match side:
        case "right":
            return box.right, box.cy
        case "left":
            return box.x, box.cy
        case "top":
            return box.cx, box.y
        case _:
            return box.cx, box.bottom


def _words(way: Route, points: list[tuple[float, float]], target: Box) -> Words | None:
    if not way.label_lines:
        return None
    above = LABEL_LINE * len(way.label_lines) - LABEL * 0.65 + 3
    match way.label_at:
        case "corner":
            return Words(way.label_lines, points[1][0] + 8, points[1][1] - above)
        case "end":
            return Words(way.label_lines, target.x, target.y - above)
        case "channel":
            first = 2 if way.side == "left" else 1  # the corner at which the channel begins
            (x, y), (onward, _) = points[first : first + 2]
            return Words(way.label_lines, x + 8 if onward > x else x - 8 - _wide(way), y - above)
        case _:
            return Words(way.label_lines, points[0][0] + 4, points[0][1] - above)


def _wide(way: Route) -> float:
    return max(width(one, LABEL, bold=True) for one in way.label_lines)
