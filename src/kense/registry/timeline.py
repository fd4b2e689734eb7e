"""Two histories in plain values: what holds in a period, as it was known at a moment. Days are ISO text, "" unbounded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

_BEGINNING, _END = "0001-01-01", "9999-12-31"


class Lasting(Protocol):
    """What holds for days, in a line of its kind."""

    @property
    def line(self) -> int: ...
    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...


class Stated(Protocol):
    """What a statement has of time, and which line of which facet it is."""

    facet: str
    line: int
    first: str
    last: str
    known_from: datetime
    known_to: datetime | None


L = TypeVar("L", bound=Lasting)
S = TypeVar("S", bound=Stated)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both of them in it; "" where it has no beginning or no end."""

    first: str = ""
    last: str = ""

    def meets(self, other: "Period") -> bool:
        """Whether a day is in both."""
        return (self.first or _BEGINNING) <= (other.last or _END) and (other.first or _BEGINNING) <= (self.last or _END)


def known_at(statements: Iterable[S], moment: datetime) -> list[S]:
    """Those that were known at the moment: stated by then, not yet taken back."""
    return [one for one in statements if one.known_from <= moment and (one.known_to is None or moment < one.known_to)]


def about(statements: Iterable[S], period: Period) -> list[S]:
    """Those that speak of a day of the period."""
    return [one for one in statements if Period(one.first, one.last).meets(period)]


def newest(statements: Iterable[L]) -> L | None:
    """The one that begins last; of two, the one of the later line."""
    return max(statements, key=lambda one: (one.first, one.line), default=None)


def gaps(periods: Sequence[Period]) -> list[Period]:
    """The days between periods that none of them has, oldest first; what is before and behind them all is no gap."""
    found: list[Period] = []
    reached = ""
    for n, one in enumerate(sorted(periods)):
        if n and reached != _END and one.first > (after := day_after(reached)):
            found.append(Period(after, day_before(one.first)))
        reached = max(reached, one.last or _END)
    return found


def uncovered(periods: Iterable[Period], within: Period) -> list[Period]:
    """The days of the period `within` that none of the others has, oldest first."""
    found: list[Period] = []
    start, end = within.first or _BEGINNING, within.last or _END
    for one in sorted(periods):
        if one.first > start:
            found.append(Period(start, min(day_before(one.first), end)))
        if (one.last or _END) >= end:
            start = ""
            break
        start = max(start, day_after(one.last))
    if start:
        found.append(Period(start, end))
    bare = (Period("" if one.first == _BEGINNING else one.first, "" if one.last == _END else one.last) for one in found)
    return list(bare)


def day_before(day: str) -> str:
    """The day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
