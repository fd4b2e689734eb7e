"""The working hours of a day by the wall clock: half-open shifts with breaks between them."""

from datetime import time
from itertools import pairwise

from kense.kernel import Text
from kense.worktime import mistakes

Shift = tuple[time, time]
USUAL_SHIFTS: tuple[Shift, ...] = ((time(9), time(13)), (time(14, 30), time(18, 30)))


def mistake_in(shifts: tuple[Shift, ...]) -> Text | None:
    """What is wrong with the hours of a working day, or None.

    Wrong are: no working time, shifts that overlap, touch or stand out of order, times that are not whole minutes or
    carry a zone.
    """
    if not shifts:
        return mistakes.NO_SHIFTS
    for start, end in shifts:
        if any(clock.tzinfo or clock.second or clock.microsecond for clock in (start, end)):
            return mistakes.NOT_WHOLE_MINUTES.filled(shift=f"{start}–{end}")
        if start >= end:
            return mistakes.BACKWARD_SHIFT.filled(shift=_shown((start, end)))
    for before, after in pairwise(shifts):
        if before[1] >= after[0]:
            return mistakes.SHIFTS_MEET.filled(before=_shown(before), after=_shown(after))
    return None


def parse_shifts(text: str) -> tuple[Shift, ...]:
    """Hours written as `09:00-13:00 14:30-17:30`; nothing written is no shifts. Raises ValueError if unreadable."""
    return tuple(_shift(written) for written in text.replace("–", "-").split())


def _shift(written: str) -> Shift:
    start, end = written.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)


def _shown(shift: Shift) -> str:
    return f"{shift[0]:%H:%M}–{shift[1]:%H:%M}"
