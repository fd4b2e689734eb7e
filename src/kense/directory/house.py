"""The rows of the house rules: each house rule with the actions at which it holds and where it leads, in their columns."""

from dataclasses import dataclass

from kense.directory.flow import Flow, Rule
from kense.directory.layout import SIDE, Box
from kense.directory.measure import wrap
from kense.kernel import Lang

TOP = 6.0
TEXT = 13.0
LINE = 1.3
MARK = 22.0
END_ROOM = 150.0


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of an action in a row: where the rule holds, or where it leads."""

    number: int
    x: float


@dataclass(frozen=True, slots=True)
class Row:
    """A house rule as it is drawn. `end_lines` are the words of the end it leads to, standing at `end_x`."""

    rule: Rule
    lines: tuple[str, ...]
    box: Box
    at: tuple[Mark, ...]
    to: Mark | None
    end_lines: tuple[str, ...] = ()
    end_x: float = 0


def rows(flow: Flow, lang: Lang, boxes: dict[str, Box], wide: float) -> tuple[Row, ...]:
    """The rows of all house rules, one under the other."""
    found, y = [], TOP
    for rule in flow.rules:
        one = _row(rule, lang, boxes, wide, y)
        found.append(one)
        y = one.box.bottom
    return tuple(found)


def _row(rule: Rule, lang: Lang, boxes: dict[str, Box], wide: float, y: float) -> Row:
    name = rule.name.in_lang(lang) + (f" · {rule.role.unit.in_lang(lang)}" if rule.role else "")
    end = wrap(rule.end.in_lang(lang), END_ROOM - 12, TEXT) if rule.end else ()
    at = _apart([Mark(one.number, boxes[f"action_{one.id}"].cx) for one in rule.at])
    to = Mark(rule.next.number, boxes[f"action_{rule.next.id}"].cx) if rule.next else None
    first = min(one.x for one in (*at, to) if one)
    lines = wrap(name, first - MARK - 12, TEXT)
    high = max(len(lines), len(end)) * TEXT * LINE + 8
    return Row(rule, lines, Box(0, y, wide, max(high, MARK + 8)), tuple(at), to, end, wide - SIDE - END_ROOM)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks of one column side by side."""
    seen: list[Mark] = []
    for mark in sorted(marks, key=lambda one: one.x):
        near = sum(abs(mark.x - one.x) < MARK for one in seen)
        seen.append(Mark(mark.number, mark.x + near * (MARK + 4)))
    return seen
