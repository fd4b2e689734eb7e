"""New editions: a copy with another first day, a regulation to be filled in, the data written anew."""

import re
from datetime import date
from pathlib import Path

import pytest

from kense import law
from kense.law import LawError
from kense.law.beginning import copied, files_of, lay_out, to_fill
from kense.law.diff import compare
from kense.law.drafting import readdressed, written
from tests.law.editions import ACT, EDITION

DAY = date(2027, 3, 1)
SHIPPED = law.edition(EDITION)
FOLDER = Path(SHIPPED.folder)


def test_a_copy_differs_in_its_day_alone(tmp_path: Path) -> None:
    found = law.load(lay_out(copied(FOLDER, ACT, DAY), tmp_path, ACT, DAY))
    assert found.id == f"{ACT}/2027-03-01"
    assert [(one.before, one.after) for one in compare(SHIPPED, found)] == [
        (one.before, one.after) for one in compare(SHIPPED, found) if one.after and one.after.en == "01.03.2027"
    ]
    assert "# " in (Path(found.folder) / "procedure.yaml").read_text(encoding="utf-8"), "remarks are kept"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    lay_out(copied(FOLDER, ACT, DAY), tmp_path, ACT, DAY)
    with pytest.raises(FileExistsError):
        lay_out(to_fill(ACT, DAY), tmp_path, ACT, DAY)


def test_a_regulation_to_fill_in_is_sound_when_it_is_filled_in(tmp_path: Path) -> None:
    folder = lay_out(to_fill("permits", DAY), tmp_path, "permits", DAY)
    with pytest.raises(LawError, match="adopted"):
        law.load(folder)
    act = folder.parent / "act.yaml"
    act.write_text(re.sub(r'(adopted|date): "\?\?\?"', r"\1: 2026-12-01", act.read_text("utf-8")), "utf-8")
    with pytest.raises(LawError) as unfilled:
        law.load(folder)
    assert all("still to be filled in" in one for one in unfilled.value.mistakes)
    for file in (act, folder / "procedure.yaml", folder / "standard.yaml"):
        file.write_text(file.read_text("utf-8").replace("???", "—"), "utf-8")
    assert law.load(folder).id == "permits/2027-03-01"


def test_data_written_anew_say_the_same(tmp_path: Path) -> None:
    data = written(SHIPPED, SHIPPED.procedure, SHIPPED.standard, verified=False)
    found = law.load(lay_out({**files_of(FOLDER), **data}, tmp_path, ACT, SHIPPED.procedure.valid_from))
    assert found.content_hash == SHIPPED.content_hash


def test_an_edition_of_an_office_is_named_after_it(tmp_path: Path) -> None:
    files = readdressed(files_of(FOLDER), ACT, DAY, "office-7")
    assert law.load(lay_out(files, tmp_path, ACT, DAY, "office-7")).id == f"{ACT}/2027-03-01/office-7"
