"""A person's data as typed on a form: read field by field, with a problem at each field that is wrong."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from kense.kernel import Problem, Text
from kense.registry import dates, iin, names, texts
from kense.registry.iin import Sex

LABELS: Mapping[str, Text] = {
    "iin": Text(kk="ЖСН", ru="ИИН", en="IIN"),
    "surname": Text(kk="Тегі", ru="Фамилия", en="Surname"),
    "given_name": Text(kk="Аты", ru="Имя", en="Given name"),
    "patronymic": Text(kk="Әкесінің аты", ru="Отчество", en="Patronymic"),
    "birth_date": Text(kk="Туған күні", ru="Дата рождения", en="Date of birth"),
    "sex": Text(kk="Жынысы", ru="Пол", en="Sex"),
    "address": Text(kk="Мекенжайы", ru="Адрес", en="Address"),
    "phone": Text(kk="Телефоны", ru="Телефон", en="Phone"),
}
"""The fields of a person on a form, in their order, with their labels."""

DOCUMENT_LABELS: Mapping[str, Text] = {
    "document_kind": Text(
        kk="Жеке басын куәландыратын құжат", ru="Документ, удостоверяющий личность", en="Identity document"
    ),
    "document_number": Text(kk="Құжаттың нөмірі", ru="Номер документа", en="Document number"),
}
"""The fields by which a person without an IIN is found again, with their labels."""
NO_IIN = "no_iin"
"""The field that is ticked for a person without an IIN."""
NO_IIN_LABEL = Text(kk="ЖСН жоқ", ru="ИИН отсутствует", en="no IIN")

SEXES: Mapping[str, Text] = {
    "male": Text(kk="ер", ru="мужской", en="male"),
    "female": Text(kk="әйел", ru="женский", en="female"),
}
FULL_AGE = 18
ADDRESS_LIMIT = 300
PHONE_LIMIT = 20
DOCUMENT_NUMBER_LIMIT = 40

_SEX = Text(
    kk="{label}: {typed} тізімде жоқ. «ер» немесе «әйел» дегенді таңдаңыз.",
    ru="{label}: {typed} нет в списке. Выберите «мужской» или «женский».",
    en="{label}: {typed} is not on the list. Choose «male» or «female».",
)
_IIN_BESIDE_TICK = Text(
    kk="«ЖСН жоқ» деп белгіленген, бірақ ЖСН терілген. Біреуін ғана қалдырыңыз: белгіні немесе ЖСН-ді өшіріңіз.",
    ru="Отмечено «ИИН отсутствует», но ИИН набран. Оставьте одно: снимите отметку или сотрите ИИН.",
    en="“No IIN” is ticked, but an IIN is typed. Leave one of them: take the tick away or delete the IIN.",
)
_INSTEAD_OF_IIN = Text(
    kk="{label}: көрсетілмеген. ЖСН жоқ тұлға үшін бұл қажет: оны осы деректер бойынша қайта табады.",
    ru="{label}: не указано. Для лица без ИИН это нужно: по этим данным его найдут снова.",
    en="{label}: not given. A person without an IIN needs it: they are found again by it.",
)
_NO_SUCH_DOCUMENT = Text(
    kk="{label}: {typed} тізімде жоқ. Тізімнен таңдаңыз.",
    ru="{label}: {typed} нет в списке. Выберите из списка.",
    en="{label}: {typed} is not on the list. Choose from the list.",
)
_PHONE = Text(
    kk="{label}: {typed} телефон нөміріне ұқсамайды. Кемінде 6 цифр, барлығы 20 таңбадан асырмай теріңіз, мысалы, "
    "+7 700 000 00 00.",
    ru="{label}: {typed} не похоже на номер телефона. Наберите не меньше 6 цифр, всего не больше 20 знаков, например "
    "+7 700 000 00 00.",
    en="{label}: {typed} does not look like a phone number. Type at least 6 digits, at most 20 characters in all, for "
    "example +7 700 000 00 00.",
)


@dataclass(frozen=True, slots=True)
class PersonData:
    """What a form says of one person. IIN as 12 digits; patronymic, sex, address and phone may be empty.

    Without an IIN sex, kind and number of the identity document are there instead; with one the document is empty.
    """

    iin: str
    surname: str
    given_name: str
    patronymic: str
    birth_date: date
    sex: Sex
    address: str
    phone: str
    document_kind: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One field as read: its canonical string (ISO date, digits of an IIN), None after an error; and the problem."""

    value: str | None
    problem: Problem | None = None


def read_person(
    fields: Mapping[str, str],
    *,
    prefix: str,
    today: date,
    confirmed: Collection[str],
    documents: Collection[str] | None = None,
) -> tuple[PersonData | None, list[Problem]]:
    """The person typed in `fields` under `prefix` + name, and the problems at those fields, in the order of the form.

    There is no person when there is an error. Warnings come beside the person until their `field:code` is in
    `confirmed`. Names missing in `fields` count as empty. Where `documents` has the kinds of identity documents, the
    person may be without an IIN: NO_IIN is ticked.
    """
    without = documents is not None and bool(fields.get(prefix + NO_IIN))
    read_one = partial(_read_without_iin, documents=documents or ()) if without else read_field
    expected = (*LABELS, *DOCUMENT_LABELS) if without else tuple(LABELS)
    readings = [read_one(name, fields.get(prefix + name, ""), field=prefix + name, today=today) for name in expected]
    problems = [reading.problem for reading in readings if reading.problem]
    values = {
        name: reading.value for name, reading in zip(expected, readings, strict=True) if reading.value is not None
    }
    problems += differences(values, field=prefix + "iin")
    person = _person(values) if len(values) == len(expected) else None
    return person, unconfirmed(problems, confirmed)


