"""Two values side by side: which letters of them differ."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

ALIKE = 0.5
"""Values that share less than this part of their letters are different words: marking letters would tell nothing."""

_JOINER = "\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a value; `differs` when the other value has something else, or nothing, in its place."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def compared(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both values in pieces, in their order: joined they are the values again, without the differing ones they are equal.

    A letter with its accents counts as one, so ә beside а is one letter that differs. Values that have little in common
    come back whole.
    """
    left, right = _signs(one), _signs(other)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _pieces([(True, left)]), _pieces([(True, right)])
    codes = [(code != "equal", slice(a, b), slice(c, d)) for code, a, b, c, d in matcher.get_opcodes()]
    return (
        _pieces([(differs, left[place]) for differs, place, _ in codes]),
        _pieces([(differs, right[place]) for differs, _, place in codes]),
    )


def _pieces(found: Sequence[tuple[bool, Sequence[str]]]) -> Pieces:
    """Neighbours of one kind become one piece: what the other value has between them is not here."""
    there = [(differs, "".join(signs)) for differs, signs in found if signs]
    kinds = groupby(there, key=itemgetter(0))
    return tuple(Piece("".join(text for _, text in group), differs) for differs, group in kinds)


def _signs(text: str) -> list[str]:
    """The text as a reader counts its letters: a letter and the marks put on it are one."""
    found: list[str] = []
    for sign in text:
        belongs = unicodedata.category(sign).startswith("M") or sign == _JOINER
        if found and (belongs or found[-1].endswith(_JOINER)):
            found[-1] += sign
        else:
            found.append(sign)
    return found
