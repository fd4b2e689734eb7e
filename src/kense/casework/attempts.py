"""Slowing down whoever guesses: failed tries from one side are counted, and after enough of them it has to wait."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from kense.people.models import Attempts

ALLOWED = 10
"""Failed tries from one side within the window, where nothing else is said."""
WINDOW = timedelta(minutes=15)


def wait_until(kind: str, source: str, at: datetime, allowed: int = ALLOWED) -> datetime | None:
    """Until when this side has to wait before it may try again; None when it may try now."""
    row = Attempts.objects.filter(kind=kind, subject=_subject(source), count__gte=allowed).first()
    return row.since + WINDOW if row and at < row.since + WINDOW else None


def minutes_until(until: datetime, at: datetime) -> int:
    """How long that is, in whole minutes begun, to be told to a person."""
    return max(1, -(-int((until - at).total_seconds()) // 60))


def count_failure(kind: str, source: str, at: datetime) -> None:
    """Count a failed try; a window that is over begins anew, and what is over for everybody is forgotten."""
    side = {"kind": kind, "subject": _subject(source)}
    with transaction.atomic():
        Attempts.objects.filter(kind=kind, since__lte=at - WINDOW).delete()
        _, is_first = Attempts.objects.get_or_create(**side, defaults={"since": at, "count": 1})
        if not is_first:
            Attempts.objects.filter(**side).update(count=F("count") + 1)


def _subject(source: str) -> str:
    """A keyed hash: the table must not tell whose address tried."""
    return salted_hmac("kense.attempts", source, algorithm="sha256").hexdigest()
