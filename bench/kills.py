"""A thousand kills of the running server under load, on both databases: `PYTHONPATH=. python bench/kills.py [kills] [seconds]`.

Eight clerks carry cases through by the API; the server, its workers, PostgreSQL's processes are ended by SIGKILL again
and again; then the books are looked through: what was acknowledged is there once, numbers have no gap, chains are whole.
Then a primary of PostgreSQL is killed and its synchronous standby promoted, a few times. It takes the seconds at most
for each database (1500), and some minutes more. What it cannot show is a machine without power: only processes die here.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from rows import tell

from tests.flow.storm import Installation, Report, failover, on_postgres, on_sqlite, storm

KILLS, SECONDS = 1000, 1500.0
FAILOVERS, ANSWERS = 5, 100
NOTHING_WRONG = "nothing lost, doubled or broken"
Made = Callable[[Path], AbstractContextManager[Installation]]


def main(kills: int, seconds: float) -> int:
    """Kill half of them on each database, then primaries; 1 when anything is wrong, or there were too few."""
    wrong = 0
    for name, made in (("SQLite", on_sqlite), ("PostgreSQL", on_postgres)):
        with tempfile.TemporaryDirectory() as folder, made(Path(folder)) as office:
            report = storm(office, -(-kills // 2), within=seconds)
        reached = not report.wrong and report.kills.total() * 2 >= kills
        tell(f"kills under load, {name}", _figure(report), f"{kills // 2}, {NOTHING_WRONG}", reached)
        wrong += not reached
    return min(1, wrong + _failovers())


def _figure(report: Report) -> str:
    kinds = ", ".join(f"{kind} {times}" for kind, times in report.kills.most_common())
    found = "; ".join(report.wrong[:5]) or NOTHING_WRONG
    return (
        f"{report.kills.total()} ({kinds}) in {report.seconds:.0f} s, {report.carried_out} operations acknowledged, "
        f"{report.lost.total()} times no answer: {found}"
    )


def _failovers() -> int:
    """How many primaries could not be done without; the time until the first command after each."""
    gaps, wrong = [], []
    for _ in range(FAILOVERS):
        with tempfile.TemporaryDirectory() as folder:
            report = failover(Path(folder), ANSWERS)
        gaps.append(report.gap)
        wrong += report.wrong
    figure = f"nothing written for {min(gaps):.1f}–{max(gaps):.1f} s; {'; '.join(wrong[:5]) or NOTHING_WRONG}"
    tell(f"{FAILOVERS} primaries killed, the synchronous standby promoted at once", figure, NOTHING_WRONG, not wrong)
    return len(wrong)


if __name__ == "__main__":
    given = sys.argv[1:]
    raise SystemExit(main(int(given[0]) if given else KILLS, float(given[1]) if len(given) > 1 else SECONDS))
