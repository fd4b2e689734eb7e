"""Moments as whole microseconds since 1970 UTC, so that all counting is exact and in integers."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from kense.worktime import mistakes
from kense.worktime.errors import NaiveMomentError, UnknownZoneError

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = EPOCH.toordinal()


def instant(moment: datetime) -> int:
    """The moment as microseconds since 1970 UTC. Raises NaiveMomentError."""
    try:
        since = moment - EPOCH
    except TypeError:
        raise NaiveMomentError(mistakes.NAIVE_MOMENT.filled(moment=str(moment))) from None
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds


def moment_at(at: int) -> datetime:
    """The moment, in UTC, of microseconds since 1970 UTC."""
    return EPOCH + timedelta(0, 0, at)


def day_number(day: date) -> int:
    """Calendar days since 1970-01-01."""
    return day.toordinal() - _EPOCH_ORDINAL


def day_of_number(number: int) -> date:
    """The calendar day that many days after 1970-01-01."""
    return date.fromordinal(number + _EPOCH_ORDINAL)


def since_midnight(clock: time) -> int:
    """Microseconds from 00:00 to this reading of the wall clock."""
    return (clock.hour * 60 + clock.minute) * MINUTE + clock.second * SECOND + clock.microsecond


@cache
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone. Raises UnknownZoneError."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownZoneError(mistakes.UNKNOWN_ZONE.filled(zone=name)) from None


def day_starts(day: date, zone: ZoneInfo) -> int:
    """The instant from which the zone's wall clock shows this day for good.

    The later of both readings of midnight: where clocks skip midnight it is the moment of the skip, where midnight
    happens twice it is the second time, so that walking from day to day always moves forward.
    """
    midnight = datetime.combine(day, time(), zone)
    return max(instant(midnight.astimezone(UTC)), instant(midnight.replace(fold=1).astimezone(UTC)))


def offset_stretches(zone: ZoneInfo, start: int, end: int) -> list[tuple[int, int, int]]:
    """The time from `start` to `end` (instants) cut where the zone's UTC offset changes: (from, to, offset)."""
    stretches: list[tuple[int, int, int]] = []
    since, offset = start, _offset(zone, start)
    for at in [*range(start + DAY, end, DAY), end]:
        if _offset(zone, at) != offset:
            change = _change(zone, at - DAY, at)
            stretches.append((since, change, offset))
            since, offset = change, _offset(zone, change)
    return [*stretches, (since, end, offset)]


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first whole second at which the offset is no longer that of `before`."""
    old = _offset(zone, before)
    while after - before > SECOND:
        middle = (before + after) // (2 * SECOND) * SECOND
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: ZoneInfo, at: int) -> int:
    offset = moment_at(at).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)
