"""The print queue of an office: what has no file, what is to be printed, what was printed when and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kense import law
from kense.casework.printings import kinds_to_print
from kense.desk.officers import Desk
from kense.kernel import Text
from kense.law import lookup
from kense.papers.batch import MOST, pages_of
from kense.papers.selectors import Paper, PrintBatch, Printing, last_printings, papers_left_out, times_printed
from kense.papers.selectors import to_print as papers_to_print
from kense.papers.selectors import unmade as papers_unmade

SHOWN = 100
"""How many papers a section lists; the next ones come up as these are done."""

LAST = 50
"""How many printings back the page looks."""


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A paper of the queue: what it is called, how many copies of it are given out, its last printing, reprints among all."""

    paper: Paper
    title: Text
    copies: int
    printing: Printing | None = None
    reprints: int = 0

    @property
    def why(self) -> Text | None:
        """Why it was not made; None for one nobody has tried to make yet."""
        return Text(**self.paper.error) if self.paper.error else None


class PrintPage:
    """What the page shows of one office."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._to_print = papers_to_print(desk.provider.pk, kinds_to_print(desk.provider.act))

    @cached_property
    def unmade(self) -> list[PrintRow]:
        """Papers without a file, with the reason."""
        return rows_of(list(papers_unmade(self.desk.provider.pk)[:SHOWN]))

    @cached_property
    def to_print(self) -> list[PrintRow]:
        """Papers to be printed, newest first."""
        return rows_of(list(self._to_print[:SHOWN]))

    @cached_property
    def waiting(self) -> int:
        """How many are to be printed in all."""
        return self._to_print.count()

    @property
    def together(self) -> int:
        """How many of them go into one file."""
        return min(self.waiting, MOST)

    def codes(self) -> list[str]:
        """The codes of all that are to be printed, as many as go into one file."""
        return list(self._to_print.values_list("code", flat=True)[:MOST])

    @cached_property
    def printed(self) -> list[PrintRow]:
        """The papers printed last, each once with its last printing."""
        last: dict[int, Printing] = {}
        for printing in last_printings(self.desk.provider.pk, LAST):
            last.setdefault(printing.paper_id, printing)
        times = times_printed(last)
        return [_row(one.paper, one, times[one.paper_id] - 1) for one in last.values()]


class BatchPage:
    """What the page of a batch shows: how far its file is, what is in it, what is left out and why."""

    def __init__(self, batch: PrintBatch) -> None:
        self.batch = batch

    @property
    def count(self) -> int:
        """How many papers were chosen."""
        return len(self.batch.papers)

    @property
    def inside(self) -> int:
        """How many papers the file holds."""
        return self.batch.done - len(self.batch.left_out)

    @cached_property
    def pages(self) -> int:
        """How many pages the file has."""
        return pages_of(self.batch)

    @cached_property
    def left_out(self) -> list[PrintRow]:
        """Papers that could not be made."""
        return rows_of(papers_left_out(self.batch))


def rows_of(papers: Sequence[Paper]) -> list[PrintRow]:
    """The papers as rows of the queue."""
    return [_row(paper) for paper in papers]


def _row(paper: Paper, printing: Printing | None = None, reprints: int = 0) -> PrintRow:
    try:
        spec = lookup.paper(law.edition(paper.edition), paper.kind)
    except KeyError:
        # A paper of the office itself need not be one of the procedure.
        return PrintRow(paper, Text.same(paper.kind), 1, printing, reprints)
    return PrintRow(paper, spec.title, spec.copies, printing, reprints)
