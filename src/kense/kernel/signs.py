"""What is typed or comes in a file, without the signs that nobody sees and not every database and paper takes."""

import unicodedata

_LINES = "\n\t"


def visible(text: str) -> str:
    """The text without control signs, halves of signs, marks of direction and the like, and without ends of lines."""
    return "".join(sign for sign in text if _is_seen(sign))


def visible_lines(text: str) -> str:
    """The same of a text of several lines, which stay; each ends as lines end here."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in _LINES or _is_seen(sign))


def _is_seen(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] != "C" and kind not in ("Zl", "Zp")
