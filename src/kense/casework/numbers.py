"""Registration numbers: unique and without gaps per provider, journal and year."""

import re
from datetime import datetime

from django.db import transaction

from kense.cases.models import Case, GivenNumber, NumberSeries
from kense.casework.course import Course
from kense.law.edition import Journal
from kense.people.models import Provider
from kense.people.selectors import working_time
from kense.storage.rows import Copy, Where, read
from kense.trail.chain import take_turn

PATTERN_LIMIT, NUMBER_LIMIT = 60, 40
"""The greatest length of a pattern and of a number, in characters."""
GREATEST = 9_999_999
_PATTERN = re.compile(r"(?:[^{}]|\{year\})*\{n(?::0[2-7])?\}(?:[^{}]|\{year\})*")


def draw(course: Course, journal: Journal, at: datetime) -> str:
    """Give the case the next number of the journal in the local year of `at`. Call it inside the operation's transaction."""
    provider = course.case.provider
    series = _locked(provider, journal, year_of(provider, at))
    course.also(series)
    series.last += 1
    return give(course, journal, series, series.last, at)


def take(provider: Provider, journal: Journal, year: int, count: int) -> NumberSeries:
    """Take the next `count` numbers out of a series; they end with its `last`. Call it inside a transaction."""
    series = _locked(provider, journal, year)
    copy = Copy(series)
    series.last += count
    copy.write()
    return series


def _locked(provider: Provider, journal: Journal, year: int) -> NumberSeries:
    """The series, begun where it was not. The row is locked, so two officers cannot read the same last number."""
    which = Where("provider_id = %s AND journal = %s AND year = %s", [provider.pk, journal.id, year])
    while not (found := read(NumberSeries, which, lock=True)):
        NumberSeries.objects.get_or_create(
            provider=provider, journal=journal.id, year=year, defaults={"pattern": pattern_for(provider, journal, year)}
        )
    return found[0]


def give(course: Course, journal: Journal, series: NumberSeries, n: int, at: datetime) -> str:
    """The case has this number of the series, since `at`. Returns the number as it is spelled."""
    text = spelled(series, n)
    course.numbers.append(GivenNumber(series=series, n=n, text=text, case=course.case, at=at))
    if journal.numbers == "case":
        course.case.number_order = order_of(series.year, n)
    return text


def spelled(series: NumberSeries, n: int) -> str:
    """A number of a series as its pattern has it."""
    return series.pattern.format(n=n, year=series.year)


def year_of(provider: Provider, at: datetime) -> int:
    """The year of a moment on the office's wall: numbers begin anew with it."""
    return working_time(provider).local(at).year


def registered_at(case: Case) -> datetime | None:
    """When the case got its registration number; None while it has none."""
    given = case.numbers.filter(text=case.number).first() if case.number else None
    return given.at if given else None


def order_of(year: int, n: int) -> str:
    """What to sort registration numbers by: journal after journal, each from its first number on."""
    return f"{year:04}-{n:08}"


def pattern_for(provider: Provider, journal: Journal, year: int) -> str:
    """How a series that is not begun yet will be spelled: as the office's last one, else as the edition has it."""
    last = NumberSeries.objects.filter(provider=provider, journal=journal.id, year__lt=year).order_by("year").last()
    return last.pattern if last else journal.pattern


def is_pattern(pattern: str) -> bool:
    """Whether a pattern can spell numbers: `{n}` stands in it once, `{year}` may; `{n:04}` is filled up with zeros."""
    if not _PATTERN.fullmatch(pattern) or not pattern.isprintable() or len(pattern) > PATTERN_LIMIT:
        return False
    return len(pattern.format(n=GREATEST, year=9999)) <= NUMBER_LIMIT


class SeriesBegunError(Exception):
    """A number of the series was given or set aside already, so the series can no longer be started elsewhere."""


def is_begun(series: NumberSeries) -> bool:
    """Whether numbers of the series were given, or set aside for a journal on paper."""
    return series.numbers.exists() or series.blocks.exists()


def start_series(provider: Provider, journal: Journal, *, year: int, last: int, pattern: str) -> str:
    """Let a journal's numbers of a year go on after `last`, as a paper journal left them. Returns the next number.

    Raises SeriesBegunError, with the last number given, once there is one.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        series, _ = NumberSeries.objects.get_or_create(
            provider=provider, journal=journal.id, year=year, defaults={"pattern": pattern}
        )
        if is_begun(series):
            raise SeriesBegunError(spelled(series, series.last))
        series.last, series.pattern = last, pattern
        series.save()
    return pattern.format(n=last + 1, year=year)
