"""Who keeps the register beside the cases, and what each of their acts has: a person nobody else changed, a basis, an entry."""

from collections.abc import Mapping
from datetime import datetime

from kense.acts.selectors import edition_at
from kense.casework import administration
from kense.casework.fields import FieldReader
from kense.casework.texts import PROBLEMS
from kense.casework.transmission_settling import settle_by
from kense.kernel import Refusal, RefusedError, Text
from kense.law import lookup
from kense.people.models import Officer, Provider
from kense.people.selectors import roles_on
from kense.registry.history import History
from kense.registry.models import Person, Update

CHANGED = "register_changed"
ENTERED = "register_person_entered"
REPRESENTED = "register_representative_stated"
UNREPRESENTED = "register_representative_ended"
REVERSED = "register_update_reversed"
MERGED = "register_persons_merged"
PARTED = "register_merger_taken_back"

DONE: dict[str, Text] = {
    CHANGED: Text("тізілімдегі жазбаны өзгертті", "изменил(а) запись регистра", "changed a record of the register"),
    ENTERED: Text("тұлғаны тізілімге енгізді", "внёс(ла) лицо в регистр", "entered a person in the register"),
    REPRESENTED: Text("заңды өкілді енгізді", "внёс(ла) законного представителя", "entered a legal representative"),
    UNREPRESENTED: Text(
        "заңды өкілдің жазбасын аяқтады", "закончил(а) запись о законном представителе", "ended a legal representative"
    ),
    REVERSED: Text("тізілімдегі өзгерісті кері қайтарды", "отменил(а) изменение регистра", "reversed a change of the register"),
    MERGED: Text("қосарланған жазбаларды біріктірді", "объединил(а) двойные записи", "merged double records"),
    PARTED: Text("біріктіруді кері қайтарды", "отменил(а) объединение записей", "took a merger back"),
}  # fmt: skip

BASIS = "basis"
BASIS_LABEL = Text(
    "Негізі: бұйрықтың нөмірі мен күні немесе басқа құжат",
    "Основание: номер и дата приказа или другой документ",
    "Basis: number and date of the order or another document",
)
BASIS_LIMIT = 500

_KEEPER_ONLY = Text(
    "Тізілімді осы кеңседе {role} рөлі бар қызметкер жүргізеді. Сізде бұл рөл жоқ.",
    "Регистр ведёт сотрудник этой канцелярии с ролью «{role}». У вас нет этой роли.",
    "The register is kept by an officer of this office in the role “{role}”. You do not hold it.",
)
_NO_REGISTER = Text(
    "Бұл кеңсенің қағидаларында тұлғалар тізілімі жоқ: деректер әр істің өзінде сақталады.",
    "По правилам этой канцелярии регистр лиц не ведётся: данные хранятся в самих делах.",
    "The rules of this office know no register of persons: the data are kept with each case.",
)
NOT_STANDING = Refusal(
    "person_not_standing",
    Text(
        "Бұл жазба енді өзгертілмейді: ол басқа жазбамен біріктірілген немесе деректері жойылған. Сақталған жазбаны ашыңыз.",
        "Эта запись больше не изменяется: она объединена с другой или её данные уничтожены. Откройте сохранённую запись.",
        "This record is changed no more: it was merged into another or its data are destroyed. Open the record that was kept.",
    ),
)
MOVED = Refusal(
    "register_moved",
    Text(
        "Бұл бетті ашқаннан кейін тұлғаның тізілімдегі деректері өзгерді. Ештеңе жазылған жоқ: жазбаны қайта қарап, қажет "
        "болса, өзгерісті қайталаңыз.",
        "После того как вы открыли эту страницу, данные лица в регистре изменились. Ничего не записано: просмотрите запись "
        "заново и, если нужно, повторите изменение.",
        "The person's data in the register changed after you opened this page. Nothing was written: look at the record again "
        "and repeat the change if it is still needed.",
    ),
)


def keeps_register(officer: Officer, at: datetime) -> bool:
    """Whether the officer keeps the register of their own office on the day of the moment."""
    today = administration.day_of(officer.provider, at)
    return lookup.keeps_register(edition_at(officer.provider, at), roles_on(officer, today))


def require_keeper(provider: Provider, actor: Officer, at: datetime) -> None:
    """RefusedError unless the officer keeps the register of this very office."""
    if actor.provider_id != provider.pk or not keeps_register(actor, at):
        edition = edition_at(provider, at)
        keeping = edition.procedure.register_keeping
        if keeping is None:
            raise RefusedError(Refusal("no_register", _NO_REGISTER, edition.procedure.subject.ref))
        words = _KEEPER_ONLY.filled(role=lookup.role(edition, keeping.role).officer)
        raise RefusedError(Refusal("wrong_role", words, keeping.ref))


def require_standing(person: Person, seen: int) -> None:
    """Read the person anew; RefusedError where they cannot be changed, or were since the officer saw their History's mark."""
    person.refresh_from_db()
    if person.merged_into_id or person.erased_at:
        raise RefusedError(NOT_STANDING)
    if person.blocked_at:
        raise RefusedError(Refusal("person_blocked", PROBLEMS["person_blocked"]))
    if History(person).mark != seen:
        raise RefusedError(MOVED)


def read_basis(reader: FieldReader) -> str:
    """On what the change is made, which every one of them must say."""
    return reader.line(BASIS, BASIS_LABEL, BASIS_LIMIT, required=True)


def enter(
    operation: str,
    person: Person,
    update: Update,
    *,
    facts: Mapping[str, object],
    personal: Mapping[str, object],
) -> None:
    """The trail entry of an update that an officer made by themselves; what was rejected of the person is settled by it."""
    if update.officer is None:
        raise ValueError("an update of nobody's has no entry")
    administration.enter(
        person.provider,
        operation,
        {"person": person.code, "update": update.pk, **facts},
        actor=update.officer,
        at=update.at,
        personal={BASIS: update.ground, **personal},
    )
    settle_by(update, actor=update.officer, at=update.at)
