"""A person's data as typed on a form: read field by field, with a problem at each field that is wrong."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
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

SEXES: Mapping[str, Text] = {
    "male": Text(kk="ер", ru="мужской", en="male"),
    "female": Text(kk="әйел", ru="женский", en="female"),
}
FULL_AGE = 18
ADDRESS_LIMIT = 300
PHONE_LIMIT = 20

_SEX = Text(
    kk="{label}: {typed} тізімде жоқ. «ер» немесе «әйел» дегенді таңдаңыз.",
    ru="{label}: {typed} нет в списке. Выберите «мужской» или «женский».",
    en="{label}: {typed} is not on the list. Choose «male» or «female».",
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
    """What a form says of one person. IIN as 12 digits; patronymic, sex, address and phone may be empty."""

    iin: str
    surname: str
    given_name: str
    patronymic: str
    birth_date: date
    sex: Sex
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One field as read: its canonical string (ISO date, digits of an IIN), None after an error; and the problem."""

    value: str | None
    problem: Problem | None = None


def read_person(
    fields: Mapping[str, str], *, prefix: str, today: date, confirmed: Collection[str]
) -> tuple[PersonData | None, list[Problem]]:
    """The person typed in `fields` under `prefix` + name, and the problems at those fields, in the order of the form.

    There is no person when there is an error. Warnings come beside the person until their `field:code` is in
    `confirmed`. Names missing in `fields` count as empty.
    """
    readings = [read_field(name, fields.get(prefix + name, ""), field=prefix + name, today=today) for name in LABELS]
    problems = [reading.problem for reading in readings if reading.problem]
    values = {name: reading.value for name, reading in zip(LABELS, readings, strict=True) if reading.value is not None}
    problems += differences(values, field=prefix + "iin")
    person = _person(values) if len(values) == len(LABELS) else None
    return person, unconfirmed(problems, confirmed)


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
    )
