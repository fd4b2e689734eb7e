"""Transmissions to the databases outside: collected from the register, sent, confirmed or rejected, settled.

A house rule of the edition; the format of the files is Kense's own. Whoever keeps the register keeps these too. What was
rejected stays open work until the person is changed in the register, or a note says that the data are right as they are.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from kense.acts.selectors import edition_at
from kense.casework.administration import enter
from kense.casework.fields import FieldReader
from kense.casework.holdings import PERSON
from kense.casework.openings import ONE_LOOK
from kense.casework.register_keeping import require_keeper
from kense.casework.transmission_settling import SETTLED, facts_of, settle_item
from kense.kernel import Refusal, RefusedError, Text
from kense.law import lookup
from kense.law.edition import Addressee
from kense.people.models import Officer, Provider
from kense.registry.models import Transmission, TransmissionItem, Update
from kense.registry.texts import quoted
from kense.registry.transmission_concerned import concerned
from kense.registry.transmission_entries import Entries
from kense.registry.transmissions import last_of, not_rejected
from kense.trail.chain import take_turn
from kense.trail.days import was_entered
from kense.trail.selectors import TRANSMISSION_OPENED, TRANSMISSION_TAKEN

COLLECTED, SENT, CONFIRMED = "transmission_collected", "transmission_sent", "transmission_confirmed"
REJECTED = "transmission_rejected"
ANSWER_LIMIT, REASON_LIMIT = 200, 500
_AT_ONCE = 1000
_PARTING = re.compile(r"[\s,;]+")
_SAID_AT_ONCE = 5

DONE: dict[str, Text] = {
    COLLECTED: Text("өзгерістерді беруге жинады", "собрал(а) передачу изменений", "collected changes to be sent"),
    SENT: Text("берілді деп белгіледі", "отметил(а) передачу отправленной", "marked a transmission as sent"),
    CONFIRMED: Text("растауды жазды", "внёс(ла) подтверждение передачи", "wrote down a confirmation"),
    REJECTED: Text("қайтарылғандарды жазды", "внёс(ла) возвращённых в передаче", "wrote down who was rejected"),
    TRANSMISSION_OPENED: Text("беруді ашты", "открыл(а) передачу", "opened a transmission"),
    TRANSMISSION_TAKEN: Text("берудің файлын алды", "взял(а) файл передачи", "took the file of a transmission"),
    SETTLED: Text("қайтарылған жазбаны реттеді", "урегулировал(а) возвращённую запись", "settled a rejected entry"),
}
LABELS: dict[str, Text] = {
    "confirmation": Text("Жауаптың нөмірі мен күні", "Номер и дата ответа", "Number and date of the answer"),
    "reason": Text("Қайтару себебі, жауаптағыдай", "Причина, как в ответе", "Reason, as in the answer"),
    "places": Text(
        "Немесе тізімдегі орындары, үтір арқылы",
        "Или места в списке через запятую",
        "Or places in the list, with commas",
    ),
    "note": Text("Неге деректер дұрыс", "Почему данные верны", "Why the data are right"),
}
UNKNOWN = Refusal(
    "transmission_unknown",
    Text(
        "Мұндай жазба жоқ. Бетті жаңартып, тізімнен таңдаңыз.",
        "Такой записи нет. Обновите страницу и выберите из списка.",
        "There is no such entry. Reload the page and choose from the list.",
    ),
)
NOTHING_NEW = Refusal(
    "nothing_to_collect",
    Text(
        "Жинайтын ештеңе жоқ: соңғы беруден кейін осы адресатқа берілетін деректер өзгерген жоқ.",
        "Собирать нечего: после последней передачи данные, которые идут этому адресату, не менялись.",
        "There is nothing to collect: nothing that goes to this addressee has changed since the last transmission.",
    ),
)
ALL_BLOCKED = Refusal(
    "nothing_to_collect",
    Text(
        "Беруге болатын ештеңе жоқ: өзгерген тұлғалардың деректері басшының бұйрығымен оқшауланған. Оқшаулау алынғанда "
        "олар беріледі.",
        "Передавать нечего: данные изменившихся лиц заблокированы приказом руководителя. Они уйдут, когда блокировку снимут.",
        "There is nothing to send: the data of those who changed are blocked by an order of the head. They go out once "
        "they are unblocked.",
    ),
)
NOT_SENT = Refusal(
    "transmission_not_sent",
    Text(
        "Бұл беру әлі жіберілмеген, сондықтан оған жауап та жоқ. Алдымен «жіберілді» деп белгілеңіз.",
        "Эта передача ещё не отправлена, поэтому ответа на неё нет. Сначала отметьте её отправленной.",
        "This transmission has not been sent yet, so there is no answer to it. Mark it as sent first.",
    ),
)
ANSWERED = Refusal(
    "transmission_answered",
    Text(
        "Бұл берудің жауабы бұрын жазылған: {confirmation}. Ол өзгертілмейді.",
        "Ответ на эту передачу уже внесён: {confirmation}. Он не меняется.",
        "The answer to this transmission is written down already: {confirmation}. It is not changed.",
    ),
)
SETTLED_ALREADY = Refusal(
    "item_settled",
    Text(
        "Бұл жазба қайтарылмаған немесе бұрын реттелген. Бетті жаңартып, қазіргі күйін қараңыз.",
        "Эта запись не возвращена или уже урегулирована. Обновите страницу, чтобы увидеть её состояние.",
        "This entry was not rejected or is settled already. Reload the page to see where it stands.",
    ),
)
_NO_SUCH_PLACE = Text(
    "Бұл беруде мұндай орын жоқ: {places}. Орындардың нөмірлерін тізімнің бірінші бағанынан үтір арқылы жазыңыз.",
    "В этой передаче нет таких мест: {places}. Впишите номера мест из первого столбца списка через запятую.",
    "There are no such places in this transmission: {places}. Write the numbers of the first column of the list, with commas.",
)
_NONE_CHOSEN = Text(
    "Қайтарылған тұлғаларды белгілеңіз: бұрын белгіленбеген бірде-біреу таңдалмаған.",
    "Отметьте возвращённых лиц: среди выбранных нет ни одного ещё не отмеченного.",
    "Tick the persons who were rejected: none is chosen who is not marked already.",
)


def collect(provider: Provider, addressee_id: str, *, after: int, actor: Officer, at: datetime) -> Transmission:
    """Put everybody who changed since the last transmission into a new one; whoever is blocked is held back.

    `after` is the number of the last one the officer saw, 0 for none: where another came in between, that one is returned
    and nothing is collected. Raises RefusedError for a stranger, an unknown addressee, and where nobody is to go out.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_keeper(provider, actor, at)
        addressee = _addressee(provider, addressee_id, at)
        last = last_of(provider.pk, addressee.id)
        if last and last.n != after:
            return last
        entries = Entries(concerned(provider.pk, addressee, last))
        persons = len(entries.going)
        if not persons:
            raise RefusedError(ALL_BLOCKED if entries.blocked else NOTHING_NEW)
        made = _begun(provider, addressee, last, persons, actor, at)
        facts = facts_of(made) | {"persons": persons, "held_back": entries.write(made)}
        enter(provider, COLLECTED, facts, actor=actor, at=at)
    return made


