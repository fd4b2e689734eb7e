"""Finding persons of a register by what an officer types: an IIN, a code, the beginning of a name."""

import re
from dataclasses import dataclass

from kense.kernel.alphabet import search_key
from kense.registry import iin as iins
from kense.registry.likeness import with_document
from kense.registry.models import Person
from kense.registry.register import person_by_iin

MOST = 50
"""So many persons are shown at once."""
LONGEST = 100
"""What is longer, in characters, is nobody's name."""

_LAST_SIGN = "\U0010ffff"
_CODE = re.compile("[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}")


@dataclass(frozen=True, slots=True)
class Found:
    """Persons in the order of their names, and where the next ones begin: "" where there are no more."""

    persons: tuple[Person, ...]
    after: str = ""


def found(provider_id: int, words: str, after: str = "") -> Found:
    """Persons of the office with this IIN or code, or whose name begins so; case and look-alike letters do not count.

    Who has no IIN is found by the number of their identity document too. `after` is that of the page before. Who was merged into another comes with them.
    """
    typed = " ".join(words.split())
    if not typed or len(typed) > LONGEST:
        return Found(())
    if person := exactly(provider_id, typed):
        return Found((person,))
    if any(sign.isdigit() for sign in typed):
        return Found(tuple(with_document(provider_id, typed)[:MOST]))
    return _named(provider_id, search_key(typed), after)


def exactly(provider_id: int, words: str) -> Person | None:
    """The person of the office with this IIN or code; by the IIN, whoever they were merged into."""
    typed, number = "".join(words.split()), iins.normalised(words)
    if re.fullmatch("[0-9]{12}", number):
        return person_by_iin(provider_id, number)
    if not _CODE.fullmatch(typed):
        return None
    plain = typed.replace("-", "").upper()
    rows = Person.objects.filter(provider_id=provider_id, code=f"{plain[:4]}-{plain[4:]}")
    return rows.select_related("merged_into").first()


def namesake(provider_id: int, surname: str, given_name: str, birth_date: str, but: Person | None) -> Person | None:
    """Another person of the register with this surname and given name, born on this day (ISO)."""
    born_then = Person.objects.filter(provider_id=provider_id, birth_date=birth_date, merged_into=None)
    named = born_then.filter(surname=surname, given_name=given_name)
    return (named.exclude(pk=but.pk) if but else named).order_by("pk").first()


def _named(provider_id: int, key: str, after: str) -> Found:
    rows = Person.objects.filter(provider_id=provider_id, name_key__gte=key, name_key__lt=key + _LAST_SIGN)
    if place := _place(provider_id, after):
        rows = rows.filter(name_key__gte=place.name_key).exclude(name_key=place.name_key, pk__lte=place.pk)
    persons = list(rows.order_by("name_key", "pk").select_related("merged_into")[: MOST + 1])
    return Found(tuple(persons[:MOST]), persons[MOST - 1].code if len(persons) > MOST else "")


def _place(provider_id: int, code: str) -> Person | None:
    return Person.objects.filter(provider_id=provider_id, code=code).first() if code else None
