"""What the office's own papers are made from: the pages of a journal, the sheet of a day. Plain JSON, texts as pairs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kense import law
from kense.casework.paper_people import person
from kense.casework.paper_words import pair
from kense.kernel import Refusal, RefusedError, Text
from kense.oversight.balance import Balance, balance
from kense.oversight.daily import DailySheet
from kense.oversight.journals import JournalBook, Value, written
from kense.people.selectors import Provider
from kense.trail.chain import GENESIS

MOST_LINES = 1000
"""So many lines go onto one paper: about seventy pages, made in a few seconds and within the memory of a small office's PC."""
TOO_LONG = Refusal(
    "journal_too_long",
    Text(
        "Бұл кезеңде {count} жазба бар, ал бір қағазға ең көбі {limit} жазба шығады. Кезеңді қысқартыңыз немесе файл "
        "алыңыз.",
        "За этот период записей: {count}, а на одну печать выходит не больше {limit}. Сократите период или возьмите файл.",
        "The period has {count} lines, and at most {limit} go onto one paper. Shorten the period or take a file.",
    ),
)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both included."""

    first: date
    last: date


def require_on_paper(book: JournalBook) -> None:
    """RefusedError where the journal has more lines in its period than go onto one paper."""
    if book.count > MOST_LINES:
        words = TOO_LONG.text.filled(count=book.count, limit=MOST_LINES)
        raise RefusedError(Refusal(TOO_LONG.code, words))


def journal_content(book: JournalBook, days: Days) -> dict[str, Any]:
    """The lines of a journal with what the period came to."""
    return {
        "name": pair(book.journal.name),
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
        "given": [{"first": one.first, "last": one.last, "count": one.count} for one in book.given],
        "columns": [{"label": pair(one.label), "width": one.width} for one in book.columns_on_paper],
        "rows": list(_rows(book, days)),
        "count": book.count,
        "balance": _balance(book.provider, balance([book.provider.pk], book.since, book.until)),
    }


def day_content(provider: Provider, sheet: DailySheet) -> dict[str, Any]:
    """The sheet of a day."""
    return {
        "day": sheet.day.isoformat(),
        "until": _wall(sheet.until),
        "is_over": sheet.is_over,
        "numbers": [
            {
                "journal": pair(journal.name),
                "first": given.first if given else None,
                "last": given.last if given else None,
                "count": given.count if given else 0,
            }
            for journal, given in sheet.numbers
        ],
        "balance": _balance(provider, sheet.balance),
        "issued": sheet.service.count,
        "issued_late": sheet.service.late,
        "left_late": sheet.left_late,
        "workers": [
            {"officer": person(one.officer), "first": _wall(one.first), "last": _wall(one.last), "deeds": one.deeds}
            for one in sheet.workers
        ],
        "mark": {"seq": sheet.head.seq, "hash": sheet.head.hash} if sheet.head else {"seq": 0, "hash": GENESIS},
    }


def end_names(provider: Provider) -> dict[str, Text]:
    """The ends of a case in words by their kind, in the order of the edition."""
    ends = [one for edition in law.editions() if edition.act.id == provider.act for one in edition.procedure.ends]
    return {one.kind: one.name for one in reversed(ends)}


def _balance(provider: Provider, found: Balance) -> dict[str, Any]:
    names = end_names(provider)
    return {
        "carried": found.carried,
        "received": found.received,
        "ended": [{"name": pair(names[kind]), "count": n} for kind, n in found.ended.items() if kind in names],
        "in_work": found.in_work,
    }


def _rows(book: JournalBook, days: Days) -> Iterator[dict[str, Any]]:
    """The lines in their order, and between them the days that have none; days that have not come are left out."""
    next_day = days.first
    for line in book.lines_on_paper():
        day = book.wall(line.entry.at).date()
        yield from _empty(next_day, day - timedelta(days=1))
        next_day = day + timedelta(days=1)
        yield {"cells": [_cell(value) for value in line.values]}
    yield from _empty(next_day, min(days.last, book.wall(book.at).date()))


def _empty(first: date, last: date) -> Iterator[dict[str, Any]]:
    if first <= last:
        yield {"from": first.isoformat(), "to": last.isoformat()}


def _cell(value: Value) -> dict[str, str] | str | None:
    return pair(value) if isinstance(value, Text) else written(value, "kk") or None


def _wall(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
