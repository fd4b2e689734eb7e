"""The rows that cases of Kense write, recorded by comparing tables, and the raw driver writing them again."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import connection

Row = dict[str, Any]
Step = list[tuple[str, str, Row, Row]]
"""What an operation writes: table, name of its key, the row as it was (empty: a new one), what changed."""


class Recorder:
    """Sees what each operation writes; `copied` is called before the first."""

    def __init__(self) -> None:
        models = [one for one in apps.get_models() if one.__module__.startswith("kense.")]
        self.tables = {one._meta.db_table: one._meta.pk.column for one in models}
        self.steps: list[Step] = []
        self.before = self._all()

    def operation_done(self) -> None:
        """Compare all tables with what they were."""
        after = self._all()
        self.steps.append(list(self._changes(self.before, after)))
        self.before = after

    def _changes(self, before: dict[str, dict[Any, Row]], after: dict[str, dict[Any, Row]]) -> Iterator[Any]:
        for table, key in self.tables.items():
            for pk, row in after[table].items():
                old = before[table].get(pk, {})
                changed = {name: value for name, value in row.items() if name not in old or old[name] != value}
                if changed:
                    yield table, key, old, changed

    def _all(self) -> dict[str, dict[Any, Row]]:
        return {table: {row[key]: row for row in _rows(table)} for table, key in self.tables.items()}


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, _stored(row), strict=True)) for row in cursor.fetchall()]


def _stored(row: Sequence[Any]) -> Sequence[Any]:
    """Moments as text on SQLite, as its tables have them; JSON comes as text from both."""
    return [str(one) if connection.vendor == "sqlite" and hasattr(one, "isoformat") else one for one in row]


def statement(table: str, key: str, old: Row, changed: Row, place: str) -> tuple[str, list[Any]]:
    """The plain statement that writes a row."""
    names = [f'"{name}"' for name in changed]
    if old:
        changes = ", ".join(f"{name} = {place}" for name in names)
        return f'UPDATE "{table}" SET {changes} WHERE "{key}" = {place}', [*changed.values(), old[key]]
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join([place] * len(names))})', [*changed.values()]


def sqlite_writer(copy: str) -> Callable[[Step], None]:
    """One statement a row, in one transaction, fully durable."""
    raw = sqlite3.connect(copy, isolation_level=None)
    raw.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")

    def write(step: Step) -> None:
        raw.execute("BEGIN IMMEDIATE")
        for one in step:
            raw.execute(*statement(*one, "?"))
        raw.execute("COMMIT")

    return write


def postgres_writer(url: str) -> Callable[[Step], None]:
    """One statement an operation: all its rows in a CTE, committed by itself."""
    import psycopg

    raw = psycopg.connect(url, autocommit=True)

    def write(step: Step) -> None:
        # PostgreSQL carries them out from the last to the first: an open run has to end before the next one begins.
        parts = [statement(*one, "%s") for one in sorted(step, key=lambda one: bool(one[2]))]
        named = ", ".join(f"w{n} AS ({sql})" for n, (sql, _) in enumerate(parts))
        raw.execute(f"WITH {named} SELECT 1", list(chain.from_iterable(values for _, values in parts)))

    return write


def copied_sqlite(path: str) -> str:
    """A copy of the database as it is."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, f"{path}.raw")
    return f"{path}.raw"


def copied_postgres() -> str:
    """The same on PostgreSQL, beside it; the address of the copy."""
    import psycopg

    told = {key: value for key, value in connection.get_connection_params().items() if isinstance(value, str | int)}
    where = {key: value for key, value in told.items() if key in ("host", "port", "user", "password")}
    name = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}_raw"')
        server.execute(f'CREATE DATABASE "{name}_raw" TEMPLATE "{name}"')
    return psycopg.conninfo.make_conninfo(**where, dbname=f"{name}_raw")
