"""`kense law trace` and `kense law text`: the matrix for people and programs, a text loaded from a file."""

import json
from pathlib import Path

import pytest

from kense.acts.models import ActText
from kense.ops.cli import main
from tests.law.act_text import KAZAKH
from tests.support.office import Office


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and everything said."""
    code = main(["law", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_matrix_in_each_form(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = answer(capsys, "trace", "--lang", "ru")
    assert (code, "reg 5 action 2  п. 5, действие 2" in text) == (0, True)
    table = answer(capsys, "trace", "--md", "--lang", "kk")[1].splitlines()
    places = json.loads(answer(capsys, "trace", "osms-2018-181", "--json")[1])["places"]
    assert len(table) - 2 == len(places)
    assert {line.count("|") - line.count("\\|") for line in table} == {7}
    found = next(one for one in places if one["ref"] == "reg 9")
    assert [one["path"] for one in found["data"]] == ["directory"]
    assert [one["url"] for one in found["screens"]] == ["directory"]
    with_intake = [one["ref"] for one in places if {"url": "new"}.items() <= one["screens"][0].items()]
    assert {"reg 5 action 1", "reg 8 sub 1"} <= set(with_intake)
    assert "reg 5 action 2" not in with_intake
    assert answer(capsys, "trace", "nowhere")[0] == 2


def test_a_text_is_loaded_and_shown(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "act.txt"
    file.write_text("\n".join(sentence for _, sentence in KAZAKH), encoding="utf-8-sig")
    code, said = answer(capsys, "text", "load", str(file), "--lang", "kk")
    assert (code, "lines of no place: 5" in said, "1. Жалпы сөз" in said) == (0, True, True)
    assert answer(capsys, "text", "show", "reg 5 action 1") == (0, "1 іс-қимыл – терезе ашылады. Ұзақтығы – 2 минут;\n")
    assert "act.txt" in answer(capsys, "text", "show")[1]
    assert answer(capsys, "text", "show", "--lang", "ru")[0] == 1
    assert answer(capsys, "text", "show", "paragraph five")[0] == 2


def test_what_cannot_be_loaded_is_told(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "act.txt").write_text("nothing", encoding="utf-8")
    assert answer(capsys, "text", "load", str(tmp_path / "act.txt"), "--lang", "kk")[0] == 1
    assert "cannot be read" in answer(capsys, "text", "load", str(tmp_path / "none.txt"), "--lang", "kk")[1]
    assert answer(capsys, "text", "load", str(tmp_path / "act.txt"), "--lang", "kk", "--by", "nobody")[0] == 2
    assert not ActText.objects.exists()
