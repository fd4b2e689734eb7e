"""People of the register who may be the person at the counter. Each look-up is one of an index."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kense.kernel.alphabet import search_key
from kense.registry import iin as iins
from kense.registry.facets import DOCUMENT
from kense.registry.models import Person, Statement
from kense.storage.rows import Where, read

_SEPARATORS = str.maketrans("", "", " \u00a0-\u2013/.№")


def near_to(provider_id: int, iin: str) -> Person | None:
    """Somebody whose IIN differs from this valid one only where the check digit hardly tells."""
    others = [f"{iin[:10]}{digit}{iin[11:]}" for digit in "0123456789"]
    near = [one for one in others if iins.near_duplicate(one, iin) and iins.is_valid(one)]
    any_of = ", ".join(["%s"] * len(near))
    found = near and read(Person, Where(f"provider_id = %s AND iin IN ({any_of})", [provider_id, *near]), "id")
    return found[0] if found else None


def namesake_of(provider_id: int, iin: str, surname: str, given_name: str, birth_date: str) -> Person | None:
    """Somebody with an IIN, but another one, the same surname and given name, born on the same day (ISO)."""
    called = "provider_id = %s AND birth_date = %s AND surname = %s AND given_name = %s AND iin NOT IN ('', %s)"
    found = read(Person, Where(called, [provider_id, birth_date, surname, given_name, iin]), "id")
    return found[0] if found else None


def with_document(provider_id: int, number: str) -> list[Person]:
    """The people without an IIN of whom an identity document with this number is stated; signs between do not count."""
    wanted = _plain(number)
    if not wanted:
        return []
    # Those without an IIN are few, and an index tells them: their documents are compared here.
    documents = Statement.objects.filter(
        person__in=_standing(provider_id).filter(iin=""), facet=DOCUMENT.name, known_to=None
    )
    ids = {one.person_id for one in documents if _plain(one.data.get("document_number", "")) == wanted}
    return list(Person.objects.filter(pk__in=ids).order_by("pk"))


def born_and_named(provider_id: int, surname: str, given_name: str, birth_date: str) -> list[Person]:
    """The people born on this day (ISO) who are called so, or, of those without an IIN, share one of the names.

    Case and look-alike letters do not count: a foreign name is often written in two ways.
    """
    wanted = (search_key(surname), search_key(given_name))
    standing = "provider_id = %s AND merged_into_id IS NULL AND erased_at IS NULL AND birth_date = %s"
    born_then = read(Person, Where(standing, [provider_id, birth_date]), "id")
    return [one for one in born_then if _is_called(one, wanted)]


def document_of(person: Person) -> dict[str, str]:
    """Kind and number of the identity document stated last of the person; empty where none is."""
    documents = Statement.objects.filter(person=person, facet=DOCUMENT.name, known_to=None)
    newest = max(documents, key=lambda one: (one.first, one.line), default=None)
    return {name: newest.data.get(name, "") if newest else "" for name in ("document_kind", "document_number")}


def _standing(provider_id: int) -> QuerySet[Person]:
    return Person.objects.filter(provider_id=provider_id, merged_into=None, erased_at=None)


def _is_called(person: Person, wanted: Iterable[str]) -> bool:
    same = [search_key(has) == name for has, name in zip((person.surname, person.given_name), wanted, strict=True)]
    return all(same) or (not person.iin and any(same))


def _plain(number: str) -> str:
    return number.translate(_SEPARATORS).casefold()
