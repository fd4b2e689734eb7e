"""An installation of its own, on the kind of database the suite runs on, with `kense` run on it as a program.

As a program this module is an officer at work: it performs cases until its input ends, and tells each number it was given.
"""

import os
import secrets
import select
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from kense.ops.backup_file import DATABASES
from tests.ops.commands import PROGRAM, Said, environment

if TYPE_CHECKING:
    from tests.support.office import Office

ROOT = Path(__file__).parents[2]
ADDRESS = os.environ.get("DATABASE_URL", "")
KIND = "postgresql" if ADDRESS else "sqlite"


@dataclass(frozen=True)
class Installation:
    """A data folder, and on PostgreSQL a database of the name."""

    data: Path
    database: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program that works on it is told."""
        return {**environment(self.data), **({"DATABASE_URL": self.address} if ADDRESS else {})}

    @property
    def address(self) -> str:
        """The address of its database on the server the suite runs on."""
        return urlunsplit(urlsplit(ADDRESS)._replace(path=f"/{self.database}"))

    @property
    def file(self) -> Path:
        """The file of its database."""
        return self.data / DATABASES["sqlite"]

    def kense(self, *words: object, **more: str) -> Said:
        """Run a command on it."""
        command = [*PROGRAM, *map(str, words)]
        told = {**self.environment, **more}
        done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    def make(self) -> None:
        """An office with one case that was carried through, its papers made."""
        self.empty()
        subprocess.run(
            [sys.executable, "-m", "tests.ops.installations", "make"], env=self.environment, cwd=ROOT, check=True
        )

    def empty(self) -> None:
        """Nothing in it."""
        self.drop()
        if ADDRESS:
            on_server(f"CREATE DATABASE {self.database} TEMPLATE template0")

    def take_over(self, other: "Installation") -> None:
        """Become a copy of another one, which nobody works on."""
        self.drop()
        shutil.copytree(other.data, self.data)
        if ADDRESS:
            on_server(f"CREATE DATABASE {self.database} TEMPLATE {other.database}")

    def drop(self) -> None:
        """Nothing of it is left."""
        shutil.rmtree(self.data, ignore_errors=True)
        if ADDRESS:
            on_server(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """A connection to its database."""
        with closing(self._connected()) as connection:
            yield connection

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Ask its database, or change something behind the product's back."""
        with self.opened() as connection:
            cursor = connection.execute(question)
            found = cursor.fetchall() if cursor.description else []
            connection.commit()
        return found

    def trail(self) -> list[tuple[Any, ...]]:
        """The places and hashes of the trail."""
        return self.ask("SELECT provider_id, seq, hash FROM trail_trailentry ORDER BY provider_id, seq")

    @contextmanager
    def at_work(self) -> Iterator["subprocess.Popen[str]"]:
        """An officer who performs cases meanwhile; every number they were given is a line of the output."""
        words = [sys.executable, "-m", "tests.ops.installations", "work"]
        with subprocess.Popen(
            words, env=self.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as officer:
            assert officer.stdin
            try:
                yield officer
            finally:
                officer.stdin.close()

    def _connected(self) -> Any:
        if ADDRESS:
            import psycopg

            return psycopg.connect(self.address)
        return sqlite3.connect(self.file)


def on_server(statement: str) -> None:
    """Carry out a statement on the server itself."""
    import psycopg

    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(statement.encode())


def _main(task: str) -> None:
    from kense.ops.django_ready import start_django

    start_django()
    from unittest.mock import patch

    from django.conf import settings

    from kense.ops import installation
    from kense.people.models import Officer, Provider
    from tests.support.office import Office

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if task == "make":
        installation.prepare()
        Office.made().issued()
    else:
        people = {name: Officer.objects.get(username=name) for name in Office.__slots__ if name != "provider"}
        with patch("kense.casework.papers.produce"):
            _work(Office(Provider.objects.get(), **people))


def _work(office: "Office") -> None:
    from tests.support.office import application, do

    while not select.select([sys.stdin], [], [], 0)[0]:
        key, when = secrets.token_hex(8), "2019-03-26 14:40"
        case = do("hand_in", by=office.aigul, when=when, inputs=application(), key=f"in-{key}")
        case = do("register", case, by=office.aigul, when=when, key=f"on-{key}")
        sys.stdout.write(f"{case.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1])
