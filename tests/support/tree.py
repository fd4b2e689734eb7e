"""The project's own files, for tests that read them."""

import subprocess
import tomllib
from pathlib import Path

from tests.support.components import require

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "kense"
REGULATIONS = SRC / "regulations"


def project_files() -> list[Path]:
    """Every file git keeps or would keep: what an installation never sees is not there."""
    command = [require("git"), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def layers() -> list[set[str]]:
    """The packages of kense by layer, lowest first, as the import contract `flow` lists them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    flow = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "flow")
    return [set(line.split(" | ")) for line in reversed(flow["layers"])]
