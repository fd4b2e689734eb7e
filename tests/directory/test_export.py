"""The exported folder: whole, the same each time, without a script, without an address outside."""

import re
from pathlib import Path

import pytest

from kense.directory import files
from kense.kernel import LANGS
from kense.ops.cli import main
from tests.directory.invented import EDITIONS

WANTED = {"index.html", "style.css"} | {
    name for lang in LANGS for name in (f"{lang}.html", f"directory-{lang}.svg", f"directory-{lang}.bpmn")
}
NAMESPACES = re.compile(r"http://www\.(?:w3|omg)\.org/|https://docs\.python\.org/3/reference/expressions\.html")


@pytest.mark.parametrize("name", EDITIONS)
def test_the_folder_is_whole_and_stands_alone(name: str) -> None:
    made = files(EDITIONS[name])
    assert set(made) == WANTED
    for file, content in made.items():
        text = content.decode()
        assert "<script" not in text, file
        assert " style=" not in text, file
        assert "http" not in NAMESPACES.sub("", text).replace("http-equiv", ""), file
        links = set(re.findall(r'href="([^"#]+)"', text))
        assert links <= WANTED, file
    assert len(made["style.css"]) < 8_000


def test_each_page_says_which_act_and_edition_it_is_of() -> None:
    edition, made = EDITIONS["shipped"], files(EDITIONS["shipped"])
    for lang in LANGS:
        page = made[f"{lang}.html"].decode()
        assert f'<html lang="{lang}">' in page
        for told in (edition.id, edition.content_hash, edition.act.number, "18.06.2018", "5657"):
            assert told in page


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert files(EDITIONS["shipped"]) == files(EDITIONS["shipped"])


@pytest.mark.para("reg 9")
def test_the_command_writes_the_folder(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["directory", "export", "--out", str(tmp_path / "made"), "--act", EDITIONS["shipped"].act.id]) == 0
    assert {one.name for one in (tmp_path / "made").iterdir()} == WANTED
    assert "index.html" in capsys.readouterr().out


def test_the_command_names_the_acts_there_are(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["directory", "export", "--out", str(tmp_path), "--act", "passports"]) == 2
    assert f"known: {EDITIONS['shipped'].act.id}" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    assert main(["directory", "export", "--out", str(tmp_path / "taken")]) == 1
    assert "Give another folder with --out" in capsys.readouterr().err
