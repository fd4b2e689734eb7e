"""The working day as a line: what has passed, what is to come, lunch, now, and the due moments of my queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from kense.kernel import Text
from kense.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line, in per cent of the day."""

    start: str
    stop: str
    css: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or a tick on the line."""

    at: str
    text: str
    css: str


@dataclass(frozen=True, slots=True)
class DayStrip:
    """The line of one day. Without shifts it is a rest day and `reason` says why."""

    now: datetime
    reason: Text
    stretches: tuple[Stretch, ...] = ()
    hours: tuple[Mark, ...] = ()
    ticks: tuple[Mark, ...] = ()
    sun: str = ""
    lunch: str = ""

    @property
    def clock(self) -> str:
        """The time on the office's wall."""
        return f"{self.now.hour}:{self.now:%M}"


def day_strip(worktime: WorkingTime, at: datetime, due: Iterable[datetime]) -> DayStrip:
    """The strip for the day of `at`, with ticks for those of the due moments that lie in it."""
    now = worktime.local(at)
    office_day = worktime.day(now.date())
    if not office_day.shifts:
        return DayStrip(now, office_day.about.reason)
    line = _Line(office_day.shifts[0][0], office_day.shifts[-1][1])
    here = min(max(now.time(), line.first), line.last)
    stretches = [piece for start, stop in office_day.shifts for piece in _pieces(line, start, stop, here)]
    today = [worktime.local(moment) for moment in due]
    ticks = [
        Mark(line.at(m.time()), f"{m:%H:%M}", "tick") for m in today if m.date() == now.date() and line.has(m.time())
    ]
    breaks = [(one[1], two[0]) for one, two in zip(office_day.shifts, office_day.shifts[1:], strict=False)]
    lunch = line.middle(*breaks[0]) if breaks else ""
    return DayStrip(
        now,
        office_day.about.reason,
        tuple(stretches),
        tuple(_hours(line, office_day.shifts)),
        tuple(ticks),
        line.at(here),
        lunch,
    )


class _Line:
    """Wall times as places on a line."""

    def __init__(self, first: time, last: time) -> None:
        self.first, self.last = first, last

    def has(self, moment: time) -> bool:
        return self.first <= moment <= self.last

    def at(self, moment: time) -> str:
        return f"{100 * (_minutes(moment) - _minutes(self.first)) / (_minutes(self.last) - _minutes(self.first)):.2f}%"

    def middle(self, start: time, stop: time) -> str:
        half = (_minutes(start) + _minutes(stop)) // 2
        return self.at(time(half // 60, half % 60))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _pieces(line: _Line, start: time, stop: time, here: time) -> Iterable[Stretch]:
    if here > start:
        yield Stretch(line.at(start), line.at(min(here, stop)), "gone")
    if here < stop:
        yield Stretch(line.at(max(here, start)), line.at(stop), "ahead")


def _hours(line: _Line, shifts: Iterable[tuple[time, time]]) -> Iterable[Mark]:
    edges = {edge for shift in shifts for edge in shift}
    for edge in sorted(edges):
        css = "h-first" if edge == line.first else "h-last" if edge == line.last else "h-lunch"
        yield Mark(line.at(edge), f"{edge.hour}:{edge:%M}", css)
    for start, stop in shifts:
        for hour in range(start.hour + 1, stop.hour + 1):
            # A full hour too close to an edge would print over it.
            if all(abs(hour * 60 - _minutes(edge)) >= 45 for edge in edges):
                yield Mark(line.at(time(hour)), str(hour), "h-minor")
