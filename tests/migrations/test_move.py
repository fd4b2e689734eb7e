"""An office that has outgrown SQLite: the way docs/how-to/scaling.md tells, with everything in it whole afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flow.storm import Installation, on_postgres, on_sqlite
from tests.migrations.rows import APPS
from tests.migrations.test_released import RELEASED


def kense(installation: Installation, *words: str) -> str:
    command = [str(Path(sys.executable).parent / "kense"), *words]
    return subprocess.run(command, env=installation.environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.long
def test_an_office_moves_to_postgresql(tmp_path: Path) -> None:
    before, after, file = tmp_path / "before", tmp_path / "after", str(tmp_path / "office.xml")
    for folder in (before, after):
        os.mkdir(folder)
    with on_sqlite(before) as old, on_postgres(after) as new:
        old.run("tests.migrations.carried_on", str(RELEASED[-1]))
        kense(old, "manage", "dumpdata", *APPS, "--format", "xml", "--output", file)
        kense(new, "manage", "migrate", "--verbosity", "0")
        kense(new, "manage", "loaddata", file)
        assert kense(new, "trail", "verify") == kense(old, "trail", "verify")
        assert "whole" in kense(new, "trail", "verify")
        assert new.run("tests.flow.books") == ""
        new.make()  # numbers of new rows go on behind the old ones
