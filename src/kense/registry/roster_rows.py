"""Rows of a roster as canonical values, with a problem at each cell that is wrong.

Nearly every cell is either right or like one that was seen before: what is certainly right is told at a glance, and
everything else is left to the checks that a form goes through.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from unicodedata import is_normalized

from kense.kernel import Problem, Text
from kense.kernel.alphabet import search_key
from kense.registry import checks, dates, iin, texts
from kense.registry.facets import BY_NAME, GROUND
from kense.registry.record import read_changes
from kense.registry.roster_columns import MERGED, REQUIRED, Header, label
from kense.registry.roster_lines import Line, LineMaker

Choices = Mapping[str, Mapping[str, Text]]

_REMEMBERED = 20_000
_SHORTEST_LIMIT = 40
_UNUSUAL = " ='" + MERGED
_FORMULA = ("=", "'=", "'+", "'-", "'@")
_AS_TEXT = re.compile(r'=\s*"([^"=]*)"')
_LOST_ZEROS = re.compile("[0-9]{8,11}")
_SEXES = {
    "male": ("м", "муж", "мужчина", "m", "еркек", "ұл"),
    "female": ("ж", "жен", "женский пол", "женщина", "f", "ә", "қыз"),
}
_DAYS_OF_YEAR = frozenset(f"{date.fromordinal(n):%m%d}" for n in range(1, 366))  # of one without 29 February
_PERIODS = (("document_issued_on", "document_expires_on"), ("ground_from", "ground_to"))
_OF_GROUND = frozenset(spec.name for spec in GROUND.fields)

_COVERED = Text(
    kk="{label}: ұяшық басқалармен біріктірілген ({range}). Ұяшықтарды бөліп, мәнді әр жолға жазыңыз.",
    ru="{label}: ячейка объединена с другими ({range}). Разделите ячейки и впишите значение в каждую строку.",
    en="{label}: the cell is merged with others ({range}). Split them and write the value into each row.",
)
_IS_FORMULA = Text(
    kk="{label}: ұяшықта формула тұр. Бағанды көшіріп, орнына мәндердің өзін қойыңыз.",
    ru="{label}: в ячейке формула. Скопируйте столбец и вставьте на его место значения.",
    en="{label}: the cell holds a formula. Copy the column and paste the values in its place.",
)
_ZEROS = Text(
    kk="ЖСН-нің алдыңғы нөлдері жоғалған, олар қалпына келтірілді: {iin}. Тізіммен салыстырыңыз; бағанға мәтін пішімін "
    "қойыңыз.",
    ru="У ИИН потеряны начальные нули, они восстановлены: {iin}. Сверьте со списком; задайте столбцу текстовый формат.",
    en="The IIN lost its leading zeros, they were put back: {iin}. Compare with the list; format the column as text.",
)
_AS_NUMBER = Text(
    kk="ЖСН-де 12 цифр болуы тиіс, ал ұяшықта {count} цифр тұр. Баған сан пішімінде болса, алдыңғы нөлдер жоғалады: "
    "бағанға мәтін пішімін қойып, ЖСН-нің 12 цифрын толық жазыңыз.",
    ru="В ИИН должно быть 12 цифр, а в ячейке их {count}. Если столбец числовой, начальные нули теряются: задайте столбцу "
    "текстовый формат и впишите все 12 цифр ИИН.",
    en="An IIN has 12 digits, the cell has {count}. A column of numbers loses leading zeros: format the column as text and "
    "write all 12 digits of the IIN.",
)
_NO_CATEGORY = Text(
    kk="{label}: толтырылмаған, ал жолда негіздің басқа деректері бар. Санатты жазыңыз немесе ол деректерді өшіріңіз.",
    ru="{label}: не заполнено, а в строке есть другие данные основания. Впишите категорию или удалите эти данные.",
    en="{label}: empty, while the row has other data of a ground. Write the category or delete those data.",
)
_NO_FIRST = Text(
    kk="{label}: толтырылмаған. Санат көрсетілген жолда негіздің бірінші күні болуы тиіс, мысалы, 01.09.2018.",
    ru="{label}: не заполнено. В строке с категорией нужен первый день основания, например 01.09.2018.",
    en="{label}: empty. A row with a category needs the first day of the ground, for example 01.09.2018.",
)
_TOO_LONG = Text(
    kk="Жолда баған атауларынан көп ұяшық бар. Бөлгіш таңба мәннің ішінде тұрса, мәнді тырнақшаға алыңыз.",
    ru="В строке больше ячеек, чем названий столбцов. Если разделитель стоит внутри значения, возьмите значение в кавычки.",
    en="The row has more cells than there are column names. Where a value has the separator in it, put it in quotes.",
)
_UNREADABLE = Text(
    kk="Жол CSV ретінде оқылмады. Тырнақшалар мен жол соңдарын тексеріңіз.",
    ru="Строка не читается как CSV. Проверьте кавычки и концы строк.",
    en="The row cannot be read as CSV. Check the quotes and the ends of lines.",
)


class Cell(NamedTuple):
    """A cell as read: its canonical value, None after an error; and the problem."""

    value: str | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with where it is: the row as the file numbers it, the words of the header, what stands there."""

    row: int
    column: str
    value: str
    problem: Problem


