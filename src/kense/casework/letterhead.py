"""What an office says of itself on its papers: names, address, how to reach it, the orders it works under."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kense import law
from kense.acts.selectors import known, office_key
from kense.casework import emblem
from kense.casework.accounts import CHANGED_MEANWHILE
from kense.casework.administration import day_of, differing, enter, require_administrator
from kense.casework.fields import FieldReader
from kense.kernel import Refusal, RefusedError, Text
from kense.law import AdoptionOrder
from kense.people.models import Officer, Provider
from kense.registry.dates import shown
from kense.trail.chain import take_turn

LETTERHEAD_SET = "letterhead_set"

DONE: dict[str, Text] = {
    **emblem.DONE,
    LETTERHEAD_SET: Text("бланк деректерін өзгертті", "изменил(а) данные бланка", "changed the letterhead"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the letterhead: its label, the most signs it may have, whether it must be there."""

    label: Text
    limit: int
    required: bool = False


LINES: dict[str, Line] = {
    "above_name_kk": Line(
        Text("Атауының үстіндегі жол, қазақша", "Строка над наименованием на казахском", "Line above the name, Kazakh"),
        300,
    ),
    "above_name_ru": Line(
        Text("Атауының үстіндегі жол, орысша", "Строка над наименованием на русском", "Line above the name, Russian"),
        300,
    ),
    "name_kk": Line(Text("Ресми атауы, қазақша", "Наименование на казахском", "Name in Kazakh"), 300, required=True),
    "name_ru": Line(Text("Ресми атауы, орысша", "Наименование на русском", "Name in Russian"), 300, required=True),
    "address_kk": Line(Text("Мекенжайы, қазақша", "Адрес на казахском", "Address in Kazakh"), 300, required=True),
    "address_ru": Line(Text("Мекенжайы, орысша", "Адрес на русском", "Address in Russian"), 300, required=True),
    "place_kk": Line(
        Text("Елді мекені, қазақша", "Населённый пункт на казахском", "Town in Kazakh"), 100, required=True
    ),
    "place_ru": Line(Text("Елді мекені, орысша", "Населённый пункт на русском", "Town in Russian"), 100, required=True),
    "phone": Line(Text("Телефоны", "Телефон", "Phone"), 40),
    "email": Line(Text("Электрондық поштасы", "Электронная почта", "E-mail"), 100),
    "order_number": Line(
        Text("Рәсімді қолдану туралы бұйрықтың нөмірі", "Номер приказа о применении процедуры", "Order: its number"), 40
    ),
    "sole_officer_order": Line(
        Text(
            "Бір қызметкерге бәрін орындауға рұқсат беретін бұйрық, бар болса",
            "Приказ, по которому один сотрудник выполняет всё, если есть",
            "Order that lets one officer do everything, if any",
        ),
        100,
    ),
}
ORDER_DATE = Text("Рәсімді қолдану туралы бұйрықтың күні", "Дата приказа о применении процедуры", "Order: its date")
LABELS: dict[str, Text] = {name: line.label for name, line in LINES.items()} | {"order_date": ORDER_DATE}

PROBLEMS: dict[str, Text] = {
    "email_wrong": Text(
        "Электрондық пошта мекенжайы оқылмайды. Латын әріптерімен, @ белгісімен және доменімен жазыңыз.",
        "Адрес электронной почты не читается. Впишите его латинскими буквами, со знаком @ и доменом.",
        "The e-mail address cannot be read. Write it in Latin letters, with the sign @ and its domain.",
    ),
    "order_halved": Text(
        "Бұйрықтың нөмірі мен күні бірге жазылады: екеуін де толтырыңыз немесе екеуін де бос қалдырыңыз.",
        "Номер и дата приказа указываются вместе: заполните оба поля или оставьте оба пустыми.",
        "An order has a number and a date: fill in both or leave both empty.",
    ),
    "order_before_act": Text(
        "Бұйрық рәсімді актіден бұрын ({adopted} дейін) қолданысқа енгізе алмайды. Күнін бұйрықпен салыстырыңыз.",
        "Приказ не может применить процедуру до принятия акта ({adopted}). Сверьте дату с приказом.",
        "An order cannot adopt the procedure before the act of {adopted}. Compare the date with the order.",
    ),
}


def typed_values(provider: Provider, fields: Mapping[str, str], at: datetime) -> dict[str, str | date | None]:
    """The letterhead as it was typed, checked. Raises ProblemsError where a field is wrong."""
    reader = FieldReader(fields)
    values: dict[str, str | date | None] = {
        name: reader.line(name, line.label, line.limit, required=line.required) for name, line in LINES.items()
    }
    order_date = reader.day("order_date", ORDER_DATE, required=False)
    if values["email"]:
        _check_email(reader, str(values["email"]))
    if not reader.problems:
        _check_order(reader, provider, str(values["order_number"]), order_date, day_of(provider, at))
    reader.done()
    return values | {"order_date": order_date}


def values_of(provider: Provider) -> dict[str, str | date | None]:
    """The letterhead as it stands."""
    return {name: getattr(provider, name) for name in LABELS}


def mark_of(provider: Provider) -> str:
    """What tells whether the letterhead is still the one a form was opened with."""
    return hashlib.sha256(repr(values_of(provider)).encode()).hexdigest()[:16]


def set_letterhead(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> None:
    """Change what papers made from now on say of the office; papers made before stay as they are.

    fields: those of LABELS, and `seen`, the `mark_of` the office as the form was opened. What is the same changes
    nothing. Raises RefusedError for anybody but the administrator, and after another's change.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        provider.refresh_from_db()
        before, values = values_of(provider), typed_values(provider, fields, at)
        if before == values:
            return
        if fields.get("seen", mark_of(provider)) != mark_of(provider):
            raise RefusedError(CHANGED_MEANWHILE)
        for name, value in values.items():
            setattr(provider, name, value)
        provider.save(update_fields=list(values))
        enter(provider, LETTERHEAD_SET, differing(_plain(before), _plain(values), values), actor=actor, at=at)


def _check_email(reader: FieldReader, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        reader.say("email", "email_wrong", PROBLEMS["email_wrong"])


def _check_order(reader: FieldReader, provider: Provider, number: str, day: date | None, today: date) -> None:
    """An order is whole, not older than the act, and there while the act alone is no basis to work on."""
    act = known(law.newest(provider.act, office_key(provider)).act)
    if bool(number) != bool(day):
        reader.say("order_date" if number else "order_number", "order_halved", PROBLEMS["order_halved"])
        return
    if day and day < act.adopted:
        reader.say("order_date", "order_before_act", PROBLEMS["order_before_act"].filled(adopted=shown(act.adopted)))
        return
    basis = law.basis_on(act, today, AdoptionOrder(number, day) if day else None)
    if isinstance(basis, Refusal):
        reader.say("order_number", basis.code, basis.text)


def _plain(values: Mapping[str, str | date | None]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
