"""Whether what is handed in now can still be issued today, if every action takes its full norm."""

from dataclasses import dataclass
from datetime import datetime, time

from kense.kernel import Text
from kense.worktime import mistakes, words
from kense.worktime.errors import LengthError
from kense.worktime.office import WorkingTime


@dataclass(frozen=True, slots=True)
class SameDayHint:
    """The answer for one hand-in.

    `possible`: it can still be issued on its own day. `latest`: the latest moment of that day, in UTC, at which it
    could have been; None where no moment of the day would do (a day off, too few hours). `text` says so to people.
    """

    possible: bool
    latest: datetime | None
    text: Text


def same_day_hint(worktime: WorkingTime, at: datetime, minutes: int, issue_ends: time | None = None) -> SameDayHint:
    """Whether a hand-in at `at` can be issued on the same day, for actions that take `minutes` (working, 1 or more).

    issue_ends: the wall time until which results are issued, such as 17:30; None for the end of hours.
    Raises LengthError below one minute, NaiveMomentError, CalendarRangeError.
    """
    if minutes < 1:
        raise LengthError(mistakes.NO_MINUTES.filled(minutes=minutes))
    local = worktime.local(at)
    today = worktime.day(local.date())
    if not today.shifts:
        return SameDayHint(False, None, words.NO_WORK_TODAY.filled(reason=today.about.reason))
    closes = today.shifts[-1][1] if issue_ends is None else min(issue_ends, today.shifts[-1][1])
    # Where the clock shows an hour twice, the day begins with the first midnight and closes for the second time.
    end = datetime.combine(local, closes, local.tzinfo).replace(fold=1)
    there = worktime.minutes_between(datetime.combine(local, time(), local.tzinfo), end)
    if there < minutes:
        needed, left = words.format_minutes(minutes), words.format_minutes(there)
        return SameDayHint(False, None, words.DAY_TOO_SHORT.filled(needed=needed, there=left))
    latest = worktime.minutes_before(end, minutes)
    possible = at <= latest
    text = words.SAME_DAY if possible else words.NOT_SAME_DAY
    return SameDayHint(possible, latest, text.filled(latest=f"{worktime.local(latest):%H:%M}"))
