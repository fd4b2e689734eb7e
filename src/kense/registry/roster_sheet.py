"""The file of a roster as lines of CSV: what it is, its encoding and separator, a workbook turned into one.

The rows of what comes out have the numbers of the rows of the file, empty ones among them.
"""

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

from kense.kernel import Refusal, RefusedError, Text
from kense.registry.roster_columns import HEADER_WITHIN, MERGED, header_in

LARGEST = 100 * 1024 * 1024
"""The greatest size of a roster's file, and of the text of a workbook, in bytes."""

SEPARATORS = (";", ",", "\t")
_UNPACKED = 10 * LARGEST
_READ = 1 << 20
_ROWS_OF_A_RANGE = 100_000
_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})([0-9]+):([A-Z]{1,3})([0-9]+)"')

EMPTY = Refusal(
    "roster_empty",
    Text(
        "Файл бос. Тізімі бар файлды таңдаңыз.",
        "Файл пуст. Выберите файл со списком.",
        "The file is empty. Choose one with a roster.",
    ),
)
TOO_LARGE = Refusal(
    "roster_too_large",
    Text(
        "Файл тым үлкен: {limit} МБ-тан аспауы тиіс. Тізімді бірнеше файлға бөліңіз.",
        "Файл слишком велик: допускается не больше {limit} МБ. Разделите список на несколько файлов.",
        "The file is too large: at most {limit} MB are allowed. Divide the roster into several files.",
    ).filled(limit=LARGEST >> 20),
)
NOT_A_SHEET = Refusal(
    "roster_not_a_sheet",
    Text(
        "Бұл файл XLSX те, CSV те емес. Кестені XLSX немесе CSV (UTF-8) түрінде сақтап, қайта жүктеңіз.",
        "Этот файл – не XLSX и не CSV. Сохраните таблицу в виде XLSX или CSV (UTF-8) и загрузите снова.",
        "This file is neither XLSX nor CSV. Save the table as XLSX or CSV (UTF-8) and upload it again.",
    ),
)
DAMAGED = Refusal(
    "roster_damaged",
    Text(
        "XLSX файлы оқылмады: ол бүлінген немесе құпиясөзбен қорғалған. Кестені қайта сақтап, қайта жүктеңіз.",
        "Файл XLSX не читается: он повреждён или защищён паролем. Сохраните таблицу заново и загрузите снова.",
        "The XLSX file cannot be read: it is damaged or has a password. Save the table anew and upload it again.",
    ),
)


@dataclass(frozen=True, slots=True)
class Form:
    """How the lines of a roster are to be read. `kind` is what the file was: xlsx or csv."""

    kind: str
    encoding: str
    separator: str


def form_of(file: IO[bytes]) -> Form:
    """What the file is, the separator of a CSV told by its header. RefusedError for anything that is no roster."""
    file.seek(0)
    start = file.read(8)
    if not start:
        raise RefusedError(EMPTY)
    if start.startswith(_ZIP):
        return Form("xlsx", "utf-8", ",")
    if start.startswith((_OLD_WORKBOOK, *_WIDE)):
        raise RefusedError(NOT_A_SHEET)
    encoding = _encoding(file)
    return Form("csv", encoding, _separator(file, encoding))


def lines_of_workbook(file: IO[bytes]) -> Iterator[bytes]:
    """The first sheet of a workbook as lines of CSV; RefusedError where it cannot be read or is too long."""
    size = 0
    try:
        for row in _sheet_rows(file):
            line = _csv_line(row)
            size += len(line)
            if size > LARGEST:
                raise RefusedError(TOO_LARGE)
            yield line
    except RefusedError:
        raise
    except Exception as error:  # what a damaged workbook raises has no common name
        raise RefusedError(DAMAGED) from error


def records(lines: Iterable[str], form: Form, first: int = 1) -> Iterator[tuple[int, list[str], str]]:
    """The rows of a CSV with their numbers from `first` on; the third is what kept a row from being read, or ""."""
    reader = csv.reader(lines, delimiter=form.separator)
    n = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield n, [], str(error)
        else:
            yield n, cells, ""
        n += 1


def decoded(data: bytes, encoding: str) -> str:
    """Bytes of a roster as text; a byte that is none in its encoding becomes a sign that no value may have."""
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 where the whole file is, otherwise Windows-1251; RefusedError where it is no text at all."""
    file.seek(0)
    decoder, is_utf8 = codecs.getincrementaldecoder("utf-8")(), True
    while block := file.read(_READ):
        if _CONTROLS.search(block):
            raise RefusedError(NOT_A_SHEET)
        try:
            is_utf8 = is_utf8 and decoder.decode(block) is not None
        except UnicodeDecodeError:
            is_utf8 = False
    return "utf-8" if is_utf8 and not decoder.getstate()[0] else "cp1251"


def _separator(file: IO[bytes], encoding: str) -> str:
    def known(separator: str) -> int:
        file.seek(0)
        rows = records((decoded(line, encoding) for line in file), Form("csv", encoding, separator))
        return len(header_in((n, cells) for n, cells, _ in islice(rows, HEADER_WITHIN)).places)

    return max(SEPARATORS, key=known)


def _csv_line(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells or [""])
    return line.getvalue().encode()


def _sheet_rows(file: IO[bytes]) -> Iterator[list[str]]:
    # Loading it takes longer than starting the desk should.
    from openpyxl import load_workbook

    _require_unpackable(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which say nothing about the values
        sheet = load_workbook(file, read_only=True, data_only=False, keep_links=False).worksheets[0]
        merged, above = _merged(file, sheet._worksheet_path), dict[str, str]()
        sheet.reset_dimensions()
        for n, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_words(value) for value in row]
            yield _with_merged(n, cells, merged[n], above) if n in merged else cells


def _require_unpackable(file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as packed:
        if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
            raise RefusedError(TOO_LARGE)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _with_merged(n: int, cells: list[str], ranges: Sequence["_Range"], above: dict[str, str]) -> list[str]:
    """The cells of a row with those marked that are covered; a cell under the one with the value knows the value."""
    for one in ranges:
        cells += [""] * (one.right - len(cells))
        if n == one.top:
            above[one.name] = cells[one.left - 1]
        for place in range(one.left, one.right + 1):
            if place > one.left or n > one.top:
                value = above.get(one.name, "") if place == one.left else ""
                cells[place - 1] = f"{MERGED}{one.name}{MERGED}{value}"
    return cells


@dataclass(frozen=True, slots=True)
class _Range:
    name: str
    left: int
    right: int
    top: int
    bottom: int


def _merged(file: IO[bytes], path: str) -> dict[int, list[_Range]]:
    """The merged ranges by row. They stand behind the cells, where reading row by row comes too late."""
    found: dict[int, list[_Range]] = {}
    for one in _ranges(file, path):
        for row in range(one.top, min(one.bottom, one.top + _ROWS_OF_A_RANGE) + 1):
            found.setdefault(row, []).append(one)
    return found


def _ranges(file: IO[bytes], path: str) -> Iterator[_Range]:
    rest = b""
    with zipfile.ZipFile(file) as packed, packed.open(path) as sheet:
        while block := sheet.read(_READ):
            block = rest + block
            yield from (_range(one) for one in _MERGE.finditer(block))
            rest = block[block.rfind(b"<") :] if b">" not in block[block.rfind(b"<") :] else b""


def _range(match: re.Match[bytes]) -> _Range:
    left, top, right, bottom = (one.decode() for one in match.groups())
    name = f"{left}{top}:{right}{bottom}"
    return _Range(name, _number(left), _number(right), int(top), int(bottom))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
