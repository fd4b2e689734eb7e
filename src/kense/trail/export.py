"""The trail as it is exported and checked: entries from the tables as the bytes that were hashed, and the file of them.

The rule of hashing and the form of the file are told in `verifier.py`, which is given out to be run without Kense.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from json.encoder import encode_basestring
from typing import Any, BinaryIO, NamedTuple

from django.db import connection

from kense.people.selectors import Provider
from kense.trail.models import TrailHead
from kense.trail.verifier import FORMAT, GENESIS, VERSION, Entry, canonical, committed

_AT_ONCE = 5_000
_MOMENT = {
    "sqlite": "replace(e.at, ' ', 'T') || CASE length(e.at) WHEN 19 THEN '.000000' ELSE '' END || '+00:00'",
    "postgresql": """to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')""",
}
_JSON = {"sqlite": "{}", "postgresql": "{}::text"}
_SELECT = """
SELECT {at}, e.case_id, e.commitment, {facts}, e.officer_id, e.operation, e.previous, e.seq, e.hash, p.salt, {personal}
FROM trail_trailentry e LEFT JOIN trail_personalpart p ON p.entry_id = e.id
WHERE e.provider_id = %s AND e.seq > %s AND e.seq <= %s ORDER BY e.seq LIMIT %s
"""
_ERASED = b'{"personal":"erased"}\n'


class End(NamedTuple):
    """With what an office's chain ends: the place and the hash of its last entry."""

    seq: int
    hash: bytes


def ends(offices: Sequence[Provider]) -> dict[int, End]:
    """What is kept of the ends of the chains, by office; nothing was done where there is none."""
    found = {one.provider_id: End(one.seq, one.hash.encode()) for one in TrailHead.objects.all()}
    return {office.pk: found.get(office.pk, End(0, GENESIS)) for office in offices}


Spell = Callable[[str], str]
"""Makes the spelling that was hashed of JSON as it is stored."""


def as_stored(stored: str) -> str:
    """SQLite gives JSON back as it was written: where that was the spelling that is hashed, nothing is to be done."""
    return stored


def as_hashed(stored: str) -> str:
    """Read it and spell it anew: right for whatever is stored, and several times as long."""
    try:
        return canonical(json.loads(stored))
    except ValueError:
        return canonical(stored)


class Row(NamedTuple):
    """An entry as it lies in the tables, with its personal part; JSON is the text it is stored as."""

    at: str
    case: int | None
    commitment: str
    facts: str
    officer: int
    operation: str
    previous: str
    seq: int
    hash: str
    salt: str | None
    personal: str


def entries(office: int, until: int, after: int = -1) -> Iterator[Entry]:
    """The entries of an office behind one place up to another, in their order, with their personal parts; a few in memory."""
    for found in rows(office, until, after):
        row = Row(*found)
        personal = None if row.salt is None else committed(row.salt, as_hashed(row.personal))
        yield Entry(content(office, row, as_hashed(row.facts)), row.hash.encode(), personal)


def rows(office: int, until: int, after: int = -1) -> Iterator[tuple[Any, ...]]:
    """The same as they lie in the tables, each to be taken as a Row."""
    kind = connection.vendor
    select = _SELECT.format(
        at=_MOMENT[kind], facts=_JSON[kind].format("e.facts"), personal=_JSON[kind].format("p.data")
    )
    with connection.cursor() as cursor:
        while True:
            cursor.execute(select, [office, after, until, _AT_ONCE])
            found = cursor.fetchall()
            yield from found
            if len(found) < _AT_ONCE:
                return
            after = Row(*found[-1]).seq


def content(office: int, row: tuple[Any, ...], facts: str) -> bytes:
    """What `canonical` makes of an entry, put together of its parts; `facts` is canonical already."""
    at, case, commitment, _, officer, operation, previous, seq, *_ = row
    return (
        f'{{"at":"{at}","case":{"null" if case is None else case},"commitment":"{commitment}","facts":{facts},'
        f'"officer":{officer},"operation":{encode_basestring(operation)},"previous":"{previous}",'
        f'"provider":{office},"seq":{seq}}}'
    ).encode()


def write(file: BinaryIO, offices: Sequence[Provider], *, at: datetime, product: str, with_personal: bool) -> int:
    """Write the trail of the offices, as far as it goes now, while others go on working. Returns how many entries."""
    chains = ends(offices)
    first = {
        "format": FORMAT,
        "version": VERSION,
        "product": product,
        "at": at.isoformat(timespec="seconds"),
        "personal": with_personal,
        "offices": [_office(one, chains[one.pk]) for one in offices],
    }
    file.write(canonical(first).encode() + b"\n")
    count = 0
    for entry in chain.from_iterable(entries(one, end.seq) for one, end in chains.items()):
        file.write(b'{"entry":%b,"hash":"%b"}\n' % (entry.content, entry.hash))
        if with_personal:
            file.write(_personal_line(entry))
        count += 1
    return count


def _office(provider: Provider, end: End) -> dict[str, object]:
    name = {"kk": provider.name_kk, "ru": provider.name_ru}
    return {"provider": provider.pk, "name": name, "seq": end.seq, "hash": end.hash.decode()}


def _personal_line(entry: Entry) -> bytes:
    if entry.personal is None:
        return _ERASED
    salt, _, data = entry.personal.partition(b"\n")
    return b'{"personal":%b,"salt":"%b"}\n' % (data, salt)
