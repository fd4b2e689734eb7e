"""Reading a roster: piece by piece, from where it stopped, each kind of bad file with its problems."""

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from kense.casework import roster_reading
from kense.casework.roster_reading import read_on, read_through
from kense.casework.rosters import apply, drop
from kense.law import lookup, newest
from kense.registry import register
from kense.registry.models import Person, Roster, RosterPiece
from kense.registry.roster_columns import COLUMNS
from tests.support.office import ACT, Office
from tests.support.roster_office import LATER, WHEN, counts, problems, read, read_whole, refused, taken_in
from tests.support.rosters import HEADERS, csv_of, student, students, xlsx_of


def test_one_person_twice_is_an_error_at_the_second_row(office: Office) -> None:
    with patch("kense.registry.roster_pieces.ROWS", 2):
        roster = read(office, [student(0), student(1), student(2), student(0), student(0, phone="")])
    assert problems(roster) == [
        (5, HEADERS["iin"], student(0)["iin"], "iin_twice"),
        (6, HEADERS["iin"], student(0)["iin"], "iin_twice"),
    ]
    assert all("2" in one.text["en"] for one in roster.problems.all())


def test_one_broken_row_in_a_hundred_is_named_and_nothing_is_applied(office: Office) -> None:
    rows = [{**row, "iin": "123"} if n % 100 == 50 else row for n, row in enumerate(students(500))]
    roster = read(office, rows)
    assert [(row, value) for row, _, value, _ in problems(roster)] == [(n, "123") for n in range(52, 502, 100)]
    assert roster.facts["errors"] == 5
    assert refused(roster, office) == "roster_has_errors"
    assert not Person.objects.exists()


def test_problems_are_all_counted_and_a_thousand_kept(office: Office) -> None:
    roster = read(office, (student(n, surname="") or student(0) for n in range(1100)))
    assert roster.facts["errors"] > 1000
    assert roster.problems.count() == 1000


def test_wrong_headers_are_told_at_once(office: Office) -> None:
    roster = taken_in(office, csv_of(students(3), headers={"iin": "Код", "surname": "Тегі", "given_name": "Аты"}))
    assert roster.state == Roster.State.READ
    assert [code for *_, code in problems(roster)] == ["column_missing"]
    assert refused(roster, office) == "roster_has_errors"


def test_a_roster_without_rows_is_not_applied(office: Office) -> None:
    assert refused(read(office, []), office) == "roster_without_rows"


def test_unknown_columns_are_told_and_left_out(office: Office) -> None:
    roster = read(office, [student(0)], headers={**HEADERS, "note": "Ескертпе"})
    assert roster.facts["unknown"] == ["Ескертпе"]


def test_windows_1251(office: Office) -> None:
    headers = {"iin": "ИИН", "surname": "Фамилия", "given_name": "Имя", "birth_date": "Дата рождения"}
    rows = [student(0, surname="Петров", given_name="Анна")]
    roster = read(office, rows, headers=headers, encoding="cp1251", separator=",")
    assert counts(roster) == (1, 0, 0)
    assert roster.facts["encoding"] == "cp1251"


def test_a_workbook_with_a_title_dates_and_numbers(office: Office) -> None:
    row: dict[str, Any] = {**student(0), "birth_date": date(2000, 1, 1), "iin": int(student(0)["iin"]), "course": 2}
    roster = read_whole(taken_in(office, xlsx_of([row], above=["Колледж", "2018"]), "list.xlsx"))
    assert [(one[0], one[3]) for one in problems(roster)] == [(4, "iin_zeros_lost")]
    apply(roster, accepted=True, actor=office.dauren, at=LATER)
    assert register.person_by_iin(office.provider.pk, student(0)["iin"])


def test_merged_cells_and_formulas_are_errors(office: Office) -> None:
    rows = [student(0, address="=A2"), student(1), student(2)]
    data = xlsx_of(rows, merged=[("O3:O4", "Көкжиек")])
    roster = read_whole(taken_in(office, data, "list.xlsx"))
    assert [(row, code) for row, _, _, code in problems(roster)] == [(2, "cell_formula"), (4, "cell_merged")]


def test_reading_goes_on_where_it_stopped(office: Office) -> None:
    rows = list(students(9))
    with patch("kense.registry.roster_pieces.ROWS", 2), patch("kense.casework.roster_reading.STEP", 1):
        roster = taken_in(office, csv_of(rows))
        read_on(roster)
        with (
            patch.object(roster_reading, "keep_found", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            read_on(roster)
        again = Roster.objects.get()
        assert (again.facts["pieces"], again.facts["rows"]) == (1, 2)
        read_whole(again)
    assert again.facts["rows"] == 9
    assert counts(again) == (9, 0, 0)


def test_two_pages_that_read_at_once_keep_a_piece_once(office: Office) -> None:
    roster = taken_in(office, csv_of(students(5)))
    other = Roster.objects.get()
    read_on(roster)
    read_on(other)
    assert RosterPiece.objects.count() == 1
    assert other.facts["rows"] == 5


@pytest.mark.django_db(transaction=True)
def test_checking_in_processes_comes_to_the_same(office: Office) -> None:
    rows = [{**row, "surname": "1"} if n == 5 else row for n, row in enumerate(students(30))]
    first = read(office, rows)
    drop(first, actor=office.dauren, at=WHEN)
    told = []
    with patch("kense.registry.roster_pieces.ROWS", 7):
        second = taken_in(office, csv_of(rows))
        read_through(second, 2, lambda roster: told.append(roster.facts["rows"]))
    assert told == [7, 14, 21, 28, 30]
    assert second.state == Roster.State.READ
    assert counts(second) == counts(first)
    assert [row for row, *_ in problems(second)] == [7]


def test_every_column_of_the_template_is_in_the_record() -> None:
    assert set(HEADERS) <= set(COLUMNS)
    assert set(lookup.choices(newest(ACT))) <= set(COLUMNS)
