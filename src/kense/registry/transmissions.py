"""Reading transmissions to the databases outside: what went out, what came back rejected."""

from collections.abc import Iterator, Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kense.registry.models import Statement, Transmission, TransmissionItem, Update
from kense.storage.rows import number

__all__ = [
    "Transmission",
    "TransmissionItem",
    "items_of",
    "items_to_file",
    "last_of",
    "not_rejected",
    "returned",
    "returned_and_changed_by",
    "transmission_of_office",
    "transmissions_to",
]

_AT_ONCE = 1000
_ANY_RETURNED = (
    "SELECT 1 FROM registry_transmissionitem JOIN registry_transmission ON registry_transmission.id = transmission_id "
    "WHERE is_rejected AND settled_at IS NULL AND provider_id = %s LIMIT 1"
)


def last_of(provider_id: int, addressee_id: str) -> Transmission | None:
    """The last transmission of the office to the addressee."""
    return Transmission.objects.filter(provider_id=provider_id, addressee=addressee_id).order_by("n").last()


def transmissions_to(provider_id: int, addressee_id: str) -> QuerySet[Transmission]:
    """The office's transmissions to the addressee, newest first; `rejected` and `left` count their rejected items."""
    rows = Transmission.objects.filter(provider_id=provider_id, addressee=addressee_id).order_by("-n")
    rejected = Count("items", filter=Q(items__is_rejected=True))
    left = Count("items", filter=Q(items__is_rejected=True, items__settled_at=None))
    return rows.select_related("officer").annotate(rejected=rejected, left=left)


def transmission_of_office(provider_id: int, code: str) -> Transmission | None:
    """The office's transmission with this code."""
    return Transmission.objects.filter(provider_id=provider_id, code=code).select_related("officer").first()


def items_of(transmission: Transmission) -> QuerySet[TransmissionItem]:
    """The persons of a transmission with who they are and what changed them, in their order."""
    return transmission.items.select_related("person", "update", "settled_by").order_by("n")


def not_rejected(transmission: Transmission) -> QuerySet[TransmissionItem]:
    """Those who went out and are not marked as rejected."""
    return transmission.items.filter(is_rejected=False).exclude(data={})


def items_to_file(transmission: Transmission) -> Iterator[TransmissionItem]:
    """Those that the files hold: nobody who was held back, blocked or erased since."""
    items = transmission.items.filter(person__blocked_at=None, person__erased_at=None).order_by("n")
    return (one for one in items.iterator(_AT_ONCE) if one.data)


def returned(provider_id: int) -> QuerySet[TransmissionItem]:
    """What was rejected and is not settled yet, oldest first, with the person and what changed them.

    While a person is blocked there is nothing anybody could do about it.
    """
    items = TransmissionItem.objects.filter(is_rejected=True, settled_at=None, person__blocked_at=None)
    items = items.filter(transmission__provider=provider_id)
    return items.select_related("transmission", "person", "update").order_by("transmission__answered_at", "pk")


def returned_and_changed_by(update: Update, facets: Mapping[str, frozenset[str]]) -> list[TransmissionItem]:
    """What was rejected, is not settled and was changed by the update in a facet that goes to the addressee.

    `facets` are those facets by the addressee.
    """
    if not number(_ANY_RETURNED, [update.provider_id]):  # as nearly always
        return []
    touched = Statement.objects.filter(Q(since=update) | Q(until=update), person=OuterRef("person"))
    told_to = Q(pk__in=[])
    for addressee, names in facets.items():
        told_to |= Q(transmission__addressee=addressee) & Q(Exists(touched.filter(facet__in=names)))
    return list(returned(update.provider_id).filter(told_to))
