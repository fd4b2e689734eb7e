"""Rosters of invented persons: rows as people type them, and files made of them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from tests.support.iins import oracle_check_digit

SURNAMES = ("Сағынтай", "Төлебай", "Әбенов", "Құрманғали", "Жұмабек", "Оразбек", "Петрова", "Ыбырай")
GIVEN = ("Іңкәр", "Ерлан", "Айгүл", "Нұрлан", "Мадина", "Дәурен", "Сәуле", "Анна")
PATRONYMICS = ("Бауыржанқызы", "", "Серікұлы", "Маратқызы")
HEADERS = {
    "iin": "ЖСН",
    "surname": "Тегі",
    "given_name": "Аты",
    "patronymic": "Әкесінің аты",
    "birth_date": "Туған күні",
    "sex": "Жынысы",
    "citizenship": "Азаматтығы",
    "document_kind": "Құжат түрі",
    "document_number": "Құжаттың нөмірі",
    "document_issued_on": "Құжаттың берілген күні",
    "document_expires_on": "Құжаттың қолданылу мерзімінің соңы",
    "address": "Мекенжайы",
    "phone": "Телефоны",
    "category": "Жеңілдік санаты",
    "organisation": "Білім беру ұйымы",
    "study_form": "Оқу нысаны",
    "study_level": "Білім деңгейі",
    "course": "Курс",
    "order_kind": "Бұйрықтың мазмұны",
    "order_number": "Бұйрықтың нөмірі",
    "order_date": "Бұйрықтың күні",
    "ground_from": "Негіз басталатын күн",
    "ground_to": "Негіз аяқталатын күн",
}
"""The columns of the rosters made here, by field."""

Row = dict[str, str]


def students(count: int, first: int = 0) -> Iterator[Row]:
    """So many full-time students with every column filled, other ones for another `first`."""
    made, n = 0, first
    while made < count:
        row = student(n)
        n += 1
        if row:
            made += 1
            yield row


def student(n: int, **typed: str) -> Row:
    """The nth student; `typed` takes the place of some cells. An empty row where no IIN is issued for the number."""
    born = date(2000, 1, 1) + timedelta(days=n % 1800)
    is_male = n % 2 == 1
    body = f"{born:%y%m%d}{5 if is_male else 6}{n // 1800 % 10_000:04}"
    control = oracle_check_digit(body)
    if control is None:
        return {}
    row = {
        "iin": body + control,
        "surname": SURNAMES[n % 8] + ("" if n < 8000 else "ов" if n % 3 else "ова"),
        "given_name": GIVEN[n // 8 % 8],
        "patronymic": PATRONYMICS[n // 64 % 4],
        "birth_date": f"{born:%d.%m.%Y}",
        "sex": "ер" if is_male else "әйел",
        "citizenship": "citizen",
        "document_kind": "жеке куәлік",
        "document_number": f"{30_000_000 + n:09}",
        "document_issued_on": "01.09.2018",
        "document_expires_on": "",
        "address": f"Өскемен қ., Абай даңғылы, {n % 120 + 1}, {n % 60 + 1}-пәтер",
        "phone": f"+7700{n % 10_000_000:07}",
        "category": "26-1-13",
        "organisation": "«Көкжиек» колледжі",
        "study_form": "күндізгі",
        "study_level": "vocational",
        "course": str(n % 4 + 1),
        "order_kind": "оқуға қабылдау",
        "order_number": f"{n % 30 + 1}-С",
        "order_date": "25.08.2018",
        "ground_from": "01.09.2018",
        "ground_to": "30.06.2022",
    }
    return {**row, **typed}


def csv_of(
    rows: Iterable[Mapping[str, str]],
    *,
    headers: Mapping[str, str] = HEADERS,
    encoding: str = "utf-8",
    separator: str = ";",
    above: Sequence[Sequence[str]] = (),
) -> bytes:
    """The rows as a CSV under their headers, with rows above them."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows(above)
    writer.writerow(headers.values())
    writer.writerows([row.get(name, "") for name in headers] for row in rows)
    return text.getvalue().encode(encoding)


def xlsx_of(
    rows: Iterable[Mapping[str, Any]],
    *,
    headers: Mapping[str, str] = HEADERS,
    above: Sequence[str] = (),
    merged: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The rows as a workbook: dates as dates, numbers as numbers, text that begins with = as a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet()
        for n, title in enumerate(above):
            sheet.merge_range(n, 0, n, len(headers) - 1, title)
        sheet.write_row(len(above), 0, headers.values())
        for n, row in enumerate(rows, start=len(above) + 1):
            sheet.write_row(n, 0, [row.get(name, "") for name in headers])
        for where, value in merged:
            sheet.merge_range(where, value)
    return file.getvalue()
