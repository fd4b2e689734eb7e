"""Reading dated overrides from a CSV file that an administrator filled in a spreadsheet."""

import csv
from datetime import date, datetime
from io import StringIO
from typing import cast

from kense.kernel import Text
from kense.worktime import mistakes
from kense.worktime.calendar import Calendar
from kense.worktime.errors import OverrideError, OverrideFileError
from kense.worktime.overrides import Override, OverrideKind
from kense.worktime.shifts import parse_shifts

COLUMNS = ("day", "kind", "shifts", "decree", "note_kk", "note_ru", "note_en")


def read_overrides(data: bytes) -> tuple[Override, ...]:
    """The overrides of a file in the order of its lines.

    The file is UTF-8, with or without a byte order mark; cells stand between commas or, as spreadsheets write them
    where a comma is the decimal sign, between semicolons. Line 1 names the columns: `day` (2026-01-05 or 05.01.2026),
    `kind` (off, worked, shortened), `shifts` (09:00-13:00 14:30-17:30; needed for shortened, possible for worked),
    `decree` (the act behind it), `note_kk`, `note_ru`, `note_en` (the reason; where the English one is empty,
    English readers see the Russian one). Empty lines are left out.

    Raises OverrideFileError with every mistake of the file.
    """
    found: dict[date, Override] = {}
    problems: list[Text] = []
    columns, rows = _table(_text(data))
    for line, cells in rows:
        if len(cells) != len(columns):
            problems.append(mistakes.ROW_LENGTH.filled(line=line, given=len(cells), expected=len(columns)))
            continue
        try:
            override = _override(dict(zip(columns, cells, strict=True)))
            if override.day in found:
                raise OverrideError(mistakes.OVERRIDDEN_TWICE.filled(day=str(override.day)), "day")
            found[override.day] = override
        except OverrideError as error:
            problems.append(mistakes.AT_CELL.filled(line=line, column=error.column, mistake=error.text))
    if problems:
        raise OverrideFileError(tuple(problems))
    return tuple(found.values())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OverrideFileError((mistakes.NOT_UTF8,)) from None


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns; the cells of each further line with its number, without spaces around them."""
    header, _, _ = text.partition("\n")
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in header else ",", strict=True)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error:
        raise OverrideFileError((mistakes.NOT_CSV.filled(line=reader.line_num),)) from None
    columns = lines[0][1] if lines else []
    if sorted(columns) != sorted(COLUMNS):
        given = ", ".join(columns) or "–"
        raise OverrideFileError((mistakes.WRONG_COLUMNS.filled(given=given, expected=", ".join(COLUMNS)),))
    return columns, [(line, cells) for line, cells in lines[1:] if any(cells)]


def _override(row: dict[str, str]) -> Override:
    try:
        shifts = parse_shifts(row["shifts"])
    except ValueError:
        raise OverrideError(mistakes.BAD_SHIFTS.filled(value=row["shifts"]), "shifts") from None
    note = Text(row["note_kk"], row["note_ru"], row["note_en"] or row["note_ru"])
    # The constructor refuses other kinds.
    override = Override(_day(row["day"]), cast(OverrideKind, row["kind"]), row["decree"], note, shifts)
    # Only a calendar knows whether the day can be what is declared.
    Calendar([override])
    return override


def _day(written: str) -> date:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise OverrideError(mistakes.BAD_DAY.filled(value=written), "day")
