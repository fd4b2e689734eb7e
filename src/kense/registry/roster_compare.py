"""A piece of a roster beside the register: who is new, who changes and how, who stays, what stands against it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from kense.kernel import Problem, Text
from kense.law.edition import DirectoryEntry
from kense.registry import dates, roster_bulk
from kense.registry.facets import BY_NAME, GROUND, Facet
from kense.registry.roster_bulk import Held, NextLines
from kense.registry.roster_change import Outcome, Values, outcome_of
from kense.registry.roster_lines import Lines
from kense.registry.roster_rows import Found

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

    new: Lines
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

    def compare(self, lines: Lines) -> Comparison:
        """What the lines come to now."""
        held = roster_bulk.held(self._provider_id, lines.iins)
        result = Comparison(lines.only(iin not in held for iin in lines.iins) if held else lines)
        numbers = NextLines([one.pk for one in held.values()])
        grounds, *_ = lines.stated(GROUND)
        for n, (row, iin, ground) in enumerate(zip(lines.numbers, lines.iins, grounds, strict=True)):
            if (person := held.get(iin)) is not None:
                self._compare(result, row, lines.values(n), person, numbers)
            elif self._is_bounded(ground):
                values = lines.values(n)
                self._find(result, row, values, outcome_of(values, [], self._categories, _first_line).problems)
        return result

    def _compare(self, result: Comparison, row: int, values: Values, person: Held, numbers: NextLines) -> None:
        barred = _barred(person)
        next_line = partial(numbers.of, person.pk)
        outcome = Outcome() if barred else outcome_of(values, person.known, self._categories, next_line)
        self._find(result, row, values, barred or outcome.problems)
        if outcome.begun:
            result.changed.append((row, person.pk, outcome))
        else:
            result.unchanged += 1

    def _find(self, result: Comparison, row: int, values: Values, problems: Iterable[Problem]) -> None:
        for one in problems:
            beside = replace(one, code=f"{BESIDE}{one.code}"[:40])
            value = _as_written(one.field, values.get(one.field, ""))
            result.found.append(Found(row, self._headers.get(one.field, ""), value, beside))


def _never(words: str) -> None:
    """No category ends with an age or a day."""


def _first_line(facet: Facet) -> int:
    """Of a new person every line is the first."""
    return 1


def _as_written(name: str, value: str) -> str:
    """A canonical value as the file has it, more or less."""
    is_day = value and name in BY_NAME and BY_NAME[name].kind == "date"
    return dates.shown(date.fromisoformat(value)) if is_day else value


def _barred(person: Held) -> list[Problem]:
    return [_MERGED] if person.is_merged else [_BLOCKED] if person.is_blocked else []
