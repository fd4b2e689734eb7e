"""A right row of a roster as it is kept: the statements it makes of a new person are made already, as JSON.

Most rows of a roster are new persons, or the same as the register has; the less is done with each of them the better.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import NamedTuple

from kense.kernel.alphabet import search_key
from kense.registry.facets import RECORD, Facet, joined

_VALUE, _LINE = "\x1f", "\n"  # no value of the record can have a sign that is not printable


class Line(NamedTuple):
    """A row: its number in the file, the columns of its person, then per facet data as JSON, first and last day.

    A facet of which the row says nothing is empty.
    """

    row: str
    iin: str
    surname: str
    given_name: str
    patronymic: str
    birth_date: str
    name_key: str
    facets: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a person, the key they are searched by behind them."""
        return self[1:7]

    def stated(self) -> Iterator[tuple[str, str, str, str]]:
        """What the row states: the name of each facet, its data as JSON, its first and last day."""
        for n, name in enumerate(_NAMES):
            data, first, last = self.facets[3 * n : 3 * n + 3]
            if data:
                yield name, data, first, last

    def values(self) -> dict[str, str]:
        """The values of the row by field, "" where it says nothing."""
        values: dict[str, str] = {}
        for n, facet in enumerate(RECORD):
            data, first, last = self.facets[3 * n : 3 * n + 3]
            values |= joined(facet, json.loads(data) if data else {}, first, last)
        return values


_NAMES = tuple(facet.name for facet in RECORD)


class LineMaker:
    """Makes lines of canonical values that are in the order of `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        place = {name: n for n, name in enumerate(names)}
        self._person = [place.get(name) for name in Line._fields[1:6]]
        self._facets = [_layout(facet, place) for facet in RECORD]
        self._keys: dict[str, str] = {}

    def line(self, row: int, values: Sequence[str]) -> str:
        """The row as text."""
        person = ["" if n is None else values[n] for n in self._person]
        parts = [str(row), *person, " ".join([self._key(part) for part in person[1:4] if part])]
        for fields, first, last in self._facets:
            said = [f"{name}{encode_basestring(values[n])}" for name, n in fields if values[n]]
            days = ("" if first is None else values[first], "" if last is None else values[last])
            parts += (f"{{{', '.join(said)}}}" if said or any(days) else "", *days)
        return _VALUE.join(parts)

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


def text_of(lines: Sequence[str]) -> str:
    """Lines as the text of a piece."""
    return _LINE.join(lines)


def lines_in(text: str) -> list[Line]:
    """The lines in the text of a piece."""
    if not text:
        return []
    parts = [line.split(_VALUE) for line in text.split(_LINE)]
    return [Line(a, b, c, d, e, f, g, tuple(facets)) for a, b, c, d, e, f, g, *facets in parts]
