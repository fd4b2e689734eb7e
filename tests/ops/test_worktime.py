import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kense.ops.worktime_batch import MOST_MISTAKES
from tests.ops.commands import kense, started

NEXT_DAY = ("--days", "1", "--reading", "same_time")
ROWS = "start,minutes,days,reading\n2018-07-05T12:40,20,,\n2019-03-20T15:40,,1,same_time\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "starts.csv"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (["--start", "2018-07-05T16:40", "--minutes", "20"], "2018-07-05T17:00:00+06:00"),
        (["--start", "2018-07-05T16:40", *NEXT_DAY], "2018-07-09T16:40:00+06:00"),
        (["--start", "2018-07-05T16:40", "--days", "4", "--reading", "end_of_day"], "2018-07-12T18:30:00+06:00"),
        (["--start", "2018-07-05T10:40Z", "--minutes", "20"], "2018-07-05T17:00:00+06:00"),
        (["--start", "2018-07-05T16:40", "--zone", "Asia/Aqtau", "--minutes", "20"], "2018-07-05T17:00:00+05:00"),
        (["--start", "2024-02-29T15:00", *NEXT_DAY], "2024-03-01T15:00:00+05:00"),
    ],
)
def test_a_due_moment_is_one_line_with_its_offset(
    capsys: pytest.CaptureFixture[str], words: list[str], due: str
) -> None:
    assert kense(capsys, "worktime", "due", *words) == (0, f"{due}\n", "")


def test_it_is_explained_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "worktime", "due", "--start", "2018-08-24T18:20:30", "--minutes", "20", "--explain")
    assert said.out.splitlines()[:2] == [
        "2018-08-25T09:10:30+06:00",
        "The earliest moment by which 20 min of working time has passed (Asia/Almaty)",
    ]
    assert [re.split(" {2,}", line) for line in said.out.splitlines()[2:]] == [
        ["FROM", "TO", "COUNTED", "TOTAL", "WHY", "SOURCE"],
        ["2018-08-24 18:20:30", "2018-08-24 18:30", "9 min", "9 min", "Working time", "Work schedule"],
        [
            "2018-08-25 09:00",
            "2018-08-25 09:10:30",
            "11 min",
            "20 min",
            "Working day in place of 31.08",
            "Government resolution No. 864 of 2017 (P1700000864)",
        ],
    ]


def test_json_has_the_due_moment_and_the_whole_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("worktime", "due", "--start", "2019-03-20T15:40", *NEXT_DAY, "--json")
    due = {"due": "2019-03-26T15:40:00+06:00", "provisional": []}
    assert json.loads(kense(capsys, *words).out) == due
    explained = json.loads(kense(capsys, *words, "--explain").out)
    assert explained.items() > due.items()
    assert explained["explanation"]["end"] == due["due"]
    assert [row["minutes"] for row in explained["explanation"]["rows"] if row["counted"]] == [170, 240, 70]


def test_a_provisional_year_is_said_beside_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("worktime", "due", "--start", "2027-02-01T10:00", "--minutes", "20")
    said = kense(capsys, *words)
    assert said.out == "2027-02-01T10:20:00+05:00\n"
    assert said.err == "kense: provisional: Days off moved in 2027 have not been entered in the calendar yet\n"
    shown = json.loads(kense(capsys, *words, "--json").out)["provisional"]
    assert [reason["ru"] for reason in shown] == ["Перенесённые выходные дни 2027 года в календарь ещё не внесены"]


