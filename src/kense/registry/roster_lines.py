"""The right rows of a piece of a roster as they are kept: what they state of a new person is made already, as JSON.

Most rows of a roster are new persons, or the same as the register has; the less is done with each of them the better. So
they are kept and handled column by column.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from json.encoder import encode_basestring

from kense.kernel.alphabet import search_key
from kense.registry.facets import RECORD, Facet, joined

_COLUMN, _ROW = "\x1f", "\n"  # no value of the record can have a sign that is not printable
_PERSON = ("iin", "surname", "given_name", "patronymic", "birth_date")
_FACETS = {facet.name: 2 + len(_PERSON) + 3 * n for n, facet in enumerate(RECORD)}
_WIDTH = 2 + len(_PERSON) + 3 * len(RECORD)

Line = Sequence[str]
"""A row: its number, the columns of its person and the key they are searched by, then what it states facet by facet."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of a roster as columns of equal length, in the order of `Line`."""

    columns: tuple[Sequence[str], ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Lines":
        """These lines."""
        return cls(tuple(zip(*lines, strict=True)) or ((),) * _WIDTH)

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Line]:
        return zip(*self.columns, strict=True)

    @property
    def numbers(self) -> Iterator[int]:
        """The numbers of the rows in the file."""
        return map(int, self.columns[0])

    @property
    def iins(self) -> Sequence[str]:
        """Who is in the rows."""
        return self.columns[1]

    @property
    def persons(self) -> tuple[Sequence[str], ...]:
        """The columns of the persons, the key they are searched by behind them."""
        return self.columns[1 : 2 + len(_PERSON)]

    def stated(self, facet: Facet) -> tuple[Sequence[str], ...]:
        """What the rows state in a facet: its data as JSON, first and last day; "" where a row says nothing of it."""
        place = _FACETS[facet.name]
        return self.columns[place : place + 3]

    def only(self, wanted: Iterable[bool]) -> "Lines":
        """The rows that are wanted."""
        chosen = list(wanted)
        return Lines(tuple(list(compress(column, chosen)) for column in self.columns))

    def values(self, n: int) -> dict[str, str]:
        """The values of the nth row by field, "" where it says nothing."""
        values: dict[str, str] = {}
        for facet in RECORD:
            data, first, last = (column[n] for column in self.stated(facet))
            values |= joined(facet, json.loads(data) if data else {}, first, last)
        return values


def packed(lines: Iterable[Line]) -> bytes:
    """Lines as a piece keeps them: text, column after column, compressed."""
    text = _COLUMN.join(map(_ROW.join, zip(*lines, strict=True)))
    return zlib.compress(text.encode(), zlib.Z_BEST_SPEED)


def unpacked(piece: bytes | memoryview) -> Lines:
    """The lines that a piece keeps."""
    text = zlib.decompress(piece).decode()
    return Lines(tuple(column.split(_ROW) for column in text.split(_COLUMN))) if text else Lines.of(())


class LineMaker:
    """Makes lines of canonical values that are in the order of `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        place = {name: n for n, name in enumerate(names)}
        self._person = [place.get(name) for name in _PERSON]
        self._facets = [_layout(facet, place) for facet in RECORD]
        self._keys: dict[str, str] = {}

    def line(self, row: int, values: Sequence[str]) -> Line:
        """The row with this number."""
        person = ["" if n is None else values[n] for n in self._person]
        parts = [str(row), *person, " ".join([self._key(part) for part in person[1:4] if part])]
        for fields, first, last in self._facets:
            said = [f"{name}{encode_basestring(values[n])}" for name, n in fields if values[n]]
            days = ("" if first is None else values[first], "" if last is None else values[last])
            parts += (f"{{{', '.join(said)}}}" if said or any(days) else "", *days)
        return parts

    def _key(self, part: str) -> str:
        key = self._keys.get(part)
        if key is None:
            if len(self._keys) > _REMEMBERED:
                self._keys.clear()
            key = self._keys[part] = search_key(part)
        return key


_REMEMBERED = 20_000
_Layout = tuple[list[tuple[str, int]], int | None, int | None]


def _layout(facet: Facet, place: Mapping[str, int]) -> _Layout:
    days = (facet.first, facet.last)
    fields = [
        (f'"{one.name}": ', place[one.name]) for one in facet.fields if one.name in place and one.name not in days
    ]
    return fields, place.get(facet.first), place.get(facet.last)
