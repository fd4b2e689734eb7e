"""The roles of officers: given from a day on, ended on a day. What was held stays written."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kense.casework.accounts import UNKNOWN, found_officer, require_another_administrator
from kense.casework.administration import day_of, enter
from kense.casework.door import end_sessions
from kense.casework.fields import FieldReader
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError, Text
from kense.people.models import Officer, OfficerRole, Provider
from kense.people.roles import ADMINISTRATOR, names_of
from kense.people.selectors import row_id
from kense.registry.dates import shown

GIVEN = "role_given"
ENDED = "role_ended"

DONE: dict[str, Text] = {
    GIVEN: Text("қызметкерге рөл берді", "дал(а) сотруднику роль", "gave an officer a role"),
    ENDED: Text("қызметкердің рөлін тоқтатты", "прекратил(а) роль сотрудника", "ended an officer's role"),
}
LABELS: dict[str, Text] = {
    "role": Text("Рөлі", "Роль", "Role"),
    "from_day": Text("Алғашқы күні", "Первый день", "First day"),
    "to_day": Text("Соңғы күні, белгілі болса", "Последний день, если известен", "Last day, if known"),
    "last_day": Text("Рөлдің соңғы күні", "Последний день роли", "Last day of the role"),
}
PROBLEMS: dict[str, Text] = {
    "role_unknown": Text("Рөлді тізімнен таңдаңыз.", "Выберите роль из списка.", "Choose a role from the list."),
    "role_held": Text(
        "Бұл күндері қызметкерде осы рөл бар. Күндерді түзетіңіз.",
        "В эти дни у сотрудника уже есть эта роль. Исправьте дни.",
        "The officer holds this role on these days already. Correct the days.",
    ),
    "begins_before_today": Text(
        "Рөл өткен күннен басталмайды: бүгінгі ({today}) немесе одан кейінгі күнді жазыңыз.",
        "Роль не даётся прошедшим днём: впишите сегодняшний день ({today}) или более поздний.",
        "A role does not begin on a day that has passed: write today's ({today}) or a later one.",
    ),
    "ends_too_early": Text(
        "Өткен күндердегі рөл өзгермейді: соңғы күні {first} немесе одан кейін болуы тиіс.",
        "Роль за прошедшие дни не меняется: последний день – {first} или позже.",
        "A role of days that have passed does not change: the last day is {first} or later.",
    ),
    "ends_too_late": Text(
        "Бұл рөл {last} күні онсыз да бітеді. Одан кейінгі күндерге рөлді жаңадан беріңіз.",
        "Эта роль и так заканчивается {last}. На дни после этого дайте роль заново.",
        "This role ends on {last} anyway. For later days, give the role anew.",
    ),
}


def give_role(
    provider: Provider, officer_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> OfficerRole:
    """Give an officer a role from a day on, with a last day or without.

    fields: `role`, `from_day`, `to_day`. Raises RefusedError for anybody but the administrator.
    """
    with transaction.atomic():
        officer, today = found_officer(provider, officer_id, actor, at), day_of(provider, at)
        reader = FieldReader(fields)
        role = fields.get("role", "")
        from_day, to_day = reader.days(("from_day", "to_day"), (LABELS["from_day"], LABELS["to_day"]), open_end=True)
        if role not in names_of(provider.act):
            reader.say("role", "role_unknown", PROBLEMS["role_unknown"])
        if from_day and from_day < today:
            reader.say("from_day", "begins_before_today", PROBLEMS["begins_before_today"].filled(today=shown(today)))
        if from_day and _is_held(officer, role, from_day, to_day):
            reader.say("from_day", "role_held", PROBLEMS["role_held"])
        if from_day is None or reader.problems:
            raise ProblemsError(reader.problems)
        row = OfficerRole.objects.create(officer=officer, role=role, from_day=from_day, to_day=to_day)
        enter(provider, GIVEN, _facts(row), actor=actor, at=at)
    return row


def end_role(
    provider: Provider, officer_id: str, row: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> OfficerRole:
    """Let a role end on a day: yesterday takes it away at once, the day before its first one calls it off.

    fields: `last_day`. Refused for the last administrator's role.
    """
    with transaction.atomic():
        officer = found_officer(provider, officer_id, actor, at)
        held = officer.roles.filter(pk=row_id(row)).first()
        if held is None:
            raise RefusedError(UNKNOWN)
        reader = FieldReader(fields)
        last = reader.day("last_day", LABELS["last_day"])
        _check_last(reader, held, last, day_of(provider, at))
        reader.done()
        if held.role == ADMINISTRATOR and held.to_day is None:
            require_another_administrator(officer, at)
        before, held.to_day = held.to_day, last
        held.save(update_fields=["to_day"])
        if not _has_any_role(officer, day_of(provider, at)):
            end_sessions(officer)
        enter(provider, ENDED, _facts(held) | {"before": _iso(before)}, actor=actor, at=at)
    return held


def _has_any_role(officer: Officer, day: date) -> bool:
    """Whether the officer has a role on a day or will have one."""
    return officer.roles.filter(Q(to_day__isnull=True) | Q(to_day__gte=day)).exists()


def _is_held(officer: Officer, role: str, from_day: date, to_day: date | None) -> bool:
    rows = officer.roles.filter(Q(to_day__isnull=True) | Q(to_day__gte=from_day), role=role)
    return (rows.filter(from_day__lte=to_day) if to_day else rows).exists()


def _check_last(reader: FieldReader, held: OfficerRole, last: date | None, today: date) -> None:
    first = max(held.from_day, today) - timedelta(days=1)
    if last and last < first:
        reader.say("last_day", "ends_too_early", PROBLEMS["ends_too_early"].filled(first=shown(first)))
    if last and held.to_day and last > held.to_day:
        reader.say("last_day", "ends_too_late", PROBLEMS["ends_too_late"].filled(last=shown(held.to_day)))


def _facts(row: OfficerRole) -> dict[str, object]:
    return {
        "officer": row.officer_id,
        "role": row.role,
        "from_day": row.from_day.isoformat(),
        "to_day": _iso(row.to_day),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
