"""Many persons at once: what the register has of them in two questions, and their statements in a few commands.

It writes tables by their columns, past the models, because a roster has a hundred thousand persons. What comes out is
what the register states when it is changed person by person.
"""

import json
import secrets
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, product
from typing import Any

from django.db import connection

from kense.kernel.alphabet import search_key
from kense.kernel.codes import SIGNS
from kense.registry import names
from kense.registry.facets import PERSONAL, RECORD
from kense.registry.models import Person, Statement, Update
from kense.registry.roster_change import Begun, Known, Outcome
from kense.registry.roster_lines import Line
from kense.registry.statements import COLUMNS

_RECORD = [facet.name for facet in RECORD]
_PERSON = ("id", "provider_id", "code", *COLUMNS, "name_key")
_STATEMENT = ("person_id", "facet", "line", "data", "first", "last", "known_from", "since_id")
_PERSONS, _STATEMENTS = Person._meta.db_table, Statement._meta.db_table
_PAIRS = ["".join(pair) for pair in product(SIGNS, repeat=2)]
_HOW_MANY = len(_PAIRS)
_AT_ONCE = 100
_ROOM = 64 * 1024  # KiB


@dataclass(frozen=True, slots=True)
class Held:
    """A person whom the register has under an IIN, and what is stated of them. Of a merged one nothing is asked."""

    pk: int
    is_merged: bool
    is_blocked: bool
    known: list[Known]


def held(provider_id: int, iins: Iterable[str]) -> dict[str, Held]:
    """Whom the provider's register has under these IINs."""
    found: dict[str, Held] = {}
    sql = f'SELECT "iin", "id", "merged_into_id", "blocked_at" FROM "{_PERSONS}" WHERE "provider_id" = %s AND "iin" IN '  # noqa: S608
    for iin, pk, merged_into, blocked_at in _among(sql, [provider_id], iins):
        if merged_into is None or iin not in found:
            found[iin] = Held(pk, merged_into is not None, blocked_at is not None, [])
    known = {one.pk: one.known for one in found.values() if not one.is_merged}
    if known:
        stated = Statement.objects.filter(person__in=list(known), known_to=None, facet__in=_RECORD).order_by()
        for person, *rest in stated.values_list("person_id", "pk", "facet", "line", "data", "first", "last"):
            known[person].append(Known(*rest))
    return found


@contextmanager
def room_for_indexes() -> Iterator[None]:
    """Let SQLite have the indexes of a whole register in memory: new persons belong everywhere in them."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{_ROOM}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {usual}")


class Writer:
    """Writes what rows of a roster change, under one update. Call it inside the update's transaction."""

    def __init__(self, update: Update) -> None:
        self._update = update
        self._at = connection.ops.adapt_datetimefield_value(update.at)

    def write(self, new: Sequence[Line], changed: Sequence[tuple[int, Outcome]]) -> None:
        """Put new persons into the register, and change those with the given ids."""
        ids, provider, at, update = _new_ids(len(new)), self._update.provider_id, self._at, self._update.pk
        people = zip(ids, _new_codes(len(new)), new, strict=True)
        _insert(_PERSONS, _PERSON, [(pk, provider, code, *line.columns) for pk, code, line in people])
        begun: list[tuple[Any, ...]] = [
            (pk, facet, 1, data, first, last, at, update)
            for pk, line in zip(ids, new, strict=True)
            for facet, data, first, last in line.stated()
        ]
        begun += [self._statement(pk, one) for pk, outcome in changed for one in outcome.begun]
        self._end([pk for _, outcome in changed for pk in outcome.ended])
        self._rename(changed)
        _insert(_STATEMENTS, _STATEMENT, begun)

    def _statement(self, person: int, one: Begun) -> tuple[Any, ...]:
        data = json.dumps(one.data)
        return person, one.facet, one.line, data, one.first, one.last, self._at, self._update.pk

    def _end(self, ids: Sequence[int]) -> None:
        if ids:
            Statement.objects.filter(pk__in=ids).update(known_to=self._update.at, until=self._update)

    def _rename(self, changed: Iterable[tuple[int, Outcome]]) -> None:
        personal = [(pk, one) for pk, outcome in changed for one in outcome.begun if one.facet == PERSONAL.name]
        columns = ", ".join(f'"{name}" = %s' for name in (*COLUMNS, "name_key"))
        _many(
            f'UPDATE "{_PERSONS}" SET {columns} WHERE "id" = %s',  # noqa: S608 - names of columns
            [(*_columns(one.data), pk) for pk, one in personal],
        )


def _columns(data: Mapping[str, str]) -> tuple[str, ...]:
    values = tuple(data.get(name, "") for name in COLUMNS)
    return (*values, search_key(names.full_name(*values[1:4])))


def _among(sql: str, params: list[Any], values: Iterable[str]) -> list[tuple[Any, ...]]:
    """The rows of a question that ends in a list of values."""
    listed = list(values)
    if not listed:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{sql}({', '.join(['%s'] * len(listed))})", [*params, *listed])
        return list(cursor.fetchall())


def _insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, many by one command: that takes half as long as a command for each."""
    # To take back a command alone, SQLite copies every page that it touches; here the transaction is what is taken back.
    insert, mark = ("INSERT OR FAIL", "?") if connection.vendor == "sqlite" else ("INSERT", "%s")
    listed, place = ", ".join(f'"{name}"' for name in columns), f"({', '.join([mark] * len(columns))})"
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        sql = f'{insert} INTO "{table}" ({listed}) VALUES {", ".join([place] * len(some))}'
        _execute(sql, [*chain.from_iterable(some)])


def _execute(sql: str, params: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Django looks for its own marks in the command each time, which is as long as a page.
            with connection.wrap_database_errors:
                sqlite3.Cursor.execute(cursor.cursor, sql, params)
        else:
            cursor.execute(sql, params)


def _many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _new_ids(count: int) -> Sequence[int]:
    """Ids for so many persons, which nobody else can get until the transaction ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [_PERSONS, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f'SELECT COALESCE(MAX("id"), 0) FROM "{_PERSONS}"')  # noqa: S608 - a table
        first = cursor.fetchone()[0] + 1
    return range(first, first + count)


def _new_codes(count: int) -> list[str]:
    """So many codes that nobody has: among a million persons one would come twice by chance alone."""
    codes: dict[str, None] = {}
    sql = f'SELECT "code" FROM "{_PERSONS}" WHERE "code" IN '  # noqa: S608 - a table
    while len(codes) < count:
        more = dict.fromkeys(_random_codes(count - len(codes)))
        taken = {code for (code,) in _among(sql, [], more)}
        codes |= {code: None for code in more if code not in taken}
    return list(codes)


def _random_codes(count: int) -> Iterator[str]:
    numbers = array("Q", secrets.token_bytes(8 * count))
    for number in numbers:
        number, a = divmod(number, _HOW_MANY)
        number, b = divmod(number, _HOW_MANY)
        number, c = divmod(number, _HOW_MANY)
        yield f"{_PAIRS[a]}{_PAIRS[b]}-{_PAIRS[c]}{_PAIRS[number % _HOW_MANY]}"
