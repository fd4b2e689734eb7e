"""Blocking and destroying a person's data by an order of the head. A house rule; the trail stays verifiable.

Destroyed is what names the person: in the register, in their closed cases and papers, in the personal parts of the
trail. Numbers, moments, who did what and the hashes of the papers stay, so that journals keep their balance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from kense import law
from kense.cases.models import ActionWait, Case, Draft
from kense.casework.administration import day_of, enter
from kense.casework.fields import FieldReader
from kense.casework.holdings import PERSON, Holdings
from kense.casework.openings import ONE_LOOK
from kense.kernel import Refusal, RefusedError, Text
from kense.law import lookup
from kense.law.edition import PersonalDataRule
from kense.papers.models import Paper, PrintBatch
from kense.people.models import Officer, Provider
from kense.people.selectors import roles_on
from kense.registry.models import Person, Statement, TransmissionItem
from kense.trail.chain import take_turn
from kense.trail.models import PersonalPart
from kense.trail.selectors import RIGHTS_OPENED, entered_by

BLOCKED, UNBLOCKED, ERASED = "person_blocked", "person_unblocked", "person_erased"

ORDER_NUMBER = Text("Бұйрықтың нөмірі", "Номер приказа", "Number of the order")
ORDER_DATE = Text("Бұйрықтың күні", "Дата приказа", "Date of the order")
WHY = Text("Негізі", "Основание", "Ground")
LABELS = {"order_number": ORDER_NUMBER, "order_date": ORDER_DATE, "why": WHY}
GONE = "деректер жойылды · данные уничтожены"
"""Stands where the name of somebody stood whose data were destroyed."""

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
    return law.newest(provider.act).procedure.personal_data


def may_order(provider: Provider, officer: Officer, at: datetime) -> bool:
    """Whether the officer is the one whose order it takes."""
    return officer.provider_id == provider.pk and rule_of(provider).role in roles_on(officer, day_of(provider, at))


def not_yours(provider: Provider) -> Refusal:
    """The refusal of an order by anybody else."""
    role = lookup.role(law.newest(provider.act), rule_of(provider).role).officer
    return Refusal("wrong_role", _NOT_YOURS.filled(role=role), rule_of(provider).ref)


def open_rights(person: Person, *, officer: Officer, at: datetime) -> None:
    """Write that the officer had the page of the person's rights before them, once in the same look.

    It opens nothing else: for the record itself a reason has to be given still.
    """
    facts: dict[str, object] = {PERSON: person.code}
    if (RIGHTS_OPENED, facts) not in entered_by(officer.pk, None, at - ONE_LOOK, at):
        with transaction.atomic():
            enter(person.provider, RIGHTS_OPENED, facts, actor=officer, at=at)


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
    """Destroy what the office holds on the person, for ever. Refused while a case of theirs is open."""
    with transaction.atomic():
        order = _ordered(person, fields, actor, at)
        held = Holdings(person)
        if running := held.cases.filter(action__isnull=False).first():
            raise _refused(
                person.provider, "person_has_open_case", _OPEN_CASE.filled(number=running.number or running.code)
            )
        counts = _erase(held, at)
        enter(person.provider, ERASED, order.facts(person) | counts, actor=actor, at=at, personal={"why": order.why})


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


def _erase(held: Holdings, at: datetime) -> dict[str, object]:
    """Destroy it, what refers to what last; how many of each there were."""
    cases, people = list(held.cases), held.people
    case_ids = [case.pk for case in cases]
    counts: dict[str, object] = {
        "cases": len(cases),
        "statements": held.statements.count(),
        "papers": held.papers.count(),
    }
    PersonalPart.objects.filter(entry__in=[entry.pk for entry in held.entries]).delete()
    _erase_papers(held.person.provider_id, Q(case__in=case_ids) | Q(data__held__code__in=[one.code for one in people]))
    for case in cases:
        _erase_case(case)
    Draft.objects.filter(officer__provider_id=held.person.provider_id).filter(fields__person_iin__in=held.iins).delete()
    sent = TransmissionItem.objects.filter(person__in=people)
    sent.filter(is_rejected=True, settled_at=None).update(settled_at=at)
    sent.update(data={}, reason="", settlement="", goes_again=False)
    Statement.objects.filter(person__in=people).update(data={}, first="", last="")
    Person.objects.filter(pk__in=[one.pk for one in people]).update(
        iin="", surname="", given_name="", patronymic="", birth_date="", name_key="", erased_at=at, blocked_at=None
    )
    return counts


def _erase_papers(provider_id: int, theirs: Q) -> None:
    ids = set(Paper.objects.filter(theirs).values_list("pk", flat=True))
    for batch in PrintBatch.objects.filter(provider_id=provider_id).only("papers"):
        if ids & set(batch.papers):
            batch.delete()
    Paper.objects.filter(pk__in=ids).update(data={}, pdf=None, error=None, status=Paper.Status.ERASED, printed=True)


def _erase_case(case: Case) -> None:
    ActionWait.objects.filter(run__case=case).update(addressee="", question="", answer="")
    Case.objects.filter(pk=case.pk).update(
        iin="",
        recipient=GONE,
        recipient_key="",
        recipient_order="",
        application=_nobody(case.application),
        note="",
        changes=[],
        explanation="",
        reason="",
        corrections=[],
        reminders=[],
    )


def _nobody(application: Mapping[str, Any]) -> dict[str, Any]:
    """An application that says what was asked for and not by whom."""
    person = dict.fromkeys(application["person"], "")
    documents = [one | {"number": ""} for one in application["documents"]]
    return {**application, "person": person, "representative": None, "documents": documents, "confirmed": []}
