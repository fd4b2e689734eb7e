"""Journals as their lines lie in the tables: numbers given to cases and numbers voided, in the order of time.

A line is named by its place, the year of its series and its number there: «2019-147».
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import chain, islice
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kense.cases.models import ActionRun, ActionWait, Case, GivenNumber, NumberSeries, ReservedNumber
from kense.cases.search import same_number

PAGE = 50
_CHUNK = 2000
_MOST_DIGITS = 9


class CaseLine(NamedTuple):
    """What a journal tells of the case that has the number; officers by id, `by` is who gave the number.

    `addressee` and `answered_at` are of the inquiry that was numbered, if it was one.
    """

    code: str
    edition: str
    recipient: str
    handed_in_at: datetime
    due_at: datetime
    ready_at: datetime | None
    ended_at: datetime | None
    end: str | None
    result: str | None
    number: str
    result_number: str
    holder: int | None
    application: dict[str, Any]
    late_entry: dict[str, Any] | None
    by: int | None
    addressee: str | None
    answered_at: datetime | None


class Entry(NamedTuple):
    """A line of a journal. Without a case the number was voided at `at`, by an officer, for a reason."""

    year: int
    at: datetime
    n: int
    text: str
    case: CaseLine | None
    voided_by: int | None = None
    reason: str = ""

    @property
    def place(self) -> str:
        """The line's name."""
        return f"{self.year}-{self.n}"


