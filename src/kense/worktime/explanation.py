"""Why a due moment is what it is: the stretches of time counted and skipped, each with its reason and source."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kense.kernel import Text
from kense.worktime import words
from kense.worktime.calendar import CalendarDay, DayKind
from kense.worktime.moments import MINUTE, day_starts, moment_at
from kense.worktime.shifts import Shift


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day as the office sees it: what the calendar says, and the shifts by the wall clock (none on a day off)."""

    about: CalendarDay
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch [start, end), both in UTC, counted or skipped.

    `minutes` are the working minutes it adds (0 if skipped), `total` those counted so far. Seconds are carried from row
    to row and rounded down in the total, so the minutes of all rows always add up to the total.
    """

    start: datetime
    end: datetime
    counted: bool
    minutes: int
    total: int
    reason: Text
    source: Text | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How working time was counted from `start` to `end` (the due moment, or the end of what was measured), in UTC.

    Nights between the days shown are left out of the rows; everything else between start and end is in them, in order.
    `provisional` says why the calendar of these days may still change, and with it the result; empty if it is settled.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo
    rule: Text
    rows: tuple[Row, ...]
    provisional: tuple[Text, ...]

    @property
    def total(self) -> int:
        """Working minutes counted."""
        return self.rows[-1].total if self.rows else 0

    def as_dict(self) -> dict[str, object]:
        """The same for JSON: moments by the office's wall clock as ISO 8601 with offset, texts by language."""
        return {
            "zone": self.zone.key,
            "start": self._shown(self.start),
            "end": self._shown(self.end),
            "rule": self.rule.as_dict(),
            "total": self.total,
            "provisional": [reason.as_dict() for reason in self.provisional],
            "rows": [self._row_as_dict(row) for row in self.rows],
        }

    def _row_as_dict(self, row: Row) -> dict[str, object]:
        return {
            "start": self._shown(row.start),
            "end": self._shown(row.end),
            "counted": row.counted,
            "minutes": row.minutes,
            "total": row.total,
            "reason": row.reason.as_dict(),
            "source": row.source.as_dict() if row.source else None,
        }

    def _shown(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).isoformat()


class Explainer:
    """Turns counted intervals into rows, asking for each day what it is. `day` answers for days by the wall clock."""

    def __init__(self, day: Callable[[date], OfficeDay], zone: ZoneInfo) -> None:
        self._day = day
        self._zone = zone

    def rows(self, start: int, end: int, counted: Sequence[tuple[int, int]]) -> tuple[Row, ...]:
        """The rows from `start` to `end` (instants); `counted` are the working intervals between them, in order."""
        found: list[Row] = []
        cursor = start
        used = 0
        for since, until in counted:
            found += self._skipped(cursor, since, start, end, used // MINUTE)
            found.append(self._counted(since, until, used))
            used += until - since
            cursor = until
        found += self._skipped(cursor, end, start, end, used // MINUTE)
        return _merged(found)

    def _counted(self, since: int, until: int, used: int) -> Row:
        about = self._day(self._local(since).date()).about
        total = (used + until - since) // MINUTE
        reason = words.WORKING if about.kind is DayKind.WORKING else about.reason
        return Row(moment_at(since), moment_at(until), True, total - used // MINUTE, total, reason, about.source)

    def _skipped(self, since: int, until: int, start: int, end: int, total: int) -> Iterator[Row]:
        """The parts of a gap, day by day; a night is shown only where the counting itself starts or ends in it."""
        for piece_since, piece_until in self._by_days(since, until):
            reason, source = self._why_skipped(piece_since)
            night = reason in (words.BEFORE_HOURS, words.AFTER_HOURS)
            if not night or piece_since == start or piece_until == end:
                yield Row(moment_at(piece_since), moment_at(piece_until), False, 0, total, reason, source)

    def _by_days(self, since: int, until: int) -> Iterator[tuple[int, int]]:
        while since < until:
            next_day = self._local(since).date() + timedelta(1)
            piece_until = min(until, day_starts(next_day, self._zone))
            yield since, piece_until
            since = piece_until

    def _why_skipped(self, since: int) -> tuple[Text, Text | None]:
        local = self._local(since)
        day = self._day(local.date())
        if not day.about.working:
            return day.about.reason, day.about.source
        source = day.about.source if day.about.shifts else words.SCHEDULE
        if local.time() < day.shifts[0][0]:
            return words.BEFORE_HOURS, source
        if local.time() >= day.shifts[-1][1]:
            return words.AFTER_HOURS, source
        return (words.LUNCH if len(day.shifts) == 2 else words.BREAK), source

    def _local(self, at: int) -> datetime:
        return moment_at(at).astimezone(self._zone)


def _merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that touch and have the same reason become one: a weekend, a holiday of several days."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and _continues(last, row):
            found[-1] = replace(last, end=row.end, minutes=last.minutes + row.minutes, total=row.total)
        else:
            found.append(row)
    return tuple(found)


def _continues(last: Row, row: Row) -> bool:
    same_kind = last.counted == row.counted and last.reason == row.reason and last.source == row.source
    return same_kind and last.end == row.start
