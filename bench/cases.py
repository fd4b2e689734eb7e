"""How many whole cases a second: `python bench/cases.py [rounds] [cases a round]`.

A case is what seven requests make of an application: handed in, registered, assigned, prepared, signed, its result
registered and issued, each in a transaction that is on the disk before the next begins, with clocks, numbers, the
register, the trail and the data of its papers; and an eighth one, the head's look at the draft before signing it. The files of the papers are made after the commit, for nobody here.

Kense by `perform`; the raw driver writing the very same rows, which were recorded from other cases of Kense, in the same
transactions, reading and working out nothing: on SQLite by plain statements, on PostgreSQL by one statement for each;
SpiffWorkflow and viewflow with the same steps and the same application, their state saved at each step. They take turns;
of each the median of its rounds is told, by the clock on the wall and by the processor of this process.

On SQLite as an office runs it (WAL, synchronous=FULL), and on a PostgreSQL server of its own, or that of DATABASE_URL:
the database there is emptied. viewflow is AGPL: it is compared with here, and nothing of Kense imports it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
ROUNDS, A_ROUND = 7, 10
WANTED = {"raw driver": 0.5, "one statement an action": 0.5, "SpiffWorkflow": 3.0, "viewflow": 8.0}
"""How many times the cases of each Kense is to do."""
Figures = dict[str, list[tuple[float, float]]]
"""Of each, round by round: seconds a case by the wall and by the processor."""


def main(rounds: int, a_round: int) -> int:
    """Measure on each database there is, print and keep the figures; 1 where something wanted is missed."""
    from rows import tell

    missed = False
    for name, environment in _databases():
        with environment as told:
            figures = _measured(told, rounds, a_round)
        ours = figures.pop("Kense")
        tell(f"a whole case, {name}: Kense", _figure(ours))
        for rival, theirs in figures.items():
            ratio = median(w for w, _ in theirs) / median(w for w, _ in ours)
            reached = ratio >= WANTED[rival]
            figure = f"{_figure(theirs)}; Kense does {ratio:.2f} of it"
            tell(f"a whole case, {name}: {rival}", figure, f"Kense at least {WANTED[rival]:g} of it", reached)
            missed |= not reached
    return int(missed)


def _databases() -> Iterator[tuple[str, AbstractContextManager[dict[str, str]]]]:
    yield "SQLite", _sqlite()
    yield "PostgreSQL", _postgres()


@contextmanager
def _sqlite() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as data:
        yield {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"KENSE_DATA": data}


@contextmanager
def _postgres() -> Iterator[dict[str, str]]:
    sys.path.insert(0, str(ROOT))
    from tests.support.postgres import cluster

    with tempfile.TemporaryDirectory() as data:
        if url := os.environ.get("DATABASE_URL"):
            yield os.environ | {"KENSE_DATA": data, "DATABASE_URL": url}
            return
        with cluster() as server:
            yield os.environ | {"KENSE_DATA": data, "DATABASE_URL": server.url()}


def _measured(environment: dict[str, str], rounds: int, a_round: int) -> Figures:
    """In a process of its own: Django knows one database in its life."""
    words = [sys.executable, str(ROOT / "bench" / "cases_rivals.py"), str(rounds), str(a_round)]
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return {name: [(wall, cpu) for wall, cpu in rows] for name, rows in json.loads(done.stdout).items()}


def _figure(rows: list[tuple[float, float]]) -> str:
    wall, cpu = (median(values) for values in zip(*rows, strict=True))
    return f"{1 / wall:.0f} a second ({1000 * wall:.1f} ms a case, {1000 * cpu:.1f} ms of the processor)"


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in (sys.argv[1:] + [str(ROUNDS), str(A_ROUND)][len(sys.argv) - 1 :]))))
