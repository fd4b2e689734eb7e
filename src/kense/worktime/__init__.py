"""Working time of an office: calendar of the country, hours, due moments in minutes and days, and why they are so."""

from kense.worktime.calendar import Calendar, CalendarDay, DayKind, Week
from kense.worktime.errors import (
    CalendarRangeError,
    LengthError,
    NaiveMomentError,
    OverrideError,
    OverrideFileError,
    ScheduleError,
    UnknownZoneError,
    WorktimeError,
)
from kense.worktime.explanation import Explanation, OfficeDay, Row
from kense.worktime.hint import SameDayHint, same_day_hint
from kense.worktime.national import FIRST_DAY, LAST_DAY
from kense.worktime.office import Reading, WorkingTime
from kense.worktime.override_file import read_overrides
from kense.worktime.overrides import Override, OverrideKind
from kense.worktime.schedule import USUAL_SCHEDULES, Schedule, Schedules
from kense.worktime.shifts import Shift
from kense.worktime.words import format_minutes

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "USUAL_SCHEDULES",
    "Calendar",
    "CalendarDay",
    "CalendarRangeError",
    "DayKind",
    "Explanation",
    "LengthError",
    "NaiveMomentError",
    "OfficeDay",
    "Override",
    "OverrideError",
    "OverrideFileError",
    "OverrideKind",
    "Reading",
    "Row",
    "SameDayHint",
    "Schedule",
    "ScheduleError",
    "Schedules",
    "Shift",
    "UnknownZoneError",
    "Week",
    "WorkingTime",
    "WorktimeError",
    "format_minutes",
    "read_overrides",
    "same_day_hint",
]
