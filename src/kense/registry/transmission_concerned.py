"""Who is to go out to a database outside: found by the database itself, however many of them there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from kense.law.edition import Addressee
from kense.registry.models import Person, Statement, Transmission, TransmissionItem
from kense.registry.transmission_content import facets_told


@dataclass(frozen=True)
class Concerned:
    """Who is to go out after the last transmission, which told of what came up to the update `cursor`.

    `sent` has what went to the addressee before: the last update told of by the id of the transmission. `merged` has those
    who are held twice, each with the IIN, by the one into whom they were merged in the end.
    """

    addressee: Addressee
    cursor: int
    sent: Mapping[int, int]
    people: QuerySet[Person]
    merged: Mapping[int, Mapping[int, str]]

    @property
    def in_order(self) -> QuerySet[Person]:
        """They by name, as they stand in the transmission."""
        return self.people.order_by("name_key", "pk")

    @property
    def waiting(self) -> int:
        """How many would go out."""
        return self._counted["going"]

    @property
    def blocked(self) -> int:
        """How many more would, were they not blocked."""
        return self._counted["blocked"]

    @cached_property
    def _counted(self) -> dict[str, int]:
        is_blocked = Q(blocked_at__isnull=False)
        return self.people.aggregate(going=Count("pk", filter=~is_blocked), blocked=Count("pk", filter=is_blocked))


def concerned(provider_id: int, addressee: Addressee, last: Transmission | None) -> Concerned:
    """Who is to go out after the `last` transmission: the changed ones and those who go again.

    Whoever was merged goes out as the one they were merged into. Who was erased does not.
    """
    cursor = last.last_update_id if last else 0
    sent = Transmission.objects.filter(provider=provider_id, addressee=addressee.id).order_by()
    again = TransmissionItem.objects.filter(transmission__in=sent, goes_again=True).order_by()
    found = _changed(provider_id, addressee, cursor) | Q(pk__in=again.values("person_id"))
    merged = _merged(provider_id, found)
    people = Person.objects.filter(found | Q(pk__in=list(merged)), merged_into=None, erased_at=None)
    return Concerned(addressee, cursor, dict(sent.values_list("pk", "last_update_id")), people, merged)


def _changed(provider_id: int, addressee: Addressee, cursor: int) -> Q:
    """Of whom something told to the addressee was stated or taken back after the update `cursor`."""
    told = Statement.objects.filter(facet__in=facets_told(addressee.fields)).order_by()
    stated = told.filter(since__provider=provider_id, since__gt=cursor)
    taken_back = told.filter(until__provider=provider_id, until__gt=cursor)
    return Q(pk__in=stated.values("person_id")) | Q(pk__in=taken_back.values("person_id"))


def _merged(provider_id: int, concerned: Q) -> dict[int, dict[int, str]]:
    """Which of those concerned turned out to be somebody else, by the one who was kept; few ever do."""
    dropped = Person.objects.filter(provider=provider_id, merged_into__isnull=False).order_by()
    aims = {pk: aim for pk, aim in dropped.values_list("pk", "merged_into_id") if aim}
    found: dict[int, dict[int, str]] = {}
    for pk, iin in dropped.filter(concerned).values_list("pk", "iin") if aims else ():
        kept = pk
        while kept in aims:
            kept = aims[kept]
        found.setdefault(kept, {})[pk] = iin
    return found
