"""`kense calendar import`: shows what the days of a file move, and moves it for an administrator."""

from pathlib import Path

import pytest

from kense.people.models import CalendarOverride
from kense.trail.models import TrailEntry
from tests.ops.commands import kense
from tests.support.calendar import made_administrator
from tests.support.office import Office, at, reloaded
from tests.support.said import everything_stored

HEADER = "day,kind,shifts,decree,note_kk,note_ru,note_en\n"
LINE = "2019-03-27,off,,№ 111,Төтенше жағдай,Чрезвычайное положение,State of emergency\n"


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    """A file that declares a day off, in an office with one case."""
    made_administrator(office)
    path = tmp_path / "days.csv"
    path.write_text(HEADER + LINE, encoding="utf-8")
    return path


def test_the_cases_are_listed_and_nothing_is_changed(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = office.registered()
    before = everything_stored()
    said = kense(capsys, "calendar", "import", str(file))
    assert said.code == 0
    assert [line.split() for line in said.out.splitlines() if case.number in line] == [
        [case.number, "the", "whole", "service", "27.03.2019", "10:12", "28.03.2019", "10:12"]
    ]
    assert "--yes" in said.out
    assert everything_stored() == before


def test_with_yes_they_are_moved(office: Office, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = office.registered()
    said = kense(capsys, "calendar", "import", str(file), "--yes", "--as", "oleg")
    assert (said.code, said.err) == (0, "")
    assert reloaded(case).due_at == at("2019-03-28 10:12")
    assert TrailEntry.objects.latest("seq").facts["decrees"] == ["№ 111"]
    again = kense(capsys, "calendar", "import", str(file), "--yes", "--as", "oleg")
    assert "nothing to change" in again.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--yes",), 2, "--as USERNAME"),
        (("--yes", "--as", "nobody"), 2, "no officer 'nobody'"),
        (("--yes", "--as", "nurlan"), 1, "Only the administrator"),
    ],
)
def test_only_an_administrator_moves_them(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, told: str
) -> None:
    said = kense(capsys, "calendar", "import", str(file), *words)
    assert said.code == code
    assert told in said.err
    assert not CalendarOverride.objects.exists()


def test_mistakes_of_the_file_are_told_by_line_and_column(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEADER + LINE + "2019-03-28,of,,,a,b,\n2019-02-31,off,,x,a,b,\n", encoding="utf-8")
    said = kense(capsys, "calendar", "import", str(file))
    assert said.code == 2
    assert "line 3, column kind" in said.err
    assert "line 4, column day" in said.err


def test_a_file_that_is_not_there(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "calendar", "import", str(file.with_name("none.csv")))
    assert said.code == 2
    assert "cannot be read" in said.err
