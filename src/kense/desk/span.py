"""Counted and skipped time as a picture: the days from a start to a due moment, what has passed, what is left, now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from kense.worktime import OfficeDay, WorkingTime

# A picture of more days than this would say less than the table under it.
MOST_DAYS = 9
GAP = 0.7
REST_SHARE = 0.44
EDGE = 85


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the picture in per cent of its width, with the class it is drawn in."""

    x: str
    width: str
    css: str


@dataclass(frozen=True, slots=True)
class DayMark:
    """The name of a day under the line; on a narrow screen only working days keep theirs."""

    x: str
    day: date
    rest: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The whole picture. `sun` is where now is, empty when now lies outside."""

    pieces: tuple[Piece, ...]
    days: tuple[DayMark, ...]
    due: str
    due_text: str
    sun: str

    @property
    def due_at_edge(self) -> bool:
        """Whether the time of the due moment has no room to the right of its line."""
        return float(self.due.rstrip("%")) > EDGE


def span(worktime: WorkingTime, start: datetime, due: datetime, at: datetime) -> Span | None:
    """The picture from `start` to `due` as it looks at a moment; None when it would have too many days."""
    first, last = worktime.local(start).date(), worktime.local(due).date()
    count = (last - first).days + 1
    if count > MOST_DAYS:
        return None
    days = [worktime.day(first + timedelta(one)) for one in range(count)]
    lanes = list(_lanes(days))
    pieces = [piece for lane in lanes for piece in lane.pieces(worktime, start, due, at)]
    now = next((lane.at(worktime.local(at)) for lane in lanes if lane.holds(worktime.local(at))), None)
    end = worktime.local(due)
    return Span(
        tuple(pieces),
        tuple(DayMark(_share(lane.x), lane.day.about.day, not lane.day.shifts) for lane in lanes),
        _share(lanes[-1].at(end)),
        f"{end.hour}:{end:%M}",
        "" if now is None else _share(now),
    )


@dataclass(frozen=True, slots=True)
class _Lane:
    """One day of the picture, from the beginning of its hours to their end."""

    day: OfficeDay
    x: float
    width: float

    def holds(self, moment: datetime) -> bool:
        return moment.date() == self.day.about.day and bool(self.day.shifts)

    def at(self, moment: datetime) -> float:
        """The place of a wall-clock moment of this day; before or after its hours, the edge."""
        if not self.day.shifts:
            return self.x
        first, last = _minutes(self.day.shifts[0][0]), _minutes(self.day.shifts[-1][1])
        return self.x + self.width * (min(max(_minutes(moment), first), last) - first) / (last - first)

    def pieces(self, worktime: WorkingTime, start: datetime, due: datetime, at: datetime) -> Iterator[Piece]:
        yield _piece(self.x, self.x + self.width, "open")
        if not self.day.shifts:
            yield _piece(self.x, self.x + self.width, "off")
            return
        shifts = [tuple(datetime.combine(self.day.about.day, edge) for edge in shift) for shift in self.day.shifts]
        for before, after in pairwise(shifts):
            yield _piece(self.at(before[1]), self.at(after[0]), "off")
        since, until, now = (worktime.local(one).replace(tzinfo=None) for one in (start, due, at))
        for begin, end in shifts:
            yield from self._drawn(max(begin, since), min(end, until, now), "used")
            yield from self._drawn(max(begin, since, now), min(end, until), "left")

    def _drawn(self, begin: datetime, end: datetime, css: str) -> Iterator[Piece]:
        if begin < end:
            yield _piece(self.at(begin), self.at(end), css)


def _lanes(days: list[OfficeDay]) -> Iterator[_Lane]:
    """Working days take equal shares of the width, days off less than half of one."""
    shares = [1.0 if one.shifts else REST_SHARE for one in days]
    unit = (100 - GAP * (len(days) - 1)) / sum(shares)
    x = 0.0
    for one, share in zip(days, shares, strict=True):
        yield _Lane(one, x, unit * share)
        x += unit * share + GAP


def _minutes(moment: datetime | time) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60


def _piece(begin: float, end: float, css: str) -> Piece:
    return Piece(_share(begin), _share(end - begin), css)


def _share(value: float) -> str:
    return f"{value:.2f}%"
