"""Commands of programs happen once: by its key, one that comes again finds what the first one led to."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from kense.cases.models import PerformedCommand
from kense.casework.texts import KEY_REUSED
from kense.kernel import RefusedError
from kense.people.models import CarriedOut, Officer
from kense.trail.chain import take_turn

_KEY_LENGTH = 48


def once(program: Officer, key: str, asked: str, do: Callable[[], str], *, at: datetime) -> tuple[str, bool]:
    """Do something that is no operation of a case, once for a program's key: the name of what it led to, and whether
    that had been before.

    `asked` is a fingerprint of the request, 64 characters at most. Raises RefusedError for a key that was used for
    another request, and what `do` raises: then nothing was done, and the key is free.
    """
    with transaction.atomic():
        take_turn(program.provider_id)
        earlier = CarriedOut.objects.filter(program=program, key=key).first()
        if earlier and earlier.fingerprint != asked:
            raise RefusedError(KEY_REUSED)
        if earlier:
            return earlier.location, True
        name = do()
        CarriedOut.objects.create(program=program, key=key, fingerprint=asked, location=name, at=at)
    return name, False


def key_of_case(program: Officer, key: str) -> str:
    """The key of an operation of a case, which an office keeps for all its officers: a program's are its own."""
    return hashlib.sha256(f"{program.pk}:{key}".encode()).hexdigest()[:_KEY_LENGTH]


def was_before(provider_id: int, key: str, at: datetime) -> bool:
    """Whether the operation of a case with this key was carried out at another moment than this one."""
    return PerformedCommand.objects.filter(provider_id=provider_id, key=key).exclude(at=at).exists()
