import subprocess
import sys

import pytest

from kense.ops.cli import main
from tests.ops.commands import kense


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


@pytest.mark.parametrize("words", [["law", "check"], ["law", "show", "osms-2018-181"]])
def test_the_law_needs_no_django(words: list[str]) -> None:
    code = f"import sys; sys.modules['django'] = None; from kense.ops.cli import main; sys.exit(main({words}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
