"""Reading dated overrides from a CSV file that an administrator filled in a spreadsheet."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
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
    for line, cells in _rows(_text(data)):
        try:
            override = _override(cells)
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


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of the line and its cells by column, without spaces around them."""
    header, _, _ = text.partition("\n")
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in header else ",", strict=True)
    try:
        columns = [cell.strip() for cell in next(reader, [])]
        if sorted(columns) != sorted(COLUMNS):
            raise _file_error(mistakes.WRONG_COLUMNS, given=", ".join(columns) or "–", expected=", ".join(COLUMNS))
        for cells in reader:
            if len(cells) not in (0, len(columns)):
                raise _file_error(mistakes.ROW_LENGTH, line=reader.line_num, given=len(cells), expected=len(columns))
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
            if any(row.values()):
                yield reader.line_num, row
    except csv.Error:
        raise _file_error(mistakes.NOT_CSV, line=reader.line_num) from None


def _file_error(text: Text, **values: str | int) -> OverrideFileError:
    return OverrideFileError((text.filled(**values),))


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
