"""Reading transmissions: who is to go out to a database outside, what went out already, what came back rejected."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from kense.law.edition import Addressee
from kense.registry.models import Person, Statement, Transmission, TransmissionItem, Update
from kense.registry.transmission_content import content, facets_told, told

__all__ = [
    "Concerned",
    "Transmission",
    "TransmissionItem",
    "concerned",
    "items_of",
    "items_to_file",
    "last_of",
    "prepared",
    "returned",
    "transmission_of_office",
    "transmissions_to",
]

_AT_ONCE = 1000
"""Persons read together while a transmission is put together: so many, however long it is."""


@dataclass(slots=True)
class Concerned:
    """Somebody who is to go out: by which update, for which earlier items again, under which IINs they were held twice.

    What changed is told since the update `cursor`, up to which the addressee knows them.
    """

    person_id: int
    name_key: str
    blocked: bool
    cursor: int
    update_id: int = 0
    again: list[int] = field(default_factory=list)
    replaces: list[str] = field(default_factory=list)


class _Known(NamedTuple):
    """What tells of a person whether they go out, as little as there can be: a whole college of them is held at once."""

    iin: str
    name_key: str
    merged_into_id: int | None
    blocked_at: datetime | None
    erased_at: datetime | None


def last_of(provider_id: int, addressee_id: str) -> Transmission | None:
    """The last transmission of the office to the addressee."""
    return Transmission.objects.filter(provider_id=provider_id, addressee=addressee_id).order_by("n").last()


def concerned(provider_id: int, addressee: Addressee, last: Transmission | None) -> list[Concerned]:
    """Who is to go out after the `last` transmission, by name: the changed ones and those who go again.

    Whoever was merged goes out as the one they were merged into. Who was erased does not.
    """
    cursor = last.last_update_id if last else 0
    changed = _changed(provider_id, addressee, cursor)
    sent = TransmissionItem.objects.filter(transmission__provider=provider_id, transmission__addressee=addressee.id)
    again = list(sent.filter(goes_again=True).order_by("pk").values_list("pk", "person_id", "update_id"))
    people = _people({*changed, *(person_id for _, person_id, _ in again)})
    found: dict[int, Concerned] = {}
    for person_id, update_id in changed.items():
        one = _entry(found, person_id, people, cursor)
        one.update_id = max(one.update_id, update_id)
        if person_id != one.person_id and people[person_id].iin:
            one.replaces.append(people[person_id].iin)
    for item_id, person_id, update_id in again:
        one = _entry(found, person_id, people, cursor)
        one.update_id = max(one.update_id, update_id)
        one.again.append(item_id)
    _set_back([one for one in found.values() if one.again], sent)
    there = [one for one in found.values() if people[one.person_id].erased_at is None]
    return sorted(there, key=lambda one: (one.name_key, one.person_id))


def prepared(found: Iterable[Concerned], addressee: Addressee) -> Iterator[tuple[Concerned, dict[str, Any]]]:
    """Each of them with what goes out of them now. Nothing is written."""
    rest = iter(found)
    while chunk := list(islice(rest, _AT_ONCE)):
        ids = [one.person_id for one in chunk]
        people = Person.objects.in_bulk(ids)
        updates = Update.objects.in_bulk({one.update_id for one in chunk})
        stated = _stated(ids, addressee, min(one.cursor for one in chunk))
        for one in chunk:
            statements = stated.get(one.person_id, [])
            before = [it for it in statements if it.since_id <= one.cursor < (it.until_id or one.cursor + 1)]
            after = [it for it in statements if it.until_id is None]
            yield (
                one,
                content(
                    people[one.person_id],
                    told(before, addressee.fields),
                    told(after, addressee.fields),
                    updates[one.update_id],
                    replaces=sorted(one.replaces),
                    again=bool(one.again),
                ),
            )


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
    touched = Statement.objects.filter(Q(since=update) | Q(until=update), person=OuterRef("person"))
    told_to = Q(pk__in=[])
    for addressee, names in facets.items():
        told_to |= Q(transmission__addressee=addressee) & Q(Exists(touched.filter(facet__in=names)))
    return list(returned(update.provider_id).filter(told_to))


def _changed(provider_id: int, addressee: Addressee, cursor: int) -> dict[int, int]:
    """The last update after `cursor` that stated or took back something told to the addressee, by person."""
    facets, found = facets_told(addressee.fields), dict[int, int]()
    for side in ("since", "until"):
        concerns = {f"{side}__provider": provider_id, f"{side}__gt": cursor, "facet__in": facets}
        rows = Statement.objects.filter(**concerns).order_by().values_list("person_id").annotate(Max(f"{side}_id"))
        for person_id, update_id in rows:
            found[person_id] = max(found.get(person_id, 0), update_id)
    return found


def _people(ids: Iterable[int]) -> dict[int, _Known]:
    """These persons and those they were merged into, with what tells whether they go out."""
    found: dict[int, _Known] = {}
    wanted = sorted(ids)
    rows = Person.objects.order_by().values_list("pk", *_Known._fields)
    while wanted:
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = rows.filter(pk__in=wanted[start : start + _AT_ONCE])
            found |= {pk: _Known(*row) for pk, *row in chunk}
        aims = {one.merged_into_id for one in found.values() if one.merged_into_id}
        wanted = sorted(aims - found.keys())
    return found


def _set_back(again: list[Concerned], sent: QuerySet[TransmissionItem]) -> None:
    """Whoever goes again is known to the addressee up to the last transmission in which it did not reject them."""
    taken = sent.filter(is_rejected=False).exclude(data={}).order_by().values_list("person_id")
    known: dict[int, int] = {}
    for start in range(0, len(again), _AT_ONCE):
        ids = [one.person_id for one in again[start : start + _AT_ONCE]]
        known |= dict(taken.filter(person__in=ids).annotate(Max("transmission__last_update_id")))
    for one in again:
        one.cursor = known.get(one.person_id, 0)


def _entry(found: dict[int, Concerned], person_id: int, people: Mapping[int, _Known], cursor: int) -> Concerned:
    while aim := people[person_id].merged_into_id:
        person_id = aim
    person = people[person_id]
    if person_id not in found:
        found[person_id] = Concerned(person_id, person.name_key, person.blocked_at is not None, cursor)
    return found[person_id]


def _stated(ids: list[int], addressee: Addressee, cursor: int) -> dict[int, list[Statement]]:
    """What is stated of these persons now and what was before, by person."""
    known = Statement.objects.filter(person__in=ids, facet__in=facets_told(addressee.fields))
    found: dict[int, list[Statement]] = {}
    for one in known.filter(Q(until=None) | Q(until__gt=cursor)).order_by("pk"):
        found.setdefault(one.person_id, []).append(one)
    return found