@dataclass(slots=True)
class Rows:
    """The lines of the rows that are right, with what was found in all rows, and who is in them where."""

    lines: list[Line] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    count: int = 0
    iins: "array[int]" = field(default_factory=lambda: array("q"))
    places: "array[int]" = field(default_factory=lambda: array("L"))


class RowReader:
    """Reads the rows under a header. `choices` are the directories by field, `today` the day no date may be after."""

    def __init__(self, header: Header, choices: Choices, today: date) -> None:
        self._header, self._names = header, tuple(header.places)
        self._choices, self._today = choices, today
        self._ids = {name: _ids(entries) for name, entries in choices.items()} | {"sex": _ids_of_sexes()}
        self._seen: dict[str, dict[str, Cell]] = {name: {} for name in self._names}
        self._columns = [(name, place, self._seen[name].get) for name, place in header.places.items()]
        place = {name: n for n, name in enumerate(self._names)}
        self._order = [(place[one], place[other]) for one, other in _PERIODS if one in place and other in place]
        self._identity = [place.get(name, -1) for name in ("iin", "birth_date", "sex")]
        self._ground = [n for name, n in place.items() if name in _OF_GROUND]
        self._ground_needs = [place.get("category", -1), place.get("ground_from", -1)]
        self._maker = LineMaker(self._names)

    def read(self, rows: Iterable[tuple[int, Sequence[str], str]]) -> Rows:
        """Read rows of cells with their numbers; empty ones are passed over and not counted."""
        result = Rows()
        for n, cells, wrong in rows:
            if wrong:
                result.count += 1
                result.found.append(Found(n, "", "", Problem("", "row_unreadable", _UNREADABLE)))
            elif any(words and words[0] != MERGED and not words.isspace() for words in cells):
                result.count += 1
                self._read_row(n, cells, result)
        return result

    def _read_row(self, n: int, cells: Sequence[str], result: Rows) -> None:
        values: list[str] = []
        found: list[tuple[str, Problem]] = []
        width = len(cells)
        for name, place, remembered in self._columns:
            words = cells[place] if place < width else ""
            cell = remembered(words) or self._new_cell(name, words)
            values.append(cell.value or "")
            if cell.problem:
                found.append((name, cell.problem))
        # A column more, which stays empty where the roster has no such column.
        values.append("")
        if between := self._between(values):
            # Of a cell that is wrong by itself nothing more is said.
            wrong = {name for name, problem in found if problem.severity == "error"}
            found += [one for one in between if one[0] not in wrong]
        if width > self._header.width and any(words.strip() for words in cells[self._header.width :]):
            found.append(("", Problem("", "row_too_long", _TOO_LONG)))
        number = values[self._identity[0]]
        if number:
            result.iins.append(int(number))
            result.places.append(n)
        if found:
            result.found += [self._found(n, cells, name, problem) for name, problem in found]
            if any(problem.severity == "error" for _, problem in found):
                return
        result.lines.append(self._maker.line(n, values))

    def _found(self, n: int, cells: Sequence[str], name: str, problem: Problem) -> Found:
        place = self._header.places.get(name, len(cells))
        words = cells[place].split(MERGED)[-1] if place < len(cells) else ""
        return Found(n, self._header.words.get(name, ""), words, problem)

    def _new_cell(self, name: str, words: str) -> Cell:
        """A cell that was not seen before: surely right as it is, or looked at closely and remembered."""
        plain = _PLAIN.get(name)
        if plain and plain(words):
            return Cell(words)
        cell, seen = self._cell(name, words), self._seen[name]
        if len(seen) >= _REMEMBERED:
            seen.clear()
        seen[words] = cell
        return cell

    def _cell(self, name: str, words: str) -> Cell:
        if words.startswith(MERGED):
            told = _COVERED.filled(label=label(name), range=words.split(MERGED)[1])
            return Cell(None, Problem(name, "cell_merged", told))
        if words.startswith(_FORMULA):
            text = _AS_TEXT.fullmatch(words)
            if not text and words[0] == "=":
                return Cell(None, Problem(name, "cell_formula", _IS_FORMULA.filled(label=label(name))))
            words = text[1] if text else words[1:]
        return self._value(name, texts.normalised(words))

    def _value(self, name: str, words: str) -> Cell:
        if name == "iin" and _LOST_ZEROS.fullmatch(words):
            return _with_zeros(words)
        if name in REQUIRED:
            reading = checks.read_field(name, words, field=name, today=self._today)
            return Cell(reading.value, reading.problem)
        words = self._ids.get(name, {}).get(search_key(words), words)
        changes, problems = read_changes({}, {name: words}, choices=self._choices, today=self._today)
        if problems and problems[0].severity == "error":
            return Cell(None, problems[0])
        return Cell(changes[name].after if name in changes else "", problems[0] if problems else None)

    def _between(self, values: Sequence[str]) -> list[tuple[str, Problem]]:
        """What is wrong between the cells of a row."""
        found: list[tuple[str, Problem]] = []
        if any(values[last] and values[first] > values[last] for first, last in self._order):
            found += _in_wrong_order(dict(zip(self._names, values, strict=False)))
        number, born, sex = (values[n] for n in self._identity)
        if not _born_as_the_iin_says(number, born, sex):
            known = {"iin": number, "birth_date": born, "sex": sex}
            found += [("iin", problem) for problem in checks.differences(known, field="iin")]
        category, first = (values[n] for n in self._ground_needs)
        if not (category and first) and any(values[n] for n in self._ground):
            found.append(_incomplete(category))
        return found


