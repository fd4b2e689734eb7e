"""Files of rosters: what they are, how they are read, and that no bytes at all are an exception."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.kernel import RefusedError
from kense.registry.roster_columns import MERGED
from kense.registry.roster_pieces import ROWS, Block, blocks
from kense.registry.roster_sheet import Form, decoded, form_of, lines_of_workbook, records
from tests.support.rosters import HEADERS, csv_of, student, xlsx_of

CSV = Form("csv", "utf-8", ";")


def rows_of_workbook(data: bytes) -> list[list[str]]:
    """The rows of a workbook as they come out of its CSV."""
    text = (line.decode() for line in b"".join(lines_of_workbook(io.BytesIO(data))).splitlines(keepends=True))
    return [cells for _, cells, _ in records(text, Form("xlsx", "utf-8", ","))]


def code_of(data: bytes) -> str:
    """The refusal of a file."""
    with pytest.raises(RefusedError) as caught:
        form_of(io.BytesIO(data))
    return caught.value.refusal.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_encoding_and_separator_are_found(encoding: str, separator: str) -> None:
    headers = {"iin": "ИИН", "surname": "Фамилия", "given_name": "Имя", "birth_date": "Дата рождения"}
    rows = [student(n, surname="Петров", given_name="Анна") for n in range(3)]
    data = csv_of(rows, headers=headers, encoding=encoding, separator=separator)
    form = form_of(io.BytesIO(data))
    assert form == Form("csv", "cp1251" if encoding == "cp1251" else "utf-8", separator)
    assert decoded(data, form.encoding).startswith("ИИН")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster_empty"),
        ("ЖСН;Тегі".encode("utf-16"), "roster_not_a_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old workbook", "roster_not_a_sheet"),
        (b"%PDF-1.7\x00\x01\x02", "roster_not_a_sheet"),
    ],
)
def test_what_is_no_roster_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_damaged_workbook_is_refused() -> None:
    whole = xlsx_of([student(0)])
    for data in (whole[: len(whole) // 2], b"PK\x03\x04 and nothing else", whole.replace(b"sheet", b"shoot")):
        with pytest.raises(RefusedError) as caught:
            list(lines_of_workbook(io.BytesIO(data)))
        assert caught.value.refusal.code == "roster_damaged"


def test_cells_of_a_workbook_are_text() -> None:
    headers = {"iin": "ЖСН", "birth_date": "Туған күні", "course": "Курс", "address": "Мекенжайы"}
    row = {"iin": 101650041, "birth_date": date(2000, 1, 1), "course": 2.0, "address": "=A2&B2"}
    [_, cells] = rows_of_workbook(xlsx_of([row], headers=headers))
    assert cells == ["101650041", "2000-01-01", "2", "=A2&B2"]


def test_merged_cells_are_marked_with_their_range() -> None:
    headers = {"iin": "ЖСН", "organisation": "Оқу орны", "course": "Курс"}
    data = xlsx_of([{"iin": "1"}, {"iin": "2"}, {"iin": "3"}], headers=headers, merged=[("B2:C4", "Көкжиек")])
    rows = rows_of_workbook(data)
    assert rows[1][1:] == ["Көкжиек", f"{MERGED}B2:C4{MERGED}"]
    assert rows[2] == ["2", f"{MERGED}B2:C4{MERGED}Көкжиек", f"{MERGED}B2:C4{MERGED}"]


def test_titles_and_empty_rows_keep_the_numbers_of_rows() -> None:
    rows = rows_of_workbook(xlsx_of([student(0)], above=["Колледж «Көкжиек»", "2018–2019"]))
    assert rows[2] == list(HEADERS.values())
    assert rows[3][0] == student(0)["iin"]


LINES = st.lists(st.binary(max_size=12).map(lambda one: one.replace(b"\n", b"") + b"\n"), max_size=40)


@given(LINES)
def test_blocks_are_the_file_and_their_rows_its_rows(lines: list[bytes]) -> None:
    whole = b"".join(lines)
    found = list(blocks(lines, CSV, 2))
    assert b"".join(one.data for one in found) == whole
    assert sum(one.rows for one in found) == len(_records(whole))


def test_a_quoted_row_over_several_lines_is_not_cut() -> None:
    lines = [b"1;a\n"] * (ROWS - 1) + [b'2;"x\n', b"y\n", b'z"\n', b"3;b\n"]
    first, second = blocks(lines, CSV, 2)
    assert (first.row, first.rows, second.row, second.rows) == (2, ROWS, ROWS + 2, 1)
    assert second == Block(ROWS + 2, 1, b"3;b\n")


@given(st.binary(max_size=300))
def test_no_bytes_are_an_exception(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        file = io.BytesIO(start + data)
        try:
            form = form_of(file)
            if form.kind == "xlsx":
                list(lines_of_workbook(file))
            else:
                _records(data, form)
        except RefusedError:
            pass


def _records(data: bytes, form: Form = CSV) -> list[tuple[int, list[str], str]]:
    return list(records(io.StringIO(decoded(data, form.encoding), newline="\n"), form))
