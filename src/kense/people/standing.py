"""Who stands in for whom: while an order of substitution lasts, a role is with the substitute and not with the absent.

A house rule: the act knows a head and executors and is silent on their absence.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kense.people.models import Officer, OfficerRole, Substitution
from kense.storage.remembered import remembered


@dataclass(frozen=True, slots=True)
class Standing:
    """An officer's roles on a day.

    held: in their own right. away: of these, the ones that are with a substitute.
    stands_in_for: the role and the id of each officer whose work in that role is theirs.
    """

    held: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    stands_in_for: frozenset[tuple[str, int]] = frozenset()

    @property
    def roles(self) -> frozenset[str]:
        """The roles in which the officer acts."""
        return (self.held - self.away) | {role for role, _ in self.stands_in_for}


def standing_of(officer: Officer, day: date) -> Standing:
    """The officer's roles on a day, in two queries; none when the account is closed."""
    if not officer.is_active:
        return Standing()
    return remembered(officer.provider_id, ("standing", officer.pk, day), lambda: _standing_of(officer, day))


def _standing_of(officer: Officer, day: date) -> Standing:
    concerned = in_force(day).filter(Q(absent=officer) | Q(substitute=officer))
    moved = set(concerned.values_list("role", "absent_id"))
    return Standing(
        held=frozenset(officer.roles.filter(holds(day)).values_list("role", flat=True)),
        away=frozenset(role for role, absent in moved if absent == officer.pk),
        stands_in_for=frozenset((role, absent) for role, absent in moved if absent != officer.pk),
    )


def in_force(day: date) -> QuerySet[Substitution]:
    """The substitutions by which a role is with another officer on a day.

    One counts while the absent officer holds the role, both accounts are open and both work in one office.
    """
    held = OfficerRole.objects.filter(holds(day), officer=OuterRef("absent"), role=OuterRef("role"))
    return Substitution.objects.filter(
        Exists(held),
        is_cancelled=False,
        from_day__lte=day,
        to_day__gte=day,
        absent__is_active=True,
        substitute__is_active=True,
        absent__provider=F("substitute__provider"),
    )


def stood_in_for(officer: Officer, role: str, day: date) -> frozenset[int]:
    """The ids of the officers whose work in a role is this officer's on a day."""
    return frozenset(absent for held, absent in standing_of(officer, day).stands_in_for if held == role)


def substitute_of(officer: Officer, role: str, day: date) -> Officer | None:
    """Who does the officer's work in a role on a day; None while they do it themselves."""
    found = in_force(day).filter(absent=officer, role=role).select_related("substitute").first()
    return found.substitute if found else None


def acting_for(officer: Officer, role: str, day: date, holder_id: int | None = None) -> int | None:
    """For whom an officer acts when they act in a role: the id of the absent officer, None when they act as themselves.

    `holder_id` is whom the case is with: the work of an absent colleague is theirs even to one who has the role too.
    """
    standing = standing_of(officer, day)
    absent = {one for held, one in standing.stands_in_for if held == role}
    if holder_id in absent:
        return holder_id
    return None if role in standing.held - standing.away else min(absent, default=None)


def holds(day: date) -> Q:
    """The roles that are held on a day."""
    return Q(from_day__lte=day) & (Q(to_day__isnull=True) | Q(to_day__gte=day))