def _with_zeros(digits: str) -> Cell:
    """An IIN of too few digits: with the zeros that a number loses it may be right."""
    whole = digits.zfill(12)
    if not iin.is_valid(whole):
        return Cell(None, Problem("iin", "iin_as_number", _AS_NUMBER.filled(count=len(digits))))
    return Cell(whole, Problem("iin", "iin_zeros_lost", _ZEROS.filled(iin=iin.grouped(whole)), "warning"))


def _in_wrong_order(values: Mapping[str, str]) -> list[tuple[str, Problem]]:
    found = ((last, order_problem(values, first, last)) for first, last in _PERIODS)
    return [(last, problem) for last, problem in found if problem]


def order_problem(values: Mapping[str, str], first: str, last: str) -> Problem | None:
    """The error of a period, told by two fields of canonical values, that ends before it begins."""
    if not values.get(last) or values.get(first, "") <= values[last]:
        return None
    return dates.order_problem(
        date.fromisoformat(values[first]),
        date.fromisoformat(values[last]),
        field=last,
        label=BY_NAME[last].label,
        earlier_label=BY_NAME[first].label,
    )


def _incomplete(category: str) -> tuple[str, Problem]:
    if not category:
        return "category", Problem("category", "category_empty", _NO_CATEGORY.filled(label=label("category")))
    told = _NO_FIRST.filled(label=label("ground_from"))
    return "ground_from", Problem("ground_from", "ground_from_missing", told)


def _is_plain_iin(words: str) -> bool:
    """Whether this is an IIN with which nothing at all is wrong, told by its usual form alone."""
    if len(words) != 12 or not (words.isascii() and words.isdigit()):
        return False
    if words[6] not in "3456" or words[2:6] not in _DAYS_OF_YEAR:
        return False
    a, b, c, d, e, f, g, h, i, j = map(int, words[:10])
    # The eleventh digit weighs nothing in the first pass; numbers of the second pass are left to the whole check.
    return (a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j) % 11 == int(words[11])


def _born_as_the_iin_says(number: str, born: str, sex: str) -> bool:
    """Whether the digits surely agree with birth date and sex; a no is to be looked at more closely."""
    if not number or not born:
        return not number
    seventh = number[6]
    century = {"19": "34", "20": "56"}.get(born[:2], "")
    if seventh not in century or number[:6] != born[2:4] + born[5:7] + born[8:]:
        return False
    return not sex or (seventh in "35") == (sex == "male")


def _is_plain_text(words: str) -> bool:
    """Whether this is a line of text in its canonical form, as short as any field lets it be."""
    if not words or len(words) > _SHORTEST_LIMIT or not words.isprintable() or "  " in words:
        return False
    return words[0] not in _UNUSUAL and words[-1] != " " and is_normalized("NFC", words)


def _is_plain_phone(words: str) -> bool:
    return len(words) in range(7, 13) and words[0] == "+" and words.isascii() and words[1:].isdigit()


_PLAIN: Mapping[str, Callable[[str], bool]] = {
    "iin": _is_plain_iin,
    "phone": _is_plain_phone,
    **dict.fromkeys(("document_number", "address", "order_number"), _is_plain_text),
}
"""The fields whose values hardly come twice, with what tells at a glance that one is right."""


def _ids(entries: Mapping[str, Text]) -> dict[str, str]:
    return {search_key(words): id_ for id_, name in entries.items() for words in (id_, *name.as_dict().values())}


def _ids_of_sexes() -> dict[str, str]:
    return _ids(checks.SEXES) | {search_key(words): sex for sex, all_words in _SEXES.items() for words in all_words}
