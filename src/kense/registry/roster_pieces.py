"""A roster cut into pieces of rows, and a piece read and checked; a process of its own can do the latter.

Nothing here needs tables or the act, so that such a process is ready at once.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from kense.registry.roster_columns import Header
from kense.registry.roster_lines import packed
from kense.registry.roster_rows import Choices, Found, RowReader
from kense.registry.roster_sheet import Form, decoded, records

ROWS = 5000
"""Rows in a piece: read, compared and kept in half a second or so."""

MOST_FOUND = 1000
"""So many problems are kept; all are counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that must be known to read a piece: the form of the file, its header, the directories by field, the day."""

    form: Form
    header: Header
    choices: Choices
    today: date


class Block(NamedTuple):
    """The bytes of a piece: the number of its first row, how many rows it has."""

    row: int
    rows: int
    data: bytes


class Piece(NamedTuple):
    """A piece as read: the lines of the right rows packed, who is in it and where as packed integers, and what was found."""

    lines: bytes
    iins: bytes
    places: bytes
    rows: int
    errors: int
    warnings: int
    found: list[Found]


class PieceReader:
    """Reads pieces of one roster. What one piece taught it about values that come again, it knows in the next."""

    def __init__(self, plan: Plan) -> None:
        self._form = plan.form
        self._rows = RowReader(plan.header, plan.choices, plan.today)

    def read(self, block: Block) -> Piece:
        """Read a piece. Whatever its bytes are, what is wrong with them is in what was found."""
        lines = io.StringIO(decoded(block.data, self._form.encoding), newline="\n")
        result = self._rows.read(records(lines, self._form, block.row))
        errors = sum(one.problem.severity == "error" for one in result.found)
        return Piece(
            packed(result.lines),
            result.iins.tobytes(),
            result.places.tobytes(),
            result.count,
            errors,
            len(result.found) - errors,
            result.found[:MOST_FOUND],
        )


def blocks(lines: Iterable[bytes], form: Form, row: int) -> Iterator[Block]:
    """The rest of a file, from the row with this number on, as blocks of whole rows."""
    rest = iter(lines)
    while taken := list(islice(rest, ROWS)):
        count = len(taken)
        if any(b'"' in line for line in taken):
            count = _complete(taken, rest, form)
        yield Block(row, count, b"".join(taken))
        row += count


def _complete(taken: list[bytes], rest: Iterator[bytes], form: Form) -> int:
    """Take the lines that the last row goes on in, too; how many rows there are."""
    lines, used, count = len(taken), 0, 0

    def text() -> Iterator[str]:
        nonlocal used
        for line in chain(tuple(taken), rest):
            used += 1
            if used > lines:
                taken.append(line)
            yield decoded(line, form.encoding)

    for _ in records(text(), form):
        count += 1
        if used >= lines:
            break
    return count


_reader: PieceReader | None = None


def begin(plan: Plan) -> None:
    """Make a process ready for the pieces of one roster."""
    global _reader
    _reader = PieceReader(plan)


def read(block: Block) -> Piece:
    """Read a piece in a process that has begun."""
    if _reader is None:
        raise RuntimeError("this process was not told which roster it reads")
    return _reader.read(block)