@dataclass(frozen=True, slots=True)
class Book:
    """A journal of an office in a period, half-open; `draws` are the operations that give its numbers."""

    series: tuple[NumberSeries, ...]
    since: datetime
    until: datetime
    draws: Collection[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a book, its oldest line first. `before` and `after` are places to ask for the pages beside it with."""

    entries: tuple[Entry, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """The numbers of a series given in a period: how many, and as they are written the lowest and the highest."""

    count: int
    first: str
    last: str


def book(provider_id: int, journal: str, since: datetime, until: datetime, draws: Collection[str]) -> Book:
    """The office's journal in a period."""
    series = NumberSeries.objects.filter(provider_id=provider_id, journal=journal).order_by("year")
    return Book(tuple(series), since, until, draws)


def count(book: Book) -> int:
    """How many lines the period has."""
    return sum(_given(book, one).count() + _voided(book, one).count() for one in book.series)


def given_in(book: Book) -> list[Given]:
    """What was given in the period, year by year; years in which nothing was are left out."""
    return [found for one in book.series if (found := _stretch(_given(book, one)))]


def every(book: Book) -> Iterator[Entry]:
    """Every line of the period, the oldest first; read in pieces, however many there are."""
    return chain.from_iterable(_lines(book, one) for one in book.series)


def page_of(book: Book, *, after: str = "", before: str = "") -> Page:
    """The page after a line or before one; the last page, where the book was written last, when neither is there.

    `after` of `0` is the beginning.
    """
    back = not after
    anchor = _anchor(book, after or before)
    found = list(islice(_walk(book, anchor, back=back), PAGE + 1))
    more, entries = len(found) > PAGE, found[:PAGE][:: -1 if back else 1]
    has_before, has_after = (more, anchor is not None) if back else (anchor is not None, more)
    return Page(
        tuple(entries),
        entries[0].place if entries and has_before else None,
        entries[-1].place if entries and has_after else None,
    )


def found(book: Book, typed: str) -> list[Entry]:
    """The lines with this number, or this last part of one, in any year of the journal, the oldest first."""
    counts = [int(digits) for digits in re.findall("[0-9]+", typed) if len(digits) <= _MOST_DIGITS]
    lines = [
        line for one in book.series for line in _numbered(book, one, counts) if same_number(typed, line.n, line.text)
    ]
    return sorted(lines, key=_moment)[:PAGE]


def left_late(provider_id: int, moment: datetime) -> int:
    """How many cases were past their term at a moment, neither ready nor over."""
    cases = Case.objects.filter(provider_id=provider_id, handed_in_at__lt=moment, due_at__lt=moment)
    unready = cases.filter(Q(ready_at__isnull=True) | Q(ready_at__gte=moment))
    # Open cases apart from ended ones: each goes by an index that leaves out what was over before.
    return unready.filter(action__isnull=False).count() + unready.filter(ended_at__gte=moment).count()


def _given(book: Book, series: NumberSeries) -> QuerySet[GivenNumber]:
    return GivenNumber.objects.filter(series=series, at__gte=book.since, at__lt=book.until)


def _voided(book: Book, series: NumberSeries) -> QuerySet[ReservedNumber]:
    return ReservedNumber.objects.filter(series=series, voided_at__gte=book.since, voided_at__lt=book.until)


def _stretch(numbers: QuerySet[GivenNumber]) -> Given | None:
    ordered = numbers.order_by("n").values_list("text", flat=True)
    first, last = ordered.first(), ordered.last()
    return Given(numbers.count(), first, last) if first and last else None


def _numbered(book: Book, series: NumberSeries, counts: Collection[int]) -> Iterator[Entry]:
    yield from _entries(series, _with_case(book, GivenNumber.objects.filter(series=series, n__in=counts)))
    yield from _voids(series, ReservedNumber.objects.filter(series=series, n__in=counts, voided_at__isnull=False))


def _lines(book: Book, series: NumberSeries) -> Iterator[Entry]:
    given = _with_case(book, _given(book, series)).order_by("at", "n")
    return merge(_entries(series, given), sorted(_voids(series, _voided(book, series)), key=_moment), key=_moment)


def _moment(entry: Entry) -> tuple[datetime, int]:
    return entry.at, entry.n


def _walk(book: Book, anchor: Entry | None, *, back: bool) -> Iterator[Entry]:
    """The lines beyond the anchor, away from it."""
    for series in book.series[:: -1 if back else 1]:
        if anchor is None or series.year == anchor.year:
            yield from _beyond(book, series, anchor, back=back)
        elif (series.year < anchor.year) == back:
            yield from _beyond(book, series, None, back=back)


def _beyond(book: Book, series: NumberSeries, anchor: Entry | None, *, back: bool) -> Iterator[Entry]:
    given = _side(_with_case(book, _given(book, series)), "at", anchor, back=back)
    voided = _side(_voided(book, series), "voided_at", anchor, back=back)
    return merge(_entries(series, given), _voids(series, voided), key=_moment, reverse=back)


def _side(rows: QuerySet[Any], column: str, anchor: Entry | None, *, back: bool) -> QuerySet[Any]:
    """The rows on one side of the anchor, the nearest first, one more than a page has."""
    sign, beyond = ("-", "lt") if back else ("", "gt")
    if anchor:
        same = Q(**{column: anchor.at, f"n__{beyond}": anchor.n})
        rows = rows.filter(Q(**{f"{column}__{beyond}": anchor.at}) | same, **{f"{column}__{beyond}e": anchor.at})
    return rows.order_by(f"{sign}{column}", f"{sign}n")[: PAGE + 1]


def _anchor(book: Book, place: str) -> Entry | None:
    year, _, n = place.partition("-")
    series = next((one for one in book.series if str(one.year) == year), None)
    if series is None or not (n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS):
        return None
    given = GivenNumber.objects.filter(series=series, n=int(n)).first()
    voided = ReservedNumber.objects.filter(series=series, n=int(n), voided_at__isnull=False)
    if given:
        return Entry(series.year, given.at, given.n, given.text, None)
    return next(_voids(series, voided), None)


_FOUND = ("by", "addressee", "answered_at")
_COLUMNS = (*(f"case__{name}" for name in CaseLine._fields if name not in _FOUND), *_FOUND)


def _with_case(book: Book, numbers: QuerySet[GivenNumber]) -> QuerySet[GivenNumber]:
    runs = ActionRun.objects.filter(case=OuterRef("case"), operation__in=list(book.draws)).order_by("pk")
    waits = ActionWait.objects.filter(run__case=OuterRef("case"), number=OuterRef("text")).order_by("pk")
    return numbers.annotate(
        by=Subquery(runs.values("officer")[:1]),
        addressee=Subquery(waits.values("addressee")[:1]),
        answered_at=Subquery(waits.values("until")[:1]),
    )


def _entries(series: NumberSeries, numbers: QuerySet[GivenNumber]) -> Iterator[Entry]:
    rows = numbers.values_list("at", "n", "text", *_COLUMNS)
    return (Entry(series.year, at, n, text, CaseLine(*case)) for at, n, text, *case in rows.iterator(_CHUNK))


def _voids(series: NumberSeries, numbers: QuerySet[ReservedNumber]) -> Iterator[Entry]:
    rows = numbers.values_list("voided_at", "n", "text", "voided_by", "reason")
    return (Entry(series.year, at, n, text, None, by, reason) for at, n, text, by, reason in rows if at)
