"""What the office knows already of the people of an application that is being typed, and whom it may mistake them for."""

from collections.abc import Mapping
from typing import Any

from kense.cases.models import Case
from kense.casework.application import Doubt
from kense.kernel import Problem, Text
from kense.people.models import Provider
from kense.registry import dates, likeness, names
from kense.registry import iin as iins
from kense.registry.register import person_by_iin, record_of

IDENTITY = ("surname", "given_name", "patronymic", "birth_date")
EXPIRES = "document_expires_on"
_FIELD = "person_iin"

_NEAR = Text(
    kk="Тізілімде ЖСН-і осыдан бір ғана цифрмен (он біріншісімен) өзгешеленетін адам бар: {iin}. Мұндай қатені бақылау цифры "
    "көрсетпейді. Барлық 12 цифрды құжатпен салыстырып, растаңыз немесе түзетіңіз.",
    ru="В регистре есть человек, чей ИИН отличается от этого одной цифрой, одиннадцатой: {iin}. Такую ошибку контрольная цифра "
    "не показывает. Сверьте все 12 цифр с документом и подтвердите или исправьте.",
    en="The register has somebody whose IIN differs from this one in a single digit, the eleventh: {iin}. The check digit does "
    "not show such an error. Compare all 12 digits with the document and confirm or correct them.",
)
_NAMESAKE = Text(
    kk="Тізілімде тегі, аты және туған күні дәл осындай адам басқа ЖСН-мен тіркелген: {iin}. ЖСН-ді құжатпен салыстырып, "
    "басқа адам болса, растаңыз.",
    ru="В регистре есть человек с той же фамилией, именем и датой рождения, но с другим ИИН: {iin}. Сверьте ИИН с документом "
    "и, если это другой человек, подтвердите.",
    en="The register has a person of the same name and date of birth with another IIN: {iin}. Compare the IIN with the document "
    "and, if it is another person, confirm.",
)


def known_person(provider: Provider, iin: str) -> dict[str, str] | None:
    """Names, birth date and last day of the identity card (ISO; empty where not known) of the person of this IIN.

    By the register, or else by their last application.
    """
    number = iins.normalised(iin)
    if not iins.is_valid(number):
        return None
    person, last = person_by_iin(provider.pk, number), _last_case(provider, number)
    if person and person.blocked_at:
        return None
    before = record_of(person) if person else last.application["person"] if last else None
    return _identity(before) if before else None


def known_representative(provider: Provider, iin: str, person_iin: str) -> dict[str, str] | None:
    """The same of a representative: by the register, or as the one who applied for this person the last time."""
    number = iins.normalised(iin)
    return known_person(provider, number) or _representative_before(provider, number, iins.normalised(person_iin))


def doubt_in(provider: Provider) -> Doubt:
    """Whether the register has the person of an application under another IIN: a warning, to be confirmed."""

    def doubt(fields: Mapping[str, str]) -> Problem | None:
        number = iins.normalised(fields.get(_FIELD, ""))
        if not iins.is_valid(number) or person_by_iin(provider.pk, number):
            return None
        return _near(provider, number) or _namesake(provider, number, fields)

    return doubt


def _identity(record: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(record.get(name, "")) for name in (*IDENTITY, EXPIRES)}


def _representative_before(provider: Provider, iin: str, person_iin: str) -> dict[str, str] | None:
    if not (iins.is_valid(iin) and iins.is_valid(person_iin)):
        return None
    last = _last_case(provider, person_iin)
    before = last.application["representative"] if last else None
    return _identity(before) if before and before["iin"] == iin else None


def _last_case(provider: Provider, iin: str) -> Case | None:
    return Case.objects.filter(provider=provider, iin=iin).order_by("-pk").first()


def _near(provider: Provider, iin: str) -> Problem | None:
    found = likeness.near_to(provider.pk, iin)
    return Problem(_FIELD, "iin_near", _NEAR.filled(iin=iins.masked(found.iin)), "warning") if found else None


def _namesake(provider: Provider, iin: str, fields: Mapping[str, str]) -> Problem | None:
    born = dates.parse_date(fields.get("person_birth_date", ""), field="", label=_NAMESAKE)
    surname, given_name = (names.normalised(fields.get(f"person_{name}", "")) for name in IDENTITY[:2])
    if isinstance(born, Problem) or not (surname and given_name and (surname + given_name).isprintable()):
        return None
    found = likeness.namesake_of(provider.pk, iin, surname, given_name, born.isoformat())
    return Problem(_FIELD, "person_twice", _NAMESAKE.filled(iin=iins.masked(found.iin)), "warning") if found else None
