"""The tables of a server that is at work: kept as they are at one moment, and brought back to it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from secrets import token_hex
from typing import Protocol

import psycopg
from psycopg.conninfo import make_conninfo


class KeptTables(Protocol):
    """Tables of one's own, and what the server's environment must say to work on them."""

    environment: dict[str, str]

    def keep(self) -> None:
        """Keep the tables as they are now."""

    def restore(self) -> None:
        """Have them as they were kept; the server works on."""

    def drop(self) -> None:
        """They are not needed any more."""


def tables_in(data: Path) -> KeptTables:
    """Tables on the database the tests run on: a file in the folder, or a database on the server of DATABASE_URL."""
    url = os.environ.get("DATABASE_URL")
    return OnPostgres(url) if url else OnSqlite(data)


class OnSqlite:
    """A file, and a copy of it beside it."""

    def __init__(self, data: Path) -> None:
        self.environment: dict[str, str] = {}
        self._file, self._kept = data / "kense.sqlite3", data / "kept.sqlite3"

    def keep(self) -> None:
        """Keep the tables as they are now."""
        _copy(self._file, self._kept)

    def restore(self) -> None:
        """Have them as they were kept; the server works on."""
        _copy(self._kept, self._file)

    def drop(self) -> None:
        """The folder is dropped by whoever made it."""


class OnPostgres:
    """A database, and another that was made of it."""

    def __init__(self, url: str) -> None:
        self._url, self._name = url, f"tables_{token_hex(4)}"
        self.environment = {"DATABASE_URL": make_conninfo(url, dbname=self._name)}
        self._execute(f"CREATE DATABASE {self._name}")

    def keep(self) -> None:
        """Keep the tables as they are now."""
        self._copy(self._name, f"{self._name}_kept")

    def restore(self) -> None:
        """Have them as they were kept; the server connects anew."""
        self._copy(f"{self._name}_kept", self._name)

    def drop(self) -> None:
        """Drop both databases."""
        for name in (self._name, f"{self._name}_kept"):
            self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _copy(self, source: str, target: str) -> None:
        # Nobody may be at work on a database that another is made of.
        put_out = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'"
        for statement in (f"DROP DATABASE IF EXISTS {target} WITH (FORCE)", put_out):
            self._execute(statement)
        self._execute(f"CREATE DATABASE {target} TEMPLATE {source}")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(make_conninfo(self._url, dbname="postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def _copy(source: Path, target: Path) -> None:
    """Through the database itself: the server keeps the target open and sees the tables change all at once."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=20)) as written:
        read.backup(written)