def mark_sent(provider: Provider, code: str, *, actor: Officer, at: datetime) -> Transmission:
    """Write down that the transmission was sent; a second time changes nothing."""
    with transaction.atomic():
        found = _opened(provider, code, actor, at)
        if found.state == Transmission.State.TO_SEND:
            found.state, found.sent_at = Transmission.State.SENT, at
            found.save(update_fields=["state", "sent_at"])
            enter(provider, SENT, facts_of(found), actor=actor, at=at)
    return found


def confirm(provider: Provider, code: str, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Transmission:
    """Write down the addressee's answer: everybody who is not marked as rejected was taken. fields: `confirmation`."""
    with transaction.atomic():
        found = _sent(provider, code, actor, at)
        reader = FieldReader(fields)
        number = reader.line("confirmation", LABELS["confirmation"], ANSWER_LIMIT, required=True)
        reader.done()
        if found.confirmation == number:
            return found
        if found.confirmation:
            text = ANSWERED.text.filled(confirmation=found.confirmation)
            raise RefusedError(Refusal(ANSWERED.code, text))
        found.confirmation = number
        if found.state == Transmission.State.SENT:
            found.state, found.answered_at = Transmission.State.CONFIRMED, at
        found.save(update_fields=["state", "confirmation", "answered_at"])
        enter(provider, CONFIRMED, facts_of(found) | {"confirmation": number}, actor=actor, at=at)
    return found


def reject(
    provider: Provider,
    code: str,
    numbers: Collection[str] | None,
    fields: Mapping[str, str],
    *,
    actor: Officer,
    at: datetime,
) -> int:
    """Write down whom the addressee rejected: those in these places of the transmission, None for all; how many.

    fields: `reason`; `places`, more of them as typed. Each becomes open work until it is settled. Whoever was marked
    before keeps their reason.
    """
    with transaction.atomic():
        found = _sent(provider, code, actor, at)
        reader = FieldReader(fields)
        reason = reader.line("reason", LABELS["reason"], REASON_LIMIT, required=True)
        typed = set(_PARTING.split(fields.get("places", "").strip())) - {""}
        if strangers := typed - {str(n) for n in found.items.values_list("n", flat=True)}:
            first = ", ".join(sorted(strangers)[:_SAID_AT_ONCE])
            reader.say("places", "place_unknown", _NO_SUCH_PLACE.filled(places=quoted(first)))
        wanted = typed | set(numbers or ())
        chosen = [n for n in not_rejected(found).values_list("n", flat=True) if numbers is None or str(n) in wanted]
        if not chosen and not strangers:
            reader.say("numbers", "input_missing", _NONE_CHOSEN)
        reader.done()
        for start in range(0, len(chosen), _AT_ONCE):
            found.items.filter(n__in=chosen[start : start + _AT_ONCE]).update(is_rejected=True, reason=reason)
        found.state, found.answered_at = Transmission.State.REJECTED, found.answered_at or at
        found.save(update_fields=["state", "answered_at"])
        facts = facts_of(found) | {"rejected": len(chosen)}
        if len(chosen) == 1:
            facts[PERSON] = found.items.get(n=chosen[0]).person.code
        personal = {"reason": reason, "places": chosen}
        enter(provider, REJECTED, facts, actor=actor, at=at, personal=personal)
    return len(chosen)


def settle(
    provider: Provider, code: str, place: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> TransmissionItem:
    """Settle a rejected person by a note: the data are right, they go out again as they are. fields: `note`."""
    with transaction.atomic():
        found = _opened(provider, code, actor, at)
        open_items = found.items.filter(is_rejected=True, settled_at=None).select_related("person", "transmission")
        item = next((one for one in open_items if str(one.n) == place), None)
        if item is None:
            raise RefusedError(SETTLED_ALREADY)
        reader = FieldReader(fields)
        note = reader.line("note", LABELS["note"], REASON_LIMIT, required=True)
        reader.done()
        settle_item(item, note=note, actor=actor, at=at)
    return item


def open_transmission(found: Transmission, *, officer: Officer, at: datetime) -> None:
    """Write that the officer had the names of a transmission before them, once in the same look at it."""
    facts = facts_of(found)
    if not was_entered(found.provider_id, officer.pk, TRANSMISSION_OPENED, facts, at - ONE_LOOK, at):
        with transaction.atomic():
            enter(officer.provider, TRANSMISSION_OPENED, facts, actor=officer, at=at)


def take_file(found: Transmission, form: str, *, officer: Officer, at: datetime) -> None:
    """Write that the officer took the personal data of a transmission out as a file of this form."""
    with transaction.atomic():
        enter(officer.provider, TRANSMISSION_TAKEN, facts_of(found) | {"form": form}, actor=officer, at=at)


def _begun(
    provider: Provider, addressee: Addressee, last: Transmission | None, persons: int, actor: Officer, at: datetime
) -> Transmission:
    heading = {
        "sender": {"kk": provider.name_kk, "ru": provider.name_ru},
        "addressee": {"id": addressee.id, "kk": addressee.name.kk, "ru": addressee.name.ru},
        "fields": list(addressee.fields),
        "persons": persons,
    }
    return Transmission.objects.create(
        provider=provider,
        addressee=addressee.id,
        n=last.n + 1 if last else 1,
        at=at,
        officer=actor,
        last_update=Update.objects.filter(provider=provider).latest("pk"),
        heading=heading,
    )


def _addressee(provider: Provider, addressee_id: str, at: datetime) -> Addressee:
    try:
        return lookup.addressee(edition_at(provider, at), addressee_id)
    except KeyError:
        raise RefusedError(UNKNOWN) from None


def _opened(provider: Provider, code: str, actor: Officer, at: datetime) -> Transmission:
    take_turn(provider.pk)
    require_keeper(provider, actor, at)
    found = Transmission.objects.filter(provider=provider, code=code).first()
    if found is None:
        raise RefusedError(UNKNOWN)
    return found


def _sent(provider: Provider, code: str, actor: Officer, at: datetime) -> Transmission:
    found = _opened(provider, code, actor, at)
    if found.state == Transmission.State.TO_SEND:
        raise RefusedError(NOT_SENT)
    return found
