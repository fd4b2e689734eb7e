"""How many cases took how many working minutes, as columns of a picture and as rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTHS = (5, 10, 20, 30, 60, 120, 240)
COLUMNS_TO_NORM = 20
"""A column is so wide, in minutes, that no more of them lie under the norm."""

LEFT, RIGHT, TOP, BASE = 40, 750, 34, 198
"""The frame of the columns in a picture of 760 by 230."""


@dataclass(frozen=True, slots=True)
class Column:
    """Cases that took from `first` to `last` working minutes, both included; the last column has no `last`."""

    first: int
    last: int | None
    count: int
    over: bool
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        """How high the column stands."""
        return round(BASE - self.y, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on one of the axes and where it stands; `over` as in «600 and more»."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """The whole picture. `norm` is the sum of the norms in minutes, `norm_x` where its line stands."""

    columns: tuple[Column, ...]
    levels: tuple[Mark, ...]
    minutes: tuple[Mark, ...]
    norm: int
    norm_x: float
    total: int
    over: int

    @property
    def tallest(self) -> Column:
        """The column with the most cases, the first of equals."""
        return max(self.columns, key=lambda one: one.count)


def histogram(counted: Mapping[int, int], norm: int) -> Histogram:
    """The picture of working minutes with their counts, beside a norm in minutes (above 0)."""
    width = next((one for one in WIDTHS if one * COLUMNS_TO_NORM >= norm), -(-norm // COLUMNS_TO_NORM))
    closed = -(-norm * 3 // (2 * width))
    heights = [0] * (closed + 1)
    for minutes, count in counted.items():
        heights[min(max(minutes - 1, 0) // width, closed)] += count
    step, levels = _levels(max(heights))
    unit = (RIGHT - LEFT) / (closed + 1)
    return Histogram(
        columns=tuple(
            _column(i, n, width, norm, unit, step * (levels or 1), i == closed) for i, n in enumerate(heights)
        ),
        levels=tuple(Mark(_y(step * one, step * levels), step * one) for one in range(levels + 1)),
        minutes=tuple(Mark(round(LEFT + i * unit, 1), i * width) for i in range(0, closed + 1, 4)),
        norm=norm,
        norm_x=round(LEFT + norm / width * unit, 1),
        total=sum(heights),
        over=sum(count for minutes, count in counted.items() if minutes > norm),
    )


def _column(place: int, count: int, width: int, norm: int, unit: float, top: int, is_last: bool) -> Column:
    return Column(
        first=place * width + 1 if place else 0,
        last=None if is_last else (place + 1) * width,
        count=count,
        over=place * width >= norm,
        x=round(LEFT + place * unit + 1, 1),
        y=_y(count, top),
        width=round(unit - 2, 1),
    )


def _levels(highest: int) -> tuple[int, int]:
    """The step of the numbers at the side and how many of them: at most four, round ones."""
    step = 1
    while highest > step * 4:
        step *= 5 if str(step)[0] == "1" else 2
    return step, max(-(-highest // step), 1)


def _y(count: int, top: int) -> float:
    return round(BASE - (BASE - TOP) * count / top, 1)
