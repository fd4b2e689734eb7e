"""A piece of a roster beside the register: who is new, who changes and how, who stays, what stands against it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kense.kernel import Problem, Text
from kense.law.edition import DirectoryEntry
from kense.registry import dates, roster_bulk
from kense.registry.facets import BY_NAME
from kense.registry.roster_bulk import Held
from kense.registry.roster_change import Outcome, outcome_of
from kense.registry.roster_lines import Line
from kense.registry.roster_rows import Found

_GROUND = -3  # where a line has the data of its ground
BESIDE = "register_"
"""Begins the code of a problem that a row has beside the register, not by itself."""

_MERGED = Problem(
    "iin",
    "merged",
    Text(
        "Осы ЖСН-мен тіркелген жазба басқа тұлғаның жазбасымен біріктірілген. Сол тұлғаның ЖСН-ін жазыңыз.",
        "Запись с этим ИИН объединена с записью другого лица. Впишите ИИН того лица.",
        "The record with this IIN was merged into another person's. Write the IIN of that person.",
    ),
)
_BLOCKED = Problem(
    "iin",
    "blocked",
    Text(
        "Бұл тұлғаның деректері бұғатталған: бұғат алынғанша олар өзгертілмейді. Жолды тізімнен шығарыңыз.",
        "Данные этого лица заблокированы: до снятия блокировки их не меняют. Уберите строку из списка.",
        "The data of this person are blocked: until that ends they are not changed. Take the row out of the roster.",
    ),
)


@dataclass(slots=True)
class Comparison:
    """What the rows of a piece come to; each changed one with its row and the id of its person."""

    new: list[Line] = field(default_factory=list)
    changed: list[tuple[int, int, Outcome]] = field(default_factory=list)
    unchanged: int = 0
    found: list[Found] = field(default_factory=list)


class Comparer:
    """Compares lines of a roster with what the provider's register states; it writes nothing.

    `headers` are the words of the file's columns, `categories` the directory beside which grounds are looked at.
    """

    def __init__(self, provider_id: int, headers: Mapping[str, str], categories: Sequence[DirectoryEntry]) -> None:
        self._provider_id, self._headers, self._categories = provider_id, headers, categories
        bounded = [re.escape(one.id) for one in categories if one.until_age or one.first or one.last]
        self._is_bounded = re.compile(f'"category": "({"|".join(bounded)})"').search if bounded else _never

    def compare(self, lines: Sequence[Line]) -> Comparison:
        """What the lines come to now."""
        held = roster_bulk.held(self._provider_id, [line.iin for line in lines])
        result = Comparison()
        for line in lines:
            if (person := held.get(line.iin)) is not None:
                self._compare(result, line, person)
            elif self._is_bounded(line.facets[_GROUND]):
                self._find(result, line, outcome_of(line.values(), [], self._categories).problems)
        result.new = [line for line in lines if line.iin not in held] if held else list(lines)
        return result

    def _compare(self, result: Comparison, line: Line, person: Held) -> None:
        barred = _barred(person)
        outcome = Outcome() if barred else outcome_of(line.values(), person.known, self._categories)
        self._find(result, line, barred or outcome.problems)
        if outcome.begun:
            result.changed.append((int(line.row), person.pk, outcome))
        else:
            result.unchanged += 1

    def _find(self, result: Comparison, line: Line, problems: Iterable[Problem]) -> None:
        for one in problems:
            beside = replace(one, code=f"{BESIDE}{one.code}"[:40])
            value = _as_written(one.field, line.values().get(one.field, ""))
            result.found.append(Found(int(line.row), self._headers.get(one.field, ""), value, beside))


def _never(words: str) -> None:
    """No category ends with an age or a day."""


def _as_written(name: str, value: str) -> str:
    """A canonical value as the file has it, more or less."""
    is_day = value and name in BY_NAME and BY_NAME[name].kind == "date"
    return dates.shown(date.fromisoformat(value)) if is_day else value


def _barred(person: Held) -> list[Problem]:
    return [_MERGED] if person.is_merged else [_BLOCKED] if person.is_blocked else []
