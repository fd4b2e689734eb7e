"""The life of an act as a picture: its periods on a line of years, with today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kense.desk.span import Piece
from kense.law.life import Life, Status

CSS: dict[Status, tuple[str, ...]] = {
    "not_yet": ("left",),
    "unknown": ("open", "off"),
    "in_force": ("used",),
    "repealed": ("open",),
}
MOST_YEARS = 8
"""More names of years would run into each other on a narrow screen."""

_AFTER = 0.06


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, in per cent of its width. `sun` is today, empty where it lies outside."""

    pieces: tuple[Piece, ...]
    years: tuple[tuple[str, int], ...]
    sun: str


def timeline(life: Life, adopted: date, today: date) -> Timeline:
    """The picture from the year of adoption to a while after the last change, or after today where that is later."""
    first = date(adopted.year, 1, 1)
    known = max(today, *(one.first for one in life.periods if one.first))
    scale = _Scale(first, known + timedelta(days=int((known - first).days * _AFTER) + 1))
    pieces = tuple(piece for period in life.periods for piece in scale.pieces(period.first, period.last, period.status))
    sun = _share(scale.at(today)) if first <= today <= scale.end else ""
    return Timeline(pieces, tuple(scale.years()), sun)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    end: date

    def at(self, day: date) -> float:
        """The place of the morning of a day; outside the picture, its edge."""
        return 100 * (min(max(day, self.first), self.end) - self.first).days / (self.end - self.first).days

    def pieces(self, first: date | None, last: date | None, status: Status) -> Iterator[Piece]:
        begin, end = self.at(first or self.first), self.at(last + timedelta(days=1) if last else self.end)
        if begin < end:
            yield from (Piece(_share(begin), _share(end - begin), css) for css in CSS[status])

    def years(self) -> Iterator[tuple[str, int]]:
        count = self.end.year - self.first.year + 1
        for year in range(self.first.year, self.end.year + 1, -(-count // MOST_YEARS)):
            yield _share(self.at(date(year, 1, 1))), year


def _share(value: float) -> str:
    return f"{value:.2f}%"
