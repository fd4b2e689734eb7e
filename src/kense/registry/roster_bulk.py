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
from functools import cached_property
from itertools import chain, islice, product, repeat
from typing import Any

from django.db import connection
from django.db.models import Max

from kense.kernel.alphabet import search_key
from kense.kernel.codes import SIGNS
from kense.registry import names
from kense.registry.facets import PERSONAL, RECORD, Facet
from kense.registry.models import Person, Statement, Update
from kense.registry.roster_change import Outcome
from kense.registry.roster_lines import Lines
from kense.registry.statements import COLUMNS
from kense.registry.stating import Begun, Known

_RECORD = [facet.name for facet in RECORD]
_OF_MANY = [facet.name for facet in RECORD if facet.of_many]
_PERSON = ("provider_id", "id", "code", *COLUMNS, "name_key")
_STATEMENT = ("known_from", "since_id", "line", "person_id", "facet", "data", "first", "last")
_PERSONS, _STATEMENTS = Person._meta.db_table, Statement._meta.db_table
_PAIRS = ["".join(pair) for pair in product(SIGNS, repeat=2)]
_HOW_MANY = len(_PAIRS)
_FIRST_LINE = 1
_AT_ONCE = 100
_ROOM = 64 * 1024  # KiB

_Row = tuple[Any, ...]


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


class NextLines:
    """The numbers that new lines of these persons get, ended lines counted: asked once for all, when one is needed."""

    def __init__(self, people: Sequence[int]) -> None:
        self._people = people

    def of(self, person: int, facet: Facet) -> int:
        """The number of a new line of the facet."""
        return 1 + self._last.get((person, facet.name), 0)

    @cached_property
    def _last(self) -> dict[tuple[int, str], int]:
        stated = Statement.objects.filter(person__in=self._people, facet__in=_OF_MANY).order_by()
        found = stated.values_list("person_id", "facet").annotate(Max("line"))
        return {(person, facet): line for person, facet, line in found}


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
        self._known = connection.ops.adapt_datetimefield_value(update.at), update.pk

    def write(self, new: Lines, changed: Sequence[tuple[int, Outcome]]) -> None:
        """Put new persons into the register, and change those with the given ids."""
        ids = _new_ids(len(new))
        people = zip(ids, _new_codes(len(new)), *new.persons, strict=True)
        _insert(_PERSONS, _PERSON, (self._update.provider_id,), people)
        _insert(_STATEMENTS, _STATEMENT, (*self._known, _FIRST_LINE), _first_statements(ids, new))
        self._end([pk for _, outcome in changed for pk in outcome.ended])
        self._rename(changed)
        begun = (_statement(pk, one) for pk, outcome in changed for one in outcome.begun)
        _insert(_STATEMENTS, _STATEMENT, self._known, begun)

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


def _first_statements(ids: Sequence[int], new: Lines) -> Iterator[_Row]:
    """What is stated of new persons, person by person."""
    facets = [zip(ids, repeat(facet.name), *new.stated(facet), strict=False) for facet in RECORD]
    return (one for person in zip(*facets, strict=True) for one in person if one[2])


def _statement(person: int, one: Begun) -> _Row:
    return one.line, person, one.facet, json.dumps(one.data), one.first, one.last


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


def _insert(table: str, columns: Sequence[str], same: _Row, rows: Iterable[_Row]) -> None:
    """Insert rows that begin with the `same` values, many by one command: that takes half as long as one for each."""
    listed = ", ".join(f'"{name}"' for name in columns)
    execute = _execute_sqlite if connection.vendor == "sqlite" else _execute
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        execute(f'INTO "{table}" ({listed}) VALUES', same, some)


def _execute_sqlite(into: str, same: _Row, rows: Sequence[_Row]) -> None:
    # What is the same in all rows is handed over once; a mark without a number has the next one.
    marks = [*(f"?{n}" for n in range(1, len(same) + 1)), *("?" for _ in rows[0])]
    # To take back a command alone, SQLite copies every page that it touches; here the transaction is what is taken back.
    place = f"({', '.join(marks)})"
    sql = f"INSERT OR FAIL {into} {', '.join([place] * len(rows))}"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        # Django looks for its own marks in the command each time, which is as long as a page.
        sqlite3.Cursor.execute(cursor.cursor, sql, [*same, *chain.from_iterable(rows)])


def _execute(into: str, same: _Row, rows: Sequence[_Row]) -> None:
    place = f"({', '.join(['%s'] * len(same + rows[0]))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT {into} {', '.join([place] * len(rows))}", [value for row in rows for value in same + row]
        )


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
