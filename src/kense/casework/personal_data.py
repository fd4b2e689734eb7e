"""Blocking and destroying a person's data by an order of the head. A house rule; the trail stays verifiable.

What is destroyed, and what stays, is in `destroying`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kense import law
from kense.acts.selectors import office_key
from kense.cases.models import Case
from kense.casework.administration import day_of, enter
from kense.casework.destroying import destroy
from kense.casework.fields import FieldReader
from kense.casework.holdings import PERSON, Holdings
from kense.kernel import Refusal, RefusedError, Text
from kense.law import lookup
from kense.law.edition import PersonalDataRule
from kense.people.models import Officer, Provider
from kense.people.selectors import roles_on
from kense.registry.models import Person
from kense.trail.chain import take_turn

BLOCKED, UNBLOCKED, ERASED = "person_blocked", "person_unblocked", "person_erased"
DONE: dict[str, Text] = {
    BLOCKED: Text(
        "бұйрық бойынша дербес деректерді оқшаулады",
        "заблокировал(а) персональные данные по приказу",
        "blocked personal data by an order",
    ),
    UNBLOCKED: Text(
        "бұйрық бойынша дербес деректердің оқшаулануын алып тастады",
        "разблокировал(а) персональные данные по приказу",
        "unblocked personal data by an order",
    ),
    ERASED: Text(
        "бұйрық бойынша дербес деректерді жойды",
        "уничтожил(а) персональные данные по приказу",
        "destroyed personal data by an order",
    ),
}

ORDER_NUMBER = Text("Бұйрықтың нөмірі", "Номер приказа", "Number of the order")
ORDER_DATE = Text("Бұйрықтың күні", "Дата приказа", "Date of the order")
WHY = Text("Негізі", "Основание", "Ground")
LABELS = {"order_number": ORDER_NUMBER, "order_date": ORDER_DATE, "why": WHY}

_NUMBER_LIMIT, _WHY_LIMIT = 40, 500

_NOT_YOURS = Text(
    "Дербес деректерді бұйрық бойынша оқшаулайтын және жоятын – {role}. Оған хабарласыңыз.",
    "Блокирует и уничтожает персональные данные по приказу {role}. Обратитесь к нему.",
    "Personal data are blocked and destroyed by order by the {role}. Turn to them.",
)
_OPEN_CASE = Text(
    "Бұл тұлғаның аяқталмаған ісі бар: {number}. Алдымен істі аяқтаңыз, содан кейін деректерін жойыңыз.",
    "У этого лица есть незаконченное дело: {number}. Сначала закончите дело, потом уничтожайте данные.",
    "This person has a case that is not over: {number}. End the case first, then destroy the data.",
)
_OPEN_CASE_OF_ANOTHER = Text(
    "Бұл тұлға басқа адамның өкілі болған іс аяқталмаған: {number}. Алдымен істі аяқтаңыз, содан кейін деректерін жойыңыз.",
    "Не закончено дело, в котором это лицо – представитель другого: {number}. Сначала закончите дело, потом уничтожайте "
    "данные.",
    "A case in which this person represents somebody else is not over: {number}. End the case first, then destroy the data.",
)
_ALREADY = Text(
    "Бұл тұлғаның деректері бұрын жойылған.",
    "Данные этого лица уже уничтожены.",
    "The data of this person are destroyed already.",
)
_IS_BLOCKED = Text(
    "Бұл тұлғаның деректері оқшауланған. Алдымен басшы оқшаулауды алып тастауы керек.",
    "Данные этого лица заблокированы. Сначала руководитель должен снять блокировку.",
    "The data of this person are blocked. The head has to unblock them first.",
)
_NOT_BLOCKED = Text(
    "Бұл тұлғаның деректері оқшауланбаған.",
    "Данные этого лица не заблокированы.",
    "The data of this person are not blocked.",
)


@dataclass(frozen=True, slots=True)
class Order:
    """The order on which it is done, and why it was given."""

    number: str
    day: date
    why: str

    def facts(self, person: Person) -> dict[str, object]:
        """What the trail's open part says: whose data, by the code, and the order."""
        return {PERSON: person.code, "order": self.number, "of": self.day.isoformat()}


def rule_of(provider: Provider) -> PersonalDataRule:
    """Who may order it, as the provider's edition says."""
    return law.newest(provider.act, office_key(provider)).procedure.personal_data


def may_order(provider: Provider, officer: Officer, at: datetime) -> bool:
    """Whether the officer is the one whose order it takes."""
    return officer.provider_id == provider.pk and rule_of(provider).role in roles_on(officer, day_of(provider, at))


def not_yours(provider: Provider) -> Refusal:
    """The refusal of an order by anybody else."""
    role = lookup.role(law.newest(provider.act, office_key(provider)), rule_of(provider).role).officer
    return Refusal("wrong_role", _NOT_YOURS.filled(role=role), rule_of(provider).ref)


def block(person: Person, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Nobody is shown the person's data any more, no case changes them, nothing of them is sent; until unblocked."""
    with transaction.atomic():
        order = _ordered(person, fields, actor, at)
        if person.blocked_at:
            raise _refused(person.provider, "person_blocked", _IS_BLOCKED)
        person.blocked_at = at
        person.save(update_fields=["blocked_at"])
        _enter(BLOCKED, person, order, actor, at)


def unblock(person: Person, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """End the blocking."""
    with transaction.atomic():
        order = _ordered(person, fields, actor, at)
        if not person.blocked_at:
            raise _refused(person.provider, "person_not_blocked", _NOT_BLOCKED)
        person.blocked_at = None
        person.save(update_fields=["blocked_at"])
        _enter(UNBLOCKED, person, order, actor, at)


def erase(person: Person, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Destroy what the office holds on the person, for ever.

    Refused while a case of theirs is open, or one in which they apply for somebody else.
    """
    with transaction.atomic():
        order = _ordered(person, fields, actor, at)
        held = Holdings(person)
        _require_closed(person.provider, held.cases, _OPEN_CASE)
        _require_closed(person.provider, held.applied_for, _OPEN_CASE_OF_ANOTHER)
        counts = destroy(held, at)
        enter(person.provider, ERASED, order.facts(person) | counts, actor=actor, at=at, personal={"why": order.why})


def _require_closed(provider: Provider, cases: Iterable[Case], words: Text) -> None:
    if running := next((one for one in cases if one.action), None):
        number = running.number or running.code
        raise _refused(provider, "person_has_open_case", words.filled(number=number))


def _ordered(person: Person, fields: Mapping[str, str], actor: Officer, at: datetime) -> Order:
    provider = person.provider
    take_turn(provider.pk)
    person.refresh_from_db()
    if not may_order(provider, actor, at):
        raise RefusedError(not_yours(provider))
    if person.erased_at:
        raise _refused(provider, "person_erased", _ALREADY)
    reader = FieldReader(fields)
    number = reader.line("order_number", ORDER_NUMBER, _NUMBER_LIMIT, required=True)
    day = reader.day("order_date", ORDER_DATE)
    why = reader.line("why", WHY, _WHY_LIMIT, required=True)
    reader.done()
    return Order(number, day or day_of(provider, at), why)


def _refused(provider: Provider, code: str, text: Text) -> RefusedError:
    return RefusedError(Refusal(code, text, rule_of(provider).ref))


def _enter(operation: str, person: Person, order: Order, actor: Officer, at: datetime) -> None:
    enter(person.provider, operation, order.facts(person), actor=actor, at=at, personal={"why": order.why})
