"""A CSV file of overrides: what is read from it, and how each mistake is told by line and column."""

from datetime import date, time

import pytest

from kense.kernel import Text
from kense.worktime import Override, OverrideFileError, read_overrides

HEADER = "day,kind,shifts,decree,note_kk,note_ru,note_en"
FILE = f"""{HEADER}
2020-03-30,off,,Жарлық № 285,Төтенше жағдай,Чрезвычайное положение,State of emergency

04.04.2020,worked,09:00-13:00,№ 1,"Ауыстырылған, күн",Перенос,
2026-01-06,shortened,09:00–13:00 14:00-16:30,№ 2,Қысқартылған күн,Сокращённый день,Short day
"""


def problems(text: str) -> list[str]:
    with pytest.raises(OverrideFileError) as refused:
        read_overrides(text.encode())
    assert all(all(problem.as_dict().values()) for problem in refused.value.problems)
    return [problem.en for problem in refused.value.problems]


def test_a_file_is_read_in_the_order_of_its_lines() -> None:
    assert read_overrides(FILE.encode()) == (
        Override(
            date(2020, 3, 30),
            "off",
            "Жарлық № 285",
            Text("Төтенше жағдай", "Чрезвычайное положение", "State of emergency"),
        ),
        Override(
            date(2020, 4, 4),
            "worked",
            "№ 1",
            Text("Ауыстырылған, күн", "Перенос", "Перенос"),
            ((time(9), time(13)),),
        ),
        Override(
            date(2026, 1, 6),
            "shortened",
            "№ 2",
            Text("Қысқартылған күн", "Сокращённый день", "Short day"),
            ((time(9), time(13)), (time(14), time(16, 30))),
        ),
    )


def test_it_may_come_from_a_spreadsheet_with_a_mark_semicolons_and_other_line_ends() -> None:
    plain = FILE.replace("Ауыстырылған, күн", "Ауыстырылған күн")
    from_spreadsheet = "\ufeff" + plain.replace(",", ";").replace("\n", "\r\n")
    assert read_overrides(from_spreadsheet.encode()) == read_overrides(plain.encode())


def test_columns_may_stand_in_another_order() -> None:
    moved = "kind,day,shifts,decree,note_en,note_ru,note_kk\noff,2020-03-30,,№ 285,reason,причина,себеп\n"
    assert read_overrides(moved.encode())[0].note == Text("себеп", "причина", "reason")


def test_a_file_with_only_its_columns_has_no_overrides() -> None:
    assert read_overrides(HEADER.encode()) == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("30/03/2020,off,,№ 1,а,б,c", "line 2, column day: '30/03/2020' is not a day"),
        ("2036-01-01,off,,№ 1,а,б,c", "line 2, column day: in the override of 2036-01-01: 2036-01-01 is outside"),
        ("2020-03-30,half,,№ 1,а,б,c", "line 2, column kind: in the override of 2020-03-30: 'half' is not a kind"),
        ("2020-04-05,shortened,09:00-13:00,№ 1,а,б,c", "line 2, column kind: in the override of 2020-04-05: it is a"),
        ("2020-03-30,shortened,nine,№ 1,а,б,c", "line 2, column shifts: 'nine' are not hours"),
        ("2020-03-30,shortened,,№ 1,а,б,c", "line 2, column shifts: in the override of 2020-03-30: there is no"),
        ("2020-03-30,off,,,а,б,c", "line 2, column decree: in the override of 2020-03-30: it names no decree"),
        ("2020-03-30,off,,№ 1,,б,c", "line 2, column note_kk: in the override of 2020-03-30: it has no note"),
        ("2020-03-30,off,,№ 1,а,,c", "line 2, column note_ru: in the override of 2020-03-30: it has no note"),
        ("2020-03-30,off,,№ 1,а,б", "line 2 has 6 cells; it must have 7"),
        ('2020-03-30,off,,"№ 1,а,б,c', "line 2 cannot be read as CSV"),
    ],
)
def test_a_mistake_names_its_line_and_column(row: str, told: str) -> None:
    [problem] = problems(f"{HEADER}\n{row}\n")
    assert problem.startswith(told)


def test_all_mistakes_are_told_at_once_and_a_day_given_twice_at_the_second_line() -> None:
    day = "2020-03-30,off,,№ 1,а,б,c"
    assert problems(f"{HEADER}\n{day}\n2020-03-31,half\n\n{day}\n") == [
        "line 3 has 2 cells; it must have 7",
        "line 5, column day: 2020-03-30 is overridden twice; keep one override for a day",
    ]


@pytest.mark.parametrize("text", ["", "day,kind\n2020-03-30,off\n", HEADER + ",more\n"])
def test_other_columns_are_refused(text: str) -> None:
    [problem] = problems(text)
    assert problem.endswith("they must be day, kind, shifts, decree, note_kk, note_ru, note_en")


def test_another_encoding_is_refused() -> None:
    with pytest.raises(OverrideFileError, match="not in UTF-8"):
        read_overrides(FILE.encode("cp1251", errors="replace"))
