"""Substitution: while an officer is away by an order, their role and their work are with a colleague. A house rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kense import law
from kense.acts.selectors import edition_on, office_key
from kense.casework.administration import day_of, enter, require_administrator
from kense.casework.fields import FieldReader
from kense.casework.perform import ProblemsError
from kense.kernel import LegalRef, Refusal, RefusedError, Text
from kense.law import lookup
from kense.people.models import Officer, Provider, Substitution
from kense.people.selectors import officer_of, row_id, standing_of
from kense.trail.chain import take_turn

SET = "substitution_set"
ENDED = "substitution_ended"

DONE: dict[str, Text] = {
    SET: Text("орнын басуды тағайындады", "назначил(а) замещение", "set a substitution"),
    ENDED: Text("орнын басуды тоқтатты", "прекратил(а) замещение", "ended a substitution"),
}
LABELS: dict[str, Text] = {
    "absent": Text("Орнында жоқ қызметкер", "Отсутствующий сотрудник", "Absent officer"),
    "role": Text("Рөлі", "Роль", "Role"),
    "substitute": Text("Орнын басушы", "Замещающий", "Substitute"),
    "from_day": Text("Алғашқы күні", "Первый день", "First day"),
    "to_day": Text("Соңғы күні", "Последний день", "Last day"),
    "order_number": Text("Бұйрықтың нөмірі", "Номер приказа", "Number of the order"),
    "order_date": Text("Бұйрықтың күні", "Дата приказа", "Date of the order"),
}
ORDER_LIMIT = 40

PROBLEMS: dict[str, Text] = {
    "officer_unknown": Text(
        "Осы кеңсенің жұмыс істейтін қызметкерін тізімнен таңдаңыз.",
        "Выберите из списка действующего сотрудника этой канцелярии.",
        "Choose a working officer of this office from the list.",
    ),
    "role_unknown": Text("Рөлді тізімнен таңдаңыз.", "Выберите роль из списка.", "Choose a role from the list."),
    "role_not_held": Text(
        "Таңдалған қызметкерде бұл рөл көрсетілген күндердің бәрінде бірдей жоқ. Рөлді немесе күндерді түзетіңіз.",
        "У выбранного сотрудника этой роли нет во все указанные дни. Исправьте роль или дни.",
        "The chosen officer does not hold this role on all of these days. Correct the role or the days.",
    ),
    "same_officer": Text(
        "Қызметкер өзінің орнын өзі баса алмайды. Басқа қызметкерді таңдаңыз.",
        "Сотрудник не может замещать сам себя. Выберите другого.",
        "Nobody stands in for themself. Choose another officer.",
    ),
    "already_away": Text(
        "Бұл күндері осы рөл бойынша орнын басу тағайындалған. Күндерді түзетіңіз немесе бұрынғысын тоқтатыңыз.",
        "На эти дни по этой роли замещение уже назначено. Исправьте дни или прекратите прежнее.",
        "A substitution in this role is already set for these days. Correct the days or end the earlier one.",
    ),
    "substitute_away": Text(
        "Таңдалған орнын басушы бұл күндері осы рөл бойынша өзі орнында жоқ. Басқа қызметкерді таңдаңыз.",
        "Выбранный замещающий в эти дни сам отсутствует в этой роли. Выберите другого сотрудника.",
        "The chosen substitute is away from this role on these days. Choose another officer.",
    ),
    "absent_stands_in": Text(
        "Бұл қызметкер осы күндері осы рөл бойынша басқаның орнын басады. Алдымен сол орын басуды тоқтатыңыз.",
        "В эти дни этот сотрудник сам замещает другого в этой роли. Сначала прекратите то замещение.",
        "On these days this officer stands in for somebody in this role. End that substitution first.",
    ),
    "already_over": Text(
        "Соңғы күні өтіп кеткен. Бүгінгі немесе одан кейінгі күнді жазыңыз.",
        "Последний день уже прошёл. Укажите сегодняшний день или более поздний.",
        "The last day has passed. Write today's date or a later one.",
    ),
    "order_to_come": Text(
        "Бұйрықтың күні әлі келген жоқ. Оны бұйрықпен салыстырыңыз.",
        "Дата приказа ещё не наступила. Сверьте её с приказом.",
        "The date of the order is still to come. Compare it with the order.",
    ),
}
NOT_YOURS = Refusal(
    "wrong_role",
    Text(
        "Орнын басуды осы кеңсенің әкімшісі, ал өз орнына басшының өзі тағайындайды. Сізде бұл құқық жоқ.",
        "Замещение назначает администратор этой канцелярии, а вместо себя – сам руководитель. У вас нет этого права.",
        "A substitution is set by the administrator of this office, or by the head for themself. You may not do it.",
    ),
)
OVER = Refusal(
    "substitution_over",
    Text(
        "Бұл орын басу аяқталған. Бетті жаңартып, тізімді қараңыз.",
        "Это замещение уже завершено. Обновите страницу и посмотрите список.",
        "This substitution is over already. Reload the page and look at the list.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A substitution as it was typed, with its officers found."""

    absent: Officer
    substitute: Officer
    role: str
    from_day: date
    to_day: date
    order_number: str
    order_date: date


def roles_that_move(provider: Provider) -> dict[str, Text]:
    """The roles in which an officer can be substituted: those of the act's procedure."""
    return {role.id: role.officer for role in law.newest(provider.act, office_key(provider)).procedure.roles}


