"""Rows of models by plain SQL: what every operation on a case reads and writes, several times quicker than the ORM.

Columns and their types come from the models, so both databases and the migrations stay right. Everything else uses the ORM.
What one database wants otherwise than the other stands here and nowhere else.
"""

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, JSONField, Model
from django.db.models.base import ModelState
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=Model)
Convert = Callable[[Any], Any]


class Where(NamedTuple):
    """Which rows of a table: a condition in SQL, as a constant of the program, and its values."""

    sql: str
    values: Sequence[Any]


class Asked(NamedTuple):
    """Rows to be read: of which model, which, in what order, locked to the end of the transaction or not."""

    model: type[Any]
    where: Where
    order: str = ""
    lock: bool = False


def read(model: type[M], where: Where, order: str = "", *, lock: bool = False) -> list[M]:
    """The rows of one table that meet a condition."""
    return _objects(model, _asking(Asked(model, where, order, lock)).fetchall())


def read_all(asked: Sequence[Asked]) -> list[list[Any]]:
    """The rows that are asked for as objects, table after table, in one go on PostgreSQL."""
    with together():
        sent = [_asking(one) for one in asked]
    return [_objects(one.model, cursor.fetchall()) for one, cursor in zip(asked, sent, strict=True)]


def _asking(asked: Asked) -> Any:
    link = db()
    lock = asked.lock and link.features.has_select_for_update
    if lock and not link.in_atomic_block:
        raise TransactionManagementError("a lock outside a transaction holds nothing")
    return _carry_out(_table(asked.model).selecting(asked.where.sql, asked.order, lock), asked.where.values)


def insert(row: Model) -> None:
    """Write a new row and give the object its id."""
    send(row).give_id()


def send(row: Model) -> "Sent":
    """Write a new row, whose id is asked for only after `together`."""
    table = _table(type(row))
    sql = table.inserting(1, returning=_is_postgres())
    return Sent(row, _carry_out(sql, table.values_of(row, table.given)))


class Sent:
    """A new row on its way."""

    def __init__(self, row: Model, cursor: Any) -> None:
        self.row, self._cursor = row, cursor

    def give_id(self) -> int:
        """Give the object the id that the database gave the row."""
        if self.row.pk is None:
            self.row.pk = self._cursor.fetchone()[0] if _is_postgres() else self._cursor.lastrowid
            self.row._state.adding, self.row._state.db = False, DEFAULT_DB_ALIAS
        return int(self.row.pk)


def insert_all(rows: Sequence[Model]) -> None:
    """Write new rows of one table in one statement; the objects get no ids."""
    if not rows:
        return
    table = _table(type(rows[0]))
    run(table.inserting(len(rows)), [value for row in rows for value in table.values_of(row, table.given)])


class Copy:
    """A row as it was read, so that only what changed of it is written back."""

    def __init__(self, row: Model) -> None:
        self.row, self.before = row, dict(row.__dict__)

    def write(self, condition: str = "", values: Sequence[Any] = ()) -> "Written | None":
        """Write what changed, where the row still meets a further condition; None where nothing did."""
        table = _table(type(self.row))
        now, before = self.row.__dict__, self.before
        changed = tuple(one for one in table.given if now[one] is not before[one] and now[one] != before[one])
        if not changed:
            return None
        given = [*table.values_of(self.row, changed), self.row.pk, *values]
        self.before = dict(now)
        return Written(_carry_out(table.updating(changed, condition), given))


class Written:
    """A statement that was sent; ask it for the count only after `together`."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    @property
    def count(self) -> int:
        """How many rows it changed."""
        return int(self._cursor.rowcount)


def run(sql: str, values: Sequence[Any]) -> None:
    """Carry out a statement that gives nothing back."""
    _carry_out(sql, values)


def number(sql: str, values: Sequence[Any]) -> int | None:
    """The number that a statement answers with, if it answers."""
    found = _carry_out(sql, values).fetchone()
    return found[0] if found else None


@contextmanager
def together() -> Iterator[None]:
    """Statements inside travel to PostgreSQL in one go, where each is waited for otherwise. Ask for results behind it."""
    if not _is_postgres():
        yield
        return
    link = db()
    link.ensure_connection()
    with link.wrap_database_errors, link.connection.pipeline():
        yield


def db() -> BaseDatabaseWrapper:
    """The connection of this thread: asked for once, it costs less than Django's own way to it."""
    return connections[DEFAULT_DB_ALIAS]


def _is_postgres() -> bool:
    return _vendor() == "postgresql"


@cache
def _vendor() -> str:
    return db().vendor


