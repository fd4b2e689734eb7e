"""The individual identification number (IIN, ЖСН, ИИН): which of its rules a typed one breaks, how it is shown.

Hard rules are 12 digits, the seventh digit and the check digit. Birth date and sex read from the digits are only hints:
Government decree No. 853 of 26.08.2013 removed the link between the digits and a person's data, so a disagreement is
a warning to be confirmed.
"""

import re
from datetime import date
from typing import Literal

from kense.kernel import Problem, Text
from kense.registry.texts import SPACES, named

Sex = Literal["male", "female", ""]

_LENGTH = 12
_SEPARATORS = re.compile(f"[{SPACES}\\-\u2010-\u2015\u2212]")
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)

_EMPTY = Text(
    kk="ЖСН енгізілмеген. Жеке куәліктегі немесе туу туралы куәліктегі 12 цифрды теріңіз.",
    ru="ИИН не введён. Наберите 12 цифр из удостоверения личности или свидетельства о рождении.",
    en="The IIN is not entered. Type the 12 digits from the identity card or the birth certificate.",
)
_CHARACTERS = Text(
    kk="ЖСН тек 0–9 цифрларынан тұрады, ал {place}-орында {sign} тұр. Осы таңбаны өшіріп, 12 цифрды теріңіз.",
    ru="ИИН состоит только из цифр 0–9, а на {place}-м месте стоит {sign}. Удалите этот знак и наберите 12 цифр.",
    en="An IIN has only the digits 0–9, but character {place} is {sign}. Delete it and type the 12 digits.",
)
_WRONG_LENGTH = Text(
    kk="ЖСН 12 цифрдан тұрады, терілген цифрлар саны: {count}. Құжатпен салыстырып, қайта теріңіз.",
    ru="ИИН состоит из 12 цифр, набрано цифр: {count}. Сверьте с документом и наберите заново.",
    en="An IIN has 12 digits; digits typed: {count}. Compare with the document and type it again.",
)
_SEVENTH = Text(
    kk="ЖСН-нің жетінші цифры 0-ден 6-ға дейін болады, ал {digit} терілген. Цифрларды құжатпен салыстырыңыз.",
    ru="Седьмая цифра ИИН бывает от 0 до 6, а набрана {digit}. Сверьте цифры с документом.",
    en="The seventh digit of an IIN is 0 to 6, but {digit} was typed. Compare the digits with the document.",
)
_NEVER_ISSUED = Text(
    kk="Мұндай ЖСН берілмейді: алғашқы 11 цифры үшін бақылау цифры жоқ (екі есептеу де 10 береді). "
    "Цифрларды құжатпен салыстырыңыз.",
    ru="Такой ИИН не выдаётся: для первых 11 цифр нет контрольной цифры (оба расчёта дают 10). "
    "Сверьте цифры с документом.",
    en="Such an IIN is never issued: its first 11 digits have no check digit (both passes give 10). "
    "Compare the digits with the document.",
)
_CHECK_DIGIT = Text(
    kk="ЖСН-нің бақылау цифры (он екінші) қалғандарына сәйкес келмейді: бір цифр қате терілген немесе цифрлардың орны "
    "ауысқан. Барлық 12 цифрды құжатпен салыстырыңыз.",
    ru="Контрольная (двенадцатая) цифра ИИН не сходится с остальными: одна из цифр набрана неверно или цифры "
    "переставлены. Сверьте все 12 цифр с документом.",
    en="The check digit (the twelfth) of the IIN does not agree with the others: a digit is mistyped or digits are "
    "swapped. Compare all 12 digits with the document.",
)
_SOFT = Text(
    kk=" Бұл қате болмауы мүмкін: Үкіметтің 26.08.2013 № 853 қаулысынан кейін ЖСН цифрлары дербес деректермен "
    "байланысты емес. Құжатпен салыстырыңыз, бәрі дұрыс болса, растаңыз.",
    ru=" Это может не быть ошибкой: после постановления Правительства № 853 от 26.08.2013 цифры ИИН не связаны с "
    "персональными данными. Сверьте с документом и, если всё верно, подтвердите.",
    en=" This may be no error: since Government decree No. 853 of 26.08.2013 the digits of an IIN are not linked to "
    "personal data. Compare with the document and, if all is right, confirm.",
)
_NO_SUCH_DATE = Text(
    kk="ЖСН-нің алғашқы алты цифры күнтізбеде жоқ күнді көрсетеді.{soft}",
    ru="Первые шесть цифр ИИН дают дату, которой нет в календаре.{soft}",
    en="The first six digits of the IIN give a date that does not exist.{soft}",
).filled(soft=_SOFT)
_BIRTH_DATE_DIFFERS = Text(
    kk="ЖСН-нің алғашқы жеті цифры жазылған туған күнге сәйкес келмейді.{soft}",
    ru="Первые семь цифр ИИН не соответствуют указанной дате рождения.{soft}",
    en="The first seven digits of the IIN do not agree with the date of birth given.{soft}",
).filled(soft=_SOFT)
_SEX_DIFFERS = Text(
    kk="ЖСН-нің жетінші цифры көрсетілген жынысқа сәйкес келмейді.{soft}",
    ru="Седьмая цифра ИИН не соответствует указанному полу.{soft}",
    en="The seventh digit of the IIN does not agree with the sex given.{soft}",
).filled(soft=_SOFT)


