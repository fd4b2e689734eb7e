"""Writing the chain and checking it."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from kense.storage.rows import Asked, Where, as_json, insert_all, read_all, run
from kense.trail.models import TrailEntry, TrailHead
from kense.trail.verifier import canonical, committed

GENESIS = "0" * 64
_PERSONAL = (
    "INSERT INTO trail_personalpart (entry_id, salt, data) "
    "VALUES ((SELECT id FROM trail_trailentry WHERE provider_id = %s AND seq = %s), %s, %s)"
)
_HEAD = "UPDATE trail_trailhead SET seq = %s, hash = %s WHERE provider_id = %s"


def take_turn(provider_id: int) -> TrailHead:
    """Wait until nobody else writes for the provider; the turn lasts to the end of the transaction."""
    return take_turn_and_read(provider_id, [])[0]


def take_turn_and_read(provider_id: int, asked: Sequence[Asked]) -> tuple[TrailHead, list[list[Any]]]:
    """The same, and in one go with it what an operation reads first: nobody changes that before the turn is over."""
    turn = Asked(TrailHead, Where("provider_id = %s", [provider_id]), lock=True)
    while True:
        heads, *found = read_all([turn, *asked])
        if heads:
            return heads[0], found
        TrailHead.objects.get_or_create(provider_id=provider_id)


def append(
    provider_id: int,
    *,
    at: datetime,
    officer_id: int,
    operation: str,
    case_id: int | None,
    facts: Mapping[str, object],
    personal: Mapping[str, object],
    head: TrailHead | None = None,
) -> TrailEntry:
    """Add an entry behind the last one of the provider. Call it inside the transaction of the operation itself.

    `facts` must hold nothing personal: it is in the open part of the chain for ever. `head` is the end of the chain for
    whoever has the turn and knows that nothing was added since.
    """
    head = head or take_turn(provider_id)
    salt = secrets.token_hex(16)
    entry = TrailEntry(
        provider_id=provider_id,
        seq=head.seq + 1,
        at=at,
        officer_id=officer_id,
        case_id=case_id,
        operation=operation,
        facts=dict(facts),
        commitment=commitment(salt, personal),
        previous=head.hash,
    )
    entry.hash = hash_of(entry)
    insert_all([entry])
    run(_PERSONAL, [provider_id, entry.seq, salt, as_json(personal)])
    run(_HEAD, [entry.seq, entry.hash, provider_id])
    return entry


def commitment(salt: str, personal: Mapping[str, object]) -> str:
    """What the open part of an entry says about the personal one: it can be checked, not guessed."""
    return hashlib.sha256(committed(salt, canonical(personal))).hexdigest()


def hash_of(entry: TrailEntry) -> str:
    """The hash of an entry over its content and the hash of the entry before it."""
    content = {
        "provider": entry.provider_id,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "officer": entry.officer_id,
        "case": entry.case_id,
        "operation": entry.operation,
        "facts": entry.facts,
        "commitment": entry.commitment,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def first_broken(provider_id: int) -> int | None:
    """The place of the first entry that does not fit the chain, 0 for an entry cut off at the end; None when it is whole."""
    previous, seq = GENESIS, 0
    for entry in (
        TrailEntry.objects.filter(provider_id=provider_id).order_by("seq").select_related("personal").iterator()
    ):
        seq += 1
        whole = entry.seq == seq and entry.previous == previous and hash_of(entry) == entry.hash
        if not whole or not _keeps_its_word(entry):
            return seq
        previous = entry.hash
    head = TrailHead.objects.filter(provider_id=provider_id).first()
    found = (head.seq, head.hash) if head else (0, GENESIS)
    return None if found == (seq, previous) else 0


def _keeps_its_word(entry: TrailEntry) -> bool:
    personal = getattr(entry, "personal", None)
    return personal is None or commitment(personal.salt, personal.data) == entry.commitment
