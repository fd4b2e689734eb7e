"""Settling what a database outside rejected: whoever is changed in the register, or left as they are, goes out again."""

from collections.abc import Mapping
from datetime import datetime

from kense.acts.selectors import edition_at
from kense.casework.administration import enter
from kense.casework.holdings import PERSON
from kense.people.models import Officer
from kense.registry.models import Transmission, TransmissionItem, Update
from kense.registry.transmission_content import facets_told
from kense.registry.transmissions import returned_and_changed_by

SETTLED = "transmission_settled"


def settle_by(update: Update, *, actor: Officer, at: datetime) -> int:
    """Settle what was rejected of the persons whom this update changed; how many entries that are.

    Whatever changes the register calls it inside its own transaction, when the update is complete.
    """
    addressees = edition_at(actor.provider, at).procedure.transmissions
    items = returned_and_changed_by(update, {one.id: facets_told(one.fields) for one in addressees})
    for item in items:
        settle_item(item, facts={"update": update.pk}, actor=actor, at=at)
    return len(items)


def settle_item(
    item: TransmissionItem, *, note: str = "", facts: Mapping[str, object] | None = None, actor: Officer, at: datetime
) -> None:
    """Settle one entry, with its own in the trail. Call it inside a transaction."""
    item.settled_at, item.settled_by, item.settlement, item.goes_again = at, actor, note, True
    item.save(update_fields=["settled_at", "settled_by", "settlement", "goes_again"])
    told = {**facts_of(item.transmission), "place": item.n, PERSON: item.person.code, **(facts or {})}
    enter(actor.provider, SETTLED, told, actor=actor, at=at, personal={"note": note} if note else {})


def facts_of(transmission: Transmission) -> dict[str, object]:
    """What the trail's open part says of a transmission."""
    return {"transmission": transmission.code, "addressee": transmission.addressee, "number": transmission.n}
