"""The grounds of a person beside a draft: all of them with their gaps, and the one the executor changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kense.kernel import Text
from kense.law import Edition
from kense.law.edition import Directory
from kense.registry.facets import FACET_OF, GROUND
from kense.registry.grounds import Ground, shown_period
from kense.registry.proposal import NEW
from kense.registry.record import Change
from kense.registry.timeline import gaps

_NEW = Text("жаңа негіз", "новое основание", "a new ground")
_HELD = Text("№ {line}: {category}, {days}", "№ {line}: {category}, {days}", "No. {line}: {category}, {days}")
_GAP = Text("негіз жоқ", "основания нет", "no ground")
_NO_CATEGORY = Text("санаты көрсетілмеген", "категория не указана", "no category stated")


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground of the person, or with line 0 the days between two of them, for which there is none."""

    line: int
    category: Text
    organisation: str
    days: Text
    is_chosen: bool = False


class GroundChoice:
    """Which ground is changed: the one typed, else the one of the draft, else the one that begins last.

    A ground that ended before `today` (ISO, "" where that does not matter) is over: what an application brings then is a new one, unless it is chosen.
    """

    def __init__(
        self, edition: Edition, held: Sequence[Ground], typed: str, drafted: Sequence[Change], today: str
    ) -> None:
        self.held, self._edition = held, edition
        lines = {str(one.line): one.line for one in held} | {NEW: 0}
        usual = held[-1].line if held and (held[-1].period.last or today) >= today else 0
        self.line = lines.get(typed, usual if (line := _line_in(drafted)) is None else line)

    @property
    def categories(self) -> Directory:
        """The directory of categories."""
        return self._edition.standard.directories["category"]

    @property
    def chosen(self) -> str:
        """What the field of the choice has."""
        return str(self.line) if self.line else NEW

    @property
    def options(self) -> list[tuple[str, Text]]:
        """What can be chosen."""
        return [(str(one.line), self._named(one)) for one in self.held] + [(NEW, _NEW)]

    @property
    def rows(self) -> list[GroundRow]:
        """The grounds and the gaps between them, oldest first."""
        held = [(one.period, self._row(one)) for one in self.held]
        empty = [(one, GroundRow(0, _GAP, "", shown_period(one))) for one in gaps([period for period, _ in held])]
        return [row for _, row in sorted([*held, *empty], key=lambda pair: pair[0])]

    def _row(self, one: Ground) -> GroundRow:
        chosen = one.line == self.line
        return GroundRow(one.line, self._category(one), one.values["organisation"], shown_period(one.period), chosen)

    def _named(self, one: Ground) -> Text:
        return _HELD.filled(line=one.line, category=self._category(one), days=shown_period(one.period))

    def _category(self, one: Ground) -> Text:
        return self.categories.names().get(one.category, Text.same(one.category)) if one.category else _NO_CATEGORY


def _line_in(drafted: Sequence[Change]) -> int | None:
    """The ground a draft is about: the new one, which others may end for, or the one it changes."""
    lines = [one.line for one in drafted if FACET_OF[one.field] is GROUND]
    return min((line for line in lines if line is not None), default=None)
