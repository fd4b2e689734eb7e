"""How long the journal of one office takes with 100 000 cases in a year on SQLite: `python bench/journals.py [how many]`.

The pages as in `lists.py`, each with the totals of its period; then files and papers of it: their lines, seconds by the
clock on the wall, and by how many megabytes the process grew at most. Fails where the 95th percentile of a page is over
what a list may take, or the process grew by more than `MOST_MB` for a file; a paper is held in memory whole.
"""

import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from lists import ALLOWED, measured, rounds, started

if TYPE_CHECKING:
    from django.test import Client

    from kense.oversight.journals import JournalBook
    from kense.people.models import Officer

MOST_MB = 40
STILL_OPEN = 300
YEAR = {"from": "01.01.2022", "to": "31.12.2022"}
JOURNAL = "/journals/registrations/"


def main(count: int) -> int:
    """Make the cases, ask for the pages and the files, print the figures; 1 when something takes too much."""
    with tempfile.TemporaryDirectory() as data:
        began = perf_counter()
        clerk = made(data, count)
        print(f"{count:,} cases made in {perf_counter() - began:.0f} s; milliseconds:")
        print(f"{'':58}{'p50':>8}{'p95':>8}{'wall p50':>10}{'queries':>9}{'of floor':>10}")
        floor = median(spent for spent, _ in rounds(partial(client_of(clerk).get, "/keys/")))
        slow = [name for name, ask in pages(clerk) if measured(name, ask, floor) > ALLOWED]
        print(f"{'':58}{'lines':>8}{'seconds':>9}{'grew by MB':>12}")
        for name, lines, write in files(clerk):
            if written(name, lines, write) > MOST_MB and "paper" not in name:
                slow.append(name)
    print(f"wanted {ALLOWED} ms, {MOST_MB} MB or less: {'reached' if not slow else 'NOT REACHED: ' + '; '.join(slow)}")
    return 1 if slow else 0


def made(data: str, count: int) -> "Officer":
    """The clerk of an office with so many cases in 2022; the clock of the desk stands at the end of that year."""
    started(data)
    from django.db import transaction

    from tests.support.many_cases import People, make_cases
    from tests.support.office import at, made_officer, made_provider

    when = at("2022-12-30 17:00")
    patch("kense.desk.officers.now", lambda: when).start()
    with transaction.atomic():
        provider = made_provider("Көкжиек")
        clerk = made_officer(provider, "aigul", "Сейітова Айгүл", "office")
        head = made_officer(provider, "nurlan", "Жақыпов Нұрлан", "head")
        executors = [made_officer(provider, f"dauren{n}", f"Оразбек Дәурен {n}", "executor") for n in "абв"]
        make_cases(provider, People(clerk, head, executors), count, still_open=STILL_OPEN, until=when, days=355)
    return clerk


def client_of(officer: "Officer") -> "Client":
    """A browser the officer has signed in with."""
    from django.test import Client

    client = Client()
    client.force_login(officer)
    return client


def pages(clerk: "Officer") -> Iterator[tuple[str, Callable[[], object]]]:
    """Pages of the journal by what they show."""
    client = client_of(clerk)
    for name, asked in (
        ("this month, last page", {}),
        ("the year, last page", YEAR),
        ("the year, first page", {**YEAR, "after": "0"}),
        ("the year, from its middle", {**YEAR, "after": "2022-50000"}),
    ):
        yield name, partial(client.get, JOURNAL, asked)
    yield "the year, results", partial(client.get, "/journals/results/", YEAR)
    yield "the year, refusals to accept", partial(client.get, "/journals/acceptance_refusals/", YEAR)
    yield "the lines with a number", partial(client.post, JOURNAL, {**YEAR, "q": "50123"})


def files(clerk: "Officer") -> Iterator[tuple[str, int, Callable[[], object]]]:
    """Files by their name: how many lines they have, and what makes them."""
    from kense.casework.journal_papers import queue_journal
    from kense.oversight.journal_files import csv_pieces, write_xlsx
    from kense.oversight.own_papers import Days, journal_content
    from kense.papers.produce import produce
    from tests.support.office import at

    def as_csv(book: "JournalBook") -> None:
        deque(csv_pieces(book, "kk"), maxlen=0)

    def as_xlsx(book: "JournalBook") -> None:
        with tempfile.TemporaryFile() as file:
            write_xlsx(file, book, "kk")

    def on_paper(book: "JournalBook", days: Days) -> None:
        content, period = journal_content(book, days), (days.first, days.last)
        paper = produce(queue_journal(book.provider, book.journal, period, content, actor=clerk, at=book.at).pk)
        assert paper.pdf, paper.error

    end = at("2022-12-01 00:00")
    for span, since in (("a month", at("2022-11-01 00:00")), ("eleven months", at("2022-01-01 00:00"))):
        book = book_of(clerk, since, end)
        yield f"CSV of {span}", book.count, partial(as_csv, book)
        yield f"XLSX of {span}", book.count, partial(as_xlsx, book)
    for length in (1, 3):
        since = end - timedelta(days=length)
        book, days = book_of(clerk, since, end), Days(since.date(), (end - timedelta(days=1)).date())
        yield f"{length} days on paper", book.count, partial(on_paper, book, days)


def book_of(clerk: "Officer", since: datetime, until: datetime) -> "JournalBook":
    """The journal of applications in a period, read at its end."""
    from kense.oversight.journals import JournalBook, journals_of

    journal = next(one for one in journals_of(clerk.provider) if one.numbers == "case")
    return JournalBook(clerk.provider, journal, since, until, until)


def written(name: str, lines: int, write: Callable[[], object]) -> float:
    """Print what a file costs; by how many megabytes the process grew at most meanwhile."""
    Path("/proc/self/clear_refs").write_text("5")
    before, began = memory("VmRSS"), perf_counter()
    write()
    grown = memory("VmHWM") - before
    print(f"{name:58}{lines:>8,}{perf_counter() - began:>9.1f}{grown:>12.0f}", flush=True)
    return grown


def memory(name: str) -> float:
    """Megabytes of this process as Linux counts them: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
