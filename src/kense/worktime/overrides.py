"""Days declared off, worked or shortened by an act that the compiled calendar does not know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from kense.kernel import Text
from kense.worktime import mistakes
from kense.worktime.errors import OverrideError
from kense.worktime.national import FIRST_DAY, LAST_DAY
from kense.worktime.shifts import Shift, mistake_in

OverrideKind = Literal["off", "worked", "shortened"]


@dataclass(frozen=True, slots=True)
class Override:
    """One day as an act declared it, with that act and a note for people.

    `off`: nobody works. `worked`: everybody works, in `shifts` if given, otherwise in the hours of the office's
    schedule. `shortened`: who works on that day works in `shifts`, whatever the schedule says.

    Raises OverrideError for a day outside the calendar, hours that cannot be, a missing decree or note.
    """

    day: date
    kind: OverrideKind
    decree: str
    note: Text
    shifts: tuple[Shift, ...] = ()

    def __post_init__(self) -> None:
        for column, mistake in self._mistakes():
            raise OverrideError(mistakes.IN_OVERRIDE.filled(day=str(self.day), mistake=mistake), column)

    def _mistakes(self) -> Iterator[tuple[str, Text]]:
        if not FIRST_DAY <= self.day <= LAST_DAY:
            known = {"day": str(self.day), "first": str(FIRST_DAY), "last": str(LAST_DAY)}
            yield "day", mistakes.DAY_OUTSIDE.filled(**known)
        if self.kind not in get_args(OverrideKind):
            yield "kind", mistakes.UNKNOWN_KIND.filled(kind=self.kind)
        if self.kind == "off" and self.shifts:
            yield "shifts", mistakes.DAY_OFF_WITH_HOURS
        if (self.kind == "shortened" or self.shifts) and (wrong := mistake_in(self.shifts)):
            yield "shifts", wrong
        if not self.decree.strip():
            yield "decree", mistakes.NO_DECREE
        if not (self.note.kk.strip() and self.note.ru.strip()):
            yield "note_ru" if self.note.kk.strip() else "note_kk", mistakes.NO_NOTE
