"""Due moments for a whole CSV file: the same rows with one column more."""

import csv
from collections.abc import Sequence
from io import StringIO
from zoneinfo import ZoneInfo

from kense.kernel import Text
from kense.ops.errors import StopError
from kense.ops.worktime_input import read_length, read_moment
from kense.worktime import WorkingTime

COLUMNS = ("start", "minutes", "days", "reading")
DUE = "due"
MOST_MISTAKES = 20


class Batch:
    """A file with the columns start, minutes, days and reading, and any others, which stay as they are.

    `rows` are the rows to write, line 1 with the names of the columns included, each with its due moment as ISO 8601
    with offset. `provisional` are the reasons why some of the due moments may still change.

    data: UTF-8, with or without a byte order mark. Raises StopError that names the line of every mistake: a file is
    taken whole or not at all.
    """

    def __init__(self, data: bytes, worktime: WorkingTime, zone: ZoneInfo) -> None:
        self._worktime = worktime
        self._zone = zone
        self._provisional: dict[Text, None] = {}
        self._mistakes: list[str] = []
        header, *lines = _read(data)
        self._header = header[1]
        self._check_header()
        self.rows = [[*self._header, DUE], *([*cells, self._due(number, cells)] for number, cells in lines)]
        if self._mistakes:
            raise StopError("\n".join(_shortened(self._mistakes)))

    @property
    def provisional(self) -> tuple[Text, ...]:
        """Each reason once, in order of the rows."""
        return tuple(self._provisional)

    def _check_header(self) -> None:
        missing = [name for name in COLUMNS if name not in self._header]
        if missing:
            raise StopError(f"line 1: the column {missing[0]} is missing; the columns are {', '.join(COLUMNS)}")
        twice = [name for name in [*self._header, DUE] if [*self._header, DUE].count(name) > 1]
        if twice:
            raise StopError(f"line 1: the column {twice[0]} must not be there twice; {DUE} is added by this command")

    def _due(self, number: int, cells: Sequence[str]) -> str:
        """The due moment of a row; empty, and noted as a mistake, if it has none."""
        try:
            if len(cells) != len(self._header):
                raise ValueError(f"number of cells {len(cells)}; there must be {len(self._header)}")
            row = {name: cell.strip() for name, cell in zip(self._header, cells, strict=True)}
            start = read_moment(row["start"], self._zone)
            due = read_length(row["minutes"], row["days"], row["reading"]).due(self._worktime, start)
        except ValueError as error:
            self._mistakes.append(f"line {number}: {error}")
            return ""
        self._provisional |= dict.fromkeys(self._worktime.provisional(start, due))
        return self._worktime.local(due).isoformat()


def _read(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows with the numbers of their lines; the first one names the columns. Empty lines are left out."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise StopError(f"line {number}: the file is not in UTF-8; save it as “CSV UTF-8”") from None
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise StopError(f"line {reader.line_num}: it cannot be read as CSV ({error}); check its quotes") from None
    if not rows:
        raise StopError(f"the file is empty; line 1 must name the columns {', '.join(COLUMNS)}")
    return rows


def _shortened(mistakes: Sequence[str]) -> list[str]:
    more = len(mistakes) - MOST_MISTAKES
    return [*mistakes[:MOST_MISTAKES], *([f"and {more} lines more"] if more > 0 else [])]
