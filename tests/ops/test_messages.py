import gettext
from pathlib import Path

import pytest

from kense.ops import messages

GOOD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Today"\nmsgstr "Бүгін"\n'


def catalogue(locale: Path, content: str) -> Path:
    """A Kazakh catalogue under a locale folder."""
    file = locale / "kk" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    return file


def test_a_catalogue_is_compiled(tmp_path: Path) -> None:
    catalogue(tmp_path, GOOD)
    assert len(messages.compile_all(tmp_path)) == 1
    assert gettext.translation("django", tmp_path, ["kk"]).gettext("Today") == "Бүгін"


def test_no_catalogue_is_fine(tmp_path: Path) -> None:
    assert messages.compile_all(tmp_path / "none") == []


def test_a_broken_catalogue_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue(tmp_path, GOOD + "Today = Бүгін\n")
    monkeypatch.setattr(messages.compile_all, "__defaults__", (tmp_path,))
    assert messages.main() == 1
    assert "Correct the .po file" in capsys.readouterr().err
