"""How wide text is, without a font at hand, and where its lines break.

The widths are those of Noto Sans, a wide face: in the narrower faces of other systems the lines fit all the more.
"""

import re
from functools import cache

_HUNDREDTHS = {
    27: "ijl '!,.:;· і",
    33: "fIJ ()-[]` І",
    38: 'tr “”"/\\{}*',
    47: "zcs ?_ гғст",
    52: "vykxLF «»– уұүкхГҒэз",
    57: "aeETYS 0123456789$+<=>~ аеяёәқЕТЁҰҮ",
    61: "boPVX →← вдлрөчоХЗР",
    65: "bdghnpquAKRBCU йнһңпиКБСЭУЬ",
    69: "АВЯҚЪ",
    74: "DmGUHN & ЛЧҺфжмНЦӘҢДП",
    79: "OQNw ИЙОӨы",
    86: "% юЖЫФ",
    93: "MWm @ шщМ",
    105: "№—… ШЩЮ",
}
"""Hundredths of the size, and the letters that are so wide; Latin, signs, Cyrillic."""
_WIDTHS = {letter: hundredths / 100 for hundredths, letters in _HUNDREDTHS.items() for letter in letters} | {" ": 0.27}
_OTHER = 0.7
LONGEST = 190.0
_BOLD = 1.08


@cache
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text in pixels at a size in pixels."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size * (_BOLD if bold else 1)


def longest(text: str, size: float, bold: bool = False) -> float:
    """The width of the widest word, but of a reasonable one: what is wider than LONGEST is broken."""
    return min(max(width(one, size, bold) for one in text.split(" ")), LONGEST)


def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `room`: brackets stay whole where they can, a word wider than a line is broken."""
    lines = [""]
    for word in (piece for one in _words(text, room, size, bold) for piece in _pieces(one, room, size, bold)):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size, bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _words(text: str, room: float, size: float, bold: bool) -> list[str]:
    whole = re.split(r" (?![^(]*\))", text)
    return [word for one in whole for word in ([one] if width(one, size, bold) <= room else one.split(" "))]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if width(pieces[-1] + letter, size, bold) > room and pieces[-1]:
            pieces.append("")
        pieces[-1] += letter
    return pieces
