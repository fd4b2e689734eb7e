"""`kense roster`: a file into the register from the command line."""

from pathlib import Path

import pytest

from kense.ops.cli import main
from kense.registry.models import Person, Roster
from tests.support.office import Office
from tests.support.rosters import csv_of, student, students

pytestmark = pytest.mark.django_db(transaction=True)
KEEPER = ["--officer", "dauren", "--processes", "1"]


def brought(file: Path, data: bytes, *words: str) -> int:
    """The command on a file of these bytes."""
    file.write_bytes(data)
    return main(["roster", "import", str(file), *KEEPER, *words])


def test_a_file_comes_into_the_register(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brought(tmp_path / "list.csv", csv_of(students(5))) == 0
    assert "applied: 5 new, 0 changed, 0 unchanged" in capsys.readouterr().out
    assert Person.objects.count() == 5


def test_errors_are_told_and_nothing_is_applied(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert brought(tmp_path / "list.csv", csv_of([student(0), student(1, surname="")])) == 1
    said = capsys.readouterr()
    assert "row 3, Тегі: error" in said.out
    assert "kense: The roster has errors" in said.err
    assert not Person.objects.exists()


def test_warnings_are_accepted_by_a_word(office: Office, tmp_path: Path) -> None:
    data = csv_of([student(0, category="26-1-1")])
    assert brought(tmp_path / "list.csv", data) == 1
    code = Roster.objects.get().code
    assert main(["roster", "continue", code, *KEEPER, "--accept-warnings"]) == 0
    assert Person.objects.count() == 1


def test_the_same_file_points_to_the_first(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = csv_of(students(2))
    brought(tmp_path / "list.csv", data)
    assert brought(tmp_path / "again.csv", data) == 1
    assert Roster.objects.get().code in capsys.readouterr().err


def test_wrong_words(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "import", str(tmp_path / "none.csv"), *KEEPER]) == 2
    assert main(["roster", "continue", "K7M2-9QXF", *KEEPER]) == 1
    assert main(["roster", "continue", "K7M2-9QXF", "--officer", "nobody"]) == 2
    (tmp_path / "list.csv").write_bytes(csv_of(students(1)))
    assert main(["roster", "import", str(tmp_path / "list.csv"), "--officer", "aigul"]) == 1
    assert "register" in capsys.readouterr().err