def rule_of(provider: Provider) -> LegalRef:
    """The place of the rule by which an officer is substituted, in the edition in force."""
    return law.newest(provider.act, office_key(provider)).procedure.substitution.ref


def sets_own_absence(officer: Officer, day: date) -> bool:
    """Whether the officer may set a substitution for themself: the head, at work or already away."""
    return lookup.heads(edition_on(officer.provider, day), standing_of(officer, day).held)


def substitute(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Substitution:
    """Let a colleague stand in for an absent officer in a role, by an order, from a day to a day.

    fields: those of LABELS; officers by their ids. Raises RefusedError for anybody but the office's administrator and
    the head for themself, ProblemsError where a field is wrong.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        _require_right(provider, fields.get("absent", ""), actor, at)
        plan = _read(provider, fields, day_of(provider, at))
        row = Substitution.objects.create(
            absent=plan.absent,
            substitute=plan.substitute,
            role=plan.role,
            from_day=plan.from_day,
            to_day=plan.to_day,
            order_number=plan.order_number,
            order_date=plan.order_date,
        )
        enter(provider, SET, _facts(row), actor=actor, at=at)
    return row


def end(provider: Provider, substitution_id: str, *, actor: Officer, at: datetime) -> None:
    """End a substitution now: the role is back at once. The row stays.

    Raises RefusedError for anybody but the administrator and the head who is away, and for one that is over.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        row = _row(provider, substitution_id)
        _require_right(provider, str(row.absent_id) if row else "", actor, at)
        today = day_of(provider, at)
        if row is None or row.is_cancelled or row.to_day < today:
            raise RefusedError(OVER)
        before = _facts(row)
        if row.from_day < today:
            row.to_day = today - timedelta(days=1)
        else:
            row.is_cancelled = True
        row.save(update_fields=["to_day", "is_cancelled"])
        after = {"to_day": row.to_day.isoformat(), "is_cancelled": row.is_cancelled}
        enter(provider, ENDED, before | {"after": after}, actor=actor, at=at)


def _require_right(provider: Provider, absent_id: str, actor: Officer, at: datetime) -> None:
    own = str(actor.pk) == absent_id and actor.provider_id == provider.pk
    if own and sets_own_absence(actor, day_of(provider, at)):
        return
    try:
        require_administrator(provider, actor, at)
    except RefusedError:
        raise RefusedError(NOT_YOURS) from None


def _row(provider: Provider, substitution_id: str) -> Substitution | None:
    return Substitution.objects.filter(absent__provider=provider, pk=row_id(substitution_id)).first()


def _read(provider: Provider, fields: Mapping[str, str], today: date) -> _Plan:
    reader = FieldReader(fields)
    absent, other = (_officer(reader, provider, field) for field in ("absent", "substitute"))
    role = fields.get("role", "")
    if role not in roles_that_move(provider):
        reader.say("role", "role_unknown", PROBLEMS["role_unknown"])
    from_day, to_day = reader.days(("from_day", "to_day"), (LABELS["from_day"], LABELS["to_day"]))
    order_number = reader.line("order_number", LABELS["order_number"], ORDER_LIMIT, required=True)
    order_date = reader.day("order_date", LABELS["order_date"])
    if to_day and to_day < today:
        reader.say("to_day", "already_over", PROBLEMS["already_over"])
    if order_date and order_date > today:
        reader.say("order_date", "order_to_come", PROBLEMS["order_to_come"])
    if absent and absent == other:
        reader.say("substitute", "same_officer", PROBLEMS["same_officer"])
    if absent is None or other is None or from_day is None or to_day is None or order_date is None:
        raise ProblemsError(reader.problems)
    plan = _Plan(absent, other, role, from_day, to_day, order_number, order_date)
    _check_days(reader, provider, plan)
    reader.done()
    return plan


def _officer(reader: FieldReader, provider: Provider, field: str) -> Officer | None:
    found = officer_of(provider, reader.fields.get(field, ""))
    if found is None or not found.is_active or found.is_program:
        reader.say(field, "officer_unknown", PROBLEMS["officer_unknown"])
        return None
    return found


def _check_days(reader: FieldReader, provider: Provider, plan: _Plan) -> None:
    """The role is held throughout, each role of an absent officer goes to one person, and nothing is passed on."""
    held = Q(from_day__lte=plan.from_day) & (Q(to_day__isnull=True) | Q(to_day__gte=plan.to_day))
    if plan.role in roles_that_move(provider) and not plan.absent.roles.filter(held, role=plan.role).exists():
        reader.say("role", "role_not_held", PROBLEMS["role_not_held"])
    meanwhile = Substitution.objects.filter(
        role=plan.role, from_day__lte=plan.to_day, to_day__gte=plan.from_day, is_cancelled=False
    )
    if meanwhile.filter(absent=plan.absent).exists():
        reader.say("from_day", "already_away", PROBLEMS["already_away"])
    if meanwhile.filter(absent=plan.substitute).exists():
        reader.say("substitute", "substitute_away", PROBLEMS["substitute_away"])
    if meanwhile.filter(substitute=plan.absent).exists():
        reader.say("absent", "absent_stands_in", PROBLEMS["absent_stands_in"])


def _facts(row: Substitution) -> dict[str, object]:
    return {
        "substitution": row.pk,
        "absent": row.absent_id,
        "substitute": row.substitute_id,
        "role": row.role,
        "from_day": row.from_day.isoformat(),
        "to_day": row.to_day.isoformat(),
        "order_number": row.order_number,
        "order_date": row.order_date.isoformat(),
        "ref": str(rule_of(row.absent.provider)),
    }
