"""To whom a case can be given: who holds the role today, what they have on their hands, who is away and who stands in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from kense.cases.selectors import Case, waiting
from kense.desk.officers import Desk
from kense.kernel.alphabet import sort_key
from kense.people.selectors import Officer, Substitution, officers_in_role
from kense.people.standing import in_force


@dataclass(frozen=True, slots=True)
class Assignee:
    """An officer with the open cases that are with them, and how many of these are late."""

    officer: Officer
    load: int
    late: int


def assignees(desk: Desk, role: str) -> list[Assignee]:
    """Who can be given a case today, the least loaded first and equals in the order of the Kazakh alphabet."""
    day = desk.worktime.local(desk.at).date()
    loads = _loads(desk)
    found = [Assignee(one, *loads.get(one.pk, (0, 0))) for one in officers_in_role(desk.provider, role, day)]
    return sorted(found, key=lambda one: (one.load, sort_key(str(one.officer))))


def away(desk: Desk, role: str) -> list[Substitution]:
    """Who is away from the role today, until when and who stands in, in the order of the Kazakh alphabet."""
    absences = in_force(desk.worktime.local(desk.at).date()).filter(role=role, absent__provider=desk.provider)
    found = absences.select_related("absent", "substitute")
    return sorted(found, key=lambda one: sort_key(str(one.absent)))


def spread(cases: Iterable[Case], people: Sequence[Assignee], persons: Mapping[str, str]) -> dict[str, Officer]:
    """A suggestion by case code: each case, in the order given, to whoever has least on their hands by then.

    Nobody is suggested for a case in which they have acted, as long as there is somebody else. `persons` are those of
    `people.selectors.persons_in`.
    """
    loads = {one.officer.pk: one.load for one in people}
    suggested = {}
    for case in cases:
        acted = {persons.get(account, account) for accounts in case.performers.values() for account in accounts}
        fit = [one for one in people if persons.get(own := str(one.officer.pk), own) not in acted] or people
        if fit:
            chosen = min(fit, key=lambda one: loads[one.officer.pk]).officer
            loads[chosen.pk] += 1
            suggested[case.code] = chosen
    return suggested


def _loads(desk: Desk) -> dict[int, tuple[int, int]]:
    """Open cases by the officer they are with, and how many of them are late in the action or in the service."""
    late = Q(due_at__lt=desk.at) | Q(case__due_at__lt=desk.at)
    actions = [action.id for action in desk.edition.procedure.actions if action.by_assignee]
    rows = waiting(desk.provider.pk, actions).order_by().values_list("case__holder")
    return {holder: (n, n_late) for holder, n, n_late in rows.annotate(n=Count("pk"), late=Count("pk", filter=late))}
