"""The table of the benchmarks: each of them tells its figures here, and `python bench/rows.py` writes docs/benchmarks.md.

A figure is kept in build/bench.jsonl with what it is of and what was wanted; a later run of the same replaces it.
"""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "bench.jsonl"
PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`: each figure by the command of its first column, each ratio from one run on one machine.

Machine: {machine}. Written on {day}.

| command | what | measured | wanted | reached |
|---|---|---|---|---|
"""


def tell(what: str, figure: str, wanted: str = "", reached: bool | None = None) -> None:
    """Print a figure and keep it for the table; `reached` is None where nothing was wanted of it."""
    row = {"command": Path(sys.argv[0]).name, "what": what, "figure": figure, "wanted": wanted, "reached": reached}
    print(f"{what}: {figure}" + (f" (wanted {wanted}: {_answer(reached)})" if wanted else ""), flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    others = [one for one in kept() if (one["command"], one["what"]) != (row["command"], what)]
    KEPT.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in [*others, row]))


def kept() -> list[dict[str, object]]:
    """The figures told so far, the oldest first."""
    return [json.loads(line) for line in KEPT.read_text().splitlines()] if KEPT.is_file() else []


def write() -> None:
    """Write the page of the table."""
    lines = [
        f"| `bench/{one['command']}` | {one['what']} | {one['figure']} | {one['wanted']} | {_answer(one['reached'])} |"
        for one in sorted(kept(), key=lambda one: str(one["command"]))
    ]
    day = datetime.now(UTC).date().isoformat()  # noqa: TID251 - a benchmark has its own clock
    PAGE.write_text(HEAD.format(machine=_machine(), day=day) + "\n".join(lines) + "\n")


def _answer(reached: object) -> str:
    return "" if reached is None else "yes" if reached else "**no**"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, Python {platform.python_version()}"


if __name__ == "__main__":
    write()
