import json

import pytest

from tests.ops.commands import kense


def test_every_year_is_a_line_with_both_weeks(capsys: pytest.CaptureFixture[str]) -> None:
    lines = kense(capsys, "calendar", "status").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [str(year) for year in range(2000, 2036)]
    by_year = {line.split()[0]: line for line in lines}
    assert by_year["2018"].split() == ["2018", "246", "298", "5", "–"]
    assert by_year["2026"].split()[:4] == ["2026", "247", "299", "0"]
    assert "Days off moved in 2026" in by_year["2026"]
    assert "First day of Kurban Ait (27.05.2026) is an estimate" in by_year["2026"]


def test_one_year_has_its_months_and_the_days_moved(capsys: pytest.CaptureFixture[str]) -> None:
    out = kense(capsys, "calendar", "status", "--year", "2018").out
    assert "2018-03       18          23\n" in out
    assert "2018-08-31 off, 2018-08-25 worked: Government resolution No. 864 of 2017 (P1700000864)\n" in out
    assert "Provisional" not in out
    assert "Provisional: Days off moved in 2027" in kense(capsys, "calendar", "status", "--year", "2027").out
    assert "2014-01-03 off, 2013-12-28 worked" in kense(capsys, "calendar", "status", "--year", "2014").out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    years = json.loads(kense(capsys, "calendar", "status", "--json").out)
    assert [year["year"] for year in years] == list(range(2000, 2036))
    [year] = json.loads(kense(capsys, "calendar", "status", "--year", "2025", "--json").out)
    assert year == years[25]
    assert year["working_days"] == {"5": 246, "6": 298}
    assert sum(year["months"]["5"]) == 246
    assert [(moved["off"], moved["worked"]) for moved in year["moved"]] == [("2025-01-03", "2025-01-05")]
    assert year["provisional"] == []
    assert [len(one["provisional"]) for one in years[25:28]] == [0, 2, 2]


@pytest.mark.parametrize("year", ["1999", "2036", "0"])
def test_a_year_outside_the_calendar_is_refused(capsys: pytest.CaptureFixture[str], year: str) -> None:
    said = kense(capsys, "calendar", "status", "--year", year)
    assert (said.code, said.out) == (2, "")
    assert "2000 to 2035" in said.err
