"""What a caller did wrong. All are ValueErrors; the sentence says what is wrong and what to give instead."""

from kense.kernel import Text


class WorktimeError(ValueError):
    """Any refusal to count: worktime never guesses. `text` is the sentence for people; as a string it is English."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class NaiveMomentError(WorktimeError):
    """A moment without a time zone."""


class UnknownZoneError(WorktimeError):
    """A zone name that is not in the IANA time zone database."""


class CalendarRangeError(WorktimeError):
    """A moment, a day or a year outside the compiled calendar, or before the first schedule."""


class ScheduleError(WorktimeError):
    """Hours without working time, overlapping shifts, schedules that begin on the same day or stand out of order."""


class OverrideError(WorktimeError):
    """A dated override without a decree or a note, given twice, with hours that cannot be, or outside the calendar.

    `column` is the part that is wrong, by its column in a file of overrides.
    """

    def __init__(self, text: Text, column: str) -> None:
        super().__init__(text)
        self.column = column


class OverrideFileError(WorktimeError):
    """A file of overrides that cannot be taken. `problems` are all its mistakes, each with its line and column."""

    def __init__(self, problems: tuple[Text, ...]) -> None:
        super().__init__(Text(*("\n".join(one.in_lang(lang) for one in problems) for lang in ("kk", "ru", "en"))))
        self.problems = problems


class LengthError(WorktimeError):
    """A negative number of minutes, a number of days below one, an interval that ends before it begins."""
