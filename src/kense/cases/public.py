"""Finding a case without signing in: by its number and the code printed beside it."""

from kense.cases.models import Case


def case_by_public_code(number: str, code: str) -> Case | None:
    """The registered case with this code, if its number is the one given: whole, or its last part («147» of «03-14/147»).

    A wrong number and a wrong code cannot be told apart.
    """
    wanted = _plain(number)
    case = Case.objects.select_related("provider").filter(public_code=_as_printed(code)).exclude(number="").first()
    if case is None or not wanted:
        return None
    whole = _plain(case.number)
    return case if wanted in (whole, whole.rpartition("/")[2]) else None


# Cyrillic letters that a reader of the talon takes for the Latin ones of a code.
_ALIKE = str.maketrans("АВСЕНКМРТХ", "ABCEHKMPTX")


def _plain(number: str) -> str:
    return "".join(number.replace("№", "").split()).casefold()


def _as_printed(code: str) -> str:
    signs = "".join(sign for sign in code.upper().translate(_ALIKE) if sign.isalnum())
    return f"{signs[:4]}-{signs[4:]}"
