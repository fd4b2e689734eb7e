"""The hours of an office, from a day on."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise

from kense.worktime.calendar import Week
from kense.worktime.errors import CalendarRangeError, ScheduleError
from kense.worktime.moments import MINUTE, since_midnight
from kense.worktime.national import FIRST_DAY

Shift = tuple[time, time]
USUAL_SHIFTS: tuple[Shift, ...] = ((time(9), time(13)), (time(14, 30), time(18, 30)))


@dataclass(frozen=True, slots=True)
class Schedule:
    """Working hours of a working day by the local wall clock, half-open, from `from_day` until the next schedule.

    A rest day worked by transfer has the same hours. Raises ScheduleError for hours without working time, shifts that
    overlap, touch or stand out of order, times that are not whole minutes or carry a zone.
    """

    from_day: date
    shifts: tuple[Shift, ...] = USUAL_SHIFTS
    week: Week = 5

    def __post_init__(self) -> None:
        if not self.shifts:
            raise ScheduleError(f"the schedule from {self.from_day} has no working time; give at least one shift")
        if self.week not in (5, 6):
            raise ScheduleError(f"a week of {self.week} working days is not known; give 5 or 6")
        for start, end in self.shifts:
            _check_shift(start, end)
        for before, after in pairwise(self.shifts):
            if before[1] >= after[0]:
                raise ScheduleError(f"the shift from {after[0]} begins before the break after {before[1]}; part them")

    @property
    def minutes(self) -> int:
        """Working minutes of a day by the wall clock; 480 by default."""
        return sum(since_midnight(end) - since_midnight(start) for start, end in self.shifts) // MINUTE


def _check_shift(start: time, end: time) -> None:
    if start >= end:
        raise ScheduleError(f"the shift {start}–{end} has no working time; it must end later than it begins")
    for clock in (start, end):
        if clock.tzinfo or clock.second or clock.microsecond:
            raise ScheduleError(f"the shift time {clock} must be whole minutes of the wall clock, without a zone")


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedules of one office in order of their first days: each holds until the next begins, so none is missing.

    Raises ScheduleError for an empty list, a wrong order, or two schedules from the same day.
    """

    items: tuple[Schedule, ...]
    _from_days: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.items:
            raise ScheduleError("an office needs at least one schedule")
        for before, after in pairwise(self.items):
            if before.from_day >= after.from_day:
                raise ScheduleError(f"the schedule from {after.from_day} must begin later than {before.from_day}")
        object.__setattr__(self, "_from_days", tuple(item.from_day for item in self.items))

    @property
    def first_day(self) -> date:
        """The first day with known hours."""
        return self._from_days[0]

    def on(self, day: date) -> Schedule:
        """The schedule that holds on the day. Raises CalendarRangeError before the first one."""
        index = bisect_right(self._from_days, day) - 1
        if index < 0:
            raise CalendarRangeError(f"{day} is before the first schedule of the office, from {self.first_day}")
        return self.items[index]


USUAL_SCHEDULES = Schedules((Schedule(FIRST_DAY),))
