"""Eight clerks at work on a running server that is killed again and again; then the books are looked through."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.flow.made import CLERKS
from tests.flow.served import ROOT, Served, served
from tests.support.postgres import Cluster, cluster, pair, url_of

GO_HOME_WITHIN = 240
AT_ONCE, MOST_ANSWERS = 0.3, 14
"""Some kills come while the server has hardly begun, the others after so many answers at most, at random."""
LONGEST_LULL = 20.0
LINE = 250
"""How many bytes an answer takes in what a clerk writes down, about."""
Harm = Callable[[Served], None]


@dataclass
class Installation:
    """An office made to be killed: the environment of its server, its folder, and what can be done to it by name."""

    environment: Mapping[str, str]
    folder: Path
    harms: Sequence[tuple[str, int, Harm]]

    @property
    def told(self) -> Path:
        """What clerks have to know."""
        return self.folder / "told.json"

    def make(self) -> None:
        """The tables, the office, the cases that stand ready."""
        self.run("tests.flow.made", str(self.told))

    def served(self) -> AbstractContextManager[Served]:
        """Its server, running."""
        return served(self.environment, self.folder / "server.log", self.told)

    def run(self, module: str, *words: str) -> str:
        """Run a program of the tests on the installation; what it printed."""
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-4000:])
        return done.stdout


@dataclass
class Report:
    """What happened: kills by their kind, answers, those that were lost and asked for again, and what is wrong in the books."""

    kills: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    answers: int = 0
    carried_out: int = 0
    too_late: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    gap: float = 0.0

    def read(self, logs: Sequence[Path]) -> None:
        """Count what the clerks wrote down."""
        for log in logs:
            for line in log.read_text().splitlines():
                one = json.loads(line)
                self.answers += 1
                self.carried_out += one["status"] < 300
                self.too_late += one["status"] >= 300
                self.lost.update(one["tries"])

    def measure_gap(self, logs: Sequence[Path], since: float) -> None:
        """How long after a moment the first command was carried out."""
        lines = (json.loads(line) for log in logs for line in log.read_text().splitlines())
        self.gap = min(one["at"] for one in lines if one["status"] < 300 and one["at"] > since) - since


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Installation]:
    """An empty installation on SQLite, as one PC has it."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    database = folder / "kense.sqlite3"
    harms = (
        ("the server", 7, Served.kill),
        ("its workers", 2, Served.kill_workers),
        ("the server in a checkpoint", 3, lambda server: _in_a_checkpoint(server, database)),
    )
    yield Installation(environment | _usual(folder), folder, harms)


@contextmanager
def on_postgres(folder: Path) -> Iterator[Installation]:
    """An empty installation on PostgreSQL with a server of its own, which waits for the disk at every commit."""
    with cluster() as server:
        harms = (
            ("the server", 8, Served.kill),
            ("its workers", 2, Served.kill_workers),
            ("a backend", 1, lambda served: _backend(served, server)),
            ("the postmaster", 1, lambda served: _postmaster(served, server)),
        )
        environment = os.environ | _usual(folder) | {"DATABASE_URL": server.url()}
        yield Installation(environment, folder, harms)


def _usual(folder: Path) -> dict[str, str]:
    return {"KENSE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "kense.config.settings", "PYTHONPATH": str(ROOT)}


def storm(office: Installation, kills: int, *, within: float) -> Report:
    """Make an office, let the clerks work while the server is killed so many times or until the seconds are over; audit."""
    office.make()
    report, began = Report(), time.monotonic()
    names, weights, harms = zip(*office.harms, strict=True)
    with office.served() as server, at_work(office, server.port) as logs:
        while report.kills.total() < kills and time.monotonic() - began < within:
            _lull(logs)
            (n,) = random.choices(range(len(names)), weights)
            harms[n](server)
            report.kills[names[n]] += 1
            if not server.is_there():
                server.start()
        report.seconds = time.monotonic() - began
        server.wait()
    report.read(logs)
    report.wrong = office.run("tests.flow.books", *map(str, logs)).splitlines()
    return report


def failover(folder: Path, answers: int) -> Report:
    """Kill a primary under load, promote its synchronous standby, go on; so many answers before it and after it."""
    report = Report()
    with pair() as (primary, standby):
        environment = os.environ | _usual(folder) | {"DATABASE_URL": url_of([primary, standby])}
        office = Installation(environment, folder, ())
        office.make()
        with office.served() as server, at_work(office, server.port) as logs:
            _wait_for(answers, logs)
            killed_at = time.monotonic()
            primary.kill()
            standby.promote()
            report.kills["the primary"] += 1
            _wait_for(answers, logs)
        report.read(logs)
        report.measure_gap(logs, killed_at)
        report.wrong = office.run("tests.flow.books", *map(str, logs)).splitlines()
    return report


def _wait_for(answers: int, logs: Sequence[Path], longest: float = GO_HOME_WITHIN) -> None:
    enough = _written(logs) + answers * LINE
    until = time.monotonic() + longest
    while _written(logs) < enough and time.monotonic() < until:
        time.sleep(0.01)


@contextmanager
def at_work(office: Installation, port: int) -> Iterator[list[Path]]:
    """The clerks in their processes, and what they write down; at the end they finish what they are at and go home."""
    logs = [office.folder / f"clerk-{n}.jsonl" for n in range(CLERKS)]
    clerks = []
    for n, log in enumerate(logs):
        words = [sys.executable, "-m", "tests.flow.clerk", str(office.told), str(port), str(n)]
        with log.open("w") as out, (office.folder / "clerks.log").open("ab") as errors:
            clerks.append(subprocess.Popen(words, stdout=out, stderr=errors, cwd=ROOT, env=office.environment))
    try:
        yield logs
        office.told.with_suffix(".stop").touch()
        until = time.monotonic() + GO_HOME_WITHIN
        codes = [clerk.wait(timeout=max(1.0, until - time.monotonic())) for clerk in clerks]
        if any(codes):
            raise RuntimeError((office.folder / "clerks.log").read_text()[-4000:])
    finally:
        for clerk in clerks:
            clerk.kill()
            clerk.wait()


def _lull(logs: Sequence[Path]) -> None:
    """Let the clerks have some answers: none at all, or up to two cases."""
    if random.random() > AT_ONCE:
        _wait_for(random.randrange(1, MOST_ANSWERS), logs, LONGEST_LULL)
    time.sleep(random.uniform(0, 0.3))


def _written(logs: Sequence[Path]) -> int:
    return sum(log.stat().st_size for log in logs)


def _in_a_checkpoint(server: Served, database: Path) -> None:
    """Kill the server and somebody who writes the log back into the database, in the midst of it."""
    asked = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1],timeout=1)\nwhile 1: c.execute('PRAGMA wal_checkpoint(RESTART)')"
    checkpointer = subprocess.Popen([sys.executable, "-c", asked, str(database)], stderr=subprocess.DEVNULL)
    try:
        time.sleep(random.uniform(0.1, 0.3))
        server.kill()
    finally:
        checkpointer.kill()
        checkpointer.wait()


def _backend(server: Served, database: Cluster) -> None:
    """Kill a process of PostgreSQL that serves a connection: it throws all others out too and recovers."""
    database.wait()
    asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    with psycopg.connect(database.url(), autocommit=True) as connection:
        found = [pid for (pid,) in connection.execute(asked).fetchall()]
    if found:
        os.kill(random.choice(found), 9)


def _postmaster(server: Served, database: Cluster) -> None:
    """End PostgreSQL as a power cut would, and start it again."""
    database.kill()
    database.start()
