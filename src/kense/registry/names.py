"""Surnames, given names and patronymics: their canonical form, what can be wrong in them, how they are put together."""

import unicodedata
from collections.abc import Callable, Iterable

from kense.kernel import Problem, Text
from kense.kernel.text import joined
from kense.registry import texts

LIMIT = 100
"""The greatest length of one name, in characters."""

_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_APOSTROPHES = "\u2018\u2019\u02bc`´"
_SIGNS = str.maketrans(dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_APOSTROPHES, "'"))
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_LOOK_ALIKES = frozenset("ABCEHIKMOPTXYaceiopxyhƏəɵ")
"""Latin letters that a reader of Kazakh takes for Cyrillic ones."""

_DIGIT = Text(
    kk="{label}: цифр жазуға болмайды ({place}-орында {sign} тұр). Құжаттағыдай етіп, әріппен жазыңыз.",
    ru="{label}: цифры недопустимы (на {place}-м месте стоит {sign}). Напишите буквами, как в документе.",
    en="{label}: digits are not allowed (character {place} is {sign}). Write it in letters, as in the document.",
)
_CHARACTER = Text(
    kk="{label}: {place}-орында {sign} таңбасы тұр. Қазақ, орыс және латын әріптерін, дефисті, апострофты және бос "
    "орынды ғана қолдануға болады. Осы таңбаны түзетіңіз.",
    ru="{label}: на {place}-м месте стоит {sign}. Допустимы только буквы казахского, русского и латинского алфавитов, "
    "дефис, апостроф и пробел. Исправьте этот знак.",
    en="{label}: character {place} is {sign}. Only letters of the Kazakh, Russian and Latin alphabets, the hyphen, the "
    "apostrophe and the space are allowed. Correct this character.",
)
_NO_LETTER = Text(
    kk="{label}: бірде-бір әріп жоқ. Құжаттағыдай етіп жазыңыз.",
    ru="{label}: нет ни одной буквы. Впишите так, как в документе.",
    en="{label}: there is no letter in it. Write it as in the document.",
)
_NO_LETTER_OPTIONAL = Text(
    kk="{label}: бірде-бір әріп жоқ. Құжаттағыдай етіп жазыңыз немесе құжатта болмаса, өрісті бос қалдырыңыз.",
    ru="{label}: нет ни одной буквы. Впишите так, как в документе, или оставьте пустым, если в документе этого нет.",
    en="{label}: there is no letter in it. Write it as in the document, or leave it empty if the document has none.",
)
_ALPHABETS = Text(
    kk="{label}: {letters} – {alphabet} әрпі. Пернетақта тілін ауыстырып, қайта теріңіз; құжатта дәл осылай жазылса, "
    "растаңыз.",
    ru="{label}: {letters} – из {alphabet} алфавита. Переключите раскладку и наберите заново; если в документе "
    "написано именно так, подтвердите.",
    en="{label}: {letters} – from the {alphabet} alphabet. Switch the keyboard layout and type it again; if the "
    "document has it exactly so, confirm.",
)
_LETTER_AT = Text(kk="«{letter}» ({place}-орын)", ru="«{letter}» (место {place})", en="«{letter}» (character {place})")
_LATIN_NAME = Text(kk="латын", ru="латинского", en="Latin")
_CYRILLIC_NAME = Text(kk="кирилл", ru="кириллического", en="Cyrillic")


def normalised(text: str) -> str:
    """The name in Unicode NFC with single spaces, plain hyphens and plain apostrophes; letters stay as typed."""
    return texts.normalised(text).translate(_SIGNS)


def problem_with(text: str, *, field: str, label: Text, required: bool) -> Problem | None:
    """The first error in a typed name; with no error, a warning where letters of another alphabet are mixed in."""
    name = normalised(text)
    error = texts.problem_with(name, field=field, label=label, limit=LIMIT, required=required)
    if error or not name:
        return error
    return _wrong_sign(name, field, label) or _no_letter(name, field, label, required) or _mixture(name, field, label)


def full_name(surname: str, given_name: str, patronymic: str) -> str:
    """`Сейітова Айгүл Маратқызы`; the missing parts are left out."""
    return " ".join(part for part in (surname, given_name, patronymic) if part)


def initials(surname: str, given_name: str, patronymic: str) -> str:
    """`Сейітова А. М.`; the missing parts are left out."""
    return " ".join([*filter(None, [surname]), *(f"{part[0].upper()}." for part in (given_name, patronymic) if part)])


def _is_cyrillic(sign: str) -> bool:
    return sign.lower() in _CYRILLIC


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("LATIN SMALL LETTER ", "LATIN CAPITAL LETTER "))


def _wrong_sign(name: str, field: str, label: Text) -> Problem | None:
    for place, sign in enumerate(name, start=1):
        if sign.isdigit():
            return Problem(field, "name_digit", _DIGIT.filled(label=label, place=place, sign=texts.named(sign)))
        if not (sign in "-' " or _is_cyrillic(sign) or _is_latin(sign)):
            words = _CHARACTER.filled(label=label, place=place, sign=texts.named(sign))
            return Problem(field, "name_character", words)
    return None


def _no_letter(name: str, field: str, label: Text, required: bool) -> Problem | None:
    if any(_is_cyrillic(sign) or _is_latin(sign) for sign in name):
        return None
    words = _NO_LETTER if required else _NO_LETTER_OPTIONAL
    return Problem(field, "name_no_letter", words.filled(label=label))


def _mixture(name: str, field: str, label: Text) -> Problem | None:
    """Letters of the alphabet that is rarer in the name; or Latin ones alone, where each could be a Cyrillic one."""
    latin, cyrillic = _letters(name, _is_latin), _letters(name, _is_cyrillic)
    if cyrillic and len(cyrillic) < len(latin):
        return _warning(cyrillic, _CYRILLIC_NAME, field, label)
    if latin and (cyrillic or all(letter in _LOOK_ALIKES for _, letter in latin)):
        return _warning(latin, _LATIN_NAME, field, label)
    return None


def _letters(name: str, belongs: Callable[[str], bool]) -> list[tuple[int, str]]:
    return [(place, sign) for place, sign in enumerate(name, start=1) if belongs(sign)]


def _warning(letters: Iterable[tuple[int, str]], alphabet: Text, field: str, label: Text) -> Problem:
    listed = joined([_LETTER_AT.filled(letter=letter, place=place) for place, letter in letters])
    words = _ALPHABETS.filled(label=label, letters=listed, alphabet=alphabet)
    return Problem(field, "name_alphabets", words, "warning")