def test_minutes_between_two_moments(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("worktime", "between", "2018-07-05T12:00", "2018-07-09T10:00")
    assert kense(capsys, *words) == (0, "360\n", "")
    shown = json.loads(kense(capsys, *words, "--json", "--explain").out)
    assert (shown["minutes"], shown["explanation"]["total"]) == (360, 360)
    assert kense(capsys, *words, "--explain").out.splitlines()[-1].split()[-5:] == [
        "h",
        "Working",
        "time",
        "Work",
        "schedule",
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["due", "--start", "yesterday", "--minutes", "20"], "'yesterday' is not a moment"),
        (["due", "--start", "2018-07-05", "--minutes", "20"], "'2018-07-05' is not a moment"),
        (["due", "--start", "2018-07-05T16:40"], "either minutes or days"),
        (["due", "--start", "2018-07-05T16:40", "--minutes", "-5"], "'-5' is not a number of minutes"),
        (["due", "--start", "2018-07-05T16:40", "--minutes", "9" * 30], "is not a number of minutes"),
        (["due", "--start", "2018-07-05T16:40", "--minutes", "999999999"], "runs past"),
        (["due", "--start", "2018-07-05T16:40", "--days", "0", "--reading", "end_of_day"], "give 1 or more"),
        (["due", "--start", "2018-07-05T16:40", "--days", "1"], "same_time or end_of_day"),
        (["due", "--start", "2018-07-05T16:40", "--minutes", "5", "--reading", "same_time"], "minutes have no reading"),
        (["due", "--start", "2018-07-05T16:40", "--minutes", "5", "--zone", "Asia/Oskemen"], "IANA name"),
        (["due", "--start", "1999-12-31T10:00", "--minutes", "5"], "outside the known time"),
        (["due", "--start", "2024-02-29T23:30", "--minutes", "5"], "2024-02-29T23:30:00+06:00 or 2024-02-29T23:30:00+05"),
        (["due", "--batch", "no-such-file.csv"], "no-such-file.csv cannot be read"),
        (["due", "--batch", "-", "--minutes", "5"], "the lengths are in the file"),
        (["due", "--batch", "-", "--zone", "Mars"], "IANA name"),
        (["between", "2018-07-06T10:00", "2018-07-05T10:00"], "give the earlier moment first"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_said_plainly(capsys: pytest.CaptureFixture[str], words: list[str], why: str) -> None:
    said = kense(capsys, "worktime", *words)
    assert (said.code, said.out) == (2, "")
    assert why in said.err


def test_a_file_comes_back_with_due_moments(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text("\ufeff" + ROWS, encoding="utf-8")
    assert kense(capsys, "worktime", "due", "--batch", str(file)) == (
        0,
        "start,minutes,days,reading,due\n"
        "2018-07-05T12:40,20,,,2018-07-05T13:00:00+06:00\n"
        "2019-03-20T15:40,,1,same_time,2019-03-26T15:40:00+06:00\n",
        "",
    )


def test_other_columns_and_their_order_stay(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text('note,reading,days,minutes,start\n"a, b",,,20,2018-07-05 12:40\n', encoding="utf-8")
    assert kense(capsys, "worktime", "due", "--batch", str(file)).out.splitlines()[1:] == [
        '"a, b",,,20,2018-07-05 12:40,2018-07-05T13:00:00+06:00'
    ]


def test_a_file_may_come_from_standard_input_and_says_what_is_provisional_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ROWS + "2027-02-01T10:00,20,,\n2027-02-02T10:00,20,,\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
    said = kense(capsys, "worktime", "due", "--batch", "-")
    assert len(said.out.splitlines()) == 5
    assert said.err == "kense: provisional: Days off moved in 2027 have not been entered in the calendar yet\n"


def test_a_bad_row_stops_the_whole_file_and_every_mistake_names_its_line(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    file.write_text(ROWS + "2018-07-05T12:40,x,,\n\n2018-07-05T12:40\n2040-01-01T10:00,20,,\n", encoding="utf-8")
    said = kense(capsys, "worktime", "due", "--batch", str(file))
    assert (said.code, said.out) == (1, "")
    assert [line.removeprefix("kense: ").split(":")[0] for line in said.err.splitlines()] == [
        "line 4",
        "line 6",
        "line 7",
    ]


def test_many_mistakes_are_cut_short(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text(ROWS + "x,20,,\n" * (MOST_MISTAKES + 2), encoding="utf-8")
    said = kense(capsys, "worktime", "due", "--batch", str(file))
    assert said.err.splitlines()[MOST_MISTAKES:] == ["and 2 lines more"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"start,minutes,days\n", "line 1: the column reading is missing"),
        (b"start,minutes,days,reading,due\n", "line 1: the column due must not be there twice"),
        (b'start,minutes,days,reading\n"2018\n', "line 2: it cannot be read as CSV"),
        ("start,minutes,days,reading\nқұжат,,,\n".encode("utf-16"), "line 1: the file is not in UTF-8"),
    ],
)
def test_a_file_that_is_not_such_a_table_is_refused(
    capsys: pytest.CaptureFixture[str], file: Path, data: bytes, why: str
) -> None:
    file.write_bytes(data)
    said = kense(capsys, "worktime", "due", "--batch", str(file))
    assert (said.code, said.out) == (1, "")
    assert why in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["worktime", "due", "--start", "2018-07-05T16:40", "--minutes", "20", "--explain"],
        ["worktime", "between", "2018-07-05T12:00", "2018-07-09T10:00"],
        ["calendar", "status"],
    ],
)
def test_it_needs_no_django(words: list[str]) -> None:
    code = f"import sys; sys.modules['django'] = None; from kense.ops.cli import main; sys.exit(main({words}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_as_a_program(file: Path) -> None:
    file.write_text(ROWS, encoding="utf-8")
    said = started(file.parent, "worktime", "due", "--batch", str(file))
    assert (said.code, said.out.count("\n"), said.err) == (0, 3, "")
