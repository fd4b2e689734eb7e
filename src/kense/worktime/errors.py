"""What a caller did wrong. All are ValueErrors; the message says what is wrong and what to give instead."""


class WorktimeError(ValueError):
    """Any refusal to count: worktime never guesses."""


class NaiveMomentError(WorktimeError):
    """A moment without a time zone."""


class UnknownZoneError(WorktimeError):
    """A zone name that is not in the IANA time zone database."""


class CalendarRangeError(WorktimeError):
    """A moment or a day outside the compiled calendar, or before the first schedule."""


class ScheduleError(WorktimeError):
    """Hours without working time, overlapping shifts, schedules that begin on the same day or stand out of order."""


class OverrideError(WorktimeError):
    """A dated override without a decree, given twice, or outside the calendar."""


class LengthError(WorktimeError):
    """A negative number of minutes, a number of days below one, an interval that ends before it begins."""
