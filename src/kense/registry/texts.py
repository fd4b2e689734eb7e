"""A line of text as typed: one canonical form of it, and what can be wrong with any such line."""

import re
import unicodedata

from kense.kernel import Problem, Text

SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Every space of Unicode, as the inside of a regular expression's class."""

_QUOTED = 30

_EMPTY = Text(
    kk="{label}: толтырылмаған. Құжаттағыдай етіп жазыңыз.",
    ru="{label}: не заполнено. Впишите так, как в документе.",
    en="{label}: empty. Write it as in the document.",
)
_TOO_LONG = Text(
    kk="{label}: ең көбі {limit} таңба болуы тиіс, ал терілгені – {count}. Артығын өшіріңіз.",
    ru="{label}: допускается не больше {limit} знаков, набрано {count}. Уберите лишнее.",
    en="{label}: at most {limit} characters are allowed, {count} were typed. Remove what does not belong there.",
)
_INVISIBLE = Text(
    kk="{label}: {place}-орында көрінбейтін таңба ({sign}) тұр. Оны өшіріңіз немесе мәтінді қолмен қайта теріңіз.",
    ru="{label}: на {place}-м месте стоит невидимый знак ({sign}). Удалите его или наберите текст заново вручную.",
    en="{label}: character {place} is invisible ({sign}). Delete it or type the text again by hand.",
)


def normalised(text: str) -> str:
    """The line in Unicode NFC, every run of spaces as one space, none at the ends."""
    return re.sub(f"[{SPACES}]+", " ", unicodedata.normalize("NFC", text)).strip()


def problem_with(text: str, *, field: str, label: Text, limit: int, required: bool = False) -> Problem | None:
    """The first error in a typed line: empty though required, longer than `limit` characters, invisible characters."""
    line = normalised(text)
    if not line:
        return Problem(field, "text_empty", _EMPTY.filled(label=label)) if required else None
    if len(line) > limit:
        return Problem(field, "text_too_long", _TOO_LONG.filled(label=label, limit=limit, count=len(line)))
    for place, sign in enumerate(line, start=1):
        if not sign.isprintable():
            return Problem(field, "text_invisible", _INVISIBLE.filled(label=label, place=place, sign=named(sign)))
    return None


def named(sign: str) -> str:
    """One character for a message: «x»; its Unicode number where it is invisible or looks like an ordinary digit."""
    number = f"U+{ord(sign):04X}"
    if not sign.isprintable():
        return number
    return f"«{sign}» ({number})" if sign.isdigit() and not sign.isascii() else f"«{sign}»"


def quoted(text: str) -> str:
    """What was typed, for a message: in «…», cut to 30 characters, invisible characters as their Unicode numbers."""
    line = normalised(text)
    words = "".join(sign if sign.isprintable() else named(sign) for sign in line[:_QUOTED])
    return f"«{words}{'…' if len(line) > _QUOTED else ''}»"
