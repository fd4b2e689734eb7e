"""The working intervals of one office as sorted columns of numbers: every question is one or two binary searches."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from kense.worktime import mistakes
from kense.worktime.errors import CalendarRangeError
from kense.worktime.moments import DAY


class Intervals:
    """Working intervals [start, end) as instants (microseconds since 1970 UTC); lengths are real elapsed time.

    A moment is working when the local wall clock shows working hours of a working day; an hour that the wall clock
    shows twice counts twice, an hour it skips does not count.

    hours: day number → (start, end) of its shifts, microseconds since midnight; working days only.
    stretches: (from, to, UTC offset) as given by `offset_stretches`, covering all the days of `hours`.
    """

    def __init__(
        self, hours: Mapping[int, Sequence[tuple[int, int]]], stretches: Sequence[tuple[int, int, int]]
    ) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._offsets: list[int] = []
        self._before = [0]
        self._days: list[int] = []
        self._first: list[int] = []
        self._rank: list[int] = []
        for stretch in stretches:
            self._add_stretch(hours, *stretch)
        self._first.append(len(self.starts))

    def _add_stretch(self, hours: Mapping[int, Sequence[tuple[int, int]]], since: int, until: int, offset: int) -> None:
        for day in range((since + offset) // DAY, (until + offset) // DAY + 1):
            for opens, closes in hours.get(day, ()):
                start = max(day * DAY + opens - offset, since)
                end = min(day * DAY + closes - offset, until)
                if start < end:
                    self._add(day, start, end, offset)

    def _add(self, day: int, start: int, end: int, offset: int) -> None:
        if not self._days or self._days[-1] != day:
            self._days.append(day)
            self._first.append(len(self.starts))
        self.starts.append(start)
        self.ends.append(end)
        self._offsets.append(offset)
        self._rank.append(len(self._days) - 1)
        self._before.append(self._before[-1] + end - start)

    def elapsed(self, at: int) -> int:
        """Working microseconds from the start of the table to the instant."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self._before[index] + min(at, self.ends[index]) - self.starts[index]

    def normalised(self, at: int) -> int:
        """The instant itself if it is working, otherwise the start of the next interval. Raises CalendarRangeError."""
        return max(at, self.starts[self._next(at)])

    def after(self, at: int, length: int) -> int:
        """The earliest instant by which `length` (above 0) working microseconds have passed."""
        target = self.elapsed(at) + length
        index = bisect_left(self._before, target) - 1
        if index >= len(self.starts):
            raise CalendarRangeError(mistakes.TOO_LATE)
        return self.starts[index] + target - self._before[index]

    def before(self, at: int, length: int) -> int:
        """The latest working instant from which `length` (above 0) working microseconds pass until `at`."""
        target = self.elapsed(at) - length
        if target < 0:
            raise CalendarRangeError(mistakes.TOO_EARLY)
        index = bisect_right(self._before, target) - 1
        return self.starts[index] + target - self._before[index]

    def same_time(self, at: int, days: int) -> int:
        """The wall time of the normalised instant `days` working days later, or the last working instant before it."""
        here = self._next(at)
        now = max(at, self.starts[here])
        rank = self._later_day(here, days)
        clock = (now + self._offsets[here]) % DAY
        wall = self._days[rank] * DAY + clock
        latest = self.ends[self._first[rank] - 1]
        for index in range(self._first[rank], self._first[rank + 1]):
            sought = wall - self._offsets[index]
            if self.starts[index] <= sought < self.ends[index]:
                return sought
            if self.ends[index] <= sought:
                latest = self.ends[index]
        return latest

    def end_of_day(self, at: int, days: int) -> int:
        """The end of hours of the working day `days` after that of the normalised instant."""
        return self.ends[self._first[self._later_day(self._next(at), days) + 1] - 1]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The working intervals between two instants, clipped to them."""
        found: list[tuple[int, int]] = []
        index = bisect_right(self.ends, start)
        while index < len(self.starts) and max(start, self.starts[index]) < end:
            found.append((max(start, self.starts[index]), min(end, self.ends[index])))
            index += 1
        return found

    def _next(self, at: int) -> int:
        """The interval that holds the instant or, between intervals, the next one."""
        index = bisect_right(self.ends, at)
        if index == len(self.ends):
            raise CalendarRangeError(mistakes.TOO_LATE)
        return index

    def _later_day(self, index: int, days: int) -> int:
        rank = self._rank[index] + days
        if rank >= len(self._days):
            raise CalendarRangeError(mistakes.TOO_LATE)
        return rank
