"""Editions that ship never change unseen: the hash under which each was first used here is remembered."""

from datetime import datetime

from kense.acts.models import EditionSeen
from kense.law import shipped


def changed() -> list[str]:
    """The editions that ship with other content than they were first used with here."""
    known = dict(EditionSeen.objects.values_list("edition", "content_hash"))
    return [one.id for one in shipped.editions() if known.get(one.id, one.content_hash) != one.content_hash]


def remember(at: datetime) -> None:
    """Remember the editions that ship and were not used here before."""
    rows = [EditionSeen(edition=one.id, content_hash=one.content_hash, seen_at=at) for one in shipped.editions()]
    EditionSeen.objects.bulk_create(rows, ignore_conflicts=True)
