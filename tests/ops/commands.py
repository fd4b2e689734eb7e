"""Running `kense`: in this process, or as a program with a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from kense.ops.cli import main

PROGRAM = (sys.executable, "-c", "import sys; from kense.ops.cli import main; sys.exit(main())")


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


def kense(capsys: pytest.CaptureFixture[str], *words: str) -> Said:
    """Run a command in this process."""
    capsys.readouterr()
    code = main(words)
    return Said(code, *capsys.readouterr())


def environment(data: Path) -> dict[str, str]:
    """The environment of a program whose installation is in `data`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KENSE_", "DATABASE_"))}
    return {**kept, "KENSE_DATA": str(data)}


def started(data: Path, *words: str) -> Said:
    """Run a command as a program to its end."""
    done = subprocess.run([*PROGRAM, *words], env=environment(data), capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)
