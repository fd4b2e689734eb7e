"""What the page of the matrix shows: every place of the act with the data, screens, papers and tests that answer it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kense.desk.menu import menu_of
from kense.desk.officers import Desk
from kense.desk.regulation_page import RegulationPage
from kense.desk.screens import INTAKE, Screen, screens_of
from kense.law import Edition, lookup
from kense.law.act import Place, Source
from kense.law.edition import PaperSpec
from kense.law.trace import Row, trace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A place and its answers; `tests` by their file."""

    row: Row
    screens: tuple[Screen, ...]

    @property
    def place(self) -> Place:
        """The place of the act."""
        return self.row.place

    @property
    def papers(self) -> tuple[PaperSpec, ...]:
        """The papers that come of it."""
        return self.row.papers

    @property
    def tests(self) -> list[tuple[str, list[str]]]:
        """The names of the tests by file."""
        files = _grouped([test.partition("::") for test in self.row.tests], lambda parts: parts[0])
        return [(of[0][0], [name for _, _, name in of]) for of in files]


class TracePage(RegulationPage):
    """The matrix of the edition the officer's office works by."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.edition, desk.worktime.local(desk.at).date())
        self.rows, self._desk = rows_of(desk.edition), desk

    @cached_property
    def links(self) -> set[Screen]:
        """The pages the officer may open."""
        menu = {entry.name for entry in menu_of(self._desk)}
        return {screen for row in self.rows for screen in row.screens if screen.is_open or screen.url in menu}

    @cached_property
    def groups(self) -> list[tuple[Source, list[TraceRow]]]:
        """The places by the text they stand in."""
        by_source = _grouped(self.rows, lambda row: row.place.ref.source)
        return [(self.act.sources[rows[0].place.ref.source], rows) for rows in by_source]

    @property
    def tested(self) -> int:
        """How many places a test proves."""
        return sum(bool(row.row.tests) for row in self.rows)

    @property
    def unmodelled(self) -> int:
        """Of how many places it is told why nothing models them."""
        return sum(bool(row.place.not_modelled) for row in self.rows)


def rows_of(edition: Edition) -> list[TraceRow]:
    """The places of an edition's act with their answers."""
    return [TraceRow(row, _screens(edition, row)) for row in trace(edition)]


def _screens(edition: Edition, row: Row) -> tuple[Screen, ...]:
    """The pages of the row's data; the action a case is opened in has intake for its page too."""
    first = lookup.action(edition, edition.procedure.opening.opens)
    at_counter = any(use.datum in (first, *first.outcomes) for use in row.uses)
    return tuple(dict.fromkeys(((INTAKE,) if at_counter else ()) + screens_of(row.kinds)))


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> list[list[T]]:
    """The items by key, in the order in which the keys come first."""
    found: dict[str, list[T]] = {}
    for one in items:
        found.setdefault(key(one), []).append(one)
    return list(found.values())