def absent(typed: Mapping[str, str], needed: Iterable[str], *, today: date) -> list[Problem]:
    """The problems at those of the needed fields of a person that are empty, each under the field's own name."""
    read_one = partial(_read_without_iin, documents=())
    empty = [name for name in needed if not typed.get(name, "").strip()]
    readings = [(read_field if name == "iin" else read_one)(name, "", field=name, today=today) for name in empty]
    return [reading.problem for reading in readings if reading.problem]


def read_field(name: str, text: str, *, field: str, today: date) -> Reading:
    """One field of a person as typed; `name` is one of LABELS, `field` is where the problem is to be shown."""
    label = LABELS[name]
    if name == "iin":
        return read(iin.normalised(text), iin.problem_with(text, field=field))
    if name in ("surname", "given_name", "patronymic"):
        required = name != "patronymic"
        return read(names.normalised(text), names.problem_with(text, field=field, label=label, required=required))
    if name == "birth_date":
        return read_day(text, field=field, label=label, latest=today)
    if name == "sex":
        return _read_sex(text, field, label)
    if name == "phone":
        return _read_phone(text, field, label)
    return read_text(text, field=field, label=label, limit=ADDRESS_LIMIT)


def read(value: str, problem: Problem | None) -> Reading:
    """A reading that keeps its value unless the problem is an error."""
    return Reading(None if problem and problem.severity == "error" else value, problem)


def read_day(text: str, *, field: str, label: Text, latest: date | None = None) -> Reading:
    """A date as typed, not before 1900 and, where `latest` is given, not after it; the value is an ISO date."""
    day = dates.parse_date(text, field=field, label=label)
    if isinstance(day, Problem):
        return Reading(None, day)
    problem = dates.early_problem(day, field=field, label=label)
    if latest is not None:
        problem = problem or dates.future_problem(day, latest, field=field, label=label)
    return read(day.isoformat(), problem)


def read_text(text: str, *, field: str, label: Text, limit: int) -> Reading:
    """A line of free text as typed, which may be empty."""
    return read(texts.normalised(text), texts.problem_with(text, field=field, label=label, limit=limit))


def differences(values: Mapping[str, str], *, field: str) -> list[Problem]:
    """Warnings where the IIN of canonical `values` disagrees with their birth date or sex; compares what is there."""
    number, birth_date, sex = (values.get(name, "") for name in ("iin", "birth_date", "sex"))
    if not number:
        return []
    found = [iin.sex_difference(number, cast(Sex, sex), field=field)]
    if birth_date:
        found.insert(0, iin.birth_date_difference(number, date.fromisoformat(birth_date), field=field))
    return [problem for problem in found if problem]


def unconfirmed(problems: Iterable[Problem], confirmed: Collection[str]) -> list[Problem]:
    """The problems without the warnings that are confirmed as `field:code`. An error cannot be confirmed."""
    return [p for p in problems if p.severity == "error" or f"{p.field}:{p.code}" not in confirmed]


def age_on(birth_date: date, day: date) -> int:
    """Full years on `day`; in a common year a birthday of 29 February falls on 1 March. ValueError before the birth."""
    if day < birth_date:
        raise ValueError("the day is before the birth")
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date: date, day: date) -> bool:
    """Whether the person is under 18 on `day`."""
    return age_on(birth_date, day) < FULL_AGE


def _read_without_iin(name: str, text: str, *, field: str, today: date, documents: Collection[str]) -> Reading:
    """A field of a person who has no IIN: what tells them from others must be there."""
    if name == "iin":
        return Reading(None, Problem(field, "iin_beside_tick", _IIN_BESIDE_TICK)) if text.strip() else Reading("")
    if name in ("sex", *DOCUMENT_LABELS) and not text.strip():
        label = {**LABELS, **DOCUMENT_LABELS}[name]
        return Reading(None, Problem(field, "needed_without_iin", _INSTEAD_OF_IIN.filled(label=label)))
    if name == "document_number":
        return read_text(text, field=field, label=DOCUMENT_LABELS[name], limit=DOCUMENT_NUMBER_LIMIT)
    if name == "document_kind":
        return _read_kind(text, field, documents)
    return read_field(name, text, field=field, today=today)


def _read_kind(text: str, field: str, documents: Collection[str]) -> Reading:
    if text in documents:
        return Reading(text)
    words = _NO_SUCH_DOCUMENT.filled(label=DOCUMENT_LABELS["document_kind"], typed=texts.quoted(text))
    return Reading(None, Problem(field, "choice_unknown", words))


def _read_sex(text: str, field: str, label: Text) -> Reading:
    if text in ("", *SEXES):
        return Reading(text)
    return Reading(None, Problem(field, "sex_unknown", _SEX.filled(label=label, typed=texts.quoted(text))))


def _read_phone(text: str, field: str, label: Text) -> Reading:
    phone = names.normalised(text)
    if not phone or (len(phone) <= PHONE_LIMIT and re.fullmatch(r"\+?([ ()-]*[0-9]){6,}", phone)):
        return Reading(phone)
    return Reading(None, Problem(field, "phone_form", _PHONE.filled(label=label, typed=texts.quoted(text))))


def _person(values: Mapping[str, str]) -> PersonData:
    return PersonData(
        iin=values["iin"],
        surname=values["surname"],
        given_name=values["given_name"],
        patronymic=values["patronymic"],
        birth_date=date.fromisoformat(values["birth_date"]),
        sex=cast(Sex, values["sex"]),
        address=values["address"],
        phone=values["phone"],
        document_kind=values.get("document_kind", ""),
        document_number=values.get("document_number", ""),
    )
