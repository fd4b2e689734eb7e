"""The persons of a new transmission, put together and written a thousand at once.

It reads plain rows and writes the table by its columns, past the models, because a whole college goes out at once.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from django.db import connection

from kense.registry.models import Person, Statement, Transmission, TransmissionItem, Update
from kense.registry.transmission_concerned import Concerned
from kense.registry.transmission_content import Known, by_facet, content, origin, told

_AT_ONCE = 1000
_ITEMS, _STATEMENTS = TransmissionItem._meta.db_table, Statement._meta.db_table
_COLUMNS = (
    "transmission_id",
    "n",
    "person_id",
    "update_id",
    "data",
    "goes_again",
    "is_rejected",
    "reason",
    "settlement",
)


class _Entry(NamedTuple):
    """A person of the transmission: the last update behind it, and what goes out, nothing of whoever is held back."""

    person: int
    update: int
    data: dict[str, Any]


class Entries:
    """Those concerned in their order, who goes out before who is blocked: their ids alone, a college fits into memory."""

    def __init__(self, concerned: Concerned) -> None:
        self._concerned = concerned
        self.going, self.blocked = array("q"), array("q")
        for pk, blocked_at in concerned.in_order.values_list("pk", "blocked_at").iterator():
            (self.going if blocked_at is None else self.blocked).append(pk)

    def write(self, made: Transmission) -> int:
        """Fill the transmission; how many were held back. Who goes now need not go again for what came before."""
        places, held = count(1), 0
        for piece in self._pieces(self.going):
            piece.take_back()
            _insert(made, places, piece.entries(), goes_again=False)
        for piece in self._pieces(self.blocked):
            fresh = piece.held_back()
            _insert(made, places, fresh, goes_again=True)
            held += len(fresh)
        return held

    def _pieces(self, ids: Sequence[int]) -> Iterator["_Piece"]:
        return (_Piece(self._concerned, ids[start : start + _AT_ONCE]) for start in range(0, len(ids), _AT_ONCE))


class _Piece:
    """Some of those concerned with all that has to be known of them."""

    def __init__(self, concerned: Concerned, ids: Sequence[int]) -> None:
        self._concerned, self._ids, self._fields = concerned, ids, by_facet(concerned.addressee.fields)
        records = {pk: (pk, *concerned.merged.get(pk, ())) for pk in ids}
        everybody = [one for own in records.values() for one in own]
        self._items = self._to_go_again(everybody)
        again = {person: update for _, person, update in self._items}  # of several the last one
        self._go_again = {pk for pk, own in records.items() if not again.keys().isdisjoint(own)}
        self._cursors = self._set_back()
        self._known = self._stated(everybody)
        self._changed = {pk: max(map(self._change, known)) for pk, known in self._known.items()}
        self._updates = {
            pk: max(max(self._changed.get(one, 0), again.get(one, 0)) for one in own) for pk, own in records.items()
        }

    def take_back(self) -> None:
        """What these were to go again for is done."""
        if self._items:
            TransmissionItem.objects.filter(pk__in=[pk for pk, *_ in self._items]).update(goes_again=False)

    def held_back(self) -> list[_Entry]:
        """Those of whom nothing goes out; whoever was held back once and is blocked still is waiting already."""
        return [_Entry(pk, self._updates[pk], {}) for pk in self._ids if pk not in self._go_again]

    def entries(self) -> Iterator[_Entry]:
        """Each with what goes out of them now."""
        codes = dict(Person.objects.filter(pk__in=self._ids).values_list("pk", "code"))
        updates = Update.objects.in_bulk(set(self._updates.values()))
        origins = {pk: origin(one.at, one.kind, one.source) for pk, one in updates.items()}
        for pk, update in self._updates.items():
            yield _Entry(pk, update, self._content(pk, codes[pk], origins[update]))

    def _content(self, pk: int, code: str, update: dict[str, str]) -> dict[str, Any]:
        cursor, known = self._cursors.get(pk, self._concerned.cursor), self._known.get(pk, ())
        before = [one for one in known if one.since <= cursor and (one.until is None or one.until > cursor)]
        after = [one for one in known if one.until is None]
        merged = self._concerned.merged.get(pk, {})
        return content(
            code,
            told(before, self._fields),
            told(after, self._fields),
            update,
            replaces=sorted(iin for one, iin in merged.items() if iin and self._changed.get(one)),
            again=pk in self._go_again,
        )

    def _change(self, one: Known) -> int:
        """The last update that the addressee was not told of, by which the statement began or ended; 0 for none."""
        last = max(one.since, one.until or 0)
        return last if last > self._concerned.cursor else 0

    def _to_go_again(self, ids: Sequence[int]) -> list[tuple[int, int, int]]:
        """Items of these persons that are to go to the addressee again: each with the person and the update."""
        # By persons alone: SQLite would go through whole transmissions, for every piece of a new one.
        items = TransmissionItem.objects.filter(person__in=ids, goes_again=True).order_by("update_id")
        rows = items.values_list("transmission_id", "pk", "person_id", "update_id")
        return [(pk, person, update) for sent, pk, person, update in rows if sent in self._concerned.sent]

    def _set_back(self) -> dict[int, int]:
        """Whoever goes again is known to the addressee up to the last transmission in which it did not reject them."""
        found = dict.fromkeys(self._go_again, 0)
        taken = TransmissionItem.objects.filter(person__in=self._go_again, is_rejected=False).exclude(data={})
        for person, sent in taken.order_by().values_list("person_id", "transmission_id"):
            found[person] = max(found[person], self._concerned.sent.get(sent, 0))
        return found

    def _stated(self, ids: Sequence[int]) -> dict[int, list[Known]]:
        """What is stated of these persons now and what was when the addressee was told of them, by person."""
        cursor = min(self._cursors.values(), default=self._concerned.cursor)
        sql = (
            'SELECT "person_id", "facet", "line", "data", "first", "last", "since_id", "until_id" '  # noqa: S608 - a table
            f'FROM "{_STATEMENTS}" WHERE ("until_id" IS NULL OR "until_id" > %s) AND '
            f'"facet" IN ({_marks(self._fields)}) AND "person_id" IN ({_marks(ids)}) ORDER BY "id"'
        )
        found: dict[int, list[Known]] = {}
        with connection.cursor() as asked:
            asked.execute(sql, [cursor, *self._fields, *ids])
            for person, facet, line, data, *rest in asked.fetchall():
                found.setdefault(person, []).append(Known(facet, line, json.loads(data), *rest))
        return found


def _insert(made: Transmission, places: Iterator[int], entries: Iterable[_Entry], *, goes_again: bool) -> None:
    listed = ", ".join(f'"{name}"' for name in _COLUMNS)
    rows = [
        (made.pk, next(places), one.person, one.update, json.dumps(one.data), goes_again, False, "", "")
        for one in entries
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{_ITEMS}" ({listed}) VALUES ({_marks(_COLUMNS)})', rows)  # noqa: S608 - a table


def _marks(values: Iterable[object]) -> str:
    return ", ".join("%s" for _ in values)
