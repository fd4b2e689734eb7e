"""The hours of an office, from a day on."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from kense.kernel import Text
from kense.worktime import mistakes
from kense.worktime.calendar import CalendarDay, DayKind, Week
from kense.worktime.errors import CalendarRangeError, ScheduleError
from kense.worktime.moments import MINUTE, since_midnight
from kense.worktime.national import FIRST_DAY
from kense.worktime.shifts import USUAL_SHIFTS, Shift, mistake_in

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Schedule:
    """Working hours of a working day by the local wall clock, half-open, from `from_day` until the next schedule.

    `saturday` are the hours of a Saturday where they differ, as in a 6-day week of five days by 7 hours and one by 5.
    Raises ScheduleError for hours without working time, shifts that overlap, touch or stand out of order, times that
    are not whole minutes or carry a zone, hours of a Saturday that is off.
    """

    from_day: date
    shifts: tuple[Shift, ...] = USUAL_SHIFTS
    week: Week = 5
    saturday: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        saturday = mistake_in(self.saturday) if self.saturday else None
        if mistake := mistake_in(self.shifts) or self._mistake_in_week() or saturday:
            raise ScheduleError(mistakes.IN_SCHEDULE.filled(day=str(self.from_day), mistake=mistake))

    @property
    def minutes(self) -> int:
        """Working minutes of an ordinary day by the wall clock; 480 by default."""
        return sum(since_midnight(end) - since_midnight(start) for start, end in self.shifts) // MINUTE

    def hours_of(self, about: CalendarDay) -> tuple[Shift, ...]:
        """The shifts of a day; none if it is off. A rest day worked by transfer has those of the day it stands for."""
        if about.shifts or not about.working:
            return about.shifts
        stands_for = about.counterpart if about.kind is DayKind.MOVED_WORKED else None
        is_saturday = (stands_for or about.day).weekday() == _SATURDAY
        return self.saturday if is_saturday and self.saturday else self.shifts

    def _mistake_in_week(self) -> Text | None:
        if self.week not in (5, 6):
            return mistakes.UNKNOWN_WEEK.filled(week=self.week)
        return mistakes.SATURDAY_OFF if self.saturday and self.week == 5 else None


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedules of one office in order of their first days: each holds until the next begins, so none is missing.

    Raises ScheduleError for an empty list, a wrong order, or two schedules from the same day.
    """

    items: tuple[Schedule, ...]
    _from_days: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.items:
            raise ScheduleError(mistakes.NO_SCHEDULE)
        for before, after in pairwise(self.items):
            if before.from_day >= after.from_day:
                days = {"before": str(before.from_day), "after": str(after.from_day)}
                raise ScheduleError(mistakes.SCHEDULES_OUT_OF_ORDER.filled(**days))
        object.__setattr__(self, "_from_days", tuple(item.from_day for item in self.items))

    @property
    def first_day(self) -> date:
        """The first day with known hours."""
        return self._from_days[0]

    def on(self, day: date) -> Schedule:
        """The schedule that holds on the day. Raises CalendarRangeError before the first one."""
        index = bisect_right(self._from_days, day) - 1
        if index < 0:
            raise CalendarRangeError(mistakes.BEFORE_SCHEDULES.filled(day=str(day), first=str(self.first_day)))
        return self.items[index]


USUAL_SCHEDULES = Schedules((Schedule(FIRST_DAY),))
