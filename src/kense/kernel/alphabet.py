"""The order of the Kazakh alphabet and the letters that people type for one another when they search."""

import unicodedata

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# Private signs in the order of the letters: everything else, Latin letters and digits too, keeps its place before them.
_ORDER = {ord(letter): 0xE000 + place for place, letter in enumerate(_ALPHABET)}
_ALIKE = str.maketrans("әғқңөұүһіё", "агкноуухие")


def sort_key(text: str) -> str:
    """What to sort by so that ә comes after а, ғ after г and so on; case does not count. Compare it sign by sign."""
    return _plain(text).translate(_ORDER)


def search_key(text: str) -> str:
    """What to compare when somebody searches: no case, single spaces, a letter's look-alike for the letter itself.

    A keyboard without the Kazakh letters finds «Әлия» by «Алия».
    """
    return _plain(text).translate(_ALIKE)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
