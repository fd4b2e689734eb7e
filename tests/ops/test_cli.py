import subprocess
import sys
from pathlib import Path

import pytest

from kense.ops.cli import main
from tests.ops.commands import kense, started


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "--version")
    assert said.code == 0
    assert said.out.startswith("kense 0.")


def test_without_a_command_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys)
    assert said.code == 2
    assert {"setup", "run", "demo", "law", "officer", "number", "manage"} <= set(said.out.split())


def test_an_unknown_command_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        main(["lwa", "check"])
    assert left.value.code == 2


def test_manage_hands_its_words_to_django(capsys: pytest.CaptureFixture[str]) -> None:
    said = kense(capsys, "manage", "diffsettings", "--default", "kense.config.settings")
    assert said.code == 0


def test_checking_the_law_needs_no_django() -> None:
    code = "import sys; sys.modules['django'] = None; from kense.ops.cli import main; sys.exit(main(['law', 'check']))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_law_is_shown_where_nothing_is_installed(tmp_path: Path) -> None:
    said = started(tmp_path / "data", "law", "show", "osms-2018-181")
    assert (said.code, "Duties" in said.out) == (0, True)
    assert not (tmp_path / "data").exists()
