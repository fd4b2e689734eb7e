"""What the header and the rows of a roster say, and what is wrong in them: each problem at its row and column."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense import law
from kense.law import lookup
from kense.registry import checks, iin
from kense.registry.roster_columns import COLUMNS, MERGED, REQUIRED, Header, header_in, label
from kense.registry.roster_lines import Lines, packed, unpacked
from kense.registry.roster_rows import _PLAIN, Found, RowReader, Rows
from tests.registry.said import assert_said
from tests.support.office import ACT
from tests.support.rosters import HEADERS, student

TODAY = date(2019, 3, 26)
CHOICES = lookup.choices(law.newest(ACT))


def read(*rows: dict[str, str], headers: dict[str, str] = HEADERS) -> Rows:
    """The rows under the headers, from row 2 on."""
    header = header_in([(1, list(headers.values()))])
    cells = [(n, [row.get(name, "") for name in headers], "") for n, row in enumerate(rows, start=2)]
    return RowReader(header, CHOICES, TODAY).read(cells)


def only_line(result: Rows) -> Lines:
    """The only line."""
    lines = unpacked(packed(result.lines))
    assert len(lines) == 1
    return lines


def only(result: Rows) -> Found:
    """The only problem."""
    [found] = result.found
    return found


def test_a_right_row_has_canonical_values() -> None:
    values = only_line(read(student(0))).values(0)
    assert values["iin"] == student(0)["iin"]
    assert values["birth_date"] == "2000-01-01"
    assert values["sex"] == "female"
    assert values["document_kind"] == "id_card"
    assert values["ground_to"] == "2022-06-30"
    assert values["document_expires_on"] == ""


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_label_is_a_header_of_its_own(name: str, lang: str) -> None:
    words = label(name).in_lang(lang)
    assert header_in([(1, [words.upper(), "", "ЖСН", "Тегі"])]).places[name] in (0, 2, 3)


def test_order_is_free_and_what_is_not_known_is_told() -> None:
    header = header_in([(1, ["№", "Аты", "ИИН", "", "Surname", "Туған күні", "Сыныптас"])])
    assert dict(header.places) == {"given_name": 1, "iin": 2, "surname": 4, "birth_date": 5}
    assert header.unknown == ("№", "Сыныптас")
    assert not header.problems


def test_a_header_stands_under_titles_and_over_merged_cells() -> None:
    rows = [
        (1, ["Колледж", f"{MERGED}A1:D1{MERGED}"]),
        (2, []),
        (3, ["ЖСН", "Т.А.Ә.", f"{MERGED}B3:C3{MERGED}", "Туған күні"]),
        (4, [f"{MERGED}A3:A4{MERGED}ЖСН", "Тегі", "Аты", f"{MERGED}D3:D4{MERGED}Туған күні"]),
    ]
    header = header_in(rows)
    assert header.row == 4
    assert set(header.places) == set(REQUIRED)


def test_missing_columns_are_named() -> None:
    [problem] = header_in([(1, ["ЖСН", "Тегі", "Аты"])]).problems
    assert problem.code == "column_missing"
    assert "«Туған күні»" in problem.text.kk
    assert "ЖСН" not in problem.text.kk


def test_without_a_header_the_required_columns_are_named() -> None:
    [problem] = header_in([(1, ["бір", "екі"]), (2, [])]).problems
    assert problem.code == "header_missing"


def test_a_column_twice_is_an_error() -> None:
    [problem] = header_in([(1, ["ЖСН", "Тегі", "Аты", "Туған күні", "ИИН"])]).problems
    assert (problem.code, problem.field) == ("column_twice", "ИИН")


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("iin", "", "iin_empty"),
        ("iin", "000101600001", "iin_check_digit"),
        ("iin", "5.03165E+10", "iin_characters"),
        ("iin", "10160000001", "iin_as_number"),
        ("iin", "1016000", "iin_length"),
        ("surname", "", "text_empty"),
        ("surname", "Сағынтай2", "name_digit"),
        ("birth_date", "", "date_empty"),
        ("birth_date", "2000/01/01", "date_unreadable"),
        ("birth_date", "31.02.2000", "date_nonexistent"),
        ("birth_date", "01.01.2020", "date_future"),
        ("sex", "иә", "sex_unknown"),
        ("citizenship", "бар", "choice_unknown"),
        ("course", "бірінші", "course_form"),
        ("phone", "жоқ", "phone_form"),
        ("address", "=B2&C2", "cell_formula"),
        ("organisation", f"{MERGED}C2:C9{MERGED}Көкжиек", "cell_merged"),
        ("category", "", "category_empty"),
        ("category", "студент", "choice_unknown"),
        ("ground_from", "", "ground_from_missing"),
        ("ground_from", "қыркүйек", "date_unreadable"),
        ("ground_to", "01.08.2018", "dates_order"),
    ],
)
def test_each_error_has_row_column_value_and_what_is_expected(name: str, typed: str, code: str) -> None:
    result = read(student(0), student(1, **{name: typed}))
    found = only(result)
    assert (found.row, found.column, found.problem.code) == (3, HEADERS[name], code)
    assert found.value == typed.split(MERGED)[-1]
    assert found.problem.severity == "error"
    assert len(result.lines) == 1
    assert result.count == 2


@pytest.mark.parametrize("typed", ["01.09.2018", "1.9.2018", "2018-09-01", '="01.09.2018"', " 01.09.2018 "])
def test_dates_as_people_write_them(typed: str) -> None:
    assert only_line(read(student(0, ground_from=typed))).values(0)["ground_from"] == "2018-09-01"


@pytest.mark.parametrize("typed", ["26-1-13", *CHOICES["category"]["26-1-13"].as_dict().values()])
def test_choices_by_id_or_name_whatever_the_case(typed: str) -> None:
    for words in (typed, typed.upper()):
        assert only_line(read(student(0, category=words))).values(0)["category"] == "26-1-13"


def test_lost_zeros_of_an_iin_are_put_back_with_a_warning() -> None:
    result = read(student(0, iin=student(0)["iin"].lstrip("0")))
    assert only_line(result).iins == [student(0)["iin"]]
    assert (only(result).problem.code, only(result).problem.severity) == ("iin_zeros_lost", "warning")


def test_too_few_digits_of_an_iin_are_told_with_why() -> None:
    assert_said(only(read(student(0, iin="10160000001"))).problem, "iin", "iin_as_number")


def test_a_birth_date_apart_from_the_iin_is_a_warning() -> None:
    result = read(student(0, birth_date="02.01.2000", sex="м"))
    assert [one.problem.code for one in result.found] == ["iin_birth_date_differs", "iin_sex_differs"]
    assert len(result.lines) == 1


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    result = read({}, student(0), {"surname": "  "}, student(1, surname=""))
    assert result.count == 2
    assert only(result).row == 5
    assert list(only_line(result).numbers) == [3]


def test_more_cells_than_columns_is_an_error() -> None:
    header = header_in([(1, list(HEADERS.values()))])
    result = RowReader(header, CHOICES, TODAY).read([(2, [*student(0).values(), "", "7-үй"], "")])
    assert only(result).problem.code == "row_too_long"


IINS = st.one_of(
    st.from_regex(r"[0-9]{12}", fullmatch=True),
    st.integers(0, 200_000).map(lambda n: student(n).get("iin", "0" * 12)),
    st.text(max_size=14),
)


@given(IINS)
def test_an_iin_that_is_right_at_a_glance_has_no_problem(words: str) -> None:
    if _PLAIN["iin"](words):
        assert iin.problem_with(words) is None
        assert iin.normalised(words) == words


@given(st.text(max_size=50))
def test_a_text_that_is_right_at_a_glance_is_canonical(words: str) -> None:
    for name in ("address", "phone"):
        if _PLAIN[name](words):
            reading = checks.read_field(name, words, field=name, today=TODAY)
            assert (reading.value, reading.problem) == (words, None)


@given(st.integers(0, 5000), st.integers(-400, 400), st.sampled_from(["", "ер", "әйел"]))
def test_what_the_iin_says_is_compared_as_a_form_does(n: int, days: int, sex: str) -> None:
    row = student(n)
    if not row:
        return
    born = date.fromisoformat("-".join(reversed(row["birth_date"].split(".")))) + timedelta(days=days // 100)
    values = {"iin": row["iin"], "birth_date": born.isoformat(), "sex": {"ер": "male", "әйел": "female"}.get(sex, "")}
    expected = [one.code for one in checks.differences(values, field="iin")]
    typed = {**row, "birth_date": f"{born:%d.%m.%Y}", "sex": sex}
    assert [one.problem.code for one in read(typed).found] == expected


CELLS = st.one_of(st.text(max_size=20), st.sampled_from(["", "=A1", MERGED, "01.01.2000", "26-1-13", "000101600001"]))


@given(st.lists(st.lists(CELLS, max_size=25), max_size=5))
def test_no_cell_is_an_exception(rows: list[list[str]]) -> None:
    header = header_in([(1, list(HEADERS.values()))])
    result = RowReader(header, CHOICES, TODAY).read((n, cells, "") for n, cells in enumerate(rows, start=2))
    assert len(unpacked(packed(result.lines))) == len(result.lines)


@given(st.lists(st.lists(CELLS, max_size=25), max_size=5))
def test_no_header_is_an_exception(rows: list[list[str]]) -> None:
    assert isinstance(header_in(enumerate(rows, start=1)), Header)