def _carry_out(sql: str, values: Sequence[Any]) -> Any:
    """A cursor with the answer. Straight to the driver, unless somebody counts or times the statements of Django."""
    link = db()
    if link.connection is None or link.force_debug_cursor or link.execute_wrappers:
        cursor = link.cursor()
        cursor.execute(sql, values)
        return cursor
    link.validate_no_broken_transaction()
    with link.wrap_database_errors:
        if not _is_postgres():
            return link.connection.execute(_with_question_marks(sql), values)
        return _prepared(link.connection, sql, values)


@cache
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?")


def _prepared(connection: Any, sql: str, values: Sequence[Any]) -> Any:
    """PostgreSQL plans such a statement once in the life of a connection; Django's cursors have it planned each time."""
    from psycopg import Cursor

    return Cursor(connection).execute(sql, values, prepare=True)


def as_json(value: Any) -> str:
    """A value as JSON columns keep it: in the form that the trail hashes, so that checking need not make it again."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _json_or_none(value: Any) -> str | None:
    return None if value is None else _ENCODER.encode(value)


def _from_json(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str) else stored


def _to_sqlite(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ") if moment else None


def _from_sqlite(stored: datetime | None) -> datetime | None:
    return stored.replace(tzinfo=UTC) if stored else None


class _Table:
    """A model's columns, how their values go to this database and come from it, and the statements about them.

    `given` are the attributes we give a new row: all but its id. The statements are made of names of our own and of
    conditions that are constants of the program: nothing anybody typed gets into them.
    """

    def __init__(self, model: type[Any], vendor: str) -> None:
        fields, key = model._meta.concrete_fields, model._meta.pk
        self.name, self.key, self.vendor = f'"{model._meta.db_table}"', f'"{key.column}"', vendor
        self.attributes = tuple(one.attname for one in fields)
        self.given = tuple(one.attname for one in fields if one is not key)
        self.column = {one.attname: f'"{one.column}"' for one in fields}
        self.to = {one.attname: _to(one, vendor) for one in fields}
        self.back = [(n, convert) for n, one in enumerate(fields) if (convert := _back(one, vendor))]
        self._statements: dict[tuple[Hashable, ...], str] = {}

    def values_of(self, row: Model, attributes: Sequence[str]) -> list[Any]:
        """The values of a row as the database takes them."""
        values, to = row.__dict__, self.to
        return [convert(values[one]) if (convert := to[one]) else values[one] for one in attributes]

    def selecting(self, where: str, order: str, lock: bool) -> str:
        """The statement that reads rows."""
        what = ("select", where, order, lock)
        if what not in self._statements:
            ending = (f" ORDER BY {order}" if order else "") + (" FOR UPDATE" if lock else "")
            columns = ", ".join(self.column.values())
            self._statements[what] = f"SELECT {columns} FROM {self.name} WHERE {where}{ending}"  # noqa: S608
        return self._statements[what]

    def inserting(self, count: int, *, returning: bool = False) -> str:
        """The statement that makes so many rows."""
        what = ("insert", count, returning)
        if what not in self._statements:
            columns = ", ".join(self.column[one] for one in self.given)
            places = ", ".join([f"({', '.join(['%s'] * len(self.given))})"] * count)
            ending = f" RETURNING {self.key}" if returning else ""
            self._statements[what] = f"INSERT INTO {self.name} ({columns}) VALUES {places}{ending}"  # noqa: S608
        return self._statements[what]

    def updating(self, attributes: tuple[str, ...], condition: str) -> str:
        """The statement that changes some columns of the row with an id, where it meets a further condition."""
        what = ("update", attributes, condition)
        if what not in self._statements:
            changes = ", ".join(f"{self.column[one]} = %s" for one in attributes)
            self._statements[what] = f"UPDATE {self.name} SET {changes} WHERE {self.key} = %s{condition}"  # noqa: S608
        return self._statements[what]


_tables: dict[type[Any], _Table] = {}


def _table(model: type[Any]) -> _Table:
    if model not in _tables:
        _tables[model] = _Table(model, _vendor())
    return _tables[model]


def _to(field: object, vendor: str) -> Convert | None:
    if isinstance(field, JSONField):
        return _json_or_none if field.null else as_json
    return _to_sqlite if vendor == "sqlite" and isinstance(field, DateTimeField) else None


def _back(field: object, vendor: str) -> Convert | None:
    if isinstance(field, JSONField):
        return _from_json
    return _from_sqlite if vendor == "sqlite" and isinstance(field, DateTimeField) else None


def _objects(model: type[Any], found: Sequence[Sequence[Any]]) -> list[Any]:
    return [_object(model, _table(model), list(values)) for values in found]


def _object(model: type[Any], table: _Table, values: list[Any]) -> Any:
    """As `Model.from_db` makes it, without asking each column whether it was given."""
    for n, convert in table.back:
        values[n] = convert(values[n])
    made = object.__new__(model)
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    made.__dict__.update(zip(table.attributes, values, strict=True))
    return made
