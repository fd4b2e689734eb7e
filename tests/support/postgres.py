"""A PostgreSQL server of one's own for as long as it is needed: Debian's programs, a temporary folder, no network.

As a program it runs a command on one: `python -m tests.support.postgres pytest tests/trail`. Where DATABASE_URL names a
server already, the command gets that.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.support.components import require

OWNER = "kense"
PORT = 5432
"""No port of the machine: part of the name of the socket in the cluster's folder."""
STARTS_WITHIN = 60
USUAL = {"listen_addresses": "''", "max_connections": "60", "shared_buffers": "64MB", "log_min_messages": "fatal"}
FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests of what is done, not of what is left after a power cut."""
Words = Sequence[str]


@dataclass
class Cluster:
    """A server with its folder. `settings` are lines of its configuration; what is committed is on the disk unless they say otherwise."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = PORT
    _server: "subprocess.Popen[bytes] | None" = None

    @property
    def data(self) -> Path:
        """The folder of the tables."""
        return self.folder / f"data-{self.port}"

    @property
    def postmaster(self) -> int:
        """The process that all others of the server belong to."""
        assert self._server is not None
        return self._server.pid

    def url(self, database: str = OWNER) -> str:
        """The address of a database, for DATABASE_URL."""
        return f"postgresql://{OWNER}@/{database}?host={self.folder}&port={self.port}"

    def make(self) -> None:
        """A new, empty server with one database."""
        words = ("--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        self.run("initdb", "--pgdata", str(self.data), *words)
        self.start()
        self.create(OWNER)

    def start(self) -> None:
        """Start it and wait until it answers."""
        told = [f"-c{name}={value.strip(chr(39))}" for name, value in {**USUAL, **self.settings}.items()]
        words = [program("postgres"), "-D", str(self.data), "-k", str(self.folder), "-p", str(self.port), *told]
        with (self.folder / f"{self.data.name}.log").open("ab") as log:
            self._server = subprocess.Popen(words, stdout=log, stderr=log, cwd=self.folder, **_as_owner())
        self.wait()

    def follow(self, primary: "Cluster") -> None:
        """Become the standby of another server, which from now on waits for this one at every commit."""
        words = ("--host", str(primary.folder), "--port", str(primary.port), "--username", OWNER, "--no-sync")
        self.run("pg_basebackup", "--pgdata", str(self.data), "--write-recovery-conf", "--checkpoint", "fast", *words)
        self.start()
        primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.execute("SELECT pg_reload_conf()")
        primary.until("SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")

    def promote(self) -> None:
        """Take the place of the primary, which is gone."""
        self.execute("SELECT pg_promote()")
        self.until("SELECT NOT pg_is_in_recovery()")

    def until(self, question: str) -> None:
        """Wait until the answer to a question is true."""
        until = time.monotonic() + STARTS_WITHIN
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            while time.monotonic() < until:
                row = connection.execute(question.encode()).fetchone()
                if row and row[0]:
                    return
                time.sleep(0.02)
        raise TimeoutError(question)

    def create(self, database: str, template: str = "template0") -> None:
        """A database of the name; one that is there already is dropped, whoever is at work on it."""
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {database} TEMPLATE {template}")

    def execute(self, statement: str) -> None:
        """Carry out a statement on the server itself, outside any transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def kill(self) -> None:
        """End the server as a power cut would."""
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def stop(self) -> None:
        """End it at once; what nobody has committed is given up."""
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait(timeout=STARTS_WITHIN)

    def run(self, name: str, *words: str) -> None:
        """Run one of PostgreSQL's programs as the owner of the folder."""
        done = subprocess.run([program(name), *words], capture_output=True, text=True, cwd=self.folder, **_as_owner())
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr or done.stdout}")

    def wait(self) -> None:
        """Until it answers. After a kill the old backends may hold its memory yet: then it is started again."""
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            try:
                psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                if self._server is not None and self._server.poll() is not None:
                    time.sleep(0.1)
                    return self.start()
                time.sleep(0.02)
            else:
                return None
        raise TimeoutError((self.folder / f"{self.data.name}.log").read_text())


@contextmanager
def cluster(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A new server, gone with its folder at the end whatever happens."""
    program("initdb")
    with folder() as path:
        made = Cluster(path, settings or {})
        try:
            made.make()
            yield made
        finally:
            made.stop()


@contextmanager
def pair() -> Iterator[tuple[Cluster, Cluster]]:
    """A primary and its synchronous standby, beside each other in one folder."""
    with cluster() as primary:
        standby = Cluster(primary.folder, port=PORT + 1)
        try:
            standby.follow(primary)
            yield primary, standby
        finally:
            standby.stop()


def url_of(clusters: Sequence[Cluster]) -> str:
    """An address that leads to whichever of several servers takes what is written."""
    hosts, ports = (",".join(str(getattr(one, name)) for one in clusters) for name in ("folder", "port"))
    return f"postgresql://{OWNER}@/{OWNER}?host={hosts}&port={ports}&target_session_attrs=read-write"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that the server's user owns. Its name is short: that of a socket ends at 107 characters."""
    path = Path(tempfile.mkdtemp(prefix="kpg"))
    try:
        if _is_root():
            shutil.chown(path, *_owner())
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def program(name: str) -> str:
    """The path of a program of PostgreSQL: Debian keeps most of them out of the usual places, version by version."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else require(name)


def _is_root() -> bool:
    return os.geteuid() == 0


def _owner() -> tuple[int, int]:
    """The user whom Debian's package made for the server: as root it refuses to start."""
    user = pwd.getpwnam("postgres")
    return user.pw_uid, user.pw_gid


def _as_owner() -> dict[str, Any]:
    if not _is_root():
        return {}
    user, group = _owner()
    return {"user": user, "group": group, "extra_groups": []}


def main(command: Words) -> int:
    """Run a command on a server of its own, or on the one DATABASE_URL names. Returns its exit code."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster(FLEETING) as server:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.url()})


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
