"""People of the register who may be the person at the counter under another IIN. Each look-up is one of an index."""

from kense.registry import iin as iins
from kense.registry.models import Person


def near_to(provider_id: int, iin: str) -> Person | None:
    """Somebody whose IIN differs from this valid one only where the check digit hardly tells."""
    others = [f"{iin[:10]}{digit}{iin[11:]}" for digit in "0123456789"]
    near = [one for one in others if iins.near_duplicate(one, iin) and iins.is_valid(one)]
    return Person.objects.filter(provider_id=provider_id, iin__in=near).first()


def namesake_of(provider_id: int, iin: str, surname: str, given_name: str, birth_date: str) -> Person | None:
    """Somebody with another IIN, the same surname and given name, born on the same day (ISO)."""
    born_then = Person.objects.filter(provider_id=provider_id, birth_date=birth_date)
    return born_then.filter(surname=surname, given_name=given_name).exclude(iin=iin).first()
