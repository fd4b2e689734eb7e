"""What a scanner types into the search field: a code, alone or in an address, in whichever layout the keyboard is."""

import re

from kense.kernel.codes import SIGNS

# Key by key, plain and with Shift: the signs of the English layout and what the same keys type in the others.
_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,./" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?' + "1234567890-=" + "!@#$%^&*()_+"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю." + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ," + "1234567890-=" + '!"№;%:?*()_+'
_KAZAKH = "йцукенгшщзхъфывапролджэячсмитьбю№" + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ?" + '"әіңғ,.үұқөһ' + "!ӘІҢҒ;:ҮҰҚӨҺ"
_LAYOUTS = tuple(str.maketrans(layout, _ENGLISH) for layout in (_ENGLISH, _RUSSIAN, _KAZAKH))

_CODE = re.compile(f"(?<![0-9A-Z])([{SIGNS}]{{4}})-([{SIGNS}]{{4}})(?![0-9A-Z])")
_SHEET = re.compile(f"([{SIGNS}]{{4}})-?([{SIGNS}]{{4}})/([1-9][0-9]{{0,2}})")
_WITHOUT_HYPHEN = re.compile(f"([{SIGNS}]{{4}})([{SIGNS}]{{4}})")


def codes_in(typed: str) -> tuple[str, ...]:
    """The codes, as they are printed, that the text may hold; what looks like one need not exist."""
    by_hand = _WITHOUT_HYPHEN.fullmatch(typed.strip().upper())
    scanned = (one for layout in _LAYOUTS for one in _CODE.finditer(typed.translate(layout).upper()))
    return tuple(dict.fromkeys("-".join(one.groups()) for one in ([by_hand] if by_hand else scanned)))


def sheet_in(typed: str) -> tuple[str, int] | None:
    """The code of the blank forms and the place among them, where the text is what stands on one: «K7M2-9QXF/3»."""
    found = (_SHEET.fullmatch(typed.strip().translate(layout).upper()) for layout in _LAYOUTS)
    sheet = next((one for one in found if one), None)
    return (f"{sheet[1]}-{sheet[2]}", int(sheet[3])) if sheet else None
