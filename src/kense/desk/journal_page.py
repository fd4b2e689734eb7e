"""What a journal's page shows: its lines in a period or those with a number, and what the period came to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import get_language

from kense.cases import journals
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.kernel.alphabet import sort_key
from kense.law.edition import Journal
from kense.oversight.balance import Balance, balance
from kense.oversight.journals import NOTE, Column, JournalBook, Line, journals_of, written
from kense.oversight.own_papers import Days, end_names
from kense.oversight.period import Period, read_period, this_month
from kense.people.selectors import Provider, providers
from kense.registry.dates import shown


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the label of its column."""

    label: Text
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the journal: its number, the code of its case where it has one, and its other values."""

    number: str
    code: str | None
    cells: tuple[Cell, ...]


class JournalPage:
    """The page for one officer: a journal of one of the offices of `reach`. Http404 for what is not theirs to see."""

    def __init__(
        self, desk: Desk, reach: Iterable[int], journal_id: str, fields: Mapping[str, str], number: str = ""
    ) -> None:
        self.desk, self.number, self._asked = desk, number, fields
        self.offices = sorted(providers().filter(pk__in=reach), key=lambda one: sort_key(one.name_kk))
        self.provider = self._chosen(fields.get("provider", "") or str(desk.provider.pk))
        self.journals = journals_of(self.provider)
        self.journal = self._journal(journal_id)
        self._read_period(fields)

    @cached_property
    def book(self) -> JournalBook:
        """The journal in the period."""
        return JournalBook(
            self.provider, self.journal, *self.period.edges(ZoneInfo(self.provider.zone)), at=self.desk.at
        )

    @property
    def days(self) -> Days:
        """The period's first and last day."""
        return Days(self.period.first, self.period.last)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns shown: notes only where there are some."""
        return [one for one in self.book.columns if one is not NOTE or self._has_notes]

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of the page."""
        return [self._row(line) for line in self._lines]

    @property
    def place(self) -> journals.Page:
        """How to get to the pages beside it."""
        return self._page[1]

    @cached_property
    def balance(self) -> Balance:
        """The movement of the office's cases in the period."""
        return balance([self.provider.pk], self.book.since, self.book.until)

    @property
    def ends(self) -> list[tuple[Text, int]]:
        """The ends of the balance in words."""
        names = end_names(self.provider)
        return [(names[kind], count) for kind, count in self.balance.ended.items() if kind in names]

    @property
    def query(self) -> dict[str, str]:
        """What asks for the same office and period again."""
        return {"provider": str(self.provider.pk), **self.period.fields}

    @property
    def address(self) -> str:
        """The same at the end of an address."""
        return f"?{urlencode(self.query)}"

    @property
    def today(self) -> str:
        """Today as it is typed."""
        return shown(self.desk.worktime.local(self.desk.at).date())

    def _chosen(self, asked: str) -> Provider:
        for one in self.offices:
            if str(one.pk) == asked:
                return one
        raise Http404

    def _journal(self, asked: str) -> Journal:
        for one in self.journals:
            if asked in ("", one.id):
                return one
        raise Http404

    def _read_period(self, fields: Mapping[str, str]) -> None:
        today = self.desk.worktime.local(self.desk.at).date()
        read = read_period(fields, today)
        self.period = read if isinstance(read, Period) else this_month(today)
        self.problems: dict[str, Problem] = {} if isinstance(read, Period) else {one.field: one for one in read}
        self.fields = self.period.fields if isinstance(read, Period) else dict(fields)
        self.fields = {"day": fields.get("day", self.today), **self.fields}

    @cached_property
    def _page(self) -> tuple[list[Line], journals.Page]:
        return self.book.page(after=self._asked.get("after", ""), before=self._asked.get("before", ""))

    @cached_property
    def _lines(self) -> list[Line]:
        return self.book.numbered(self.number) if self.number else self._page[0]

    @property
    def _has_notes(self) -> bool:
        place = self.book.columns.index(NOTE)
        return any(line.values[place] for line in self._lines)

    def _row(self, line: Line) -> Row:
        lang, columns = get_language() or "kk", self.columns
        named = zip(self.book.columns, line.values, strict=True)
        cells = [Cell(one.label, written(value, lang)) for one, value in named if one in columns]
        return Row(line.entry.text, line.entry.case.code if line.entry.case else None, tuple(cells[1:]))
