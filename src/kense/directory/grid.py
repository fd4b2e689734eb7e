"""The grid of the picture: columns and rows for the figures, gutters and channels between them for the lines."""

from collections import Counter

from kense.directory.labels import NAME
from kense.directory.layout import ACTION, LANE_HEAD, PAD, SIDE, Box, Figure
from kense.directory.measure import width
from kense.directory.routes import LABEL_LINE, TRACK, Route, Stop, labelled_room

GUTTER, CHANNEL = 26.0, 8.0
WIDE = 1388.0
"""What a usual screen shows without scrolling; a longer process is wider."""
ARROW_ROOM = 14.0
EMPTY = 48.0


def lane_room(name: str) -> float:
    """The least height of a lane: its name stands upright in its head."""
    return width(name, NAME, bold=True) + 2 * PAD


class Grid:
    """Columns with gutters between them, rows of lanes with channels under them: figures in the one, lines in the other."""

    def __init__(self, made: dict[str, Figure], ways: list[Route], rooms: list[float]) -> None:
        """Figures and ways as they are to be placed; `rooms` is the least height of each lane."""
        self.tracks: Counter[tuple[str, int, int]] = Counter()
        self.places = {(one.arrow.id, stop): self._next(stop) for one in ways for stop in one.stops}
        self.channels = self._channels(ways)
        self.columns = self._columns(made, ways)
        self.rows = self._rows(made, rooms, _over_ends(made, ways))
        self.wide = self.columns[max(self.columns)][1] + SIDE

    def _next(self, stop: Stop) -> int:
        """The number of a line among those in its gutter or channel."""
        key = (stop.kind, stop.lane, stop.at)
        self.tracks[key] += 1
        return self.tracks[key] - 1

    def _columns(self, made: dict[str, Figure], ways: list[Route]) -> dict[int, tuple[float, float]]:
        """Left and right edge of each column. What is left of the usual width widens the gutters, all alike."""
        count = 1 + max(one.cell[2] for one in made.values())
        wide = [max((one.w for one in made.values() if one.cell[2] == n), default=ACTION) for n in range(count)]
        gutters = [self._gutter(n, ways, wide[n], made) for n in range(count - 1)]
        left = WIDE - LANE_HEAD - 2 * SIDE - sum(wide) - sum(gutters)
        spare = max(left, 0) / len(gutters) if gutters else 0
        edges, x = {}, LANE_HEAD + SIDE
        for column, gutter in enumerate([*gutters, 0]):
            edges[column] = (x, x + wide[column])
            x += wide[column] + gutter + spare
        return edges

    def _gutter(self, column: int, ways: list[Route], wide: float, made: dict[str, Figure]) -> float:
        tracks = (self.tracks[("gutter", 0, column)] - 1) * TRACK
        rooms = [labelled_room(one, wide, made) for one in ways if one.label_gutter == column]
        return max([GUTTER, *rooms]) + max(tracks, 0)

    def _rows(
        self, made: dict[str, Figure], rooms: list[float], over: dict[tuple[int, int], float]
    ) -> dict[tuple[int, int], tuple[float, float, float]]:
        """Of each row: its upper edge, the lower edge of its figures, the lower edge of the channel under them."""
        edges: dict[tuple[int, int], tuple[float, float, float]] = {}
        y = 0.0
        for lane, room in enumerate(rooms):
            top = y
            last = max((one.cell[1] for one in made.values() if one.cell[0] == lane), default=0)
            for row in range(last + 1):
                high = max((one.h for one in made.values() if one.cell[:2] == (lane, row)), default=EMPTY)
                free = max(over.get((lane, row), 0) - high / 2, 0)
                y += free
                under = y + high + (2 * PAD if row == 0 else PAD)
                end = under + sum(self.channels.get((lane, row), []))
                end = max(end, top + room) if row == last else end
                edges[(lane, row)], y = (y if row == 0 else y - PAD, under, end), end
        return edges

    def box(self, one: Figure) -> Box:
        """The box of a figure, in the middle of its cell."""
        left, right = self.columns[one.cell[2]]
        top, bottom, _ = self.rows[one.cell[:2]]
        return Box((left + right - one.w) / 2, (top + bottom - one.h) / 2, one.w, one.h)

    def lane(self, index: int) -> Box:
        """The band of a lane."""
        own = [edges for (lane, _), edges in self.rows.items() if lane == index]
        return Box(0, own[0][0], self.wide, own[-1][2] - own[0][0])

    def x(self, way: Route, stop: Stop) -> float:
        """The middle of a line's track in a gutter; the last track leaves room for the arrow's head."""
        _, left = self.columns[stop.at]
        right = self.columns.get(stop.at + 1, (left + GUTTER, 0))[0]
        behind = self.tracks[("gutter", 0, stop.at)] - 1 - self.places[(way.arrow.id, stop)]
        if way.label_gutter == stop.at and way.label_at == "end":
            return left + ARROW_ROOM
        return max(right - ARROW_ROOM - 2 - behind * TRACK, left + 6)

    def y(self, way: Route, stop: Stop) -> float:
        """The height of a line's track in a channel; its words stand above it."""
        _, top, _ = self.rows[(stop.lane, stop.at)]
        place = self.places[(way.arrow.id, stop)]
        return top + sum(self.channels[(stop.lane, stop.at)][: place + 1]) - CHANNEL

    @staticmethod
    def _channels(ways: list[Route]) -> dict[tuple[int, int], list[float]]:
        """The height of each track in the channels, from above."""
        heights: dict[tuple[int, int], list[float]] = {}
        for way in ways:
            for stop in (one for one in way.stops if one.kind == "channel"):
                words = max(len(way.label_lines), 1) * LABEL_LINE
                heights.setdefault((stop.lane, stop.at), []).append(CHANNEL + words)
        return heights


def _over_ends(made: dict[str, Figure], ways: list[Route]) -> dict[tuple[int, int], float]:
    """Of each row: how far the words over its ends reach above the middle of the row."""
    lines: Counter[str] = Counter()
    for way in ways:
        lines[way.target] += len(way.label_lines) if way.label_at == "end" else 0
    reach: dict[tuple[int, int], float] = {}
    for name, count in lines.items():
        one = made[name]
        if count:
            high = one.h / 2 + count * LABEL_LINE + 6
            reach[one.cell[:2]] = max(reach.get(one.cell[:2], 0), high)
    return reach
