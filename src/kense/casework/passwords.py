"""Passwords of officers: what the rules of the installation have against one, and one that is made up."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kense.kernel import Text
from kense.people.models import Officer

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
    try:
        validate_password(password, officer)
    except ValidationError as error:
        faults = [(fault.code or "", (fault.params or {}).get("min_length", 0)) for fault in error.error_list]
        return [(code, PROBLEMS[code].filled(limit=limit)) for code, limit in faults]
    return []


def made_up() -> str:
    """A password of about 79 bits of chance that can be read aloud: four groups of letters and digits unlike each other."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
