"""Passwords of officers: what the rules of the installation have against one, one made up, an officer's own changed."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kense.casework.administration import enter
from kense.casework.attempts import count_failure, minutes_until, wait_until
from kense.casework.fields import FieldReader
from kense.kernel import Text
from kense.people.models import Officer
from kense.trail.chain import take_turn

OWN_CHANGED = "own_password_changed"
DONE: dict[str, Text] = {
    OWN_CHANGED: Text("өз құпиясөзін өзгертті", "сменил(а) свой пароль", "changed their own password"),
}
OWN_TRIES = "own_password"
OLD, NEW, REPEATED = "old_password", "new_password", "repeated_password"
LABELS: dict[str, Text] = {
    OLD: Text("Қазіргі құпиясөз", "Нынешний пароль", "Present password"),
    NEW: Text("Жаңа құпиясөз", "Новый пароль", "New password"),
    REPEATED: Text("Жаңа құпиясөз тағы бір рет", "Новый пароль ещё раз", "New password once more"),
}

PROBLEMS: dict[str, Text] = {
    "password_too_short": Text(
        "Құпиясөз тым қысқа: кемінде {limit} таңба болуы тиіс.",
        "Пароль слишком короткий: нужно не меньше {limit} знаков.",
        "The password is too short: at least {limit} characters are needed.",
    ),
    "password_too_similar": Text(
        "Құпиясөз қызметкердің атына тым ұқсас. Басқасын жазыңыз.",
        "Пароль слишком похож на имя сотрудника. Впишите другой.",
        "The password is too much like the officer's name. Write another one.",
    ),
    "password_too_common": Text(
        "Бұл құпиясөз көпшілікке белгілі. Басқасын жазыңыз.",
        "Этот пароль слишком распространён. Впишите другой.",
        "This password is too common. Write another one.",
    ),
    "password_wrong": Text(
        "Қазіргі құпиясөз дұрыс емес. Бас әріптер мен пернетақта тілін тексеріп, қайта жазыңыз.",
        "Нынешний пароль неверен. Проверьте заглавные буквы и язык клавиатуры и впишите снова.",
        "The present password is wrong. Check capital letters and the keyboard language and write it again.",
    ),
    "password_same": Text(
        "Жаңа құпиясөз қазіргісімен бірдей. Басқасын жазыңыз.",
        "Новый пароль совпадает с нынешним. Впишите другой.",
        "The new password is the present one. Write another one.",
    ),
    "password_previous": Text(
        "Бұл құпиясөз осының алдында қолданылған. Басқасын жазыңыз.",
        "Этот пароль уже был перед нынешним. Впишите другой.",
        "This password was the one before. Write another one.",
    ),
    "password_names": Text(
        "Құпиясөзде «{word}» деген сөз бар: ол қызметкердің немесе ұйымның атынан алынған, оңай табылады. Басқасын жазыңыз.",
        "В пароле есть слово «{word}» из имени сотрудника или названия организации, его легко угадать. Впишите другой.",
        "The password has the word «{word}» of the officer's or the office's name, which is easy to guess. Write another one.",
    ),
    "password_wait": Text(
        "Құпиясөз тым көп рет қате жазылды. Күтіңіз, минут: {minutes}. Содан кейін қайта жазыңыз.",
        "Пароль слишком много раз вписан неверно. Подождите, минут: {minutes}. Затем впишите снова.",
        "The password was written wrongly too often. Wait, in minutes: {minutes}. Then write it again.",
    ),
    "password_differs": Text(
        "Жаңа құпиясөз екі рет әртүрлі жазылған. Екеуін де қайта жазыңыз.",
        "Новый пароль вписан два раза по-разному. Впишите оба раза заново.",
        "The new password was written in two ways. Write it both times again.",
    ),
    "password_entirely_numeric": Text(
        "Құпиясөз тек цифрдан тұрмауы тиіс. Әріптер қосыңыз.",
        "Пароль не должен состоять из одних цифр. Добавьте буквы.",
        "The password must not be of digits alone. Add letters.",
    ),
}
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def problems_of(password: str, officer: Officer) -> list[tuple[str, Text]]:
    """What is wrong with a password by the rules of the installation: the code and the sentence of each fault."""
    problems = []
    try:
        validate_password(password, officer)
    except ValidationError as error:
        # What a rule tells of itself, such as the least length, is filled into its sentence.
        problems = [(one.code or "", PROBLEMS[one.code or ""].filled(**_told(one))) for one in error.error_list]
    if officer.previous_password and check_password(password, officer.previous_password):
        problems.append(("password_previous", PROBLEMS["password_previous"]))
    return problems


def _told(fault: ValidationError) -> dict[str, str]:
    params = fault.params or {}
    return {"limit": str(params.get("min_length", "")), "word": str(params.get("word", ""))}


def give(officer: Officer, password: str, *, is_their_own: bool) -> None:
    """Give an officer a password. One that somebody else knows as well has to be changed at the next sign-in."""
    officer.previous_password = officer.password
    officer.set_password(password)
    officer.must_change_password = not is_their_own


GIVEN = ("password", "previous_password", "must_change_password")
"""The fields of an officer that `give` sets."""


def check_own(reader: FieldReader, officer: Officer, at: datetime) -> None:
    """Say at OLD when the present password is not the one typed there. Whoever sits at an open desk may not guess it."""
    until = wait_until(OWN_TRIES, str(officer.pk), at)
    if until:
        text = PROBLEMS["password_wait"].filled(minutes=minutes_until(until, at))
        reader.say(OLD, "password_wait", text)
    elif not officer.check_password(reader.fields.get(OLD, "")):
        count_failure(OWN_TRIES, str(officer.pk), at)
        reader.say(OLD, "password_wrong", PROBLEMS["password_wrong"])


def change_own(officer: Officer, fields: Mapping[str, str], *, at: datetime) -> None:
    """Give an officer the password they have chosen. By that their sessions end, but for the one that is told of it.

    fields: those of LABELS. Raises ProblemsError where one is wrong.
    """
    reader = FieldReader(fields)
    old, new = fields.get(OLD, ""), fields.get(NEW, "")
    check_own(reader, officer, at)
    if new and new == old:
        reader.say(NEW, "password_same", PROBLEMS["password_same"])
    for code, text in problems_of(new, officer):
        reader.say(NEW, code, text)
    if fields.get(REPEATED, "") != new:
        reader.say(REPEATED, "password_differs", PROBLEMS["password_differs"])
    reader.done()
    with transaction.atomic():
        take_turn(officer.provider_id)
        give(officer, new, is_their_own=True)
        officer.save(update_fields=GIVEN)
        enter(officer.provider, OWN_CHANGED, {"officer": officer.pk}, actor=officer, at=at)


def made_up() -> str:
    """A password of about 79 bits of chance that can be read aloud: four groups of letters and digits unlike each other."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
