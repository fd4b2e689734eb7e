"""A journal as a file for a spreadsheet, XLSX or CSV: written line by line, so a journal of any length fits in memory."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import IO, Any

import xlsxwriter

from kense.oversight.journals import Column, JournalBook, Line, written

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it a spreadsheet takes the file for one in the old code of its own country."""

_COLUMN_OF_WIDTH_10 = 6  # in signs of a spreadsheet
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_SHEET_NAME = 31


def write_xlsx(file: IO[bytes], book: JournalBook, lang: str) -> None:
    """Write the journal's lines into a binary file: dates as dates, everything else as text, never as a formula."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(file, options) as workbook:
        title = book.journal.name.in_lang(lang)
        workbook.set_properties(
            {"title": title, "author": book.provider.name.in_lang(lang), "created": _naive(book.at)}
        )
        sheet = workbook.add_worksheet(title.translate(_FORBIDDEN_IN_SHEET_NAMES)[:_LONGEST_SHEET_NAME])
        forms = {
            "title": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "moment": workbook.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top", "align": "left"}),
            "day": workbook.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"}),
        }
        _write_head(sheet, book.columns, forms, lang)
        for row, line in enumerate(book.lines(), start=1):
            _write_line(sheet, row, line, forms, lang)


def csv_pieces(book: JournalBook, lang: str) -> Iterator[str]:
    """The journal as CSV, parted by semicolons, a line at a time after its head."""
    yield BOM + _csv_line(one.label.in_lang(lang) for one in book.columns)
    for line in book.lines():
        yield _csv_line(_harmless(written(value, lang)) for value in line.values)


def _write_head(sheet: Any, columns: Sequence[Column], forms: dict[str, Any], lang: str) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width * _COLUMN_OF_WIDTH_10 / 10)
        sheet.write_string(0, place, column.label.in_lang(lang), forms["title"])


def _write_line(sheet: Any, row: int, line: Line, forms: dict[str, Any], lang: str) -> None:
    for place, value in enumerate(line.values):
        if isinstance(value, datetime):
            sheet.write_datetime(row, place, _naive(value), forms["moment"])
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, forms["day"])
        elif words := written(value, lang):
            sheet.write_string(row, place, words, forms["text"])


def _naive(moment: datetime) -> datetime:
    """A spreadsheet knows no zones: the hour on the office's wall, to the minute."""
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _csv_line(values: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(values)
    return line.getvalue()


def _harmless(words: str) -> str:
    """Words that a spreadsheet would take for a formula, behind the sign that makes them words."""
    return f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
