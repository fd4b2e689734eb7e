"""The words in the figures, broken into lines that fit."""

from dataclasses import dataclass

from kense.directory import words
from kense.directory.measure import longest, width, wrap
from kense.kernel import Lang, Text
from kense.law import Edition, cite, lookup
from kense.law.edition import Action
from kense.worktime import format_minutes

NAME, SMALL = 14.0, 13.0
LINE = 1.3
INSET = 10.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: what it is (its class), how large, and how far its middle lies below the figure's upper edge."""

    text: str
    kind: str
    size: float
    down: float

    @property
    def bold(self) -> bool:
        """Whether the line is set in bold."""
        return self.kind in ("name", "number")


@dataclass(frozen=True, slots=True)
class Label:
    """The lines in a figure and the height they ask for."""

    lines: tuple[Line, ...]
    height: float

    def wide(self) -> float:
        """The widest line."""
        return max(width(one.text, one.size, one.bold) for one in self.lines)


def action_label(edition: Edition, action: Action, lang: Lang, wide: float) -> Label:
    """Number and duration, the name, the ground, the place in the act."""
    ground = words.GROUND.filled(ground=lookup.product(edition, action.ground).name).in_lang(lang)
    room = wide - 2 * INSET
    rows = [
        ("length", SMALL, (length(action).in_lang(lang),)),
        ("name", NAME, wrap(action.name.in_lang(lang), room, NAME, bold=True)),
        ("ground", SMALL, wrap(ground, room, SMALL)),
        ("place", SMALL, wrap(cite(edition.act, action.ref).in_lang(lang), room, SMALL)),
    ]
    return _stacked(rows, gap=5)


def action_width(edition: Edition, action: Action, lang: Lang) -> float:
    """What the longest word of an action asks for."""
    ground = lookup.product(edition, action.ground).name.in_lang(lang)
    return max(longest(action.name.in_lang(lang), NAME, bold=True), longest(ground, SMALL)) + 2 * INSET


def plain_label(text: str, wide: float) -> Label:
    """The words of a start or an end."""
    return _stacked([("plain", SMALL, wrap(text, wide - 12, SMALL))], gap=0)


def plain_width(text: str) -> float:
    """What the longest word of a start, an end or a question asks for."""
    return longest(text, SMALL) + 12


def choice_label(text: str, wide: float) -> Label:
    """A question in a diamond, with the least height at which every line is inside it."""
    label = _stacked([("plain", SMALL, lines := _even(text, wide * 0.66))], gap=0)
    high = 76.0
    while not _inside(lines, wide, high):
        high += 4
    top = (high - label.height) / 2
    return Label(tuple(Line(one.text, one.kind, one.size, one.down + top) for one in label.lines), high)


def length(action: Action) -> Text:
    """How long an action may take, in words."""
    return format_minutes(action.minutes) if action.minutes else words.NOT_STATED


def _stacked(rows: list[tuple[str, float, tuple[str, ...]]], gap: float) -> Label:
    lines, down = [], INSET
    for kind, size, texts in rows:
        for text in texts:
            lines.append(Line(text, kind, size, down + size * LINE / 2))
            down += size * LINE
        down += gap
    return Label(tuple(lines), down - gap + INSET)


def _even(text: str, room: float) -> tuple[str, ...]:
    """Lines of about one length: no wider than they have to be for their number."""
    room, least = max(room, longest(text, SMALL)), longest(text, SMALL)
    lines = wrap(text, room, SMALL)
    while room - 4 > least and len(closer := wrap(text, room - 4, SMALL)) == len(lines):
        lines, room = closer, room - 4
    return lines


def _inside(lines: tuple[str, ...], wide: float, high: float) -> bool:
    half = len(lines) * SMALL * LINE / 2
    for index, text in enumerate(lines):
        top = abs(index * SMALL * LINE - half)
        far = max(top, abs((index + 1) * SMALL * LINE - half))
        if width(text, SMALL) + 8 > wide * (1 - 2 * far / high):
            return False
    return True
