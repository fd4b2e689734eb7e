"""The files that go with rosters: the template to fill in, and the list of what is wrong in one."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from kense.kernel import Text
from kense.law.edition import Edition
from kense.registry.checks import SEXES
from kense.registry.facets import BY_NAME
from kense.registry.roster_columns import COLUMNS, REQUIRED, label
from kense.registry.rosters import RosterProblem

_SHEET = Text("Тізім", "Список", "Roster")
_VALUES = Text("Мәндер", "Значения", "Values")
_ROW, _COLUMN, _VALUE = (
    Text("Жол", "Строка", "Row"),
    Text("Баған", "Столбец", "Column"),
    Text("Мәні", "Значение", "Value"),
)
_WRONG = Text("Не дұрыс емес және не күтіледі", "Что не так и что ожидается", "What is wrong and what is expected")
_EXAMPLE = {
    "iin": "000101500000",  # of nobody: a row left in by mistake is an error, not a person
    "surname": "Сағынтай",
    "given_name": "Іңкәр",
    "patronymic": "Бауыржанқызы",
    "birth_date": "01.01.2000",
    "document_number": "030000000",
    "document_issued_on": "02.03.2018",
    "address": "Өскемен қ., Абай даңғылы, 7",
    "phone": "+77005550100",
    "course": "1",
    "order_number": "12-С",
    "order_date": "25.08.2018",
    "ground_from": "01.09.2018",
    "ground_to": "30.06.2022",
}
_FULL = 1000
"""Rows of the template in which a cell lets one choose."""

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_template(file: IO[bytes], edition: Edition, lang: str) -> None:
    """A workbook with the columns of a roster in the language, a row as an example, and a sheet of the values to choose."""
    choices = choices_of(edition)
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        title = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet, values = book.add_worksheet(_SHEET.in_lang(lang)), book.add_worksheet(_VALUES.in_lang(lang))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(COLUMNS) - 1, 18, text)
        for place, name in enumerate(COLUMNS):
            star = "*" if name in REQUIRED else ""
            sheet.write_string(0, place, label(name).in_lang(lang) + star, title)
            sheet.write_string(1, place, _example(name, choices, lang), text)
        for place, (name, entries) in enumerate(choices.items()):
            names = [one.in_lang(lang) for one in entries.values()]
            values.set_column(place, place, 36)
            values.write_column(0, place, [label(name).in_lang(lang)], title)
            values.write_column(1, place, names)
            _let_choose(
                sheet,
                name,
                f"={_VALUES.in_lang(lang)}!${xl_col_to_name(place)}$2:${xl_col_to_name(place)}${len(names) + 1}",
            )


def choices_of(edition: Edition) -> dict[str, Mapping[str, Text]]:
    """The columns whose values are chosen from a list, with the names of the values by id."""
    directories = edition.standard.directories
    return {
        name: SEXES if name == "sex" else directories[name].names()
        for name in COLUMNS
        if BY_NAME[name].kind in ("choice", "sex")
    }


def problem_pieces(problems: Iterable[RosterProblem], lang: str) -> Iterator[str]:
    """The problems as CSV, parted by semicolons, a line at a time."""
    yield _BOM + _csv_line(one.in_lang(lang) for one in (_ROW, _COLUMN, _VALUE, _WRONG))
    for one in problems:
        yield _csv_line([str(one.row), *map(_harmless, (one.column, one.value, one.text[lang]))])


def _example(name: str, choices: Mapping[str, Mapping[str, Text]], lang: str) -> str:
    if name in choices:
        return next(iter(choices[name].values())).in_lang(lang)
    return _EXAMPLE.get(name, "")


def _let_choose(sheet: Any, name: str, source: str) -> None:
    place = COLUMNS.index(name)
    sheet.data_validation(1, place, _FULL, place, {"validate": "list", "source": source, "show_error": False})


def _csv_line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(values)
    return line.getvalue()


def _harmless(words: str) -> str:
    """Words that a spreadsheet would take for a formula, behind the sign that makes them words."""
    return f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