def normalised(text: str) -> str:
    """What was typed without the spaces and hyphens people put between groups; other characters stay for the check."""
    return _SEPARATORS.sub("", text).strip()


def problem_with(text: str, *, field: str = "iin") -> Problem | None:
    """The first rule a typed IIN breaks: an error, or a warning where only its first six digits are no date."""
    digits = normalised(text)
    if not digits:
        return Problem(field, "iin_empty", _EMPTY)
    return _problem_of_form(text, digits, field) or _problem_of_digits(digits, field)


def is_valid(text: str) -> bool:
    """Whether the number could have been issued; what the digits say about birth date and sex does not matter."""
    problem = problem_with(text)
    return problem is None or problem.severity == "warning"


def check_digit(body: str) -> int | None:
    """The twelfth digit for the first eleven; None for a body that is never issued. ValueError if not 11 digits."""
    if not re.fullmatch("[0-9]{11}", body):
        raise ValueError("the body of an IIN is 11 digits")
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def grouped(iin: str) -> str:
    """Twelve digits for the eye, `050316 5 0027 6`; anything else comes back as it is."""
    return f"{iin[:6]} {iin[6]} {iin[7:11]} {iin[11]}" if len(iin) == _LENGTH else iin


def masked(iin: str) -> str:
    """For lists, `•••••• • 0041 8`: hides the digits that may tell birth date and sex. Other lengths: dots only."""
    return f"•••••• • {iin[7:11]} {iin[11]}" if len(iin) == _LENGTH else "•" * len(iin)


def birth_date_in(iin: str) -> date | None:
    """The birth date the digits hint at; None where they give no date or no century. Not to be taken for the truth."""
    return _date_in(iin) if iin[6:7] in _CENTURIES else None


def sex_in(iin: str) -> Sex:
    """The sex the seventh digit hints at; empty where it tells none. Not to be taken for the truth."""
    if not _is_complete(iin) or iin[6] not in _CENTURIES:
        return ""
    return "male" if int(iin[6]) % 2 else "female"


def near_duplicate(one: str, other: str) -> bool:
    """Whether two IINs differ only in the eleventh digit, the one that the check digit hardly protects."""
    return one[10:11] != other[10:11] and (one[:10], one[11:]) == (other[:10], other[11:])


def birth_date_difference(iin: str, birth_date: date, *, field: str = "iin") -> Problem | None:
    """A warning where the digits of a valid IIN give another birth date; none where they give no date at all."""
    inside = _date_in(iin)
    if inside is None:
        return None
    agree = inside == birth_date if iin[6] in _CENTURIES else iin[:6] == f"{birth_date:%y%m%d}"
    return None if agree else Problem(field, "iin_birth_date_differs", _BIRTH_DATE_DIFFERS, "warning")


def sex_difference(iin: str, sex: Sex, *, field: str = "iin") -> Problem | None:
    """A warning where the seventh digit of a valid IIN tells another sex than the one given."""
    if not sex or sex_in(iin) in ("", sex):
        return None
    return Problem(field, "iin_sex_differs", _SEX_DIFFERS, "warning")


def _problem_of_form(text: str, digits: str, field: str) -> Problem | None:
    for place, sign in enumerate(text.strip(), start=1):
        if not re.match("[0-9]", sign) and not _SEPARATORS.match(sign):
            return Problem(field, "iin_characters", _CHARACTERS.filled(place=place, sign=named(sign)))
    if len(digits) != _LENGTH:
        return Problem(field, "iin_length", _WRONG_LENGTH.filled(count=len(digits)))
    return None


def _problem_of_digits(digits: str, field: str) -> Problem | None:
    if digits[6] not in "0123456":
        return Problem(field, "iin_seventh_digit", _SEVENTH.filled(digit=digits[6]))
    expected = check_digit(digits[:11])
    if expected is None:
        return Problem(field, "iin_never_issued", _NEVER_ISSUED)
    if expected != int(digits[11]):
        return Problem(field, "iin_check_digit", _CHECK_DIGIT)
    return None if _date_in(digits) else Problem(field, "iin_no_such_date", _NO_SUCH_DATE, "warning")


def _is_complete(iin: str) -> bool:
    return re.fullmatch("[0-9]{12}", iin) is not None


def _date_in(iin: str) -> date | None:
    if not _is_complete(iin):
        return None
    # A seventh digit of 0 names no century; 2000 is the one in which 29 February of a year 00 exists.
    century = _CENTURIES.get(iin[6], 2000)
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None
