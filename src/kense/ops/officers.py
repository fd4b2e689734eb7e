"""Adding officers from the command line."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kense.casework.accounts import is_usable
from kense.ops.errors import StopError
from kense.people import roles as own_roles
from kense.people.models import Officer, OfficerRole, Provider


def known_roles(act: str) -> list[str]:
    """The roles of the act's procedure, and those that no regulation gives."""
    return list(own_roles.names_of(act))


def check_new(act: str, username: str, roles: Iterable[str]) -> None:
    """StopError where the username is not usable or taken, or a role is unknown."""
    if not is_usable(username):
        raise StopError(f"'{username}' cannot be a username: use letters, digits and . @ + - _ without spaces.", 2)
    known = known_roles(act)
    for role in roles:
        if role not in known:
            raise StopError(f"there is no role '{role}'. Roles: {', '.join(known)}.", 2)
    if Officer.objects.filter(username=username).exists():
        raise StopError(f"the username '{username}' is taken. Choose another one.")


def add(officer: Officer, provider: Provider, roles: Iterable[str], from_day: date) -> Officer:
    """Store a new officer with their roles from a day on. A password must be set already, or the account cannot sign in."""
    if not officer.password:
        officer.set_unusable_password()
    with transaction.atomic():
        officer.provider = provider
        officer.save(force_insert=True)
        OfficerRole.objects.bulk_create(OfficerRole(officer=officer, role=role, from_day=from_day) for role in roles)
    return officer
