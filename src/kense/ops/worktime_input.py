"""Reading the moments and lengths of `kense worktime`, from its words or from a file, without guessing."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args
from zoneinfo import ZoneInfo

from kense.worktime import Explanation, Reading, WorkingTime


@dataclass(frozen=True, slots=True)
class Length:
    """So many working minutes, or, with a reading, so many working days."""

    number: int
    reading: Reading | None = None

    def due(self, worktime: WorkingTime, start: datetime) -> datetime:
        """The due moment after this length, in UTC."""
        if self.reading is None:
            return worktime.due_after_minutes(start, self.number)
        return worktime.due_after_days(start, self.number, self.reading)

    def explained(self, worktime: WorkingTime, start: datetime) -> Explanation:
        """Why the due moment is what it is."""
        if self.reading is None:
            return worktime.explain_minutes(start, self.number)
        return worktime.explain_days(start, self.number, self.reading)


def read_moment(written: str, zone: ZoneInfo) -> datetime:
    """A moment as ISO 8601; without an offset it is what the wall clock of the zone shows.

    Raises ValueError if it cannot be read, or if the wall clock shows it twice or never.
    """
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or not ("T" in written or " " in written):
        raise ValueError(f"'{written}' is not a moment; write it like 2018-07-05T16:40 or 2018-07-05T16:40+06:00")
    if moment.tzinfo:
        return moment
    readings = [moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    if readings[0].utcoffset() != readings[1].utcoffset():
        written_out = " or ".join(one.isoformat() for one in readings)
        raise ValueError(f"the clocks of {zone.key} were changed at {written}; write it with its offset: {written_out}")
    return readings[0]


def read_length(minutes: str, days: str, reading: str) -> Length:
    """A length from its three parts, empty where not given. Raises ValueError if they do not make one."""
    if bool(minutes) == bool(days):
        raise ValueError("give either minutes or days")
    if minutes:
        if reading:
            raise ValueError(f"minutes have no reading; leave '{reading}' out")
        return Length(_number("minutes", minutes))
    known = get_args(Reading)
    if reading not in known:
        raise ValueError(f"days need a reading, {' or '.join(known)}; '{reading}' is none")
    return Length(_number("days", days), cast(Reading, reading))


def _number(name: str, written: str) -> int:
    # Longer numbers than this are past every calendar.
    if not (written.isascii() and written.isdecimal() and len(written) <= 9):
        raise ValueError(f"'{written}' is not a number of {name}; write a whole number such as 20")
    return int(written)
