"""The columns of a roster: what their headers may be called, and finding them in the first rows of a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kense.kernel import Problem, Text
from kense.kernel.alphabet import search_key
from kense.kernel.text import joined
from kense.registry.facets import BY_NAME

COLUMNS = (
    *("iin", "surname", "given_name", "patronymic", "birth_date", "sex", "citizenship"),
    *("document_kind", "document_number", "document_issued_on", "document_expires_on"),
    *("address", "phone"),
    *("category", "organisation", "study_form", "study_level", "course"),
    *("order_kind", "order_number", "order_date", "ground_from", "ground_to"),
)
"""The fields of the record that a roster may have, in the order of its template."""

REQUIRED = ("iin", "surname", "given_name", "birth_date")
"""The columns without which a roster cannot be read; their cells may not be empty either."""

MERGED = "\ue000"
"""Begins a cell that is covered by another one; the range of both follows, and after another such sign its value."""

HEADER_WITHIN = 20
"""The header is among so many first rows; titles may stand above it."""

_USUAL: Mapping[str, tuple[str, ...]] = {
    "iin": ("жеке сәйкестендіру нөмірі", "индивидуальный идентификационный номер", "individual identification number"),
    "surname": ("last name", "family name"),
    "given_name": ("есімі", "name", "first name"),
    "patronymic": ("әкесінің аты (бар болса)", "отчество (при наличии)", "middle name"),
    "birth_date": ("туған күні, айы, жылы", "туған жылы, айы, күні", "день рождения", "birth date", "birthday"),
    "sex": ("gender",),
    "citizenship": ("азаматтық",),
    "document_kind": ("құжаттың түрі", "құжат түрі", "вид документа", "документ", "document kind", "document"),
    "document_number": ("құжат нөмірі", "№ документа", "номер удостоверения личности", "жеке куәліктің нөмірі"),
    "document_issued_on": ("берілген күні", "дата выдачи", "issued on", "date of issue"),
    "document_expires_on": ("қолданылу мерзімі", "срок действия", "действителен до", "expires on", "valid until"),
    "address": ("тұрғылықты мекенжайы", "тұратын жері", "адрес проживания", "место жительства"),
    "phone": ("телефон нөмірі", "ұялы телефоны", "номер телефона", "phone number"),
    "category": ("санаты", "категория", "category"),
    "organisation": ("оқу орны", "ұйым", "учебное заведение", "организация", "organisation", "organization"),
    "study_form": ("оқыту нысаны", "форма", "study form"),
    "study_level": ("деңгейі", "уровень", "level", "study level"),
    "course": ("курс", "курсы", "сынып", "сыныбы", "класс", "course", "class"),
    "order_kind": ("бұйрықтың түрі", "вид приказа", "order kind"),
    "order_number": ("бұйрық нөмірі", "бұйрық №", "№ приказа", "order number"),
    "order_date": ("бұйрық күні", "order date"),
    "ground_from": ("басталатын күні", "қай күннен", "начало", "с какого дня", "from", "ground from"),
    "ground_to": ("аяқталатын күні", "қай күнге дейін", "окончание", "по какой день", "to", "ground to"),
}

_NO_HEADER = Text(
    kk="Алғашқы {rows} жолдан баған атаулары табылмады. Атаулар бір жолда тұруы тиіс, міндетті бағандар: {missing}. "
    "Үлгіні алып, соған салыңыз.",
    ru="В первых строках ({rows}) не найдены названия столбцов. Они должны стоять в одной строке, обязательные столбцы: "
    "{missing}. Возьмите образец и перенесите данные в него.",
    en="No column names were found in the first {rows} rows. They must stand in one row; required columns: {missing}. "
    "Take the template and put the data into it.",
)
_MISSING = Text(
    kk="Міндетті баған жоқ: {missing}. Осы бағанды қосып, файлды қайта жүктеңіз.",
    ru="Нет обязательного столбца: {missing}. Добавьте его и загрузите файл снова.",
    en="A required column is missing: {missing}. Add it and upload the file again.",
)
_TWICE = Text(
    kk="Бұл баған екі рет кездеседі: «{first}» және «{second}». Біреуін қалдырыңыз.",
    ru="Этот столбец встречается дважды: «{first}» и «{second}». Оставьте один.",
    en="This column is there twice: “{first}” and “{second}”. Leave one of them.",
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a roster: its row, the place and the words of each known column, the columns that are not known."""

    row: int
    places: Mapping[str, int]
    words: Mapping[str, str]
    unknown: tuple[str, ...]
    width: int
    problems: tuple[Problem, ...] = ()


def header_in(rows: Iterable[tuple[int, Sequence[str]]]) -> Header:
    """The header among the first rows of a file, each with its number: the one that names most of the columns.

    What keeps the roster from being read is in its problems, whose field is the header in question.
    """
    best = Header(0, {}, {}, (), 0)
    for n, cells in rows:
        if n > HEADER_WITHIN:
            break
        found = _header(n, [_value(words) for words in cells])
        # Of a header whose cells reach over two rows the lower one is the last before the data.
        if len(found.places) >= len(best.places):
            best = found
    if len(best.places) < 2:
        words = _NO_HEADER.filled(rows=HEADER_WITHIN, missing=_labels(REQUIRED))
        return Header(best.row, {}, {}, (), 0, (Problem("", "header_missing", words),))
    return _complete(best)


def label(name: str) -> Text:
    """What a column is called in the template and in messages."""
    return BY_NAME[name].label


def _complete(header: Header) -> Header:
    missing = [name for name in REQUIRED if name not in header.places]
    found = list(header.problems)
    if missing:
        found.append(Problem("", "column_missing", _MISSING.filled(missing=_labels(missing))))
    return Header(header.row, header.places, header.words, header.unknown, header.width, tuple(found))


def _header(row: int, cells: Sequence[str]) -> Header:
    places: dict[str, int] = {}
    unknown: list[str] = []
    problems: list[Problem] = []
    for place, words in enumerate(cells):
        name = _NAMES.get(_plain(words))
        if name is None:
            unknown += [words] if words.strip() else []
        elif name in places:
            told = _TWICE.filled(first=cells[places[name]], second=words)
            problems.append(Problem(words, "column_twice", told))
        else:
            places[name] = place
    words_of = {name: " ".join(cells[place].split()) for name, place in places.items()}
    return Header(row, places, words_of, tuple(unknown), _width(cells), tuple(problems))


def _width(cells: Sequence[str]) -> int:
    return max((place + 1 for place, words in enumerate(cells) if words.strip()), default=0)


def _labels(names: Iterable[str]) -> Text:
    return joined([Text("«{one}»", "«{one}»", "“{one}”").filled(one=label(name)) for name in names])


def _value(words: str) -> str:
    return words.split(MERGED)[-1] if words.startswith(MERGED) else words


def _plain(words: str) -> str:
    return re.sub(r"[\s_*:]+", " ", search_key(words)).strip()


def _names() -> dict[str, str]:
    """Every header there is for a column: its name in the record, its labels, what else it is usually called."""
    found: dict[str, str] = {}
    for name in COLUMNS:
        for words in (name, *label(name).as_dict().values(), *_USUAL[name]):
            found.setdefault(_plain(words), name)
    return found


_NAMES = _names()
