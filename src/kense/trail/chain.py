"""Writing the chain and checking it."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from kense.trail.models import PersonalPart, TrailEntry, TrailHead

GENESIS = "0" * 64


def take_turn(provider_id: int) -> TrailHead:
    """Wait until nobody else writes for the provider; the turn lasts to the end of the transaction."""
    TrailHead.objects.get_or_create(provider_id=provider_id)
    return TrailHead.objects.select_for_update().get(provider_id=provider_id)


def append(
    provider_id: int,
    *,
    at: datetime,
    officer_id: int,
    operation: str,
    case_id: int | None,
    facts: Mapping[str, object],
    personal: Mapping[str, object],
) -> TrailEntry:
    """Add an entry behind the last one of the provider. Call it inside the transaction of the operation itself.

    `facts` must hold nothing personal: it is in the open part of the chain for ever.
    """
    head = take_turn(provider_id)
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
    entry.save(force_insert=True)
    PersonalPart.objects.create(entry=entry, salt=salt, data=dict(personal))
    TrailHead.objects.filter(provider_id=provider_id).update(seq=entry.seq, hash=entry.hash)
    return entry


def commitment(salt: str, personal: Mapping[str, object]) -> str:
    """What the open part of an entry says about the personal one: it can be checked, not guessed."""
    return hashlib.sha256(f"{salt}\n{_canonical(personal)}".encode()).hexdigest()


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
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


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


def _canonical(value: Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
